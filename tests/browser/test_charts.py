"""Every chart says in words what it shows, stands beside its numbers and leads to the records behind them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.pages import MORE, PAGES

CHARTS = """() => {
  const faults = [], kinds = new Set();
  for (const svg of document.querySelectorAll("main svg")) {
    const marks = [...svg.querySelectorAll("[class^='f-'], .got")];
    if (!marks.length || svg.closest(".jp-key, .jp-defs")) continue;
    const fault = text => faults.push(`${svg.getAttribute("class") || svg.parentElement.tagName}: ${text}`);
    const section = svg.closest("section");
    const row = svg.closest("tr, summary, li:not(:has(li))") || svg.closest(".jp-works__year");
    if (!section?.querySelector("h1, h2, h3")?.innerText.trim()) fault("no title");
    if (!section?.querySelector("a[href]")) fault("no way to the records");
    if (svg.getAttribute("role") === "img") {
      kinds.add(svg.getAttribute("class"));
      const said = (svg.getAttribute("aria-labelledby") || "").split(" ").map(id => document.getElementById(id));
      if (said.length !== 2 || said.some(one => !svg.contains(one) || !one.textContent.trim())) fault("no description");
      if (!section?.querySelector("table caption")) fault("no table");
      const flat = new Set(marks.map(mark => getComputedStyle(mark).fill).filter(fill => fill.startsWith("rgb")));
      if (flat.size > 2) fault(`told by colour alone: ${[...flat]}`);
    } else {
      kinds.add(row?.closest("[class*='jp-']")?.className || "");
      if (!svg.closest("[aria-hidden=true]")) fault("neither a picture nor hidden");
      if (!/[0-9]|—/.test(row?.innerText || "")) fault("no number beside it");
    }
  }
  return [faults, [...kinds]];
}"""
FAINT = """() => {
  const light = colour => {
    const [r, g, b] = colour.match(/[0-9.]+/g).map(part => part / 255)
      .map(part => part <= .03928 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  const ground = light(getComputedStyle(document.body).backgroundColor);
  return [...document.querySelectorAll("main svg:not(.jp-defs) [class^='f-']")].map(mark => {
    const style = getComputedStyle(mark);
    return [style.fill, style.stroke].filter(colour => colour.startsWith("rgb")).map(light)
      .map(one => (Math.max(one, ground) + .05) / (Math.min(one, ground) + .05));
  }).filter(found => found.length && Math.max(...found) < 3).length;
}"""
DRAWN = ("index.html", "statistics/index.html", "grades/2025/welding-he.html", "plans/studios-2024-2026.html")

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_every_chart_has_a_title_a_description_its_numbers_and_its_records(site: Path, page: Page) -> None:
    faults: dict[str, list[str]] = {}
    kinds: set[str] = set()
    for address in [*PAGES, *MORE]:
        page.goto((site / address).as_uri())
        found, there = page.evaluate(CHARTS)
        kinds |= set(there)
        if found:
            faults[address] = found
    assert faults == {}
    assert {"jp-chart", "jp-radar"} < kinds
    assert len(kinds) > 6


@pytest.mark.parametrize(("scheme", "media"), [("light", "screen"), ("dark", "screen"), ("dark", "print")])
def test_no_chart_is_faint(site: Path, browser: Browser, scheme: str, media: str) -> None:
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light")
    page = context.new_page()
    page.emulate_media(media="print" if media == "print" else "screen")
    faint = {}
    for address in DRAWN:
        page.goto((site / address).as_uri())
        faint[address] = page.evaluate(FAINT)
    context.close()
    assert faint == dict.fromkeys(DRAWN, 0)


def test_a_chart_without_words_would_be_found(page: Page, tmp_path: Path) -> None:
    """What proves the first test."""
    bare = '<section><h2>图</h2><svg role="img" aria-label="图"><rect class="f-1"/></svg></section>'
    (tmp_path / "bare.html").write_text(f"<meta charset=utf-8><main>{bare}</main>", "utf-8")
    page.goto((tmp_path / "bare.html").as_uri())
    faults, _ = page.evaluate(CHARTS)
    assert [fault.split(": ")[1] for fault in faults] == ["no way to the records", "no description", "no table"]
