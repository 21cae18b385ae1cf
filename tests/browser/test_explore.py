"""The explorer in Chromium, from a disk and from a server, against what the Edition says."""

from __future__ import annotations

import csv
import io
import json
import mimetypes
import random
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from generator.core.edition import Edition
from generator.core.pages.download import BOM, table
from generator.core.records.achievement import LEVELS, UNRANKED
from generator.wording import wording
from tests.browser.pages import ORIGIN, held_back
from tests.browser.test_search import POLICY

KINDS = ("achievement", "training", "notice")
COMBINATIONS = 40
"""Of filters, for each kind."""
STATE = """() => ({
  count: document.querySelector("[data-count] b").textContent,
  rows: [...document.querySelectorAll("[data-rows] a")].map(link => link.getAttribute("href")),
  boxes: [...document.querySelectorAll("[data-facet] li")].map(line => [
    line.querySelector("input").name, line.querySelector("input").value, line.querySelector(".n").textContent,
    line.querySelector("input").checked]),
  sort: document.querySelector("[data-sort]").value,
})"""


@dataclass(frozen=True, slots=True)
class Record:
    """A record as the Edition has it: where it stands, its title, its date, its facets, what else a download says."""

    address: str
    title: str
    date: str
    facets: Mapping[str, tuple[str, ...]]
    more: Mapping[str, str | int | None]


def records(edition: Edition) -> dict[str, list[Record]]:
    """All records by kind, the newest first."""
    trades = {studio.id: studio.trade for studio in edition.studios}
    finals = {
        (grade.studio, str(year.year)): grade.final
        for year in edition.grade_years
        for grade in year.grades
        if grade.announced and grade.final
    }

    def of(studios: Sequence[str], year: str) -> dict[str, tuple[str, ...]]:
        return {
            "year": (year,),
            "studio": tuple(studios),
            "trade": tuple(dict.fromkeys(trades[each] for each in studios if each in trades)),
            "grade": tuple(dict.fromkeys(finals.get((each, year), "none") for each in studios)),
        }

    found: dict[str, list[Record]] = {kind: [] for kind in KINDS}
    for one in edition.achievements:
        facets = of((one.studio, *one.shared_with), one.year)
        facets |= {"level": (one.level or UNRANKED,), "type": (one.type,), "rank": (one.rank or "none",)}
        where = f"achievements/{one.studio}/{one.id}.html"
        found["achievement"].append(Record(where, one.title, one.date, facets, {}))
    for studio in edition.studios:
        for year in studio.trainings:
            for row in year.trainings:
                facets = of((studio.id,), year.year)
                facets |= {"audience": (row.audience,), "kind": (row.kind,), "mode": (row.mode,)}
                more = {
                    "until": row.until,
                    "persons": row.persons,
                    "days": row.days,
                    "person_days": row.person_days,
                    "trainer": row.trainer.name if row.trainer else None,
                    "client": row.client,
                }
                where = f"studios/{studio.id}/trainings.html#row-{row.id}"
                found["training"].append(Record(where, row.topic, row.date, facets, more))
    for notice in edition.notices:
        facets = of(notice.studios, notice.published[:4])
        facets |= {"kind": (notice.kind,), "state": (notice.state,)}
        del facets["grade"]
        more = {
            "number": notice.number,
            "opens": notice.period.opens if notice.period else None,
            "closes": notice.period.closes if notice.period else None,
        }
        found["notice"].append(Record(f"notices/{notice.id}.html", notice.title, notice.published, facets, more))
    return {kind: sorted(rows, key=lambda row: row.date, reverse=True) for kind, rows in found.items()}


@pytest.fixture(scope="module")
def known(edition: Edition) -> dict[str, list[Record]]:
    return records(edition)


def at(page: Page, site: Path, kind: str, query: str = "") -> Page:
    go(page, site, kind, query)
    return page


def go(page: Page, site: Path, kind: str, query: str = "") -> None:
    page.goto((site / f"explore/{kind}s.html").as_uri() + (f"?{query}" if query else ""))
    ready(page)


def ready(page: Page) -> None:
    """Wait until the boxes can be used and the first rows of what was found are there."""
    page.wait_for_function(
        """() => {
          const number = Number(document.querySelector("[data-count] b").textContent.replace(",", ""))
          const rows = document.querySelectorAll("[data-rows] li").length
          return !document.querySelector("[data-facet] input").disabled && rows === Math.min(number, 20)
        }"""
    )


def passes(row: Record, wanted: Mapping[str, Sequence[str]], but: str = "") -> bool:
    return all(name == but or set(values) & set(row.facets[name]) for name, values in wanted.items())


def ordered(rows: Sequence[Record], sort: str, names: Mapping[str, str]) -> list[Record]:
    studios, levels = list(names), (*LEVELS, UNRANKED)
    match sort:
        case "oldest":
            return list(reversed(rows))
        case "studio":
            return sorted(rows, key=lambda row: studios.index(row.facets["studio"][0]) if row.facets["studio"] else 99)
        case "level":
            return sorted(rows, key=lambda row: levels.index(row.facets["level"][0]))
        case "title":
            return sorted(rows, key=lambda row: re.sub(r"[\W_]+", "", row.title).casefold().encode("gb18030"))
    return list(rows)


def combinations(rows: Sequence[Record], kind: str) -> Iterator[tuple[dict[str, list[str]], str]]:
    """Filters that people may choose: one to four facets, one to three values each; most of them met by something."""
    draw = random.Random(kind)
    sorts = ["date", "oldest", "studio", "title", *(["level"] if kind == "achievement" else [])]
    for _ in range(COMBINATIONS):
        seed = draw.choice(rows)
        names = draw.sample(sorted(seed.facets), draw.randint(1, 4))
        wanted = {}
        for name in names:
            every = sorted({value for row in rows for value in row.facets[name]})
            own = list(seed.facets[name]) if draw.random() < 0.8 else []
            wanted[name] = sorted({*own, *draw.sample(every, min(len(every), draw.randint(1, 2)))})
        yield wanted, draw.choice(sorts)


@pytest.mark.parametrize("kind", KINDS)
def test_counts_rows_and_orders_are_those_of_the_edition(
    tab: Page, site: Path, edition: Edition, known: dict[str, list[Record]], kind: str
) -> None:
    rows, page = known[kind], at(tab, site, kind)
    for wanted, sort in combinations(rows, kind):
        query = urlencode([(name, value) for name, values in wanted.items() for value in values] + [("sort", sort)])
        page.evaluate("query => history.pushState(null, '', '?' + query)", query)
        page.evaluate("dispatchEvent(new PopStateEvent('popstate'))")
        found = ordered([row for row in rows if passes(row, wanted)], sort, edition.studio_names)
        first = [f"../{row.address}" for row in found[:20]]
        page.wait_for_function(
            """first => JSON.stringify([...document.querySelectorAll("[data-rows] a")]
                 .map(link => link.getAttribute("href"))) === JSON.stringify(first)""",
            arg=first,
        )
        state: dict[str, Any] = page.evaluate(STATE)
        assert state["count"] == str(len(found)), query
        assert state["sort"] == sort
        for name, value, count, checked in state["boxes"]:
            others = [row for row in rows if passes(row, wanted, but=name)]
            assert int(count) == sum(value in row.facets[name] for row in others), (query, name, value)
            assert checked == (value in wanted.get(name, ())), (query, name, value)
        offered = Counter(name for name, *_ in state["boxes"])
        assert offered == {
            name: len({value for row in rows for value in row.facets[name]}) for name in rows[0].facets
        }  # nothing is missing, nothing is offered that nobody has


def test_boxes_chips_and_orders_stand_in_the_address_and_the_way_back_undoes_them(tab: Page, site: Path) -> None:
    page = at(tab, site, "achievement")
    page.set_viewport_size({"width": 1280, "height": 900})
    count = page.locator("[data-count] b")
    everything = count.inner_text()
    page.get_by_role("checkbox", name=re.compile("^2025")).check()
    page.get_by_role("checkbox", name=re.compile("^国家级")).check()
    page.get_by_role("checkbox", name=re.compile("^省级")).check()
    first = page.locator("[data-rows] a").first
    newest = first.inner_text()
    page.get_by_label("排序").select_option("title")
    expect(first).not_to_have_text(newest)  # the titles are read from a file of their own
    query = parse_qsl(urlsplit(page.url).query)
    assert query == [("year", "2025"), ("level", "国家级"), ("level", "省级"), ("sort", "title")]
    both = count.inner_text()
    shown = page.locator("[data-rows] a").all_inner_texts()
    page.reload()
    expect(count).to_have_text(both)
    ready(page)
    assert page.locator("[data-rows] a").all_inner_texts() == shown
    expect(page.get_by_role("checkbox", name=re.compile("^省级"))).to_be_checked()
    page.get_by_role("button", name="移除筛选 省级").click()
    expect(page.get_by_role("checkbox", name=re.compile("^省级"))).not_to_be_checked()
    page.go_back()
    expect(count).to_have_text(both)
    page.go_forward()
    expect(count).not_to_have_text(both)
    page.locator("[data-active]").get_by_role("button", name="清除").click()
    expect(count).to_have_text(everything)
    assert parse_qsl(urlsplit(page.url).query) == [("sort", "title")]
    expect(page.locator("[data-active]")).to_be_hidden()


def test_what_the_address_names_wrongly_is_passed_over(tab: Page, site: Path) -> None:
    page = at(tab, site, "notice", "year=1999&state=nonsense&sort=price&<b>=1")
    assert page.locator("[data-facet] input:checked").count() == 0
    assert page.locator("[data-sort]").input_value() == "date"


@pytest.mark.parametrize(
    ("kind", "query"),
    [
        ("achievement", "level=国家级&level=省级&sort=title"),
        ("achievement", ""),
        ("training", "audience=企业员工&year=2025&sort=oldest"),
        ("notice", "studio=welding-he"),
    ],
)
def test_what_is_taken_away_is_what_is_shown_to_the_byte(
    tab: Page, site: Path, edition: Edition, known: dict[str, list[Record]], kind: str, query: str
) -> None:
    t = wording()
    page = at(tab, site, kind, query)
    wanted: dict[str, list[str]] = {}
    for name, value in parse_qsl(query):
        wanted.setdefault(name, []).append(value)
    sort = wanted.pop("sort", ["date"])[0]
    names = edition.studio_names
    found = ordered([row for row in known[kind] if passes(row, wanted)], sort, names)
    assert found
    facets = [node.get_attribute("data-facet") or "" for node in page.locator("[data-facet]").all()]
    columns = ["date", "title", *facets, *found[0].more, "address"]

    def said(row: Record, name: str) -> object:
        if name in row.facets:
            values = row.facets[name]
            if name == "studio":
                return "、".join(names[value] for value in values)
            if name == "state":
                return t(f"state.{values[0]}")
            return "、".join(t(f"explore_none.{name}") if value == "none" else value for value in values)
        return plain(row, name)

    def plain(row: Record, name: str) -> object:
        told = {"date": row.date, "title": row.title, "address": edition.site.url + row.address, **row.more}
        return told[name]

    def data(row: Record, name: str) -> object:
        if name in row.facets:
            return list(row.facets[name]) if name in {"studio", "trade", "grade"} else row.facets[name][0]
        return plain(row, name)

    heads = [t(f"explore_column.{name}") for name in columns]
    expected = {
        "csv": table("", [heads, *([said(row, name) for name in columns] for row in found)]).content.decode(),
        "json": json.dumps([{name: data(row, name) for name in columns} for row in found], ensure_ascii=False, indent=1)
        + "\n",
    }
    for kept, text in expected.items():
        with page.expect_download() as started:
            page.get_by_role("button", name=f"下载 {kept.upper()}").click()
        got = started.value.path().read_bytes()
        assert got.decode() == text
        assert started.value.suggested_filename == f"{page.locator('h1').inner_text()}.{kept}"
    rows = list(csv.reader(io.StringIO(expected["csv"].removeprefix(BOM))))
    titles = page.locator("[data-rows] a").all_inner_texts()
    assert [row[1] for row in rows[1 : len(titles) + 1]] == titles


def test_no_cell_is_ever_computed(context: BrowserContext, site: Path) -> None:
    page = context.new_page()
    evil = ["=1+1", "+1", "-1.5", "-a", "@x", "＝1", 'a"b', "a,b", "a\r\nb", " x", "'x"]
    row = site / next(path.relative_to(site) for path in site.glob("explore/rows-notice-0.*.js"))
    rows: list[list[Any]] = json.loads(re.sub(r'^\w+\("[\w-]+",|\);\n$', "", row.read_text(encoding="utf-8")))
    for each, title in zip(rows, evil, strict=False):
        each[1] = title
    body = f'jiangpuExplore("rows-notice-0",{json.dumps(rows)});\n'
    page.route("**/rows-notice-0.*.js", lambda route: route.fulfill(body=body, content_type="text/javascript"))
    go(page, site, "notice")
    with page.expect_download() as started:
        page.get_by_role("button", name="下载 CSV").click()
    got = started.value.path().read_bytes().decode()
    want = table("", [["", title] for title in evil]).content.decode().removeprefix(BOM)
    cells = [line[1] for line in csv.reader(io.StringIO(got.removeprefix(BOM), newline=""))][1 : len(evil) + 1]
    assert cells == [line[1] for line in csv.reader(io.StringIO(want, newline=""))]


def test_more_rows_come_until_all_are_there(tab: Page, site: Path, known: dict[str, list[Record]]) -> None:
    page = at(tab, site, "achievement")
    more = page.locator("[data-more]")
    for _ in range(len(known["achievement"]) // 20):
        rows = page.locator("[data-rows] li").count()
        more.click()
        expect(page.locator("[data-rows] a").nth(rows)).to_be_focused()
    expect(more).to_be_hidden()
    shown = [link.get_attribute("href") for link in page.locator("[data-rows] a").all()]
    assert shown == [f"../{row.address}" for row in known["achievement"]]


@pytest.mark.parametrize("kind", KINDS)
def test_the_first_rows_stand_in_the_page_as_the_script_draws_them(tab: Page, site: Path, kind: str) -> None:
    drawn = at(tab, site, kind).locator("[data-rows]").inner_html()
    still = HTMLParser((site / f"explore/{kind}s.html").read_text(encoding="utf-8")).css_first("[data-rows]")
    assert still is not None
    assert re.sub(r"\n", "", "".join(str(node.html) for node in still.iter())) == drawn


def test_nothing_found_is_said(tab: Page, site: Path) -> None:
    page = at(tab, site, "achievement", "year=2023&rank=金奖")
    expect(page.locator("[data-none]")).to_be_visible()
    expect(page.get_by_role("status")).to_contain_text("0")
    assert page.locator("[data-rows] li").count() == 0
    assert page.locator("[data-take]").is_hidden()


def test_a_phone_has_the_filters_on_a_sheet_that_keys_reach(tab: Page, site: Path) -> None:
    page = at(tab, site, "training")
    door = page.get_by_role("button", name="筛选", exact=True)
    assert page.locator("[data-sift]").is_hidden()
    door.focus()
    page.keyboard.press("Enter")
    sheet = page.get_by_role("dialog", name="筛选条件")
    expect(sheet.get_by_role("button", name="关闭")).to_be_focused()
    seen = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        seen.add(page.evaluate("document.activeElement.closest('[data-sift], body').tagName"))
    assert seen <= {"ASIDE", "BODY"}  # the body is where the browser's own head begins
    sheet.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    shown = page.locator("[data-count] b").text_content()
    expect(sheet.get_by_role("button", name=f"查看{shown}项")).to_be_visible()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(page.locator("[data-open]")).to_be_focused()
    expect(page.get_by_role("button", name="筛选 1")).to_be_visible()
    for control in page.locator(".jp-filterbar > *, .jp-active button, [data-take] button").all():
        box = control.bounding_box()
        assert box is not None
        assert box["height"] >= 44
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_a_server_with_a_policy_of_its_own_serves_it(context: BrowserContext, site: Path) -> None:
    def answer(route: Route) -> None:
        place = site / urlsplit(route.request.url).path.removeprefix("/school/")
        kind = mimetypes.guess_type(place)[0] or "text/html"
        route.fulfill(body=place.read_bytes(), headers={"Content-Type": kind, "Content-Security-Policy": POLICY})

    page = context.new_page()
    page.route(f"{ORIGIN}**", answer)
    page.goto(f"{ORIGIN}achievements/index.html")
    page.get_by_role("link", name="筛选、排序与下载").click()
    page.wait_for_url("**/explore/achievements.html")
    ready(page)
    page.goto(f"{page.url}?year=2025")
    ready(page)
    with page.expect_download() as started:
        page.get_by_role("button", name="下载 CSV").click()
    assert started.value.path().read_bytes().startswith(BOM.encode())


def test_a_notice_is_what_it_is_on_the_visitors_day(browser: Browser, site: Path) -> None:
    """On a site of no stated day; the sample's is of one."""
    page = browser.new_page()
    name = next(site.glob("explore/notice.*.js")).name
    text = (site / "explore" / name).read_text(encoding="utf-8")
    turned = text.replace('"turns":{}', '"turns":{"0":[["2026-03-01","scheduled"],["2026-03-18","withdrawn"]]}')
    assert turned != text
    page.route(f"**/{name}", lambda route: route.fulfill(body=turned, content_type="text/javascript"))
    html = (site / "explore/notices.html").read_text(encoding="utf-8").replace(" data-fixed", "")
    page.route("**/notices.html", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto((site / "explore/notices.html").as_uri())
    ready(page)
    expect(page.locator("[data-rows] li").first.locator(".jp-state")).to_have_text("已撤回")
    page.close()


def test_files_that_are_lost_are_told(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.route("**/explore/rows-*.js", lambda route: route.abort())
    page.goto((site / "explore/trainings.html").as_uri())
    expect(page.get_by_role("status")).to_contain_text("没有取到")
    page.close()


# without a script -----------------------------------------------------------


@pytest.mark.parametrize("kind", KINDS)
def test_without_a_script_the_lists_of_every_facet_are_complete(
    browser: Browser, site: Path, known: dict[str, list[Record]], kind: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / f"explore/{kind}s.html").as_uri())
    assert "名录是完整的" in page.inner_text(".jp-page")
    assert page.locator("[data-explore]").is_hidden()
    every = {row.address for row in known[kind]}
    facets = page.locator("noscript .jp-yearlinks").all()
    assert len(facets) == len(known[kind][0].facets)
    for facet, name in zip(facets, list_facets(site, kind), strict=True):
        found: set[str] = set()
        for link in facet.locator("a").all():
            found |= listed(site, f"explore/{link.get_attribute('href')}")
        having = {row.address for row in known[kind] if row.facets[name]}
        assert found == having, name
        assert having == every or name in {"studio", "trade"}  # a notice may be about no studio
    context.close()


def list_facets(site: Path, kind: str) -> list[str]:
    tree = HTMLParser((site / f"explore/{kind}s.html").read_text(encoding="utf-8"))
    return [node.attributes["data-facet"] or "" for node in tree.css("[data-facet]")]


def listed(site: Path, address: str) -> set[str]:
    """The records on all pages of a list, none of which has more than 200 rows."""
    found: set[str] = set()
    ahead = [address]
    for here in ahead:
        path = (site / here).resolve()
        tree = HTMLParser(path.read_text(encoding="utf-8"))
        rows = [node.attributes["href"] or "" for node in tree.css(".jp-records a")]
        assert len(rows) <= 200
        for row in rows:
            place, mark, name = row.partition("#")
            found.add((path.parent / place).resolve().relative_to(site.resolve()).as_posix() + mark + name)
        pager = tree.css(".jp-pager > :last-child")
        if pager and pager[0].tag == "a":
            ahead.append(str(path.parent / (pager[0].attributes["href"] or "")))
    return found


def test_on_a_slow_line_the_rows_of_another_question_are_not_shown_as_the_answer(
    context: BrowserContext, site: Path
) -> None:
    let_go = held_back(context, r"/explore/achievement\.")
    page = context.new_page()
    page.goto((site / "explore/achievements.html").as_uri() + "?level=国家级", wait_until="domcontentloaded")
    expect(page.locator("[data-count]")).to_have_text("正在读取记录。")
    expect(page.locator("[data-rows]")).to_have_attribute("aria-busy", "true")
    let_go()
    expect(page.locator("[data-count]")).to_contain_text("项，全部")
    expect(page.locator("[data-rows]")).to_have_attribute("aria-busy", "false")
