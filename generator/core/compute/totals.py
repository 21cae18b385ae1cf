"""Totals of trainings and services: counts and sums over the records."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import get_args

from generator.core.dataset import Entry
from generator.core.records.service import Service, ServiceKind
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


@dataclass(frozen=True, slots=True)
class ServiceTotals:
    """How many times services were given, to how many people where they were counted, to how many clients."""

    times: int
    persons: int
    clients: int


def service_totals(services: Iterable[Entry[Service]]) -> ServiceTotals:
    """Add up services."""
    listed = [entry.record for entry in services]
    return ServiceTotals(
        len(listed),
        sum(service.persons or 0 for service in listed),
        len({service.client for service in listed}),
    )


def by_service_kind(services: Iterable[Entry[Service]]) -> tuple[tuple[str, ServiceTotals], ...]:
    """The totals of each kind that occurs, in the order of the list of kinds."""
    listed = list(services)
    return tuple(
        (kind, service_totals(mine))
        for kind in get_args(ServiceKind)
        if (mine := [entry for entry in listed if entry.record.kind == kind])
    )
