"""Studios: names, course of life, team, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.core.edition.form.base import Figure, PersonRef
from generator.core.edition.form.training import TrainingYear


@dataclass(frozen=True, slots=True)
class NameEntry:
    name: str
    kind: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class StatusStep:
    """A step of a studio's life; `now` for the one in which it stands on the day, `next` for those to come."""

    since: str
    status: str
    note: str | None
    document: str | None
    notice: str | None
    when: Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class TeamMember:
    person: PersonRef
    roles: tuple[str, ...]
    title: str | None
    employer: str | None


@dataclass(frozen=True, slots=True)
class Venue:
    name: str
    place: str | None
    at_partner: bool


@dataclass(frozen=True, slots=True)
class Studio:
    id: str
    short: str
    name: str
    plaque_name: str
    names: tuple[NameEntry, ...]
    kind: str
    mode: str
    trade: str
    emblem: str | None
    major: str
    department: str
    master: PersonRef
    partners: tuple[str, ...]
    founded: str
    status: str
    plaque_number: str | None
    plaque_granted: str | None
    plaque_document: str | None
    steps: tuple[StatusStep, ...]
    venues: tuple[Venue, ...]
    services: tuple[str, ...]
    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None
    summary: str
    profile_html: str
    team: tuple[TeamMember, ...]
    learners: Figure
    achievements: Figure
    national: Figure
    year_person_days: Figure
    all_person_days: Figure
    trainings: tuple[TrainingYear, ...]
    incomplete: tuple[str, ...]
