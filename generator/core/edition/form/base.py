"""What several nouns share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure with its unit; `incomplete` when a record that would have counted is under correction."""

    value: str
    unit: str
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as named beside a record: `id` only where there is a page of the person; learners are masked."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentRef:
    title: str
    number: str | None
    url: str | None = None
