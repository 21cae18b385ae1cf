"""The page templates: every page of the sample, the words they use, and what hostile records may not do."""

import json
import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from posixpath import dirname, normpath
from typing import Any, get_args
from urllib.parse import parse_qsl, unquote

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser
from selectolax.lexbor import LexborNode

from generator.answers.statistics import as_json
from generator.core.compute import agenda, plan
from generator.core.compute.facts import FACT_KINDS, FLAG
from generator.core.compute.grade import Reason
from generator.core.compute.notice import Mark, State
from generator.core.compute.statistics import Axis, TableId
from generator.core.edition import Edition, breakdown
from generator.core.edition.form import (
    Grade,
    LogEntry,
    Notice,
    NoticeLink,
    Period,
    PeriodDay,
    PersonRef,
    Proof,
    deadline,
)
from generator.core.edition.takedown import WITH_A_PAGE
from generator.core.pages import address, compare, draw, explore, search
from generator.core.pages.achievement import Facet
from generator.core.pages.explore import listings
from generator.core.pages.page import Page
from generator.core.pages.studio import ORDERS
from generator.core.pipeline import prepare
from generator.core.records.indicators import By, Rule
from generator.core.records.kinds import KINDS
from generator.core.records.log import EVENTS
from generator.core.records.notice import LinkType
from generator.core.records.takedown import Reason as TakedownReason
from generator.website import assets, drawing
from generator.website.facade import DOORS
from generator.website.links import broken_links
from generator.website.render import Renderer
from generator.wording import wording
from tests.browser.pages import MORE, PAGES
from tests.decoding.making import described, pdf, saved
from tests.decoding.making import drawing as picture

ROOT = Path(__file__).parents[2]
THEME = ROOT / "theme"
WORDS = ROOT / "generator" / "wording" / "zh"
TEMPLATES = sorted((THEME / "pages").rglob("*.html"))
AS_OF = date(2026, 3, 18)
RULES = get_args(get_args(Rule)[0])

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_LOGIC = re.compile(r"\{%-?\s*(?:if|elif|for|set)\b.*?%\}", re.DOTALL)
_HAN = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]")
# A key stands first in t(…), or is chosen there: t("a.b" if … else "a.c").
_KEY = re.compile(
    r"""\bt\(\s*["']([a-z_.]+)["']\s*[,)|]|["']([a-z_]+\.[a-z_]+)["'] if|else ["']([a-z_]+\.[a-z_]+)["']"""
)
_FAMILY = re.compile(r"\bt\(\s*[\"']([a-z_]+)\.[\"'] ~")


@pytest.fixture(scope="module")
def pages(every_page: tuple[Page, ...]) -> tuple[Page, ...]:
    return every_page


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    return Renderer(THEME, assets.published(THEME), wording())


def page_of(pages: tuple[Page, ...], template: str) -> Page:
    """The first page of a template."""
    return next(page for page in pages if page.template == template)


def grade_page(pages: tuple[Page, ...]) -> Page:
    """The first page of a grade that is shown down to the observation points."""
    return next(
        page
        for page in pages
        if page.template == "grade.html" and any(category.points for category in page.view["grade"].categories)
    )


def show(renderer: Renderer, page: Page, **view: Any) -> HTMLParser:
    """The page as a reader gets it, with some of its view replaced."""
    return HTMLParser(renderer.fragment(replace(page, view={**page.view, **view})))


def text(tree: HTMLParser, selector: str) -> str:
    """What the first match says; it must be there."""
    found = tree.css_first(selector)
    assert found is not None, selector
    return found.text()


# every page ---------------------------------------------------------------


def test_every_page_of_the_sample_renders_soundly(pages: tuple[Page, ...], renderer: Renderer) -> None:
    faults = [f"{page.address}: {fault}" for page in pages for fault in faults_of(show(renderer, page))]
    assert not faults


def faults_of(tree: HTMLParser) -> Iterator[str]:
    """What no page may have, whatever is shown."""
    if len(tree.css("h1")) != 1:
        yield f"{len(tree.css('h1'))} h1"
    ids = [node.attributes["id"] for node in tree.css("[id]")]
    if len(ids) != len(set(ids)):
        yield "an id twice"
    for node in tree.css("*"):
        for name in node.attributes:
            if name == "style" or name.startswith("on"):
                yield f"{node.tag} {name}="
    for tag in ("style", "iframe", "form:not([data-search])", "font"):
        if tree.css(tag):
            yield f"<{tag}>"
    for node in tree.css("script"):
        if not is_ours(node):
            yield "a script that is not ours"
    if re.search(r"\{\{|\{%|\bUndefined\b|\bNone\b|Figure\(|PersonRef\(", tree.html or ""):
        yield "something of Jinja's or Python's"
    for node in tree.css("img, svg[role=img], [role=region]"):
        named = tree.css_first(f"#{(node.attributes.get('aria-labelledby') or 'nothing').split()[0]}")
        if not (node.attributes.get("alt") or node.attributes.get("aria-label") or (named and named.text().strip())):
            yield f"<{node.tag}> without a name"
    for node in tree.css("a"):
        if not node.text(strip=True) and not node.css("[aria-label]"):
            yield "a link without words"
    for node in tree.css("dt, dd"):
        if not node.text(strip=True):
            yield f"an empty <{node.tag}>"


def is_ours(script: LexborNode) -> bool:
    """Whether a script is a file of the theme, which waits for the page, and nothing else."""
    src = script.attributes.get("src") or ""
    return bool(
        re.fullmatch(r"(\.\./)*assets/javascripts/[a-z]+\.[0-9a-f]{8}\.js", src)
        and "defer" in script.attributes
        and not script.text()
    )


def test_links_between_pages_lead_somewhere(pages: tuple[Page, ...], renderer: Renderer) -> None:
    fragments = {page.address: (renderer.fragment(page),) for page in pages}
    files = {file.address for page in pages for file in page.downloads}
    files |= set(assets.published(THEME).values())
    assert broken_links(fragments, fragments.keys() | files) == ()


def test_every_page_is_reached_from_home(pages: tuple[Page, ...], renderer: Renderer) -> None:
    links = {page.address: set(places(page.address, renderer.fragment(page))) for page in pages}
    reached: set[str] = set()
    ahead = {address.HOME} | (DOORS & links.keys())
    while ahead:
        reached |= ahead
        ahead = {place for here in ahead for place in links[here] if place in links} - reached
    gone = {page.address for page in pages if page.template in {"gone.html", "takedown.html"}}
    assert gone  # they are there for those who come from elsewhere
    assert sorted(links.keys() - reached) == sorted(gone)


def places(here: str, html: str) -> Iterator[str]:
    """The addresses a page links to."""
    for node in HTMLParser(html).css("a[href]"):
        place = unquote((node.attributes["href"] or "").partition("#")[0])
        yield normpath(f"{dirname(here)}/{place}").lstrip("/") if place else here


def test_no_page_shows_marks_as_text(pages: tuple[Page, ...], renderer: Renderer) -> None:
    assert [page.address for page in pages if "&lt;span" in renderer.fragment(page)] == []


def test_every_template_is_somebodys(pages: tuple[Page, ...]) -> None:
    used = {page.template for page in pages} | {"correction.html", "archive-changes.html"}
    assert used == {path.name for path in TEMPLATES if path.parent.name == "pages"}


# words --------------------------------------------------------------------


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.relative_to(THEME).as_posix())
def test_a_template_holds_no_words_and_marks_nothing_safe(path: Path) -> None:
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    assert not _HAN.findall(_LOGIC.sub("", source))
    assert not re.search(r"\|\s*safe\b|Markup|autoescape", source)


def families() -> Mapping[str, frozenset[str]]:
    """The keys that templates put together: by the first part of the key, every one that can be asked for."""
    units, starts = ("工作日", "日"), ("当日", "次日")
    reasons = (*get_args(Reason), "not_announced")
    return {
        "state": frozenset(get_args(State)),
        "turn": frozenset(get_args(Mark)),
        "left": frozenset(units),
        "rule_text": frozenset((*units, *starts)),
        "days": frozenset(get_args(drawing.CellLabel)) - {"gap"},
        "log_event": frozenset(EVENTS),
        "course": frozenset(get_args(drawing.EventKind)) - {"linked"},
        "link_type": frozenset(f"{kind}.{way}" for kind in get_args(LinkType) for way in ("forward", "back"))
        | {f"{kind}.turn" for kind in get_args(LinkType) if kind != "阶段"},
        "takedown_reason": frozenset(get_args(TakedownReason)),
        "giver": frozenset(f"{by}.{part}" for by in get_args(By) for part in ("mark", "label")),
        "rule": frozenset(get_args(kind.model_fields["kind"].annotation)[0] for kind in RULES) - {"同时满足"},
        "select": frozenset(
            name
            for kind in FACT_KINDS
            for name in (*kind.numbers, *(field for field, words in kind.fields.items() if words == FLAG))
        ),
        "partial": frozenset({"不给部分分", "按比例"}),
        "guide": frozenset(("write", "check", "send", "see")),
        "reason": frozenset(reasons),
        "reason_short": frozenset(reasons),
        "left_out": frozenset(("word", "flag", "number", "year")),
        "method": frozenset(("score", "band", "veto", "quota", "decision")),
        "statistic": frozenset(get_args(TableId)),
        "statistic_about": frozenset(get_args(TableId)),
        "statistic_rows": frozenset(get_args(Axis)),
        "breakdown_by": frozenset(breakdown.BY),
        "breakdown_about": frozenset(breakdown.BY),
        "breakdown_measure": frozenset(measure.id for measure in breakdown.MEASURES),
        "breakdown_means": frozenset(measure.id for measure in breakdown.MEASURES),
        "breakdown_table": frozenset((*get_args(breakdown.Of), "runs", "changes")),
        "studio_order": frozenset(ORDERS),
        "facet": frozenset(get_args(Facet)),
        "search": frozenset(
            ("kind_is", "year_is", "studio_is", "count", "most", "none", "sifted", "lost", "wait", "prepare")
        ),
        "search_kind": frozenset(search.KINDS),
        "compare_measure": frozenset(compare.UNITS),
        "compare_unknown": frozenset(get_args(compare.Unknown)) - {""},
        "explore_other": frozenset(explore.FACETS),
        "explore_facet": frozenset(get_args(explore.FacetName)),
        "explore_sort": frozenset(sort for sorts in explore.SORTS.values() for sort in sorts),
        "agreement_state": frozenset(("past", "now", "next")),
        "event": frozenset(get_args(agenda.Kind)),
        "verdict": frozenset(get_args(plan.Verdict)),
        "answer": frozenset(get_args(deadline.State)),
        "record": frozenset(
            kind.name for kind in KINDS if kind.place.pattern.startswith("studios/") and not kind.internal
        )
        | WITH_A_PAGE
        | {"assessment"},  # of which a grade may be under correction
    }


def test_every_key_exists() -> None:
    t = wording()
    asked = {key for path in TEMPLATES for key in keys_in(path)}
    asked |= {f"{family}.{rest}" for family, rests in families().items() for rest in rests}
    assert sorted(key for key in asked if key not in t) == []


def test_every_put_together_key_has_its_family() -> None:
    found = {family for path in TEMPLATES for family in _FAMILY.findall(path.read_text(encoding="utf-8"))}
    assert found == set(families())


def test_every_word_is_used() -> None:
    used = {key for path in TEMPLATES for key in keys_in(path)}
    used |= {f"{family}.{rest}" for family, rests in families().items() for rest in rests}
    used |= {f"figure_note.{name}" for name in ("studios", "achievements", "national", "person_days", "notices")}
    assert sorted(own_keys() - used) == []


def test_no_word_stands_in_two_catalogues() -> None:
    catalogues = [path for path in WORDS.glob("*.toml") if path.name != "pages.toml"]
    others = {key for path in catalogues for key in flat("", tomllib.loads(path.read_text(encoding="utf-8")))}
    assert sorted(own_keys() & others) == []


def keys_in(path: Path) -> set[str]:
    source = _COMMENT.sub("", path.read_text(encoding="utf-8"))
    return {key for found in _KEY.findall(source) for key in found if key}


def own_keys() -> set[str]:
    """The keys of pages.toml."""
    return set(flat("", tomllib.loads((WORDS / "pages.toml").read_text(encoding="utf-8"))))


def flat(prefix: str, table: Mapping[str, Any]) -> Iterator[str]:
    for key, value in table.items():
        yield from flat(f"{prefix}{key}.", value) if isinstance(value, dict) else [f"{prefix}{key}"]


# hostile records ------------------------------------------------------------

EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>{{7*7}}{% raw %}"


def test_nothing_a_studio_writes_becomes_markup(tmp_path: Path, renderer: Renderer) -> None:
    lay_hostile_school(tmp_path)
    edition = prepare(tmp_path, AS_OF).edition
    assert edition is not None
    assert edition.studios
    assert edition.achievements
    assert not edition.corrections
    assert edition.grade_years[0].grades[0].announced
    assert all((edition.rounds[0].recognised, edition.plans, edition.groups, edition.press))
    shown = 0
    for page in draw(edition):
        html = renderer.fragment(page)
        tree = HTMLParser(html)
        # Nothing was decoded: all pictures are drawings of ours.
        assert not tree.css("img:not([src$='.svg']), iframe, object, embed"), page.address
        assert all(is_ours(script) for script in tree.css("script")), page.address
        assert not [name for node in tree.css("*") for name in node.attributes if name.startswith("on")], page.address
        assert html.lower().count("<script") == len(tree.css("script")), page.address
        assert not [node for node in tree.css("a[href]") if "script:" in (node.attributes["href"] or "")], page.address
        shown += html.count("&lt;script&gt;alert(1)&lt;/script&gt;")
    assert shown > 200  # it is there to be read


def lay_hostile_school(root: Path, attack: str = EVIL, prose: str = EVIL) -> None:
    """A small school in which every free text of every record is an attack, and so is all prose."""
    evil = attack.replace("'", "''")
    cell = attack.replace('"', '""')
    prose = prose.replace("\n", "\n" + 12 * " ")
    files = {
        "content/site.yml": f"""
            name: '{evil}'
            url: https://school.example/
            school: {{name: '{evil}', short: '{evil}', document_code: 云职, publisher: '{evil}'}}
            summary: '{evil}'
            offices:
              - {{id: one, name: '{evil}', role: 受理, phone: 0000-555 0126, address: '{evil}', hours: '{evil}'}}
            semesters: [{{name: 学期, starts: 01-01, ends: 12-31}}]
            disclosure: [{{year: 2025, level: 各观测点}}]
            """,
        "content/rules/2025/points.yml": f"""
            kind: 指标体系
            title: '{evil}'
            year: 2025
            basis: '{evil}'
            total: 4
            bands: [{{grade: A, name: '{evil}', at_least: 0}}]
            vetoes: [{{id: v, name: '{evil}', caps_at: A}}]
            categories:
              - name: '{evil}'
                marks: 4
                indicators:
                  - name: '{evil}'
                    points:
                      - {{id: 1.1, label: '{evil}', marks: 2, by: 评审, rule: {{kind: 评审, evidence: '{evil}'}}}}
                      - id: 1.2
                        label: '{evil}'
                        marks: 2
                        by: 计算
                        rule:
                          kind: 数量
                          select: {{records: 成果, where: {{type: 专利}}}}
                          at_least: 1
                          unit: '{evil}'
            """,
        "content/assessments/2025/evil.yml": f"""
            reviewers: [p901]
            marks: {{1.1: 1}}
            vetoes: [{{veto: v, reason: '{evil}'}}]
            decision: {{body: '{evil}', date: 2026-03-01, notice: result}}
            """,
        "content/notices/2026/note.md": f"""
            ---
            title: '{evil}'
            kind: 拟认定公示
            number: 云职〔2026〕1号
            issuers: ['{evil}']
            to: '{evil}'
            published: 2026-03-16
            signed: 2026-03-16
            basis: [{{title: '{evil}', number: '{evil}'}}]
            steps: ['{evil}']
            studios: [evil]
            groups:
              - {{title: '{evil}', note: '{evil}', columns: ['{evil}', '{evil}'], rows: [['1', '{evil}']]}}
              - {{title: '{evil}', file: list.csv}}
            period: {{length: 5}}
            objection: {{rules: ['{evil}'], hours: '{evil}'}}
            contacts: [{{office: one, person: '{evil}'}}]
            attachments: [{{title: '{evil}'}}]
            index_number: '{evil}'
            topic: '{evil}'
            credits: [{{step: 终审, name: '{evil}'}}]
            copies: '{evil}'
            ---
            {prose}

            [go](javascript:alert(3))
            """,
        "content/notices/2026/list.csv": f'n,"{cell}"\n1,"{cell}"\n',
        "content/notices/2026/result.md": f"""
            ---
            title: '{evil}'
            kind: 考核结果公布
            number: 云职〔2026〕2号
            issuers: ['{evil}']
            published: 2026-03-16
            signed: 2026-03-16
            studios: [evil]
            contacts: [{{office: one}}]
            links: [{{type: 取代, to: note, outcome: 异议成立, removed: ['{evil}'], moved_up: ['{evil}']}}]
            ---
            {prose}
            """,
        "studios/evil/studio.yml": f"""
            names:
              - {{name: '{evil}', kind: 申报名称}}
              - {{name: '{evil}牌', kind: 铭牌名称}}
            short: '{evil}'
            kind: 技能大师工作室
            mode: 校企联办
            trade: '{evil}'
            major: '{evil}'
            department: '{evil}'
            master: p101
            partners: ['{evil}']
            founded: 2021-06-01
            status: [{{since: 2021-06-01, status: 建设中, note: '{evil}', document: '{evil}'}}]
            venues: [{{name: '{evil}', place: '{evil}'}}]
            services: ['{evil}']
            contact: {{person: p101, phone: 0000-555 0137, email: a@x.example}}
            summary: '{evil}'
            """,
        "studios/evil/members.yml": f"""
            members:
              - id: p101
                name: '{evil}'
                employer: '{evil}'
                title: '{evil}'
                dual_post: '{evil}'
                bio: '{evil}'
                awards: [{{name: '{evil}', level: 省级, year: 2020}}]
                roles: [{{role: 大师, since: 2021-06}}]
            """,
        "studios/evil/profile.md": f"""
            ---
            title: 介绍
            ---
            {prose}
            """,
        "studios/evil/achievements/2025/one.md": f"""
            ---
            title: '{evil}'
            type: 专利
            date: 2025-05-01
            people: [p101]
            lead: p101
            recognised: {{document: '{evil}'}}
            publisher: '{evil}'
            partner: '{evil}'
            evidence: [{{title: '{evil}', number: '{evil}', issuer: '{evil}', file: evil.pdf}}]
            summary: '{evil}'
            ---
            {prose}

            ![<xx-evil> " onerror=alert(1)](files/evil.jpg)
            """,
        "studios/evil/partners.yml": f"""
            partners:
              - {{id: p, name: '{evil}', influence: '{evil}', since: 2021, until: 2024, reason: '{evil}'}}
            """,
        "studios/evil/agreements.yml": f"""
            agreements:
              - id: g
                title: '{evil}'
                partner: p
                parties: ['{evil}', '{evil}牌']
                clauses: [权利义务]
                content: '{evil}'
                mode: '{evil}'
                signed: 2021-06-01
                starts: 2021-06-01
                ends: 2027-05-31
            """,
        "studios/evil/facilities.yml": f"""
            facilities:
              - id: f
                name: '{evil}'
                type: 研发中心
                place: '{evil}'
                owner: '{evil}'
                project: '{evil}'
                since: 2021
            """,
        "studios/evil/donations.yml": f"""
            donations: [{{id: d, date: 2025, donor: '{evil}', item: '{evil}', value: 1, facility: f}}]
            """,
        "studios/evil/appointments.yml": f"""
            appointments:
              - id: a
                person: p101
                direction: 企业到学校
                organisation: '{evil}'
                post: '{evil}'
                since: 2021-06
                document: '{evil}'
            """,
        "studios/evil/documents/2025.yml": f"""
            documents: [{{id: g, title: '{evil}', category: 制度, kind: 制度, date: 2025, number: '{evil}'}}]
            """,
        "studios/evil/reports/2025/r.md": f"""
            ---
            title: '{evil}'
            kind: 年度工作报告
            semester: 学期
            filed: 2026-01-05
            problems: ['{evil}']
            next_steps: ['{evil}']
            ---
            {prose}
            """,
        "studios/evil/services/2025.yml": f"""
            services:
              - {{id: s, date: 2025-05-01, kind: 技术咨询, topic: '{evil}', client: '{evil}', client_kind: 学校}}
            """,
        "studios/evil/meetings/2025.yml": f"""
            meetings:
              - {{id: m, date: 2025-05-01, body: 理事会, topic: '{evil}', present: 3, decision: '{evil}'}}
            """,
        "studios/evil/evaluations/2025.yml": f"""
            evaluations:
              - {{id: e, date: 2025-05-01, by: 学校, subject: '{evil}', form: '{evil}', result: '{evil}'}}
            """,
        "studios/evil/resources/2025.yml": f"""
            resources: [{{id: r, date: 2025-05-01, organisation: '{evil}', kind: 设备, content: '{evil}'}}]
            """,
        "studios/evil/enrolment/2025.yml": f"""
            counted_on: 2025-10-15
            studio_students: 1
            major_students: 3
            source: '{evil}'
            """,
        "studios/evil/safety/2025.yml": f"""
            incidents: []
            inspections: [{{date: 2025-05-01, by: '{evil}', result: '{evil}'}}]
            keeper: '{evil}'
            """,
        "content/rules/2025/criteria.yml": f"""
            kind: 认定条件
            title: '{evil}'
            basis: '{evil}'
            cutoff: '{evil}'
            criteria: [{{id: '{evil}', text: '{evil}', test: 奖项, years: 3, any_of: ['{evil}']}}]
            disqualified: ['{evil}']
            """,
        "content/rules/2025/process.yml": f"""
            kind: 认定程序
            title: '{evil}'
            basis: '{evil}'
            steps: [{{name: '{evil}', body: '{evil}', content: '{evil}', period: '{evil}'}}]
            """,
        "content/rules/2025/cycle.yml": f"""
            kind: 年度安排
            title: '{evil}'
            basis: '{evil}'
            council_meetings: 1
            office_meetings: 1
            items: [{{name: '{evil}', due: 03-20, who: '{evil}', to: '{evil}'}}]
            contest_months: ['3月：{evil}']
            """,
        "content/rules/2025/consequences.yml": f"""
            kind: 结果运用
            title: '{evil}'
            basis: '{evil}'
            consequences: [{{grade: '{evil}', consequence: '{evil}'}}]
            """,
        "content/rounds/one.yml": f"""
            title: '{evil}'
            year: 2026
            criteria: criteria
            cutoff: 2026-01-01
            stages:
              - {{name: 公示, starts: 2026-03-01, body: '{evil}'}}
              - {{name: 发文认定, starts: 2026-03-16, body: '{evil}', notice: note}}
            applications:
              - {{id: one, name: '{evil}技能大师工作室', trade: '{evil}', department: '{evil}', studio: evil,
                 outcome: 通过, findings: [{{criterion: '{evil}', result: 符合, evidence: '{evil}'}}]}}
            supervision: [{{date: 2026-03-02, body: '{evil}', content: '{evil}'}}]
            """,
        "content/plans/one.yml": f"""
            title: '{evil}'
            theme: '{evil}'
            source: {{title: '{evil}', issuer: '{evil}', number: '{evil}', found: '{evil}', note: '{evil}'}}
            phases: [{{id: a, name: '{evil}', starts: 2026, ends: 2026}}]
            targets:
              - {{id: t, metric: '{evil}', phase: a, value: 10项, per: '{evil}', owner: '{evil}', stated: '{evil}'}}
            actuals: [{{target: t, date: 2026-03, value: 5项, source: '{evil}'}}]
            tasks: [{{title: '{evil}', content: '{evil}', when: '{evil}', owner: '{evil}'}}]
            safeguards: ['{evil}']
            notes: ['{evil}']
            """,
        "content/groups/one.yml": f"""
            name: '{evil}'
            approved_by: '{evil}'
            lead: '{evil}'
            members: [{{name: '{evil}', kind: 学校}}]
            majors: ['{evil}']
            columns: [{{name: '{evil}', metrics: ['{evil}']}}, {{name: '{evil}'}}]
            metrics: [{{year: 20XX, name: '{evil}', value: 近10家, audience: '{evil}', sentence: '{evil}'}}]
            results: ['{evil}']
            problems: ['{evil}']
            next_steps: [{{text: '{evil}', when: '{evil}'}}]
            notes: ['{evil}']
            """,
        "content/press/2026.yml": f"""
            press:
              - {{id: one, date: 2026-03-01, outlet: '{evil}', level: 省级, title: '{evil}', studios: [evil],
                 archived: '{evil}'}}
            """,
        "studios/evil/trainings/2025.csv": (
            f'id,date,topic,audience,persons,days,client\nt1,2025-05-01,"{cell}",企业员工,10,1,"{cell}"\n'
        ),
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(re.sub(r"^ {12}", "", text.lstrip("\n"), flags=re.MULTILINE), encoding="utf-8")
    (root / "studios/evil/files").mkdir()
    (root / "studios/evil/files/evil.pdf").write_bytes(
        pdf(change=lambda writer: writer.add_metadata({"/Title": attack}))
    )
    (root / "studios/evil/files/evil.jpg").write_bytes(saved(picture(), "JPEG", exif=described(attack)))


# what pages say ---------------------------------------------------------------


def test_an_open_notice_says_how_many_days_are_left(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = next(page for page in pages if page.template == "notice.html" and page.view["notice"].state == "open")
    notice: Notice = page.view["notice"]
    assert notice.period is not None
    tree = show(renderer, page)
    assert text(tree, ".jp-left__n") == str(notice.period.left)
    assert len(tree.css(".jp-days > li")) == len(notice.period.days)
    assert tree.css(".jp-days .is-now")
    assert text(tree, ".jp-doc h1") == notice.title


def test_a_notice_says_what_the_log_says_of_it(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = page_of(pages, "notice.html")
    entries = (
        LogEntry(12, "publish", "2026-03-02", "a" * 64, "b" * 64),
        LogEntry(15, "correct", "2026-03-09", "a" * 64, "c" * 64),
    )
    notice = replace(page.view["notice"], proof=Proof(entries, "record"))
    tree = show(renderer, page, notice=notice)
    for place in ("#proof", ".jp-proof.print-only"):
        said = text(tree, place)
        assert "公示日志第12条，发布，2026年3月2日" in said
        assert "公示日志第15条，更正，2026年3月9日" in said
        assert text(tree, f"{place} .jp-hash") == f"sha256 {'a' * 64}"
    links = [node.attributes["href"] for node in tree.css("#proof a")]
    assert links == ["verify.html", f"{notice.id}.json"]
    withdrawn = show(renderer, page, notice=replace(notice, proof=Proof(entries, None)))
    assert [node.attributes["href"] for node in withdrawn.css("#proof a")] == ["verify.html"]
    assert "内容已经撤下" in text(withdrawn, "#proof")
    bare = show(renderer, page, notice=replace(notice, proof=None))
    assert not bare.css("#proof")
    assert not bare.css(".jp-proof .jp-hash")


def test_a_notice_that_was_superseded_says_by_what(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page, other = [page for page in pages if page.template == "notice.html"][:2]
    tie = NoticeLink("取代", other.view["notice"].id, "新的公示", None, "2026-03-17", forward=False)
    tree = show(renderer, page, notice=replace(page.view["notice"], state="superseded", links=(tie,)))
    assert "新的公示" in text(tree, ".jp-lack a[href]")
    assert "已被取代" in text(tree, ".jp-banner")
    assert not tree.css(".jp-left")


def test_a_long_period_shows_its_ends_and_today(pages: tuple[Page, ...], renderer: Renderer) -> None:
    days = tuple(
        PeriodDay(f"2026-03-{day:02}", day, "past" if day < 18 else "now" if day == 18 else "next")
        for day in range(1, 23)
    )
    page = page_of(pages, "notice.html")
    period = Period("2026-03-01", "2026-03-22", 22, "日", "当日", False, False, days, 5)
    tree = show(renderer, page, notice=replace(page.view["notice"], state="open", period=period))
    assert [node.text() for node in tree.css(".jp-days b")] == "1 2 3 14 18 1 20 21 22".split()


def test_a_grade_that_is_not_announced_shows_no_number(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = grade_page(pages)
    hidden = replace(page.view["grade"], announced=False, reason="not_announced")
    tree = show(renderer, page, grade=hidden, notice=None)
    assert "尚未公布" in text(tree, ".jp-lack")
    assert not tree.css(".jp-work, .jp-bars, .jp-grp, table")


@pytest.mark.parametrize("reason", get_args(Reason))
def test_every_reason_of_a_grade_is_a_sentence(pages: tuple[Page, ...], renderer: Renderer, reason: str) -> None:
    page = grade_page(pages)
    grade: Grade = replace(page.view["grade"], reason=reason, incomplete=reason == "incomplete", vetoes=("弄虚作假",))
    if reason not in {"band", "quota", "veto"}:
        grade = replace(grade, final=None)
    tree = show(renderer, page, grade=grade)
    assert not list(faults_of(tree))
    assert text(tree, ".is-final .jp-work__w").endswith("。")


def test_an_incomplete_grade_gives_no_number_that_may_change(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = grade_page(pages)
    grade: Grade = page.view["grade"]
    assert grade.score is not None
    first, *others = grade.categories
    unsure = replace(first, points=(replace(first.points[0], incomplete=True), *first.points[1:]))
    broken = replace(grade, incomplete=True, final=None, reason="incomplete", categories=(unsure, *others))
    tree = show(renderer, page, grade=broken)
    assert "不完整" in text(tree, ".jp-lack")
    assert grade.score not in text(tree, ".jp-work")
    assert text(tree, ".jp-bars tbody b") == text(tree, ".jp-bars tfoot b") == "—"
    assert not tree.css(".jp-radar")


def test_a_grade_that_waits_for_another_studio_keeps_its_score(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = grade_page(pages)
    grade: Grade = page.view["grade"]
    assert grade.score is not None
    waiting = replace(grade, incomplete=True, final=None, reason="incomplete")
    tree = show(renderer, page, grade=waiting, year_incomplete=True)
    assert grade.score in text(tree, ".jp-work")
    assert "名额可能变化" in text(tree, ".jp-work")
    assert not tree.css(".jp-gseal")


def test_what_the_school_withholds_is_not_there(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = grade_page(pages)
    held = replace(page.view["grade"], score=None, band=None, band_from=None, place=None, categories=())
    tree = show(renderer, page, grade=held, disclosure="等级")
    assert len(tree.css(".jp-work > li")) == 3
    assert tree.css(".jp-gseal")
    assert not tree.css(".jp-bars, .jp-grp")


def test_a_person_without_a_name_is_under_correction(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = page_of(pages, "achievement.html")
    one = replace(page.view["achievement"], people=(PersonRef(""),), lead=None)
    assert text(show(renderer, page, achievement=one), ".jp-team b") == "资料更正中"


def test_a_total_from_which_something_is_missing_says_so(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = page_of(pages, "studio.html")
    studio = page.view["studio"]
    broken = replace(studio, achievements=replace(studio.achievements, incomplete=True), incomplete=("achievement",))
    tree = show(renderer, page, studio=broken)
    assert "不完整：有内容正在更正" in text(tree, "#figures dl > div")
    assert "不完整" in text(tree, "#achievements .jp-lack")


def test_a_shortfall_is_said_in_words(pages: tuple[Page, ...], renderer: Renderer) -> None:
    grades = [page for page in pages if page.template == "grade.html"]
    lost = [node.text() for page in grades for node in show(renderer, page).css(".lost")]
    assert "距100人天差8" in lost


def plan_page(pages: tuple[Page, ...], name: str) -> Page:
    return next(page for page in pages if page.address == f"plans/{name}.html")


def test_a_plan_says_what_is_missing_in_words_and_what_is_unknown(pages: tuple[Page, ...], renderer: Renderer) -> None:
    tree = show(renderer, plan_page(pages, "studios-2024-2026"))
    said = text(tree, ".jp-targets")
    assert "距2,100人天差95" in said
    assert "由记录计算：培训" in said
    assert "其中1篇已撤下，列表里没有" in said
    assert "进行中，未满期" in said
    assert not tree.css(".jp-lack")


def test_a_plan_tells_both_figures_and_what_nothing_tells(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = plan_page(pages, "studios-2024-2026")
    given = page.view["plan"]
    first, second, *others = given.metrics
    reported = replace(
        second.lines[0],
        reported="3个",
        reported_date="2024-06",
        reported_by="年报",
        counted_then="1个",
        incomplete=True,
    )
    unknown = replace(first.lines[0], actual=None, share=None, missing=None, verdict="unknown")
    changed = (replace(first, lines=(unknown,)), replace(second, lines=(reported, *second.lines[1:])))
    tree = show(renderer, page, plan=replace(given, metrics=(*changed, *others)), unfed=("在建工作室",))
    said = text(tree, ".jp-targets")
    assert "未统计" in said
    assert "上报为3个（截至2024年6月，年报），按记录计算到同一天是1个" in said
    assert "有记录正在更正，未计入" in said
    assert "没有数据来源的指标：在建工作室" in text(tree, "body")


def test_a_chart_hatches_what_is_not_reached_and_stands_beside_its_numbers(
    pages: tuple[Page, ...], renderer: Renderer
) -> None:
    tree = show(renderer, plan_page(pages, "studios-2024-2026"))
    figures = tree.css(".jp-fig")
    assert len(figures) == 2
    for figure in figures:
        assert len(figure.css(".jp-goals li")) == len(figure.css("tbody tr"))
        assert {node.attributes["class"] for node in figure.css(".jp-goals rect")} <= {"f-1", "f-2", "f-3"}
    assert len(tree.css("#jp-hatch")) == 1


def test_a_reference_case_says_that_it_is_none_of_ours(pages: tuple[Page, ...], renderer: Renderer) -> None:
    for name in ("tianjin-work-study", "city-vocational-year"):
        assert text(show(renderer, plan_page(pages, name)), ".jp-lack") == "公开参考案例，不是本校计划。"
    groups = [page for page in pages if page.template == "group.html"]
    assert [text(show(renderer, page), ".jp-lack") for page in groups] == ["公开参考案例，不是本校的集团。"] * 4


def test_contradictory_targets_both_stand_with_their_places(pages: tuple[Page, ...], renderer: Renderer) -> None:
    tree = show(renderer, plan_page(pages, "city-vocational-year"))
    [press] = [body for body in tree.css(".jp-targets tbody") if "市级媒体报道" in body.text()]
    said = press.text()
    assert "来源自相矛盾" in said
    assert ("10篇" in said, "5篇" in said) == (True, True)
    assert ("目标任务“宣传报道”" in said, "保障措施第9条" in said) == (True, True)
    [skills] = [body for body in tree.css(".jp-targets tbody") if "技能人才教育培训" in body.text()]
    assert "单位不同（人次、人）" in skills.text()
    assert "来源自相矛盾" not in skills.text()


def test_a_round_counts_those_that_were_not_recognised_and_names_none(
    pages: tuple[Page, ...], renderer: Renderer
) -> None:
    page = next(page for page in pages if page.address == "rounds/2025.html")
    said = text(show(renderer, page), ".jp-cols")
    assert "中式烹饪技能大师工作室" in said
    assert not [word for word in ("设施园艺", "网络运维", "46周岁", "证书，") if word in said]


def test_the_month_of_the_day_is_marked(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = next(page for page in pages if page.address == "calendar/2026.html")
    tree = show(renderer, page)
    assert [node.attributes["id"] for node in tree.css(".jp-month.is-now")] == ["month-03"]
    assert {node.attributes["id"] for node in tree.css(".jp-month.is-past")} == {"month-01", "month-02"}


def test_the_archive_says_plainly_that_nothing_is_frozen(pages: tuple[Page, ...], renderer: Renderer) -> None:
    tree = show(renderer, page_of(pages, "archive.html"))
    assert "2024年度存档" in tree.text()
    assert "成果\xa0· ceramics-shen/tea-set" in tree.text()
    assert "缺影像资料" in tree.text()


# what the sample's files say, on its pages --------------------------------------


def titles() -> Iterator[tuple[str, str]]:
    """Where the page of each achievement and notice of the sample must be and what it is called, read off its file."""
    for kind, pattern in (("achievements", "studios/*/achievements/*/*.md"), ("notices", "content/notices/*/*.md")):
        for path in sorted(ROOT.glob(pattern)):
            said = path.read_text(encoding="utf-8")
            found = re.search(r"^title: *(.+)$", said, re.MULTILINE)
            assert found is not None, path
            parts = path.relative_to(ROOT).parts
            name = f"{parts[1]}/{path.stem}" if kind == "achievements" else path.stem
            day = re.search(r"^published: *(\S+)$", said, re.MULTILINE)
            if "scope: 校内" not in said and (day is None or day[1] <= AS_OF.isoformat()):
                yield f"{kind}/{name}.html", found[1].strip("'\" ")


def test_every_achievement_and_notice_has_a_page_that_bears_its_title(
    pages: tuple[Page, ...], renderer: Renderer
) -> None:
    drawn = {page.address: page for page in pages}
    wanted = {where: said for where, said in titles() if drawn[where].template != "takedown.html"}
    assert len(wanted) > 200
    shown = {where: text(show(renderer, drawn[where]), "h1") for where in wanted}
    assert {
        where: said for where, said in shown.items() if "".join(said.split()) != "".join(wanted[where].split())
    } == {}


def test_every_studio_has_a_page_that_bears_its_plaque(pages: tuple[Page, ...], renderer: Renderer) -> None:
    drawn = {page.address: page for page in pages}
    for folder in sorted(path for path in (ROOT / "studios").iterdir() if path.is_dir()):
        said = (folder / "studio.yml").read_text(encoding="utf-8")
        h1 = text(show(renderer, drawn[f"studios/{folder.name}/index.html"]), "h1")
        assert h1 in said.replace("云岭职业学校（", "（")


def test_the_statistics_page_says_what_stats_answers(
    edition: Edition, pages: tuple[Page, ...], renderer: Renderer
) -> None:
    tree = show(renderer, page_of(pages, "statistics.html"))
    answered = {table["id"]: table for table in json.loads(as_json(edition))["tables"]}
    assert [node.attributes["id"] for node in tree.css("section.jp-fig")] == list(answered)
    for name, table in answered.items():
        rows = tree.css(f"#{name} .jp-figures tbody tr")
        shown = [[cell.text().replace(",", "") for cell in row.css("td")] for row in rows]
        assert shown == [[*row["values"], row["total"]] for row in table["rows"]]
        linked = [[bool(cell.css("a[href]")) for cell in row.css("td")] for row in rows]
        assert linked == [[value != "0" for value in (*row["values"], row["total"])] for row in table["rows"]]


def test_the_tables_of_figures_count_the_records_on_the_pages_they_lead_to(
    pages: tuple[Page, ...], renderer: Renderer
) -> None:
    drawn = {page.address: show(renderer, page) for page in pages if page.section == "achievements"}
    statistics = next(page for page in pages if page.address == "statistics/index.html")
    counted = 0
    for table in statistics.view["tables"]:
        if table.id.startswith("achievements-by-"):
            for cell in (cell for line in table.lines for cell in (*line.cells, line.total) if cell.to):
                where, _, place = cell.to.partition("#")
                listed = drawn[where].css(f"#{place} .jp-records a[href]" if place else ".jp-records a[href]")
                assert len({link.attributes["href"] for link in listed}) == int(cell.value), (table.id, cell)
                counted += 1
    assert counted > 80


def test_a_figure_of_two_words_leads_to_the_explorer_with_just_its_records(
    edition: Edition, pages: tuple[Page, ...]
) -> None:
    statistics = next(page for page in pages if page.address == "statistics/index.html")
    listed = {address.explore(each.kind): each for each in listings(edition)}
    counted: Counter[str] = Counter()
    for table in statistics.view["tables"]:
        for cell in (cell for line in table.lines for cell in line.cells if cell.to and "?" in cell.to):
            where, _, query = cell.to.partition("?")
            listing, asked = listed[where], dict(parse_qsl(query, strict_parsing=True))
            names = [facet.name for facet in listing.facets]
            assert asked.keys() <= set(names)
            found = [row for row in listing.rows if all(asked[name] in row.facets[names.index(name)] for name in asked)]
            at = {"training-attendances": 1, "training-person-days": 3}.get(table.id)
            told = len(found) if at is None else sum(Decimal(str(row.cells[at])) for row in found)
            assert told == Decimal(cell.value), (table.id, cell)
            counted[table.id] += 1
    assert counted.keys() == {"awards-by-rank", "training-attendances", "training-person-days", "notices-by-kind"}
    assert counted.total() > 60


def test_29_february_is_the_last_day_of_february_in_every_year(pages: tuple[Page, ...], renderer: Renderer) -> None:
    page = page_of(pages, "cycle.html")
    rule = page.view["rule"]
    items = [replace(rule.items[0], due="02-29", following_year=following) for following in (False, True)]
    tree = show(renderer, page, rule=replace(rule, items=tuple(items)))
    assert [row.css("td")[0].text() for row in tree.css("tbody tr")] == ["2月最后一天", "次年2月最后一天"]


def test_services_by_year_and_kind_lead_to_just_those(pages: tuple[Page, ...], renderer: Renderer) -> None:
    statistics = next(page for page in pages if page.address == "statistics/index.html")
    places = {page.address: page for page in pages}
    table = next(table for table in statistics.view["tables"] if table.id == "services-by-kind")
    counted = 0
    for line in table.lines:
        for cell in (each for each in (*line.cells, line.total) if each.value != "0"):
            where, _, place = str(cell.to).partition("#")
            first = re.sub(r"-[0-9](?=\.html$)", "", where)
            going_on = [places[each] for number in range(1, 9) if (each := address.further(first, number)) in places]
            listed = [one for page in going_on for one in show(renderer, page).css(f"#{place} li")]
            assert len(listed) == int(cell.value), (line.name, cell)
            assert {str(one.css("time")[0].attributes["datetime"])[:4] for one in listed} == {line.name}
            counted += 1
    assert counted > 12


def test_every_figure_of_the_last_lines_leads_to_its_records(pages: tuple[Page, ...], renderer: Renderer) -> None:
    statistics = next(page for page in pages if page.address == "statistics/index.html")
    places = {page.address: page for page in pages}
    drawn: dict[str, HTMLParser] = {}
    counted = 0
    for table in (table for table in statistics.view["tables"] if table.total):
        cells = (*table.total.cells, table.total.total)
        assert [bool(cell.to) for cell in cells] == [
            cell.value != "0" and table.id != "meetings-held" for cell in cells
        ], table.id
        if table.id in ("services-by-kind", "press-by-level", "awards-by-rank"):
            for cell in table.total.cells:
                where, _, place = cell.to.partition("#")
                first = re.sub(r"-[0-9]+(?=\.html$)", "", where)
                going_on = [address.further(first, number) for number in range(1, 40)]
                assert where in going_on
                for each in (each for each in going_on if each in places and each not in drawn):
                    drawn[each] = show(renderer, places[each])
                listed = sum(len(drawn[each].css(f"#{place} li")) for each in going_on if each in drawn)
                assert listed == int(cell.value), (table.id, cell)
                counted += 1
    assert counted > 10


def test_the_browser_opens_every_kind_of_page(edition: Edition) -> None:
    """What is drawn by a template of its own is judged for those who cannot see, hear or point."""
    opened = {address.partition("?")[0] for address in (*PAGES, *MORE)}
    kinds: dict[str, set[str]] = {}
    for page in draw(edition):
        kinds.setdefault(page.template, set()).add(page.address)
    assert [template for template, addresses in kinds.items() if not addresses & opened] == []
