"""Press pages: counted again from the school's files, by level, month and studio, against what the plan asks for."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page

ROOT = Path(__file__).parents[3]
LEVELS = ("国家级", "省级", "市级", "校级")


def written(year: str) -> list[dict[str, Any]]:
    """What the file of a year holds and is still shown on the day."""
    given = yaml.load((ROOT / f"content/press/{year}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)["press"]
    return [one for one in given if one["date"] <= "2026-03-18" and one["id"] != "press-2025-10"]


@pytest.fixture(scope="module")
def pages(every_page: tuple[Page, ...]) -> dict[str, Page]:
    return {page.address: page for page in every_page if page.address.startswith("press/")}


@pytest.mark.parametrize("year", ["2024", "2025", "2026"])
def test_each_month_and_each_studio_has_what_was_registered(pages: dict[str, Page], year: str) -> None:
    view = pages[address.press_of_year(year)].view
    levels = [level for level, _ in view["levels"]]
    months = Counter((int(one["date"][5:7]), one["level"]) for one in written(year))
    studios = Counter((studio, one["level"]) for one in written(year) for studio in one.get("studios", ()))

    def rows(name: str) -> dict[tuple[Any, str], int]:
        return {
            (row, level): count
            for row, counts, total in view[name]
            for level, count in zip(levels, counts, strict=True)
            if count and sum(counts) == total
        }

    assert rows("by_month") == months
    assert rows("by_studio") == studios
    assert [month for month, *_ in view["by_month"]] == sorted({month for month, _ in months})


def test_what_is_about_two_studios_counts_for_both_and_once_in_all(pages: dict[str, Page]) -> None:
    view = pages[address.PRESS].view
    assert sum(total for *_, total in view["by_studio"]) > view["total"]
    assert view["total"] == sum(len(written(year)) for year in ("2024", "2025", "2026"))


def test_a_year_stands_against_the_plan(pages: dict[str, Page]) -> None:
    found = [
        (each.name, each.line.value, each.line.actual, each.line.missing, each.line.taken_down)
        for each in pages[address.press_of_year("2025")].view["targets"]
    ]
    assert found == [
        ("国家级媒体报道", "2篇", "2篇", None, None),
        ("省级媒体报道", "3篇", "3篇", None, None),
        ("市级媒体报道", "8篇", "7篇", "1", "1"),
    ]
    assert [each.line.value for each in pages[address.PRESS].view["targets"]] == ["5篇", "10篇", "22篇"]


def test_a_clipping_leads_to_the_report_where_it_can_be_read(edition: Edition) -> None:
    linked = {one.id: one.url for one in edition.press if one.url}
    assert linked == {one["id"]: one["url"] for one in written("2025") if "url" in one}
    assert linked
