"""Documents on file: which of the nine yearly categories a studio has, and which years it was at work."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from generator.core.records.governing import FILE_CATEGORIES, FileCategory, GoverningDocument
from generator.core.records.studio import Studio


def missing_categories(documents: Iterable[GoverningDocument]) -> tuple[FileCategory, ...]:
    """The categories of a year of which nothing is on file, in their order."""
    having = {document.category for document in documents}
    return tuple(category for category in FILE_CATEGORIES if category not in having)


def at_work(studio: Studio, year: int) -> bool:
    """Whether a studio was founded by the end of a year and had not ended before it."""
    founded = studio.founded.earliest
    return (founded is None or founded <= date(year, 12, 31)) and (
        studio.ended is None or studio.ended >= date(year, 1, 1)
    )
