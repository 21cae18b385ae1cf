"""A report on paper: cover and contents, numbered pages, source and digest at every foot."""

from __future__ import annotations

import hashlib
import io
import unicodedata
from pathlib import Path

from playwright.sync_api import Browser
from pypdf import PdfReader

A4 = (595, 842)


def test_a_report_prints_as_a_dossier(browser: Browser, site: Path) -> None:
    here = site / "studios/welding-he/reports/annual-2025.html"
    context = browser.new_context()
    page = context.new_page()
    page.goto(here.as_uri())
    assert not page.locator(".jp-cover").is_visible()
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    context.close()
    # Some fonts give radicals for signs.
    pages = ["".join(unicodedata.normalize("NFKC", each.extract_text()).split()) for each in printed.pages]
    assert len(pages) == 3
    assert all(abs(float(each.mediabox.width) - A4[0]) < 1 for each in printed.pages)
    assert "目录" in pages[0]
    assert "技术服务" in pages[0]
    digest = hashlib.sha256(here.with_suffix(".json").read_bytes()).hexdigest()
    for number, text in enumerate(pages, 1):
        assert f"SHA-256{digest}" in text
        assert "https://jiangpu.example/studios/welding-he/reports/annual-2025.html" in text
        assert (f"—{number}—" in text) == (number > 1)
