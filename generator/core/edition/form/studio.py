"""Studios: names, course of life, team, figures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.core.edition.form.base import Figure, PersonRef, Picture
from generator.core.edition.form.cooperation import Cooperation
from generator.core.edition.form.governing import GoverningYear
from generator.core.edition.form.meeting import MeetingYear
from generator.core.edition.form.report import Report
from generator.core.edition.form.service import ServiceYear
from generator.core.edition.form.teaching import Teaching
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
class LevelStep:
    """A recognition by a body above the school; `notice` is the page of its document, if it has one."""

    level: str
    since: str
    document: str | None
    notice: str | None


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
    level: str
    levels: tuple[LevelStep, ...]
    service_years: tuple[ServiceYear, ...]
    meetings: tuple[MeetingYear, ...]
    documents: tuple[GoverningYear, ...]
    reports: tuple[Report, ...]
    cooperation: Cooperation
    teaching: Teaching
    incomplete: tuple[str, ...]
    pictures: tuple[Picture, ...] = ()
    """Those in its profile."""
