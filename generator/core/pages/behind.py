"""The long lists behind a studio's page, cut into pages, and where what stands in them is."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain

from generator.core.edition.form import GoverningDocument, Meeting, Service, Studio, Training
from generator.core.pages import address
from generator.core.pages.paging import cut, years_in

Row = Training | Service | Meeting | GoverningDocument
Cuts = tuple[tuple[tuple[str, tuple[Row, ...]], ...], ...]
"""Pages of years of rows."""


def lists(studio: Studio) -> Mapping[str, Cuts]:
    """The pages of each list, by the address of its first."""
    rows: Mapping[str, tuple[tuple[str, tuple[Row, ...]], ...]] = {
        address.trainings(studio.id): tuple((year.year, year.trainings) for year in studio.trainings),
        address.services(studio.id): tuple((year.year, year.services) for year in studio.service_years),
        address.meetings(studio.id): tuple((year.year, year.meetings) for year in studio.meetings),
        address.documents(studio.id): tuple((year.year, year.documents) for year in studio.documents),
    }
    return {first: cut(years) for first, years in rows.items()}


def places(studio: Studio) -> dict[str, str]:
    """Where years and rows are that are not on the first page of their list, by where they would be."""
    found: dict[str, str] = {}
    for first, cuts in lists(studio).items():
        if len(cuts) == 1:
            continue
        found |= years_in(first, cuts)
        for number, years in enumerate(cuts[1:], 2):
            for row in chain.from_iterable(rows for _, rows in years):
                found[f"{first}#row-{row.id}"] = f"{address.further(first, number)}#row-{row.id}"
    return found
