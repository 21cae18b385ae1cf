"""Pages: each address is drawn once, every address that a page could lead to is drawn, faults keep their addresses."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

import pytest

from generator.core.edition import Edition, form
from generator.core.pages import SECTIONS, Page, address, chrome, draw
from generator.core.pipeline import Prepared
from generator.core.records.schema import kind_names
from tests.core.compute.test_grade import assessment, studio
from tests.core.conftest import School

ANOTHER = (
    studio("a")
    + assessment("a", '"2.1": 30 32', reviewers="[p901, p902]")
    + """\
=== studios/a/achievements/2025/honour.md
---
title: 荣誉
type: 荣誉
date: 2025-05
people: [p101]
shared_with: [hong]
---
=== studios/a/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-05-01,x,企业员工,10,2
=== studios/hong/studio.yml (change)
-  - since: 2021-09-01
+  - since: 2021-09-01
+    document: 镇职〔2026〕2号
=== content/notices/2026/grades-result.md (change)
-studios: [hong]
+studios: [hong, a]
"""
)
SCHOOL_SIDE = """\
=== content/rules/2024/criteria.yml
kind: 认定条件
title: 条件
basis: 办法
cutoff: 截止日
criteria: [{id: M1, text: 条件一, test: 核查}]
=== content/rules/2024/process.yml
kind: 认定程序
title: 程序
basis: 办法
steps: [{name: 申报, body: 系部, content: 提交申报表}]
=== content/rules/2024/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items: [{name: 计划, due: 02-28, who: 各室}]
contest_months: [3月：选拔月]
=== content/rules/2024/consequences.yml
kind: 结果运用
title: 结果运用
basis: 办法
consequences: [{grade: 合格, consequence: 继续建设}]
=== content/rounds/first.yml
title: 认定
year: 2026
criteria: criteria
cutoff: 2026-01-01
stages:
  - {name: 发布通知, starts: 2026-01-02}
  - {name: 公示, starts: 2026-01-05, notice: grades-proposed}
  - {name: 发文认定, starts: 2026-01-14, notice: grades-result}
applications:
  - {id: one, name: 钳工技能大师工作室, trade: 钳工, department: 系, studio: hong, outcome: 通过,
     findings: [{criterion: M1, result: 符合}]}
=== content/plans/own.yml
title: 计划
targets: [{id: t, metric: 成果, value: 10项}]
=== content/groups/one.yml
name: 集团
metrics: [{year: 20XX, name: 企业, value: 近100家}]
=== content/press/2025.yml
press: [{id: old, date: 2025-03-01, outlet: 日报, level: 市级, title: 报道, studios: [hong]}]
=== content/press/2026.yml
press: [{id: new, date: 2026-01-08, outlet: 电台, level: 省级, title: 报道, studios: [a], medium: 广播}]
=== studios/hong/documents/2024.yml
documents: [{id: d1, title: 章程, category: 制度, kind: 章程, date: 2024-03-01}]
=== studios/hong/meetings/2025.csv
id,date,body,topic,present
m1,2025-02-10,理事会,议题,5
=== studios/hong/reports/2025/annual.md
---
title: 报告
kind: 年度工作报告
filed: 2026-01-12
---
正文
"""
ANOTHER += SCHOOL_SIDE
NEED_STUDIOS = ("studios", *(f"content/{name}" for name in ("assessments", "notices", "press", "rounds")))
FAULTS = {
    "none": "",
    "achievement": "=== studios/hong/achievements/2025/cup.md (change)\n-rank: 一等奖\n+rank: 头奖\n",
    "shared": "=== studios/a/achievements/2025/honour.md\nno front matter\n",
    "row": "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,员工,1,1,p101\n",
    "table": "=== studios/hong/trainings/2025.csv\nid;date\n",
    "learner": "=== studios/hong/members.yml (change)\n-        since: 2024-09-01\n+        since: soon\n",
    "master": "=== studios/hong/members.yml (change)\n-        since: 2021-09\n+        since: soon\n",
    "members": "=== studios/hong/members.yml\n- x\n",
    "studio": "=== studios/a/studio.yml\nshort: x\n",
    "all studios": "=== studios/a/studio.yml\nshort: x\n=== studios/hong/studio.yml\nshort: x\n",
    "profile": "=== studios/hong/profile.md\nx\n",
    "folder": "=== -studios/hong/studio.yml\n",
    "no studios": "".join(f"=== -{folder}\n" for folder in NEED_STUDIOS),
}
with_faults = pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)


def edition(prepared: Prepared) -> Edition:
    assert prepared.edition is not None, prepared.problems
    return prepared.edition


def pages(prepared: Prepared) -> dict[str, Page]:
    return {page.address: page for page in draw(edition(prepared))}


def leads_to(value: Any) -> Iterator[str]:
    """Every address that a template can make of what it is given."""
    match value:
        case form.PersonRef(id=str(number)):
            yield address.person(number)
        case form.Person():
            yield address.person(value.id)
        case form.PersonRole():
            yield address.studio(value.studio)
        case form.Studio():
            yield address.studio(value.id)
            if value.trainings or "training" in value.incomplete:
                yield address.trainings(value.id)
        case form.Achievement():
            yield address.achievement(value.studio, value.id)
            yield from map(address.studio, (value.studio, *value.shared_with))
        case form.Notice():
            yield address.notice(value.id)
            yield from map(address.studio, value.studios)
        case form.NoticeLink():
            yield address.notice(value.to)
        case form.StatusStep(notice=str(name)):
            yield address.notice(name)
        case form.GradeYear():
            yield address.grade_year(value.year)
            yield address.system(value.system)
        case form.Grade():
            yield address.grade(value.year, value.studio)
            yield address.studio(value.studio)
            if value.notice:
                yield address.notice(value.notice)
        case form.IndicatorSystem():
            yield address.system(value.id)
        case form.Criteria() | form.Process() | form.Cycle() | form.Consequences():
            yield address.rule(value.id)
        case form.Round():
            yield address.recognition_round(value.id)
            if value.criteria:
                yield address.rule(value.criteria)
        case form.Stage(notice=str(name)):
            yield address.notice(name)
        case form.Recognised(studio=str(name)):
            yield address.studio(name)
        case form.Plan():
            yield address.plan(value.id)
        case form.Group():
            yield address.group(value.id)
        case form.Press():
            yield address.press_of_year(value.date[:4])
            yield from map(address.studio, value.studios)
        case form.AgendaYear():
            yield address.calendar_year(value.year)
        case form.AgendaMonth():
            yield from (address.studio(name) for name, _ in value.councils)
        case form.AgendaItem(kind="opens" | "closes"):
            yield address.notice(value.source)
        case form.AgendaItem(kind="stage"):
            yield address.recognition_round(value.source)
        case form.AgendaItem(kind="due" | "contest"):
            yield address.rule(value.source)
        case form.AgendaItem(kind="report"):
            yield from map(address.studio, value.studios)
        case form.Filing():
            yield address.studio(value.studio)
        case form.EvidenceRef(kind="achievement"):
            yield address.achievement(value.studio, value.id)
        case form.EvidenceRef(kind="training"):
            yield address.trainings(value.studio)
        case form.EvidenceRef(kind="member") if value.id:
            yield address.person(value.id)
        case str() if value.partition("#")[0].endswith(".html") and " " not in value:
            yield value.partition("#")[0]
    if is_dataclass(value):
        for each in fields(value):
            yield from leads_to(getattr(value, each.name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from leads_to(inner)
    elif isinstance(value, tuple | list):
        for inner in value:
            yield from leads_to(inner)


def test_the_pages_of_the_tiny_school(school: School) -> None:
    drawn = [place for place in pages(school()) if not place.startswith("guide/")]
    assert drawn == [
        "achievements/hong/cup.html",
        "achievements/index.html",
        "achievements/year-2025.html",
        "archive/index.html",
        "calendar/2026.html",
        "calendar/index.html",
        "grades/2025/hong.html",
        "grades/2025/index.html",
        "grades/index.html",
        "groups/index.html",
        "index.html",
        "notices/grades-proposed.html",
        "notices/grades-result.html",
        "notices/index.html",
        "people/index.html",
        "people/p101.html",
        "plans/index.html",
        "press/index.html",
        "rounds/index.html",
        "rules/index.html",
        "rules/indicators.html",
        "status.html",
        "studios/hong/index.html",
        "studios/hong/trainings.html",
        "studios/index.html",
    ]


def test_what_the_school_writes_has_pages(school: School) -> None:
    drawn = pages(school(ANOTHER))
    assert {place for place in drawn if place not in pages(school())} >= {
        *(f"rules/{name}.html" for name in ("criteria", "process", "cycle", "consequences")),
        "rounds/first.html",
        "plans/own.html",
        "groups/one.html",
        *(f"press/{year}.html" for year in (2025, 2026)),
        *(f"calendar/{year}.html" for year in (2024, 2025, 2027)),
    }


def test_nothing_is_drawn_where_snapshots_will_be(school: School) -> None:
    assert [place for place in pages(school(ANOTHER)) if place.startswith("archive/")] == ["archive/index.html"]


def test_the_guide_has_a_page_for_every_kind_of_record(school: School) -> None:
    guide = {place for place in pages(school()) if place.startswith("guide/")}
    assert guide == {"guide/index.html", *(f"guide/{kind}.html" for kind in kind_names())}


@with_faults
def test_every_address_is_drawn_once(school: School, fault: str) -> None:
    drawn = Counter(page.address.lower() for page in draw(edition(school(ANOTHER + fault))))
    assert [place for place, count in drawn.items() if count > 1] == []


@with_faults
def test_every_address_that_a_page_can_lead_to_is_drawn(school: School, fault: str) -> None:
    drawn = pages(school(ANOTHER + fault))
    led = {
        (page.address, place)
        for page in drawn.values()
        for place in (*leads_to(page.view), *(place for _, place in page.crumbs))
    }
    assert {(page, place) for page, place in led if place not in drawn} == set()


@with_faults
def test_every_page_can_be_named_and_found(school: School, fault: str) -> None:
    for page in pages(school(ANOTHER + fault)).values():
        assert page.title
        assert page.description
        assert page.section in SECTIONS


@pytest.mark.parametrize(
    ("fault", "place"),
    [
        ("achievement", "achievements/hong/cup.html"),
        ("shared", "achievements/a/honour.html"),
        ("studio", "studios/a/index.html"),
        ("folder", "studios/hong/index.html"),
        ("master", "people/p101.html"),
    ],
)
def test_what_is_under_correction_keeps_its_address_and_says_only_that(school: School, fault: str, place: str) -> None:
    sound, faulty = pages(school(ANOTHER))[place], pages(school(ANOTHER + FAULTS[fault]))[place]
    assert sound.template != "correction.html"
    assert faulty.template == "correction.html"
    assert faulty.view.keys() == {"id", "kind"}
    assert sound.title not in str(faulty)


def test_pages_that_lack_something_say_so(school: School) -> None:
    drawn = pages(school(ANOTHER + FAULTS["achievement"]))
    archive, year = drawn["achievements/index.html"], drawn["achievements/year-2025.html"]
    assert (archive.view["incomplete"], year.view["incomplete"]) == (True, True)
    grade = drawn["grades/2025/hong.html"].view["grade"]
    assert (grade.incomplete, grade.final, grade.reason) == (True, None, "incomplete")
    figures = {name: (figure.value, figure.incomplete) for name, figure, *_ in drawn["index.html"].view["figures"]}
    assert figures["figure.achievements"] == ("1", True)
    assert figures["figure.studios"] == ("2", False)
    corrections = [(out.id, where) for out, where in drawn["status.html"].view["corrections"]]
    assert corrections == [("hong/cup", "achievements/hong/cup.html")]


def test_pages_that_lack_nothing_do_not(school: School) -> None:
    drawn = pages(school(ANOTHER))
    assert not drawn["achievements/index.html"].view["incomplete"]
    assert not any(figure.incomplete for _, figure, *_ in drawn["index.html"].view["figures"])
    assert drawn["status.html"].view["corrections"] == ()


def test_a_row_under_correction_is_said_on_the_studios_own_pages(school: School) -> None:
    drawn = pages(school(ANOTHER + FAULTS["row"]))
    [year] = drawn["studios/hong/trainings.html"].view["studio"].trainings
    assert year.incomplete
    corrections = drawn["status.html"].view["corrections"]
    assert [(out.kind, where) for out, where in corrections] == [("training", "studios/hong/index.html")]


def test_a_ledger_whose_table_is_broken_keeps_its_address(school: School) -> None:
    assert "studios/hong/trainings.html" in pages(school(FAULTS["table"]))


def test_open_notices_come_first(school: School) -> None:
    home = pages(school("", "2026-01-07"))["index.html"]
    assert [notice.id for notice in home.view["open_notices"]] == ["grades-proposed"]
    home = pages(school("", "2026-01-20"))["index.html"]
    assert [notice.id for notice in home.view["open_notices"]] == []
    assert {notice.id for notice in home.view["queue"]} == {"grades-proposed", "grades-result"}


def test_an_unannounced_grade_is_on_no_page(school: School) -> None:
    drawn = pages(school("", "2026-01-13"))
    assert drawn["studios/hong/index.html"].view["grades"] == ()
    assert drawn["index.html"].view["grades"] == {}


def test_the_chrome_has_only_what_the_school_states(school: School) -> None:
    stated = chrome(edition(school()))
    assert (stated.site_name, stated.school_name, stated.sample, stated.filings) == (
        "小镇匠谱",
        "小镇职业学校",
        None,
        (),
    )
    assert [(office.name, office.phone) for office in stated.offices] == [("发展规划处", "0000-555 0101")]
    with_filing = chrome(edition(school("=== content/site.yml (change)\n+filings: {icp: 云ICP备1号}\n")))
    assert [(filing.text, filing.link) for filing in with_filing.filings] == [
        ("云ICP备1号", "https://beian.miit.gov.cn/")
    ]


def test_a_year_counts_its_press_by_level_and_links_it(school: School) -> None:
    view = pages(school(ANOTHER))["press/index.html"].view
    assert view["levels"] == ("省级", "市级")
    assert view["years"] == (("2026", (1, 0), 1), ("2025", (0, 1), 1))
    assert (view["totals"], view["total"]) == ((1, 1), 2)


def test_the_calendar_names_its_neighbours_and_what_comes_next(school: School) -> None:
    drawn = pages(school(ANOTHER))
    assert [year for year, _ in drawn["calendar/index.html"].view["years"]] == [2027, 2026, 2025, 2024]
    ahead = drawn["calendar/index.html"].view["ahead"]
    assert [item.day for item in ahead] == sorted(item.day for item in ahead)
    assert all(item.when != "past" for item in ahead)
    neighbours = {year: drawn[f"calendar/{year}.html"].view for year in (2024, 2026, 2027)}
    assert [(view["earlier"], view["later"]) for view in neighbours.values()] == [
        (None, 2025),
        (2025, 2027),
        (2026, None),
    ]


def test_the_archive_counts_each_year_and_says_what_is_incomplete(school: School) -> None:
    def row(fault: str, year: str) -> list[tuple[str, bool, bool]]:
        years = dict(pages(school(ANOTHER + fault))["archive/index.html"].view["years"])
        return [(figure.value, figure.incomplete, where is not None) for figure, where in years[year]]

    sound = [("2", False, True), ("2", False, True), ("0", False, False), ("3", False, True), ("0", False, False)]
    assert row("", "2025") == sound
    assert row("", "2024")[4] == ("1", False, True)
    assert row(FAULTS["achievement"], "2025")[1] == ("1", True, True)
    assert row(FAULTS["row"], "2025")[3][1]
    assert not pages(school(ANOTHER))["archive/index.html"].view["lacking"]
    assert pages(school(ANOTHER + FAULTS["studio"]))["archive/index.html"].view["lacking"]


def test_the_chart_of_a_plan_draws_the_whole_and_the_latest_phase_that_was_measured(school: School) -> None:
    overlay = """\
=== content/plans/own.yml
title: 计划
phases:
  - {id: a, name: 甲, starts: 2024, ends: 2024}
  - {id: b, name: 乙, starts: 2025, ends: 2025}
  - {id: c, name: 丙, starts: 2026, ends: 2026}
targets:
  - {id: ta, metric: 成果, phase: a, value: 10项}
  - {id: tb, metric: 成果, phase: b, value: 10项, operator: 新增}
  - {id: tc, metric: 成果, phase: c, value: 10项, operator: 新增}
  - {id: all, metric: 成果, value: 30项}
  - {id: vague, metric: 专利, phase: b, value: 10项}
actuals:
  - {target: ta, date: 2024-12, value: 10项, source: 甲}
  - {target: tb, date: 2025-12, value: 8项, source: 乙}
  - {target: vague, date: 2025-12, value: 近10项, source: 乙}
"""
    figures = pages(school(overlay))["plans/own.html"].view["figures"]
    drawn = [(phase and phase.id, [(name, line.share) for name, line in rows]) for phase, rows in figures]
    assert drawn == [(None, [("成果", "60")]), ("b", [("成果", "80")])]
