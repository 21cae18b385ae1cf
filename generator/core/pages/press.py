"""Press coverage: how much of it, and each year's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from generator.core.edition import Edition
from generator.core.edition.form import Press
from generator.core.pages import address, strip
from generator.core.pages.page import Page
from generator.core.records.press import MediaLevel
from generator.wording import wording

LATEST = 20
LEVELS: tuple[MediaLevel, ...] = get_args(MediaLevel)


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each year."""
    t = wording()
    title = t("press.title")
    names = edition.studio_names
    years: dict[str, list[Press]] = {}
    for one in edition.press:
        years.setdefault(one.date[:4], []).append(one)
    levels = tuple(level for level in LEVELS if any(one.level == level for one in edition.press))
    yield Page(
        address.PRESS,
        "statistics",
        "press.html",
        title,
        t("press.description", school=edition.site.school, count=len(edition.press)),
        {
            "strip": strip.figures(),
            "levels": levels,
            "years": tuple((year, _counts(found, levels), len(found)) for year, found in years.items()),
            "totals": _counts(edition.press, levels),
            "total": len(edition.press),
            "latest": edition.press[:LATEST],
            "studio_names": names,
            "day": edition.as_of,
        },
    )
    for year, found in years.items():
        yield Page(
            address.press_of_year(year),
            "statistics",
            "press-year.html",
            t("press.year_title", year=year),
            t("press.year_description", school=edition.site.school, year=year, count=len(found)),
            {
                "year": year,
                "years": tuple(years),
                "total": len(found),
                "levels": tuple(
                    (level, mine) for level in LEVELS if (mine := tuple(one for one in found if one.level == level))
                ),
                "studio_names": names,
            },
            ((t("statistics.title"), address.STATISTICS), (title, address.PRESS)),
        )


def _counts(found: list[Press] | tuple[Press, ...], levels: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(sum(one.level == level for one in found) for level in levels)
