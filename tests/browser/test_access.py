"""Pages for people who cannot see, hear or point: axe finds nothing, in any scheme, on a phone and on a desk."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.pages import MORE, PAGES

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
COLOURS = ["color-contrast"]

pytestmark = pytest.mark.browser


def found(page: Page, site: Path, address: str, what: dict[str, object]) -> list[str]:
    page.goto((site / address).as_uri())
    told = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": what}).response["violations"]
    return [f"{address}: {each['id']}: {node['html'][:200]}" for each in told for node in each["nodes"]]


@pytest.fixture(scope="module", params=[390, pytest.param(1280, marks=pytest.mark.long)])
def light(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


@pytest.fixture(scope="module", params=["dark", pytest.param("contrast", marks=pytest.mark.long)])
def other_scheme(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    """What is not of colours is the same in every scheme."""
    dark = request.param == "dark"
    context = browser.new_context(
        viewport={"width": 1280, "height": 900},
        color_scheme="dark" if dark else "light",
        contrast=None if dark else "more",
    )
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("address", [*PAGES, *MORE])
def test_axe_finds_nothing(light: Page, site: Path, address: str) -> None:
    assert found(light, site, address, {"type": "tag", "values": RULES}) == []


@pytest.mark.parametrize("address", [*PAGES, *MORE])
def test_axe_finds_nothing_amiss_with_the_colours_of_other_schemes(
    other_scheme: Page, site: Path, address: str
) -> None:
    assert found(other_scheme, site, address, {"type": "rule", "values": COLOURS}) == []


def test_axe_would_find_something(light: Page, tmp_path: Path) -> None:
    """What proves the tests above: a page with a picture that nobody can hear, in grey on grey."""
    (tmp_path / "bad.html").write_text(
        "<html><body style='color:#888;background:#999'><img src=x><p>一行文字</p></body></html>", "utf-8"
    )
    told = "\n".join(found(light, tmp_path, "bad.html", {"type": "tag", "values": RULES}))
    assert "image-alt" in told
    assert "color-contrast" in told
