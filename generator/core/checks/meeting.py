"""Checks of meeting cadence: the council monthly, the project office weekly, as the yearly cycle asks
that holds in the year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from generator.core.compute.agenda import cycle_for
from generator.core.compute.meeting import months_at_work, school_weeks
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity, Where, problem

COUNCIL_MONTHS = Code("E721", Severity.WARNING)
OFFICE_WEEKS = Code("E722", Severity.WARNING)


def cadence_kept(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """In a year that is over, the council met every month and the office every week of term."""
    cycles = dataset.shelf("cycle").values()
    years = sorted({(entry.studio, entry.year) for entry in dataset.shelf("meeting").values()})
    for studio, year in years:
        entry, rule = dataset.studios.get(studio), cycle_for(cycles, int(year))
        if int(year) >= as_of.year or entry is None or rule is None or dataset.lacks("meeting", studio, year):
            continue
        cycle = rule.record
        found = [row for row in dataset.of_studio("meeting", studio) if row.year == year]
        path, mine = found[0].document.path, [row.record for row in found]
        if any(str(meeting.date.year) != year for meeting in mine):
            continue  # which month it was held in is open
        months = months_at_work(entry.record.founded.earliest, entry.record.ended, int(year))
        held = [meeting.date.month for meeting in mine if meeting.body == "理事会"]
        missing = [str(month) for month in months if held.count(month) < cycle.council_meetings]
        if missing:
            asked = (rule.where("council_meetings"),)
            count = len(missing)
            yield problem(COUNCIL_MONTHS, Where(path), related=asked, year=year, count=count, months=tuple(missing))
        weeks = school_weeks(len(months))
        office = Counter(meeting.date.isocalendar()[:2] for meeting in mine if meeting.body == "项目办公室")
        kept = sum(count >= cycle.office_meetings for count in office.values())
        if cycle.office_meetings and kept < weeks:
            asked = (rule.where("office_meetings"),)
            yield problem(OFFICE_WEEKS, Where(path), related=asked, year=year, held=kept, weeks=weeks)
