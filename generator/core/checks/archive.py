"""Checks of the archived years that the site shall show."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Literal

from generator.core.compute.address import holder, lost
from generator.core.dataset import Dataset
from generator.core.frozen import Frozen
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.records.kinds import place_of

UNFIT = Code("C604")
YEAR_TWICE = Code("C605")
CHANGED_SINCE = Code("C606", Severity.WARNING)

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


def unchanged_since_frozen(
    dataset: Dataset, as_of: date, changed: Callable[[str], Mapping[str, int]]
) -> Iterator[Problem]:
    """What is filed under a year is as it was when the year was frozen, for as far as is known what has `changed` since
    a commit: the first line of each file that differs, 0 where it is gone. Notices have a log of their own, and what
    was added later is no change."""
    told = {holder(each.address) for each in lost(dataset, as_of)} if dataset.shelf("archive") else set()
    for year, entry in dataset.shelf("archive").items():
        version = entry.record.versions[-1]
        for path, line in changed(version.commit).items():
            place = place_of(path)
            if place is None or place.year != year or place.kind.name in {"archive", "notice"}:
                continue
            if not line and place.key in told:
                continue  # its address is lost, and that has been told
            yield problem(
                CHANGED_SINCE,
                Where(path, line) if line else entry.where(),
                hint="hint" if line else "hint_gone",
                record=place.key if line else entry.key,
                path=path,
                year=year,
                version=version.version,
                day=version.as_of.isoformat(),
            )


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
