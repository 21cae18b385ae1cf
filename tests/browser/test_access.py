"""Pages for people who cannot see, hear or point: axe finds nothing, in any scheme, on a phone and on a desk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.pages import ALIKE, MORE, PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]
LONG = os.environ.get("JIANGPU_LONG") == "1"
LOOKS = """known => {
  const looks = new Map();
  const look = one => {
    if (!one) return "";
    if (!looks.has(one)) {
      const style = getComputedStyle(one);
      looks.set(one, [look(one.parentElement), one.tagName, one.getAttribute("class"), style.backgroundColor,
        style.backgroundImage, style.opacity, style.filter, style.position].join(" "));
    }
    return looks.get(one);
  };
  for (const one of document.querySelectorAll("[data-look]")) one.removeAttribute("data-look");
  const told = new Set(known), fresh = [];
  for (const one of document.querySelectorAll("body, body *")) {
    if (![...one.childNodes].some(each => each.nodeType === 3 && each.data.trim()) || !one.checkVisibility()) continue;
    const style = getComputedStyle(one);
    const said = [look(one), style.color, style.fontSize, style.fontWeight, style.textShadow].join(" ");
    if (!told.has(said)) {
      told.add(said);
      fresh.push(said);
      one.setAttribute("data-look", "");
    }
  }
  return fresh;
}"""
"""Marks those whose text looks as none before: by its own colour and size, by what lies behind it, by its place."""

pytestmark = pytest.mark.browser


def found(page: Page, what: dict[str, object], within: str | None = None) -> list[str]:
    told = Axe().run(page, within, {"resultTypes": ["violations"], "runOnly": what}).response["violations"]
    return [f"{each['id']}: {node['html'][:200]}" for each in told for node in each["nodes"]]


def found_in_looks(page: Page, known: set[str]) -> list[str]:
    """What is amiss in the colours of what looks as nothing that is `known`; it is then."""
    fresh = page.evaluate(LOOKS, sorted(known))
    known |= set(fresh)
    return found(page, {"type": "rule", "values": COLOURS}, "[data-look]") if fresh else []


def recoloured(page: Page) -> None:
    """Waits until colours have changed to those of another scheme."""
    page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")


@pytest.fixture(scope="module", params=[390, pytest.param(1280, marks=pytest.mark.long)])
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module")
def dark() -> set[str]:
    """The looks in the dark that have been looked at, on whatever page."""
    return set()


@pytest.mark.parametrize(
    "address",
    [pytest.param(each, marks=pytest.mark.long if each in ALIKE else ()) for each in (*PAGES, *MORE)],
)
def test_axe_finds_nothing_nor_colours_that_are_amiss_in_the_dark(
    page: Page, site: Path, address: str, dark: set[str]
) -> None:
    """What is not of colours is the same in every scheme, and so is what lies where: in the dark each look is looked at
    once, in the long run every text of every page."""
    page.emulate_media(color_scheme="light")
    page.goto((site / address).as_uri())
    assert found(page, {"type": "tag", "values": RULES}) == []
    page.emulate_media(color_scheme="dark")
    recoloured(page)
    assert (found(page, {"type": "rule", "values": COLOURS}) if LONG else found_in_looks(page, dark)) == []


@pytest.mark.long
@pytest.mark.parametrize("address", [*PAGES, *MORE])
def test_axe_finds_no_colours_amiss_for_those_who_want_more_contrast(page: Page, site: Path, address: str) -> None:
    page.emulate_media(color_scheme="light", contrast="more")
    page.goto((site / address).as_uri())
    assert found(page, {"type": "rule", "values": COLOURS}) == []
    page.emulate_media(contrast="null")


def test_axe_would_find_something(page: Page, tmp_path: Path) -> None:
    """What proves the tests above: a picture that nobody can hear, in grey on grey, and another in the dark."""
    (tmp_path / "bad.html").write_text(
        "<html><style>p{color:#000;background:#fff;transition:color 1ms}"
        "@media(prefers-color-scheme:dark){p{color:#ddd}}</style>"
        "<body style='color:#888;background:#999'><img src=x>一行文字<p>又一行</p></body></html>",
        "utf-8",
    )
    page.emulate_media(color_scheme="light")
    page.goto((tmp_path / "bad.html").as_uri())
    told = "\n".join(found(page, {"type": "tag", "values": RULES}))
    assert "image-alt" in told
    assert "color-contrast: <body" in told
    assert "color-contrast: <p>" not in told
    page.emulate_media(color_scheme="dark")
    recoloured(page)
    assert "color-contrast: <p>" in "\n".join(found(page, {"type": "rule", "values": COLOURS}))
    known: set[str] = set()
    assert [each.partition(" data-look")[0] for each in found_in_looks(page, known)] == [
        'color-contrast: <body style="color:#888;background:#999"',
        "color-contrast: <p",
    ]
    assert found_in_looks(page, known) == []
    page.evaluate("document.querySelector('p').style.color = '#eee'")
    recoloured(page)
    assert len(found_in_looks(page, known)) == 1
