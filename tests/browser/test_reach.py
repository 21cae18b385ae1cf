"""Pages for people who press keys, enlarge what they read, want nothing to move, or run no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.pages import MORE, PAGES, watched

NEWER = (
    "search.html?q=焊接",
    "explore/achievements.html",
    "explore/trainings.html",
    "explore/notices.html",
    "compare.html?studio=welding-he&studio=cnc-lin",
    "map.html",
    "data/index.html",
    "studios/ceramics-shen/index.html",
)
EVERY = tuple(dict.fromkeys((*PAGES, *MORE, *NEWER)))
ENLARGED: ViewportSize = {"width": 320, "height": 256}
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const scrolled = one => one.closest(".jp-scroll, .jp-inpage, .jp-tabs__list, .jp-prose table, .jp-prose pre, .vh")
    || one.closest("table")?.closest(".jp-doc__text");
  return [document.documentElement.scrollWidth - wide, [...document.querySelectorAll("body *")]
    .filter(one => one.checkVisibility() && !scrolled(one))
    .filter(one => one.getBoundingClientRect().width && one.getBoundingClientRect().right > wide + 1)
    .map(one => `${one.tagName}.${one.className}`).slice(0, 5)];
}"""
CUT = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
  const style = getComputedStyle(one);
  return one.checkVisibility() && !one.closest(".vh, .jp-scroll, svg") && style.overflowY === "hidden"
    && one.scrollHeight > one.clientHeight + 2 && one.innerText?.trim();
}).map(one => `${one.tagName}.${one.className}`)"""
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const shown = [one, ...(one.closest("label, form, .jp-query__field, .jp-search, figure") ? [
    one.closest("label, form, .jp-query__field, .jp-search, figure")] : [])];
  const ringed = shown.some(each => ["", "::after"].some(part => {
    const style = getComputedStyle(each, part || null);
    return (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1) || style.boxShadow !== "none";
  }));
  const box = one.getBoundingClientRect();
  const order = [...document.querySelectorAll("*")].indexOf(one);
  const said = one.getAttribute("aria-label") || one.innerText || one.labels?.[0]?.innerText || "";
  return {name: said.trim() || (one.querySelector("img") || {}).alt || "", html: one.outerHTML.slice(0, 90),
    tag: one.tagName, ringed, seen: box.bottom > 0 && box.top < innerHeight && box.width > 0, order};
}"""
MOVES = """() => [...document.querySelectorAll("main *, header *, footer *")].filter(one => {
  const style = getComputedStyle(one);
  const lasts = text => text.split(",").some(each => parseFloat(each) > 0);
  return one.checkVisibility() && (lasts(style.animationDuration) || lasts(style.transitionDuration));
}).map(one => `${one.tagName}.${one.className}`)"""
COVERED = """() => [...document.querySelectorAll("main a[href], .jp-page a[href]")].filter(one => {
  if (!one.checkVisibility() || one.closest(".vh, svg")) return false;
  const range = document.createRange();
  range.selectNodeContents(one);
  const box = [...range.getClientRects()].find(each => each.width > 1 && each.height > 1);
  if (!box) return false;
  const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)?.closest("a[href]");
  return hit && hit !== one;
}).map(one => one.outerHTML.slice(0, 120))"""

PRESSED = """() => [...document.querySelectorAll("button, select, input")].filter(one => one.checkVisibility())
  .map(one => one.outerHTML.slice(0, 90))"""
CUT_ON_PAPER = """() => [...document.querySelectorAll("table")]
  .filter(table => table.getBoundingClientRect().right > 591).map(table => table.className)"""

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def narrow(browser: Browser) -> Iterator[Page]:
    """1280 pixels enlarged to 400 %."""
    context = browser.new_context(viewport=ENLARGED, reduced_motion="reduce")
    faults = watched(context)
    yield context.new_page()
    context.close()
    assert faults == []


@pytest.fixture(scope="module")
def large(browser: Browser) -> Iterator[Page]:
    """A phone whose text is set to twice its size."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(
        "addEventListener('DOMContentLoaded', () => document.documentElement.style.setProperty('font-size', '200%'))"
    )
    yield page
    context.close()


def at(page: Page, site: Path, address: str) -> None:
    path, _, query = address.partition("?")
    page.goto((site / path).as_uri() + (f"?{query}" if query else ""))


@dataclass(frozen=True, slots=True)
class Seen:
    """What is amiss on a page: at 400 %, on a phone, on paper."""

    sideways: list[Any]
    covered: list[str]
    pressed: list[str]
    cut: list[str]


@pytest.fixture(scope="module")
def seen(site: Path, narrow: Page) -> dict[str, Seen]:
    """Every page, opened once at 400 % and then looked at in its other sizes: opening them takes the time.

    A4 is 794 px wide; 156 mm, the width of the text on it, are 590 px."""
    found = {}
    for address in EVERY:
        narrow.emulate_media(media="screen", reduced_motion="reduce")
        narrow.set_viewport_size(ENLARGED)
        at(narrow, site, address)
        sideways = narrow.evaluate(STICKS_OUT)
        narrow.emulate_media(reduced_motion="no-preference")
        narrow.set_viewport_size({"width": 390, "height": 844})
        narrow.set_viewport_size({"width": 390, "height": narrow.evaluate("document.documentElement.scrollHeight")})
        covered = narrow.evaluate(COVERED)
        narrow.emulate_media(media="print")
        narrow.set_viewport_size({"width": 794, "height": 1123})
        pressed = narrow.evaluate(PRESSED)
        narrow.set_viewport_size({"width": 590, "height": 800})
        cut = narrow.evaluate(CUT_ON_PAPER) if address in PAGES else []
        found[address] = Seen(sideways, covered[:3], pressed[:3], cut)
    narrow.emulate_media(media="screen", reduced_motion="reduce")
    narrow.set_viewport_size(ENLARGED)
    return found


def test_at_400_percent_nothing_has_to_be_pushed_sideways(seen: dict[str, Seen]) -> None:
    assert {address: each.sideways for address, each in seen.items() if each.sideways != [0, []]} == {}


def test_with_text_of_twice_the_size_nothing_is_cut(site: Path, large: Page) -> None:
    cut = {}
    for address in NEWER:
        at(large, site, address)
        assert large.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
        found = [large.evaluate(STICKS_OUT), large.evaluate(CUT)]
        if found != [[0, []], []]:
            cut[address] = found
    assert cut == {}


def test_nothing_moves_for_those_who_do_not_want_it(site: Path, narrow: Page) -> None:
    moving = {}
    for address in NEWER:
        at(narrow, site, address)
        if found := narrow.evaluate(MOVES):
            moving[address] = found
    assert moving == {}


def test_no_link_lies_upon_another(seen: dict[str, Seen]) -> None:
    """A link that fills its row must leave the others of the row to be touched."""
    assert {address: each.covered for address, each in seen.items() if each.covered} == {}


def test_on_paper_there_is_nothing_to_press_and_no_table_is_cut(seen: dict[str, Seen]) -> None:
    assert {address: each.pressed for address, each in seen.items() if each.pressed} == {}
    assert {address: each.cut for address, each in seen.items() if each.cut} == {}


@pytest.fixture(scope="module", params=[390, 1280])
def usual(request: pytest.FixtureRequest, browser: Browser) -> Iterator[Page]:
    """A phone and a desk."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", NEWER)
def test_keys_lead_through_a_page_in_its_order_and_it_shows_where(site: Path, usual: Page, address: str) -> None:
    page = usual
    at(page, site, address)
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur()")
    page.evaluate("getSelection().removeAllRanges(); document.body.tabIndex = -1; document.body.focus()")
    stops: list[dict[str, Any]] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["order"] == stops[0]["order"]):
            break
        stops.append(stop)
    assert len(stops) > 8
    assert stops[0]["name"] == "跳到正文"
    assert [stop["order"] for stop in stops] == sorted(stop["order"] for stop in stops)
    assert [stop for stop in stops if not stop["ringed"] or not stop["seen"] or not stop["name"]] == []


def test_the_sift_of_a_phone_keeps_the_keys_and_gives_them_back(site: Path, browser: Browser) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    at(page, site, "explore/achievements.html")
    opener = page.locator("[data-open]")
    opener.focus()
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('.jp-sift'))")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.hasAttribute('data-open')")
    context.close()


def test_without_a_script_newer_pages_say_all_that_they_know(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    page = context.new_page()
    dead = {}
    for address in NEWER:
        at(page, site, address)
        assert page.locator("main a:visible").count() > 5
        idle = page.locator("main :is(button, select, input):visible").all()
        if found := [one.evaluate("one => one.outerHTML.slice(0, 80)") for one in idle]:
            dead[address] = found
    context.close()
    assert dead == {}
