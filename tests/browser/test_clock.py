"""Notices on the visitor's own day: a site that was built once says on every later day what a new build would say."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import end_of_test
from tests.command import run
from tests.golden.overlay import lay_school

ZONES = ("Asia/Shanghai", "America/Los_Angeles", "Pacific/Kiritimati")
LATE = "recognition-2026-proposed"
"""A notice of the sample that is open until 2026-03-20, a Friday."""

OVERLAY = """\
=== -content/notices/2026/grades-proposed.md
=== -content/notices/2026/grades-result.md
=== -content/assessments/2025/hong.yml
"""


def written(name: str, more: str) -> str:
    return f"""\
=== content/notices/2026/{name}.md
---
title: {name}
kind: 考核结果公示
number: 镇职〔2026〕{len(name)}号
issuers: [小镇职业学校]
published: 2026-01-05
signed: 2026-01-05
contacts: [{{office: planning}}]
objection: {{rules: [署名]}}
{more}
---
正文
"""


NOTICES = {
    "soon": "period: {starts: 2026-01-07, length: 4}",
    "later": "period: {length: 5, count_from: 次日}",
    "stated": "period: {ends: 2026-01-11}",
    "long-period": "period: {length: 15, unit: 日}",
}
NAMED = "groups: [{title: 名单, columns: [姓名], rows: [[何守诚]]}]"
OVERLAY += "".join(written(name, more) for name, more in NOTICES.items())
OVERLAY += written("comes-down", f"period: {{length: 3}}\nlists: 期满撤下\n{NAMED}")
BUILT = date(2026, 1, 6)


def build(school: Path, target: Path, day: date) -> Path:
    done = run("-C", school, "build", "-d", target, "--as-of", day.isoformat())
    assert done.returncode == 0, done.stderr
    return target


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("tiny") / "school"
    lay_school(root, OVERLAY)
    return root


@pytest.fixture(scope="module")
def live_sample(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample without its stated day, built for 18 March."""
    root = tmp_path_factory.mktemp("live") / "school"
    shutil.copytree(sample, root)
    site = root / "content/site.yml"
    said = site.read_text(encoding="utf-8")
    assert "as_of: 2026-03-18\n" in said
    site.write_text(said.replace("as_of: 2026-03-18\n", ""), encoding="utf-8")
    return build(root, root.parent / "site", date(2026, 3, 18))


Visit = Callable[..., Page]


@pytest.fixture(scope="module")
def windows(browser: Browser) -> Iterator[tuple[Visit, list[str]]]:
    """How to open a page at a moment, in a zone, and the errors of scripts. The windows stay open: each more costs a
    second."""
    tabs: dict[tuple[str, bool, bool], Page] = {}
    faults: list[str] = []

    def opened(page: Path, moment: str | None, zone: str = ZONES[0], *, script: bool = True) -> Page:
        key = (zone, script, moment is None)
        if key not in tabs:
            tabs[key] = browser.new_context(timezone_id=zone, java_script_enabled=script).new_page()
            tabs[key].on("pageerror", lambda error: faults.append(str(error)))
        if moment:
            tabs[key].clock.set_fixed_time(moment)
        tabs[key].goto(page.as_uri())
        return tabs[key]

    yield opened, faults
    for tab in tabs.values():
        tab.context.close()
    assert faults == []


@pytest.fixture
def visit(windows: tuple[Visit, list[str]]) -> Iterator[Visit]:
    """Open a page at a moment, in a zone; errors of scripts are faults."""
    opened, faults = windows
    yield opened
    end_of_test(faults)


SEEN = """([selector, attribute]) => [...document.querySelectorAll(selector)].filter(one => {
  const box = one.getBoundingClientRect();
  return box.width && box.height && getComputedStyle(one).visibility === "visible";
}).map(one => attribute ? one.getAttribute(attribute) || "" : one.innerText)"""


def seen(page: Page, selector: str, attribute: str = "") -> list[str]:
    """What nodes that are seen say, or an attribute of them."""
    told: list[str] = page.evaluate(SEEN, [selector, attribute])
    return told


def said(page: Page) -> list[str]:
    """What the page shows, line by line, but for what only a script shows, and the day that it was built for, which a
    script takes away."""
    hidden = {each.strip() for each in seen(page, "[data-built]")} | set(seen(page, "[data-copies]"))
    lines = [line.strip() for each in seen(page, "#jp-main") for line in each.splitlines()]
    return [line for line in lines if line and line not in hidden]


def shape(page: Page) -> list[str]:
    """The classes of the days, the events and the states that are seen."""
    return seen(page, ".jp-days > li, .jp-days, .jp-time > li, .jp-state", "class")


@pytest.fixture(scope="module")
def old(tiny: Path) -> Path:
    """The tiny school's site, built once."""
    return build(tiny, tiny.parent / "old", BUILT)


@pytest.mark.parametrize("step", [0, 1, 4, 6, 7, 8, 14])
def test_an_old_page_says_what_a_new_one_would(tiny: Path, old: Path, visit: Visit, step: int) -> None:
    day = BUILT + timedelta(step)
    new = build(tiny, tiny.parent / "new", day)
    zone = ZONES[step % len(ZONES)]
    for name in NOTICES:
        now = visit(old / f"notices/{name}.html", f"{day}T08:00:00+08:00", zone)
        then = visit(new / f"notices/{name}.html", None, script=False)
        assert (said(now), shape(now)) == (said(then), shape(then)), name
    for place in ("by-kind", "by-state"):
        now = visit(old / f"notices/{place}.html", f"{day}T08:00:00+08:00", zone)
        then = visit(new / f"notices/{place}.html", None, script=False)
        if place == "by-kind":
            assert said(now) == said(then)
        assert sorted(said(now)) == sorted(said(then))


@pytest.mark.parametrize("zone", ZONES)
def test_the_day_turns_at_midnight_in_china_wherever_the_visitor_is(live_sample: Path, visit: Visit, zone: str) -> None:
    page = live_sample / f"notices/{LATE}.html"
    before = visit(page, "2026-03-20T23:59:59+08:00", zone)
    assert before.locator(".jp-state").first.inner_text() == "公示中"
    assert before.locator(".jp-left").inner_text().split() == ["还剩", "1", "个工作日，今日截止", "3月20日（周五）截止"]
    after = visit(page, "2026-03-21T00:00:00+08:00", zone)
    assert after.locator(".jp-state").first.inner_text() == "待公布"
    assert after.locator(".jp-banner .jp-state--wait").count() == 1
    for gone in (".jp-left", ".jp-days", "a[href='#objection']"):
        assert not [node for node in after.locator(gone).all() if node.is_visible()]
    assert "公示期2026年3月16日至3月20日。已期满" in after.locator(".jp-banner").inner_text()


@pytest.mark.parametrize("address", ["index.html", "notices/index.html"])
def test_home_and_the_register_follow(live_sample: Path, visit: Visit, address: str) -> None:
    still_open = visit(live_sample / address, "2026-03-20T12:00:00+08:00", "America/Los_Angeles")
    assert still_open.locator(".jp-open .jp-left__n").all_inner_texts() == ["1", "1"]
    assert "目前没有公示" not in said(still_open)
    over = visit(live_sample / address, "2026-03-30T12:00:00+08:00", "America/Los_Angeles")
    assert over.locator(".jp-open").count() == 0
    assert over.locator(".jp-state--open").count() == 0
    first = over.locator("[data-none]")
    assert first.locator(".note").first.inner_text() == "目前没有公示"
    rows = first.locator(".jp-queue > li").all_inner_texts()
    assert sum(row.split()[:2] == ["待公布", "2026年3月20日期满"] for row in rows) == 2
    assert first.locator(f"a[href$='{LATE}.html']").count() == 1


@pytest.mark.parametrize(
    "address", [f"notices/{LATE}.html", "index.html", "notices/index.html", "notices/by-state.html"]
)
def test_a_site_of_a_stated_day_stays_there_and_says_so(site: Path, visit: Visit, address: str) -> None:
    page = visit(site / address, "2026-04-20T12:00:00+08:00")
    without = visit(site / address, None, script=False)
    assert said(page) == said(without)
    assert page.locator(".jp-state--open").count()
    assert page.locator("[data-as-of-fixed='2026-03-18']").count() == 1
    assert "2026年3月18日" in page.locator("[data-as-of-fixed]").inner_text()
    assert page.locator("script[src*='notice']").count() == 0


def test_a_list_that_comes_down_does_so_on_its_day(old: Path, visit: Visit) -> None:
    page = old / "notices/comes-down.html"
    assert "何守诚" in "".join(said(visit(page, "2026-01-07T23:00:00+08:00")))
    after = visit(page, "2026-01-08T00:30:00+08:00")
    assert after.locator(".jp-state").first.inner_text() == "已撤下"
    assert "何守诚" not in "".join(said(after))


def test_without_script_the_dates_are_there(live_sample: Path, visit: Visit) -> None:
    page = visit(live_sample / f"notices/{LATE}.html", None, script=False)
    assert "公示期2026年3月16日至3月20日" in page.locator(".jp-banner").inner_text()
    assert page.locator("[data-as-of-fixed]").count() == 0


def test_on_paper_a_code_leads_back(live_sample: Path, visit: Visit) -> None:
    page = visit(live_sample / f"notices/{LATE}.html", "2026-03-18T12:00:00+08:00")
    code = page.locator("svg.jp-qr")
    assert not code.is_visible()
    page.emulate_media(media="print")
    assert code.is_visible()
    assert code.locator("title").text_content() == "本件网址的二维码"
    assert f"https://jiangpu.example/n/{LATE}.html" in page.locator(".jp-proof").inner_text()
    page.emulate_media(media="null")


def test_a_short_address_leads_to_the_notice(live_sample: Path, visit: Visit) -> None:
    page = visit(live_sample / f"n/{LATE}.html", None)
    page.wait_for_url(f"**/notices/{LATE}.html")
    assert page.locator("h1").count() == 1
