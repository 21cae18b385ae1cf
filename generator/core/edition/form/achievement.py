"""Achievements and their evidence."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.base import PersonRef


@dataclass(frozen=True, slots=True)
class Evidence:
    title: str
    number: str | None
    issuer: str | None
    file: str | None
    size: int | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Achievement:
    id: str
    studio: str
    year: str
    title: str
    type: str
    level: str | None
    rank: str | None
    date: str
    people: tuple[PersonRef, ...]
    lead: PersonRef | None
    team: bool
    contestants: str | None
    recognised_by: str | None
    recognised_on: str | None
    form: str | None
    publisher: str | None
    isbn: str | None
    adopted_by: str | None
    partner: str | None
    media_level: str | None
    shared_with: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    summary: str | None
    story_html: str
    story_text: str
