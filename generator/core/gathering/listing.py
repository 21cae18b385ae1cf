"""The lists of notices that stand in tables beside them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from generator.core.dataset import Entry
from generator.core.document import Parsed
from generator.core.gathering.shelving import Gathering
from generator.core.records.kinds import place_of
from generator.core.records.listing import read_listing
from generator.core.records.notice import Notice
from generator.core.records.partial import Unread, unread_in, without_fields


def fill_in_lists(work: Gathering, parsed: Mapping[str, Parsed]) -> None:
    """Fill in the lists of notices that stand in tables beside them, each cell with its own place. A table that is not
    there is told of by a check."""
    for entry in list(work.entries("notice")):
        folder = entry.document.path.rpartition("/")[0]
        kept, name = (work.broken if entry.broken else work.shelves)["notice"], entry.key.id
        for index, listed in enumerate(_listed_in(entry)):
            if table := parsed.get(f"{folder}/{listed}"):
                filled = _with_list(work, kept[name], index, table)
                if filled is None:
                    place = place_of(entry.document.path)
                    assert place is not None
                    del kept[name]
                    work.drop(entry.key, place, entry.where("groups", index, "file"))
                    record = without_fields(entry.record, ("groups",))
                    broken = replace(entry, record=record, broken=True, unread=unread_in(record))
                    work.broken.setdefault("notice", {})[name] = broken
                    break
                kept[name] = filled


def _listed_in(entry: Entry[Notice]) -> Iterator[str | None]:
    """The file of each of a notice's lists, as far as can be read."""
    try:
        yield from [group.file for group in entry.record.groups]
    except Unread:
        return


def _with_list(work: Gathering, entry: Entry[Notice], index: int, table: Parsed) -> Entry[Notice] | None:
    """The notice with a list of its filled in; None where the table is faulty."""
    work.problems.extend(replace(found, record=entry.key) for found in table.problems)
    if table.problems or table.document is None:
        return None
    document, listed, problems = read_listing(table.document, entry.key)
    work.problems.extend(problems)
    if listed is None:
        return None
    at = ("groups", index)
    groups = list(entry.record.groups)
    groups[index] = groups[index].model_copy(update={"columns": listed.columns, "rows": listed.rows})
    record = entry.record.model_copy(update={"groups": tuple(groups)})
    marks = {**entry.document.marks, **{(*at, *route): where for route, where in document.marks.items() if route}}
    return replace(entry, record=record, document=replace(entry.document, marks=marks))
