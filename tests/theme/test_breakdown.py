"""The statistics by a dimension: they show what `stats` answers, and lead to just the records that they count."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from generator.answers.statistics import as_json
from generator.core.compute.breakdown import is_told_in_percent
from generator.core.edition import Edition
from generator.core.edition.breakdown import BY
from generator.core.pages import Page, address
from generator.core.pages.breakdown import pages as drawn
from generator.website import assets
from generator.website.render import Renderer
from generator.wording import wording
from tests.command import ROOT

Trees = Mapping[str, HTMLParser]
THEME = ROOT / "theme"
ONE_EACH = ("achievements", "awards", "sessions", "services", "press", "agreements")
"""The measures of which every record counts one."""


@pytest.fixture(scope="module")
def pages(edition: Edition) -> Mapping[str, Page]:
    return {page.address: page for page in drawn(edition)}


@pytest.fixture(scope="module")
def trees(pages: Mapping[str, Page]) -> Trees:
    renderer = Renderer(THEME, assets.published(THEME), wording())
    return {place: HTMLParser(renderer.fragment(page)) for place, page in pages.items()}


@pytest.fixture(scope="module")
def answer(edition: Edition) -> Mapping[str, Any]:
    return {table["id"]: table for table in json.loads(as_json(edition))["breakdowns"]}


def figures(row: Any) -> list[str]:
    """The figures of a row without what stands beside them."""
    for note in row.css("small"):
        note.decompose()
    return [cell.text().replace(",", "").strip() for cell in row.css("td")]


def goes_on(trees: Trees, where: str) -> list[HTMLParser]:
    """The page of a list, and those on which it goes on."""
    first = re.sub(r"-[0-9](?=\.html$)", "", where)
    found = (trees.get(address.further(first, number)) for number in range(1, 99))
    return [tree for tree in found if tree is not None]


def told(values: list[str | None]) -> list[str]:
    return [value if value is not None else "—" for value in values]


def changed(values: list[str | None]) -> list[str]:
    """Changes as they are shown: what is more has a sign."""
    return told([f"+{value}" if value and value[0] != "-" and value != "0" else value for value in values])


def test_every_table_says_what_stats_answers(trees: Trees, answer: Mapping[str, Any]) -> None:
    shown = 0
    for table in answer.values():
        tree = trees[address.breakdown(table["by"], table["measure"])]
        rows = tree.css(f"#{table['of']} .jp-figures tbody tr") + tree.css(f"#{table['of']} .jp-figures tfoot tr")
        kept = table["rows"] if table["by"] == "school" else [*table["rows"], table["total"]]
        assert [figures(row) for row in rows] == [told([*row["values"], row["total"]]) for row in kept]
        if table["of"] == "year":
            runs = [figures(row) for row in tree.css("#runs tbody tr")]
            assert runs in ([], [told(row["runs"]) for row in table["rows"]])
            changes = [figures(row) for row in tree.css("#changes tbody tr")]
            assert changes in ([], [changed(row["changes"]) for row in table["rows"]])
        shown += len(rows)
    assert shown > 600


def test_a_figure_leads_to_as_many_records_as_it_says(pages: Mapping[str, Page], trees: Trees) -> None:
    followed = 0
    for place, page in pages.items():
        if page.template != "breakdown-measure.html":
            continue
        by_year = next(table for table in page.view["tables"] if table.what == "year")
        for line in (*by_year.lines, by_year.total):
            for (year, _), cell in zip(by_year.columns[:-1], line.cells[:-1], strict=True):
                assert bool(cell.to) == (cell.value != "0"), (place, line.name, year)
                if cell.to:
                    where, _, group = cell.to.partition("#")
                    assert group.endswith(f"-{year}")
                    assert trees[where].css_matches(f"#{group} li"), cell
                    listed = [one for tree in goes_on(trees, where) for one in tree.css(f"#{group} li")]
                    if page.view["measure"] in ONE_EACH:
                        assert len(listed) == int(cell.value), (place, line.name, year)
                    followed += 1
    assert followed > 900


def test_a_figure_by_level_or_type_leads_to_just_those_records(pages: Mapping[str, Page], trees: Trees) -> None:
    followed = 0
    for place, page in pages.items():
        if page.template != "breakdown-measure.html":
            continue
        for table in page.view["tables"]:
            if table.what in ("year", "runs", "changes"):
                continue
            for line in (*table.lines, table.total):
                for (word, _), cell in zip(table.columns[:-1], line.cells[:-1], strict=True):
                    assert bool(cell.to) == (cell.value != "0"), (place, line.name, word)
                    if cell.to:
                        where, _, group = cell.to.partition("#")
                        listed = [one for tree in goes_on(trees, where) for one in tree.css(f"#{group} li")]
                        said = [note.text() for one in listed for note in one.css(".note span")]
                        assert said.count(word) >= len(listed) > 0
                        if page.view["measure"] in ONE_EACH:
                            assert len(listed) == int(cell.value), (place, line.name, word)
                        followed += 1
    assert followed > 700


def test_a_running_total_leads_to_its_year_from_which_the_earlier_ones_follow(
    pages: Mapping[str, Page], trees: Trees
) -> None:
    followed = 0
    for place, page in pages.items():
        if page.template != "breakdown-measure.html" or page.view["measure"] not in ONE_EACH:
            continue
        for table in (each for each in page.view["tables"] if each.what == "runs"):
            for line in table.lines:
                for (year, _), cell in zip(table.columns, line.cells, strict=True):
                    assert bool(cell.to) == (cell.value not in (None, "0")), (place, line.name, year)
                    if cell.to:
                        where, _, group = cell.to.partition("#")
                        measure, _, begins = group.rpartition("-")
                        assert begins <= year
                        listed = goes_on(trees, where)
                        [head, *_] = [
                            node for tree in listed for node in tree.css(f"#{group} > header, #{group} > .jp-sec__head")
                        ]
                        assert f"累计{cell.value}项" in head.text()
                        sections = [node for tree in listed for node in tree.css(f"section[id^='{measure}-2']")]
                        names = [str(node.attributes["id"]).rpartition("-")[2] for node in sections]
                        known = [(name, node) for name, node in zip(names, sections, strict=True) if name.isdigit()]
                        assert [name for name, _ in known] == sorted((name for name, _ in known), reverse=True)
                        assert sum(len(node.css("li")) for name, node in known if name <= begins) == int(cell.value)
                        followed += 1
    assert followed > 100


def test_a_change_leads_to_the_years_that_are_compared(pages: Mapping[str, Page], trees: Trees) -> None:
    followed = 0
    for page in (page for page in pages.values() if page.template == "breakdown-measure.html"):
        for table in (each for each in page.view["tables"] if each.what == "changes"):
            for line in (*table.lines, table.total):
                for (year, _), cell in zip(table.columns, line.cells, strict=True):
                    if cell.value not in (None, "0"):
                        assert cell.to is not None
                        where, _, group = cell.to.partition("#")
                        assert group.rpartition("-")[2] in (year, str(int(year) - 1))
                        assert trees[where].css_matches(f"#{group} li")
                        followed += 1
    assert followed > 100


def test_every_measure_says_what_it_is_and_can_be_taken_away(pages: Mapping[str, Page], trees: Trees) -> None:
    measures = [page for page in pages.values() if page.template == "breakdown-measure.html"]
    assert len(measures) > 60
    for page in measures:
        tree = trees[page.address]
        said = tree.css_first("p.note")
        assert said is not None
        assert wording()(f"breakdown_means.{page.view['measure']}") in said.text()
        assert [file.address for file in page.downloads] == [page.address.replace(".html", ".csv")]
        assert tree.css_first("a[download]") is not None


def test_no_page_is_longer_than_two_hundred_rows(trees: Trees) -> None:
    for place, tree in trees.items():
        assert len(tree.css("tbody tr")) <= 240, place  # with the bars beside the first table
        assert len(tree.css(".jp-records li")) <= 200, place


def test_there_is_a_page_for_every_dimension(trees: Trees) -> None:
    assert {address.breakdown(by) for by in BY} <= trees.keys()


def test_a_change_from_a_tiny_year_has_no_percentage(pages: Mapping[str, Page], trees: Trees) -> None:
    """One achievement in 2023 and seventy-four in 2024 are +73, and no +7300%."""
    shown: dict[bool, int] = {True: 0, False: 0}
    for page in (page for page in pages.values() if page.template == "breakdown-measure.html"):
        table = next((each for each in page.view["tables"] if each.what == "changes"), None)
        years = page.view["tables"][0]
        for line, values in zip((*table.lines, table.total), (*years.lines, years.total), strict=True) if table else ():
            for before, cell in zip(values.cells, line.cells[1:], strict=False):
                if cell.value not in (None, "0"):
                    telling = is_told_in_percent(Decimal(before.value), Decimal(cell.value))
                    assert bool(cell.note) == telling, (page.address, line.name, cell)
                    shown[telling] += 1
    assert min(shown.values()) > 10
    tree = trees[address.breakdown("school", "achievements")]
    assert "+73" in tree.css("#changes tbody tr")[0].text()
    assert all("7300" not in tree.text() for tree in trees.values())
