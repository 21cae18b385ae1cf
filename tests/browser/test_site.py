"""Every kind of page of the sample in Chromium, on a phone and on a desk, with and without script."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import PAGES, end_of_test, watched


@pytest.fixture(scope="module", params=[390, 1280], ids=["phone", "desk"])
def window(request: pytest.FixtureRequest, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window of one of the two widths, and what went wrong in it. It stays open: each more costs a second."""
    context = browser.new_context(viewport={"width": request.param, "height": 900})
    faults = watched(context)
    yield context.new_page(), faults
    context.close()
    assert faults == []


@pytest.fixture
def page(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """A page in it, which fails on errors of the console and on any request to a host."""
    opened, faults = window
    yield opened
    end_of_test(faults)


@pytest.mark.parametrize("address", PAGES)
def test_every_kind_of_page_fits_and_has_one_title(site: Path, page: Page, address: str) -> None:
    page.goto((site / address).as_uri())
    assert page.locator("h1").count() == 1
    assert page.locator("h1").first.inner_text().strip()
    assert page.title().strip()
    description = page.locator('meta[name="description"]').get_attribute("content")
    assert description
    assert description.strip()
    width = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert width == 0


def test_a_visitor_walks_from_home_to_the_record_behind_a_mark(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    page.locator("nav").get_by_text("考核", exact=True).first.click()
    page.get_by_role("link", name="2025", exact=False).first.click()
    page.goto((site / "grades/2025/welding-he.html").as_uri())
    evidence = page.locator("details[open] a[href*='achievements/']").first
    title = evidence.inner_text()
    evidence.click()
    assert page.locator("h1").inner_text() == title


def test_every_page_is_readable_without_script(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 900})
    opened = context.new_page()
    for address in PAGES:
        opened.goto((site / address).as_uri())
        assert opened.locator("main").inner_text().strip()
    context.close()
