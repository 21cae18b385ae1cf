"""Checks of training rows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.checks.person import unknown_person
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity
from generator.core.values.number import plain

OTHER_YEAR = Code("T331", cause=("year", "year", "@path"))
DAYS_ORDER = Code("T332")
TRAINER_UNKNOWN = Code("T333", cause=("person", "person"))
IN_FUTURE = Code("T334", Severity.WARNING)
LONGER_THAN_IT_WAS = Code("T335", Severity.WARNING)


def filed_under_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The file's year is the year of the date."""
    for entry in dataset.trainings.values():
        if str(entry.record.date.year) != entry.year:
            yield entry.problem(OTHER_YEAR, "date", year=str(entry.record.date.year), file=entry.year)


def days_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A training does not end before it begins."""
    for entry in dataset.trainings.values():
        if entry.record.until and entry.record.until < entry.record.date:
            yield entry.problem(
                DAYS_ORDER,
                "until",
                related=(entry.where("date"),),
                date=entry.record.date.isoformat(),
                until=entry.record.until.isoformat(),
            )


def days_within_dates(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A training has no more days than there are from its first day to its last, or too many 人天 would count."""
    for entry in dataset.trainings.values():
        until, since = entry.record.until, entry.record.date
        if until is not None and until >= since and entry.record.days > (span := (until - since).days + 1):
            yield entry.problem(
                LONGER_THAN_IT_WAS,
                "days",
                related=(entry.where("until"),),
                days=plain(entry.record.days),
                span=span,
                since=since.isoformat(),
                until=until.isoformat(),
            )


def trainer_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The trainer exists."""
    for entry in dataset.trainings.values():
        if entry.record.trainer and not dataset.may_know_person(entry.record.trainer):
            yield unknown_person(TRAINER_UNKNOWN, dataset, entry, "trainer", person=entry.record.trainer)


def not_in_future(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What has not happened yet is not counted."""
    for entry in dataset.trainings.values():
        if entry.record.date > as_of:
            yield entry.problem(IN_FUTURE, "date", date=entry.record.date.isoformat(), as_of=as_of.isoformat())
