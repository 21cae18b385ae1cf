"""Whom a studio works with, under which agreement, and what each side gives."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.base import PersonRef


@dataclass(frozen=True, slots=True)
class Partner:
    """`until` and `reason` once the partner has left."""

    id: str
    name: str
    kind: str
    size: str | None
    closeness: str | None
    influence: str | None
    since: str
    until: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class Agreement:
    """`clauses` are those written out, `missing` those that an agreement must have and this one lacks; `years` the
    whole years of its term; `state` is `next` before it starts and `past` once it has ended or was dissolved."""

    id: str
    title: str
    parties: tuple[str, ...]
    content: str
    mode: str
    signed: str
    starts: str
    ends: str
    years: int
    clauses: tuple[str, ...]
    missing: tuple[str, ...]
    dissolved: str | None
    reason: str | None
    state: str


@dataclass(frozen=True, slots=True)
class Facility:
    """`area` in square metres; `until` once it is no longer used."""

    id: str
    name: str
    type: str
    place: str | None
    area: str | None
    co_built: bool
    co_managed: bool
    shared: bool
    owner: str
    project: str | None
    since: str
    until: str | None


@dataclass(frozen=True, slots=True)
class Donation:
    """`value` in 万元; `facility` is the name of the place where it stands."""

    id: str
    date: str
    donor: str
    item: str
    value: str
    facility: str | None


@dataclass(frozen=True, slots=True)
class Appointment:
    id: str
    person: PersonRef
    direction: str
    organisation: str
    post: str
    since: str
    until: str | None
    document: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Resource:
    id: str
    date: str
    organisation: str
    kind: str
    content: str


@dataclass(frozen=True, slots=True)
class BudgetLine:
    """`amount` in 万元."""

    item: str
    amount: str
    source: str


@dataclass(frozen=True, slots=True)
class BudgetYear:
    """`total` in 万元."""

    year: str
    lines: tuple[BudgetLine, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Cooperation:
    """All that has to do with others: partners, agreements, places, gifts, posts, what third parties bring, money."""

    partners: tuple[Partner, ...]
    agreements: tuple[Agreement, ...]
    facilities: tuple[Facility, ...]
    donations: tuple[Donation, ...]
    donated: str
    appointments: tuple[Appointment, ...]
    resources: tuple[Resource, ...]
    budget: tuple[BudgetYear, ...]
