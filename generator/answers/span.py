"""The time that a report is on: a year of the records, or a semester of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.edition import Edition


@dataclass(frozen=True, slots=True)
class Span:
    """A year; of a semester its name, its first and last day (ISO)."""

    year: str
    semester: str = ""
    first: str = ""
    last: str = ""

    def holds(self, year: str, day: str = "") -> bool:
        """Whether a record of a year, dated by a day cut where its precision ends, belongs to it. What is dated by the
        year alone belongs to no semester."""
        if year != self.year or not self.semester:
            return year == self.year
        return len(day) > len("2025") and self.first[: len(day)] <= day <= self.last[: len(day)]

    @property
    def before(self) -> Span:
        """The same of the year before; a masked year has none before it, and this is one that holds nothing."""
        year = str(int(self.year) - 1) if self.year.isdigit() else ""
        return replace(self, year=year, first=_shifted(self.first, year), last=_shifted(self.last, year))


def _shifted(day: str, year: str) -> str:
    return f"{year}{day[4:]}" if day else ""


def semesters(edition: Edition, year: int) -> Iterator[Span]:
    """The semesters of a year, as the school's calendar has them."""
    items = [item for found in edition.agenda if found.year == year for month in found.months for item in month.items]
    ends = {item.name: item.day for item in items if item.kind == "semester_ends"}
    for item in items:
        if item.kind == "semester_starts" and item.name in ends:
            yield Span(str(year), item.name, item.day, ends[item.name])
