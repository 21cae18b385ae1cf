"""Duties of the yearly cycle: whether a studio's records show that one was done, and on which day.

Only what the cycle names evidence for is asked about. A document counts from the day it was filed, one that is not
filed anywhere from its own date; of several that are asked for the last decides.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from generator.core.dataset import Dataset
from generator.core.records.governing import FILE_CATEGORIES, GoverningDocument
from generator.core.records.rules import CycleItem
from generator.core.records.site import in_year

INSPECTION, ARCHIVED = "安全检查", "九类归档"


def due_on(item: CycleItem, assessed: int) -> date:
    """The last day for an item of an assessed year."""
    return in_year(assessed + item.following_year, item.due)


def kinds_asked(item: CycleItem) -> frozenset[str]:
    """Of which kinds of record an item is asked about."""
    return frozenset("safety" if word == INSPECTION else "governing" for word in item.evidence)


def done_on(item: CycleItem, studio: str, assessed: int, dataset: Dataset, as_of: date) -> date | None:
    """The day on which a studio had done what an item asks; None if its records do not show it by `as_of`."""
    days = [_shown(word, item, studio, assessed, dataset, as_of) for word in item.evidence]
    known = [day for day in days if day is not None]
    return max(known) if known and len(known) == len(days) else None


def _shown(word: str, item: CycleItem, studio: str, assessed: int, dataset: Dataset, as_of: date) -> date | None:
    year = str(assessed)
    if word == INSPECTION:
        first, last = in_year(assessed, item.since or "01-01"), min(due_on(item, assessed), as_of)
        inspected = (
            one.date for entry in _of(dataset, "safety", studio, year) for one in entry.inspections if one.date >= first
        )
        return min((day for day in inspected if day <= last), default=None)
    documents: list[GoverningDocument] = list(_of(dataset, "governing", studio, year))
    if word == ARCHIVED:
        firsts = [_first(each for each in documents if each.category == category) for category in FILE_CATEGORIES]
        known = [day for day in firsts if day is not None]
        return max(known) if len(known) == len(firsts) and max(known) <= as_of else None
    day = _first(each for each in documents if each.kind == word)
    return day if day is not None and day <= as_of else None


def _of(dataset: Dataset, kind: str, studio: str, year: str) -> Iterator[Any]:
    return (entry.record for entry in dataset.of_studio(kind, studio) if entry.year == year)


def _first(documents: Iterator[GoverningDocument]) -> date | None:
    days = (each.filed or each.date.latest for each in documents)
    return min((day for day in days if day is not None), default=None)
