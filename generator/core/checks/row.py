"""Checks that hold for every kind of dated row: services, meetings, evaluations, resources, press."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity

OTHER_YEAR = Code("E711")
IN_FUTURE = Code("E712", Severity.WARNING)
OUTSIDE_LIFE = Code("E713", Severity.WARNING)

DATED = ("service", "meeting", "evaluation", "resource", "press")
STUDIO_DATED = ("achievement", "training", "service", "meeting", "evaluation")


def filed_under_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The file's year is the year of the date."""
    for kind in DATED:
        for entry in dataset.shelf(kind).values():
            if str(entry.record.date.year) != entry.year:
                yield entry.problem(OTHER_YEAR, "date", year=entry.record.date.year, file=entry.year)


def not_in_future(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What has not happened yet is not counted."""
    for kind in DATED:
        for entry in dataset.shelf(kind).values():
            if entry.record.date > as_of:
                yield entry.problem(IN_FUTURE, "date", date=entry.record.date.isoformat(), as_of=as_of.isoformat())


def within_studio_life(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio's results lie between its founding and its end."""
    for kind in STUDIO_DATED:
        for entry in dataset.shelf(kind).values():
            studio = dataset.studios.get(entry.studio)
            if studio is None:
                continue
            given = entry.record.date
            day = given if isinstance(given, date) else given.latest
            founded, ended = studio.record.founded.earliest, studio.record.ended
            if day is None:
                continue
            if founded is not None and day < founded:
                yield entry.problem(
                    OUTSIDE_LIFE,
                    "date",
                    related=(studio.where("founded"),),
                    date=str(given),
                    bound=str(studio.record.founded),
                )
            elif ended is not None and day > ended:
                yield entry.problem(
                    OUTSIDE_LIFE,
                    "date",
                    hint="hint_ended",
                    related=(studio.where("status"),),
                    date=str(given),
                    bound=ended.isoformat(),
                )
