"""Cadence of meetings: the council by the month, the project office by the week, as the yearly cycle asks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from generator.core.records.meeting import Meeting, MeetingBody
from generator.core.records.rules import Cycle

SCHOOL_WEEKS = 36
"""Teaching weeks of a year, two semesters of 18; holidays take the rest."""
Span = Literal["月", "周", ""]


@dataclass(frozen=True, slots=True)
class Cadence:
    """How often a body met: `count` meetings; `kept` of the `of` months or weeks have the `least` meetings that are
    asked for in each. `span` is empty where nothing is asked."""

    body: str
    count: int
    span: Span = ""
    least: int = 0
    kept: int = 0
    of: int = 0


def cadences(meetings: Sequence[Meeting], cycle: Cycle | None, months: Sequence[int]) -> Iterator[Cadence]:
    """Each body that met or should have met in the given whole months of a year."""
    counted = Counter(meeting.body for meeting in meetings)
    for body in get_args(MeetingBody):
        if cycle and cycle.council_meetings and body == "理事会":
            held = Counter(meeting.date.month for meeting in meetings if meeting.body == body)
            kept = sum(held[month] >= cycle.council_meetings for month in months)
            yield Cadence(body, counted[body], "月", cycle.council_meetings, kept, len(months))
        elif cycle and cycle.office_meetings and body == "项目办公室":
            weeks = Counter(meeting.date.isocalendar()[:2] for meeting in meetings if meeting.body == body)
            kept = sum(count >= cycle.office_meetings for count in weeks.values())
            yield Cadence(body, counted[body], "周", cycle.office_meetings, kept, school_weeks(len(months)))
        elif counted[body]:
            yield Cadence(body, counted[body])


def school_weeks(months: int) -> int:
    """The teaching weeks of so many months."""
    return SCHOOL_WEEKS * months // 12


def months_at_work(founded: date | None, ended: date | None, year: int, until: date | None = None) -> list[int]:
    """The whole months of a year in which the studio was at work; with `until`, those that are over by that day."""
    return [
        month
        for month in range(1, 13)
        if (founded is None or founded <= date(year, month, 1))
        and (ended is None or ended >= date(year, month, 28))
        and (until is None or date(year + month // 12, month % 12 + 1, 1) <= until)
    ]
