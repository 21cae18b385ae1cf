"""Checks that hold for every kind of dated row: services, meetings, evaluations, resources, press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity
from generator.core.records.studio import ENDED

OTHER_YEAR = Code("E711", cause=("year", "year", "@path"))
IN_FUTURE = Code("E712", Severity.WARNING)
OUTSIDE_LIFE = Code("E713", Severity.WARNING, cause=("life", "bound", "@studio"))

DATED = ("service", "meeting", "evaluation", "resource", "press")
STUDIO_DATED = ("achievement", "training", "service", "meeting", "evaluation")


def filed_under_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The file's year is the year of the date."""
    for kind in DATED:
        for entry in dataset.shelf(kind).values():
            if str(entry.record.date.year) != entry.year:
                yield entry.problem(OTHER_YEAR, "date", year=entry.record.date.year, file=entry.year)


def not_in_future(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What has not happened yet is not counted. A date outside the file's year has been called wrong already."""
    for kind in DATED:
        for entry in dataset.shelf(kind).values():
            if entry.record.date > as_of and str(entry.record.date.year) == entry.year:
                yield entry.problem(IN_FUTURE, "date", date=entry.record.date.isoformat(), as_of=as_of.isoformat())


def within_studio_life(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio's results lie between its founding and its end, as far as is sure. A date that is wrong for another
    reason has been called so already."""
    for kind in STUDIO_DATED:
        for entry in dataset.shelf(kind).values():
            studio = dataset.studios.get(entry.studio)
            if studio is None:
                continue
            given = entry.record.date
            first, last = (given, given) if isinstance(given, date) else (given.earliest, given.latest)
            if first is None or last is None or first > as_of or str(given.year) != entry.year:
                continue
            founded = studio.record.founded.earliest
            end = next((index for index, step in enumerate(studio.record.status) if step.status in ENDED), None)
            ended = None if end is None else studio.record.status[end].since
            if founded is not None and last < founded:
                yield entry.problem(
                    OUTSIDE_LIFE,
                    "date",
                    related=(studio.where("founded"),),
                    date=str(given),
                    bound=str(studio.record.founded),
                )
            elif end is not None and ended is not None and ended.latest is not None and first > ended.latest:
                yield entry.problem(
                    OUTSIDE_LIFE,
                    "date",
                    hint="hint_ended",
                    related=(studio.where("status", end, "since"),),
                    date=str(given),
                    bound=str(ended),
                )
