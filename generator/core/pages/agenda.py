"""The school's year: what comes next, and each year month by month."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.pages.subscription import of_calendar
from generator.wording import wording

NEXT = 12
"""How many of the things to come the list of years shows."""
SHOWN_YEARS = 2
"""Of how many years the list shows who has filed what, the current one included."""


def pages(edition: Edition) -> Iterator[Page]:
    """The list of years with what comes next, then each year."""
    t = wording()
    title = t("calendar.title")
    this = int(edition.as_of[:4])
    ahead = tuple(
        item
        for year in reversed(edition.agenda)
        for month in year.months
        for item in month.items
        if item.when != "past"
    )
    shared = {
        "studio_names": edition.studio_names,
        "round_titles": {one.id: one.title for one in edition.rounds},
    }
    yield Page(
        address.CALENDAR,
        "about",
        "calendar.html",
        title,
        t("calendar.description", school=edition.site.school),
        {
            "years": tuple((year.year, sum(len(month.items) for month in year.months)) for year in edition.agenda),
            "this": this if this in {year.year for year in edition.agenda} else None,
            "ahead": ahead[:NEXT],
            "as_of": edition.as_of,
            "deadlines": tuple(each for each in edition.deadlines if int(each.year) > this - SHOWN_YEARS),
            **shared,
        },
        downloads=of_calendar(edition).files,
    )
    by_day = sorted(edition.deadlines, key=lambda each: each.due)
    order = [year.year for year in edition.agenda]
    for place, year in enumerate(edition.agenda):
        yield Page(
            address.calendar_year(year.year),
            "about",
            "calendar-year.html",
            t("calendar.year_title", year=year.year),
            t("calendar.year_description", school=edition.site.school, year=year.year),
            {
                "year": year,
                "later": order[place - 1] if place else None,
                "earlier": order[place + 1] if place + 1 < len(order) else None,
                "as_of": edition.as_of,
                "cycle": next((each for each in edition.cycles if int(each.year) <= year.year), None),
                "deadlines": tuple(each for each in by_day if each.due[:4] == str(year.year)),
                **shared,
            },
            ((title, address.CALENDAR),),
        )
