"""What the browser opens: the sample, built once for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize

from tests.browser.pages import end_of_test, watched

PHONE: ViewportSize = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def window(browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A window of a phone that stays open, since each more costs a second, and what went wrong in it."""
    opened = browser.new_context(viewport=PHONE, accept_downloads=True)
    faults = watched(opened)
    yield opened.new_page(), faults
    opened.close()
    assert faults == []


@pytest.fixture
def tab(window: tuple[Page, list[str]]) -> Iterator[Page]:
    """A phone, whose page may not fail, nor ask a host of others. Whoever holds files back takes a `context`."""
    page, faults = window
    page.set_viewport_size(PHONE)
    yield page
    end_of_test(faults)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Another such phone."""
    opened = browser.new_context(viewport=PHONE, accept_downloads=True)
    faults = watched(opened)
    yield opened
    opened.close()
    assert faults == []
