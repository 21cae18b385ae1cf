"""Checks of the archived years that the site shall show."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal

from generator.core.dataset import Dataset
from generator.core.frozen import Frozen
from generator.core.problem import Code, Problem

UNFIT = Code("C604")
YEAR_TWICE = Code("C605")

Hint = Literal["hint", "hint_internal", "hint_superseded", "hint_unrecorded"]


def archives_fit(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A snapshot may be shown that proves, is public, and is the last version on record of its year: what an erratum
    took down stays down."""
    site = dataset.site
    if site is None:
        return
    first: dict[int, int] = {}
    for place, path in enumerate(site.record.archives):
        frozen = dataset.mounts.get(path)
        if frozen is None:
            continue
        if hint := _unfit(frozen, dataset):
            last = _last(dataset, frozen.year)
            yield site.problem(
                UNFIT,
                "archives",
                place,
                hint=hint,
                path=path,
                year=str(frozen.year),
                version=str(last[0] if last else 1),
            )
        elif frozen.year in first:
            other = site.where("archives", first[frozen.year])
            yield site.problem(YEAR_TWICE, "archives", place, year=str(frozen.year), related=[other])
        else:
            first[frozen.year] = place


def _unfit(frozen: Frozen, dataset: Dataset) -> Hint | None:
    """Why a snapshot may not be shown; None if it may."""
    if frozen.fault:
        return "hint"
    if frozen.internal:
        return "hint_internal"
    last = _last(dataset, frozen.year)
    if last is None:
        return "hint_unrecorded"
    return None if last == (frozen.version, frozen.digest) else "hint_superseded"


def _last(dataset: Dataset, year: int) -> tuple[int, str] | None:
    """Number and digest of the last version on record."""
    entry = dataset.shelf("archive").get(str(year))
    if entry is None:
        return None
    version = entry.record.versions[-1]
    return version.version, version.digest
