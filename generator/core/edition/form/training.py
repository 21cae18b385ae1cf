"""Trainings and their totals."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.base import PersonRef


@dataclass(frozen=True, slots=True)
class TrainingTotal:
    """Totals of trainings; `name` is an audience, a year, or "" for all."""

    name: str
    sessions: int
    attendances: int
    person_days: str


@dataclass(frozen=True, slots=True)
class Training:
    id: str
    date: str
    until: str | None
    kind: str
    topic: str
    audience: str
    persons: int
    days: str
    person_days: str
    mode: str
    trainer: PersonRef | None
    client: str | None
    certificate: str | None


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """A studio's trainings of one year; `incomplete` when a row of that year is under correction."""

    year: str
    trainings: tuple[Training, ...]
    total: TrainingTotal
    audiences: tuple[TrainingTotal, ...]
    incomplete: bool
