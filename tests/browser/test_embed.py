"""What is embedded, on a page of somebody else's: it is drawn, it complains of nothing, and everybody can read it."""

from __future__ import annotations

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

from tests.browser.pages import watched

pytestmark = pytest.mark.browser

PLACES = ("embed/studios/welding-he", "embed/grades/2025/welding-he", "embed/figures/achievements-by-level")


@pytest.mark.parametrize("place", PLACES)
def test_it_stands_in_the_frame_of_another_page(browser: Browser, site: Path, tmp_path: Path, place: str) -> None:
    context = browser.new_context()
    faults = watched(context)
    framed, picture = ((site / f"{place}{suffix}").as_uri() for suffix in (".html", ".svg"))
    other = tmp_path / "other.html"
    other.write_text(
        f'<!DOCTYPE html><title>x</title><iframe src="{framed}" title="x" width="500" height="300" '
        f'sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe><img src="{picture}" alt="x">',
        "utf-8",
    )
    page = context.new_page()
    page.goto(other.as_uri())
    assert page.evaluate("document.images[0].naturalWidth") > 100
    inner = page.frame_locator("iframe")
    box = inner.locator("svg").bounding_box()
    assert box is not None
    assert box["width"] > 100
    assert inner.get_by_role("link").get_attribute("target") == "_blank"
    assert faults == []
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_axe_finds_nothing_in_the_frame(browser: Browser, site: Path, place: str) -> None:
    page = browser.new_page()
    page.goto((site / f"{place}.html").as_uri())
    rules = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    told = Axe().run(page, options={"resultTypes": ["violations"], "runOnly": rules}).response["violations"]
    assert [each["id"] for each in told] == []
    page.close()
