"""Working days: the State Council's yearly calendar with its make-up workdays, as the school may override it.

The library knows the years that have been published; the next year's list appears only in November. A year that
neither the library nor the school knows is `CalendarMissing`, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import chinese_calendar

from generator.core.records.calendar import Calendar

ONE_DAY = timedelta(days=1)


class CalendarMissing(Exception):
    """No working-day calendar for a year."""

    def __init__(self, year: int) -> None:
        super().__init__(year)
        self.year = year


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Which days are worked. `overrides` are the school's own calendars by year."""

    overrides: Mapping[int, Calendar] = field(default_factory=dict)

    def is_workday(self, day: date) -> bool:
        """Whether the day is worked. Raises CalendarMissing."""
        own = self.overrides.get(day.year)
        if own is not None:
            if day in own.workdays:
                return True
            if day in own.rest_days:
                return False
            if own.complete == "是":
                return day.weekday() < 5
        try:
            return bool(chinese_calendar.is_workday(day))
        except NotImplementedError:
            raise CalendarMissing(day.year) from None

    def counted(self, first: date, unit: str) -> Iterator[date]:
        """The days from `first` on that count in a unit (工作日 or 日), without end."""
        day = first
        while True:
            if unit == "日" or self.is_workday(day):
                yield day
            day += ONE_DAY


def working_days(calendars: Iterable[Calendar]) -> WorkingDays:
    """The calendar of a school that may have written its own for some years."""
    return WorkingDays({calendar.year: calendar for calendar in calendars})
