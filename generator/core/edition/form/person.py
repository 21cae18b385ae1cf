"""People who are named in public."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.teaching import Apprenticeships


@dataclass(frozen=True, slots=True)
class Award:
    name: str
    level: str
    year: str


@dataclass(frozen=True, slots=True)
class PersonRole:
    studio: str
    role: str
    since: str
    until: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is named in public: members who are no learners."""

    id: str
    name: str
    title: str | None
    employer: str | None
    side: str | None
    bio: str | None
    dual_post: str | None
    enterprise_years: int | None
    awards: tuple[Award, ...]
    roles: tuple[PersonRole, ...]
    apprentices: Apprenticeships
