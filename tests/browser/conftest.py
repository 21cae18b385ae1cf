"""What the browser opens: the sample, built once for all tests."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.pages import watched

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample, built as its users do."""
    target = tmp_path_factory.mktemp("sample") / "site"
    command = [sys.executable, "-m", "generator", "build", "-d", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    return target


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A phone, whose pages may not fail, nor ask a host of others."""
    opened = browser.new_context(viewport={"width": 390, "height": 844}, accept_downloads=True)
    faults = watched(opened)
    yield opened
    opened.close()
    assert faults == []
