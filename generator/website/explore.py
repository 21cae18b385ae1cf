"""The data of the explorer: files that a browser reads as it needs them, from a server or from a disk.

All of them are scripts that call one function. A visitor who filters reads the directory of a kind and the rows that
are shown; all rows that were found are read when they are taken away.

    explore/KIND.HASH.js          the directory: for each facet which values stand together and, a character for each
                                  record, which of these has it; the digests of the files of rows; what the columns of
                                  a download are called
    explore/rows-KIND-N.HASH.js   rows: address, title, date, note, and what only a download says
    explore/title-KIND.HASH.js    the records in the order of their titles

Records are numbered from the newest (up to 65,000 of a kind: a number is a character); values by their place in
`core.pages.explore.Facet`, which is that of the boxes on the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from generator.core.edition import Edition
from generator.core.pages.explore import COLUMNS, FACETS, MANY, Facet, Listing, Row, listings, title_order
from generator.website.script import column, script
from generator.wording import wording

FOLDER = "explore/"
"""Where the files lie, beside the pages."""
TEXTS = f"{FOLDER}rows-"
"""How the addresses begin of those that hold what records say."""
CALL = "jiangpuExplore"
"""The function that every file calls: with its name without the hash, and what it holds."""
ROWS = 20
"""How many rows share a file: rows that are found lie anywhere, and with each its file is read."""
FIXED = ("date", "title")
"""The columns of every download before its facets."""


@dataclass(frozen=True, slots=True)
class Data:
    """The files by address, and the address of the directory of each kind."""

    files: Mapping[str, bytes]
    directories: Mapping[str, str]


def explored(edition: Edition) -> Data:
    """All that the Edition lists."""
    files: dict[str, bytes] = {}
    directories: dict[str, str] = {}
    for listing in listings(edition):
        made = dict(_files(listing, edition.site.url))
        files |= made
        directories[listing.kind] = next(reversed(made))
    return Data(files, directories)


def columns(listing: Listing) -> tuple[str, ...]:
    """The columns of a download in their order, as programs call them."""
    return (*FIXED, *FACETS[listing.kind], *COLUMNS[listing.kind], "address")


def _files(listing: Listing, site: str) -> Iterator[tuple[str, bytes]]:
    """Rows, titles, and last the directory, which names them."""
    t = wording()

    def file(name: str, held: Any) -> tuple[str, str, bytes]:
        digest, data = script(CALL, name, held)
        return digest, f"{FOLDER}{name}.{digest}.js", data

    digests = []
    for number, first in enumerate(range(0, len(listing.rows), ROWS)):
        rows = [_row(row) for row in listing.rows[first : first + ROWS]]
        digest, where, data = file(f"rows-{listing.kind}-{number}", rows)
        digests.append(digest)
        yield where, data
    titles, where, data = file(f"title-{listing.kind}", column(title_order(listing.rows)))
    yield where, data
    directory = {
        "total": len(listing.rows),
        "site": site,
        "facets": {
            facet.name: _column(facet, [row.facets[place] for row in listing.rows])
            for place, facet in enumerate(listing.facets)
        },
        "turns": {number: row.turns for number, row in enumerate(listing.rows) if row.turns},
        "rows": "".join(digests),
        "each": ROWS,
        "title": titles,
        "columns": [(name, t(f"explore_column.{name}")) for name in columns(listing)],
        "cells": COLUMNS[listing.kind],
        "many": [name for name in FACETS[listing.kind] if name in MANY],
    }
    _, where, data = file(listing.kind, directory)
    yield where, data


def _row(row: Row) -> tuple[str | int | None, ...]:
    return (row.address, row.title, row.date, row.note, *row.cells)


def _column(facet: Facet, values: list[tuple[str, ...]]) -> tuple[list[list[int]], str]:
    """The values that stand together, and for each record which of these."""
    places = {value.value: place for place, value in enumerate(facet.values)}
    together = {each: place for place, each in enumerate(dict.fromkeys(values))}
    return [[places[value] for value in each] for each in together], column(together[each] for each in values)
