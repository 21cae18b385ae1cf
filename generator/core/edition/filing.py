"""What studios have on file, in the Edition: how many documents a year, and which yearly categories are missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from generator.core.compute.governing import at_work, missing_categories
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.records.governing import GoverningDocument


def filings(dataset: Dataset, as_of: date) -> tuple[form.Filing, ...]:
    """By year, the latest first, and studio: whoever has something on file, and for the last year that is over everyone
    who was at work in it."""
    shelf: Mapping[str, Entry[GoverningDocument]] = dataset.shelf("governing")
    filed: dict[tuple[str, str], list[GoverningDocument]] = {}
    for entry in shelf.values():
        filed.setdefault((entry.year, entry.studio), []).append(entry.record)
    last = as_of.year - 1
    for studio in dataset.studios.values():
        if at_work(studio.record, last):
            filed.setdefault((str(last), studio.id), [])
    years = sorted({year for year, _ in filed}, reverse=True)
    return tuple(
        form.Filing(
            studio,
            year,
            len(filed[year, studio]),
            missing_categories(filed[year, studio]) if year == str(last) else None,
            dataset.lacks("governing", studio, year),
        )
        for year in years
        for studio in sorted(name for of, name in filed if of == year)
    )
