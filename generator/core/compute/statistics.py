"""Figures: counts and sums over the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from generator.core.dataset import Entry
from generator.core.records.training import AUDIENCES, Training


@dataclass(frozen=True, slots=True)
class TrainingTotals:
    """Sessions (次), attendances (人次) and person-days (人天) of some trainings."""

    sessions: int
    attendances: int
    person_days: Decimal


def training_totals(trainings: Iterable[Entry[Training]]) -> TrainingTotals:
    """Add up trainings."""
    listed = [entry.record for entry in trainings]
    return TrainingTotals(
        len(listed),
        sum(training.persons for training in listed),
        sum((training.person_days for training in listed), Decimal(0)),
    )


def by_audience(trainings: Iterable[Entry[Training]]) -> tuple[tuple[str, TrainingTotals], ...]:
    """The totals of each audience that occurs, in the order of the list of audiences."""
    listed = list(trainings)
    return tuple(
        (audience, training_totals(mine))
        for audience in AUDIENCES
        if (mine := [entry for entry in listed if entry.record.audience == audience])
    )
