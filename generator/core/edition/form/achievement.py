"""Achievements and their evidence."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.base import File, PersonRef, Picture


@dataclass(frozen=True, slots=True)
class Evidence:
    """`file` is its name as the studio calls it, with its size in bytes and SHA-256; `published` the same file on the
    site if it is a document, `picture` what was made of it if it is one."""

    title: str
    number: str | None
    issuer: str | None
    file: str | None
    size: int | None
    digest: str | None
    published: File | None = None
    picture: Picture | None = None


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
    pictures: tuple[Picture, ...] = ()
