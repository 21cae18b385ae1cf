"""Vocational groups and what they report of their years."""

from __future__ import annotations

from dataclasses import dataclass

from generator.core.edition.form.plan import Source


@dataclass(frozen=True, slots=True)
class GroupMetric:
    """A figure as the source states it, with qualifier and unit; `sentence` says where it stands."""

    name: str
    value: str
    audience: str | None
    sentence: str | None


@dataclass(frozen=True, slots=True)
class GroupColumn:
    """A column of the group's site, with the figures that say what it holds: name and value as the source states it."""

    name: str
    figures: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class GroupStep:
    text: str
    when: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """`members` by kind, `years` the figures of each year, the latest first; a year may be masked (20XX)."""

    id: str
    name: str
    reference: bool
    source: Source | None
    founded: str | None
    approved_by: str | None
    lead: str | None
    members: tuple[tuple[str, tuple[str, ...]], ...]
    majors: tuple[str, ...]
    columns: tuple[GroupColumn, ...]
    years: tuple[tuple[str, tuple[GroupMetric, ...]], ...]
    results: tuple[str, ...]
    problems: tuple[str, ...]
    next_steps: tuple[GroupStep, ...]
    notes: tuple[str, ...]
