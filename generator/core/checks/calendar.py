"""Checks of the school's own working-day calendars: one for a year, of that year's days, each of them one thing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem
from generator.core.records.calendar import Calendar

TWO_CALENDARS = Code("C621")
BOTH_WAYS = Code("C622")
OTHER_YEAR = Code("C623")


def one_calendar_a_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A year has one calendar, in its own folder."""
    first: dict[int, Entry[Calendar]] = {}
    for entry in dataset.calendars.values():
        holder = first.setdefault(entry.record.year, entry)
        if holder is not entry:
            yield entry.problem(TWO_CALENDARS, "year", related=(holder.where("year"),), year=entry.record.year)
        elif entry.year and int(entry.year) != entry.record.year:
            yield entry.problem(OTHER_YEAR, "year", day=str(entry.record.year), year=entry.year)


def days_of_the_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every day is of the calendar's year, and not both a workday and a rest day."""
    for entry in dataset.calendars.values():
        rests = entry.record.rest_days
        for key, days in (("rest_days", rests), ("workdays", entry.record.workdays)):
            for index, day in enumerate(days):
                if day.year != entry.record.year:
                    yield entry.problem(OTHER_YEAR, key, index, day=day.isoformat(), year=entry.record.year)
                elif key == "workdays" and day in rests:
                    related = (entry.where("rest_days", rests.index(day)),)
                    yield entry.problem(BOTH_WAYS, key, index, related=related, day=day.isoformat())
