"""A page of the preview in Chromium: it shows itself anew as soon as there is something newer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.website.live import live

PAGE = '<head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'"></head><body><p>{}</p></body>'


@pytest.fixture
def tab(browser: Browser) -> Iterator[Page]:
    """A page whose scripts may not fail."""
    faults: list[str] = []
    with browser.new_context() as context:
        context.on("weberror", lambda error: faults.append(str(error.error)))
        yield context.new_page()
    assert faults == []


def test_a_page_that_is_open_shows_itself_anew(tab: Page, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "index.html"
    page.write_text(PAGE.format("薄板"), "utf-8")
    with live(0, tmp_path, lambda: b"") as server:
        server.thread.start()
        tab.goto(server.url)
        expect(tab.get_by_text("薄板")).to_be_visible()
        for said in ("厚板", "管道"):
            page.write_text(PAGE.format(said), "utf-8")
            server.reload()
            expect(tab.get_by_text(said)).to_be_visible()
        tab.goto("about:blank")  # whoever waits goes away
        server.reload()
    assert capsys.readouterr().err == ""


def test_a_page_that_is_not_there_yet_comes_by_itself(tab: Page, tmp_path: Path) -> None:
    with live(0, tmp_path, "<p>还没有</p>".encode) as server:
        server.thread.start()
        tab.goto(server.url)
        expect(tab.get_by_text("还没有")).to_be_visible()
        (tmp_path / "index.html").write_text(PAGE.format("有了"), "utf-8")
        server.reload()
        expect(tab.get_by_text("有了")).to_be_visible()
