"""A studio's rows, year by year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.core.dataset import Dataset, Entry


def yearly(dataset: Dataset, kind: str, studio: str) -> Iterator[tuple[str, list[Entry[Any]], bool]]:
    """Each year with its rows in the order of their dates, the latest year first, and whether one of them is under
    correction. A year of which nothing can be read is there too, without rows."""
    years: dict[str, list[Entry[Any]]] = {
        out.year: [] for out in dataset.left_out if out.key.kind == kind and out.studio == studio and out.year
    }
    for entry in dataset.of_studio(kind, studio):
        years.setdefault(entry.year, []).append(entry)
    for year in sorted(years, reverse=True):
        yield year, sorted(years[year], key=_when), dataset.lacks(kind, studio, year)


def _when(entry: Entry[Any]) -> tuple[str, str]:
    return str(entry.record.date), entry.id
