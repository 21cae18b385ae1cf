"""What the browser opens: the sample, built once for all tests."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.pages import watched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone, whose pages may not fail, nor ask a host of others."""
    opened = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    faults = watched(opened)
    yield opened
    opened.close()
    assert faults == []
