"""What a studio keeps on file, in the nine yearly categories."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class GoverningDocument:
    id: str
    title: str
    kind: str
    topic: str | None
    date: str
    number: str | None
    retention: str
    filed: str | None


@dataclass(frozen=True, slots=True)
class GoverningCategory:
    """A category, also one of which nothing is on file."""

    name: str
    documents: tuple[GoverningDocument, ...]


@dataclass(frozen=True, slots=True)
class GoverningYear:
    """The nine categories of one year in their order; `complete` once the year is over; `incomplete` when a record of
    that year is under correction, so that nothing can be said to be missing."""

    year: str
    categories: tuple[GoverningCategory, ...]
    missing: tuple[str, ...]
    complete: bool
    incomplete: bool

    @property
    def documents(self) -> tuple[GoverningDocument, ...]:
        """All that is on file, in the order of the categories."""
        return tuple(document for category in self.categories for document in category.documents)

    @property
    def count(self) -> int:
        """How many documents are on file."""
        return len(self.documents)
