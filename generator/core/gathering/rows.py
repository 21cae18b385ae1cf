"""Files of many records, lists and tables, each of which stands or falls for itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from generator.core.dataset import Entry
from generator.core.document import Document
from generator.core.gathering.shelving import Gathering
from generator.core.problem import Code, Problem, RecordKey, problem
from generator.core.records.base import MISSING, WRONG_SHAPE, Record, unknown_key
from generator.core.records.kinds import Place
from generator.core.records.partial import unread_in, without_fields
from generator.core.records.sheet import (
    columns_as_one,
    moved_row,
    read_sheet,
    row_problems,
    runs_as_one,
    separated_row,
    stray_row,
    with_heads_put_right,
)
from generator.core.values.synonym import NO_ENTRIES

NO_MEMBERS = Code("R125")


def read_many(work: Gathering, place: Place, document: Document) -> None:
    """A file of many records, each of which stands or falls for itself."""
    if document.path.endswith(".csv"):
        _read_sheet(work, place, document)
        return
    listed = place.kind.listed
    fields = place.kind.model.model_fields
    # What belongs to an entry and stands beside the list has lost its indentation: that is told once.
    fallen = [name for name in document.value if name in fields] if listed in document.value else []
    for name in sorted(set(document.value) - {listed, *fallen[1:]}):
        work.problems.append(unknown_key(document, (name,), [listed], None, inside=listed if name in fallen else ""))
    if fallen:
        work.misnamed.add(document.path)
        work.misses(place)
        work.drop(place.key, place, document.where())
    held, *others = document.value or (listed,)
    if held != listed and not others and not fallen:
        # The list stands under another name, which has been said; what is wrong within it is told all the same.
        work.misnamed.add(document.path)
        work.drop(place.key, place, document.where())
    held = held if document.path in work.misnamed else listed
    rows = document.value.get(held)
    if isinstance(rows, dict) and rows.keys() & place.kind.model.model_fields.keys():
        # The only entry, whose dash is missing.
        first, value = next(iter(rows.items()))
        meant = f"- {first}: {value if isinstance(value, str) else '…'}"
        where = document.where_key(held, first)
        work.problems.append(problem(WRONG_SHAPE, where, hint="hint_dash", key=listed, meant=meant))
        work.misnamed.add(document.path)
        work.drop(place.key, place, document.where())
        entry = work.shape(place.kind.model, rows, key_of_entry(place, rows, 0), place, document, (held,))
        work.shelve(entry)
        return
    if not isinstance(rows, list):
        if rows is not None:
            hint = "hint_none" if isinstance(rows, str) and rows in NO_ENTRIES else "hint_list"
            work.problems.append(problem(WRONG_SHAPE, document.where(held), hint=hint, key=listed, meant=""))
        elif held != listed:
            pass
        elif listed in document.value:
            where = document.where_key(listed)
            work.problems.append(problem(MISSING, where, hint="hint_empty", key=listed, title="列表", allowed=""))
        elif not document.value:
            work.problems.append(problem(MISSING, document.where(), key=listed, title="列表", allowed=""))
        work.drop(place.key, place, document.where())
        return
    if not rows and place.kind.name == "member" and held == listed and not document.mended:
        # Nobody is in it: that is told once, and not by everyone whom it should define.
        work.problems.append(
            problem(NO_MEMBERS, document.where(listed), hint="hint_empty", record=place.key, name=place.studio)
        )
        work.drop(place.key, place, document.where())
    for index, raw in enumerate(rows):
        if work.gives_up(place, document, held, index):
            break
        key, before = key_of_entry(place, raw, index), len(work.problems)
        entry = work.shape(place.kind.model, raw, key, place, document, (held, index))
        if fallen:
            told = [each for each in work.problems[before:] if each.code is not MISSING]
            work.problems[before:] = told  # most likely it is among what stands beside the list
            record = without_fields(entry.record, fallen)
            entry = replace(entry, record=record, unread=unread_in(record))
        faulty = len(work.problems) > before
        work.faulty_rows[place.studio] += faulty
        work.shelve(entry, counts=not faulty)


def _read_sheet(work: Gathering, place: Place, document: Document) -> None:
    """A table. Its columns are judged once; where they do not fit, the rows are judged too but none is published."""
    sheet, problems = read_sheet(place.kind.model, document)
    sheet, moved = with_heads_put_right(place.kind.model, sheet)
    work.problems.extend([*problems, *([moved] if moved else ())])
    if not sheet.complete:
        work.drop(place.key, place, document.where("rows"))
    said: list[Problem] = []
    for index, raw in enumerate(sheet.document.value["rows"]):
        key = key_of_entry(place, raw, index)
        if work.gives_up(place, sheet.document, "rows", index):
            break
        if stray := separated_row(place.kind.model, sheet, index, (), key) or stray_row(sheet, index, key):
            said.append(stray)
            work.drop(key, place, stray.where)
            work.faulty_rows[place.studio] += 1
            continue
        before = len(work.problems)
        entry = work.shape(place.kind.model, sheet.record(index), key, place, sheet.document, ("rows", index))
        found = row_problems(sheet, index, work.problems[before:], key)
        model, faults = place.kind.model, [each for each in found if each.is_error]
        if len(found) > 1 and (
            shifted := separated_row(model, sheet, index, found, key) or moved_row(model, sheet, index, faults, key)
        ):
            found = [shifted]
            entry = replace(entry, record=without_fields(entry.record, model.model_fields))
        del work.problems[before:]
        said += found
        faulty = any(each.is_error for each in found)
        if not sheet.complete or faulty:
            work.drop(key, place, sheet.document.where("rows", index))
            entry = _spoilt(entry, found)
        work.faulty_rows[place.studio] += faulty
        work.shelve(entry, counts=not faulty)
    work.problems.extend(columns_as_one(runs_as_one(said), len(sheet.document.value["rows"])))


def _spoilt(entry: Entry[Record], found: Iterable[Problem]) -> Entry[Record]:
    """The entry of a row without the cells of which there is an error."""
    places = {each.where for each in found if each.is_error}
    fields = [
        name for name in type(entry.record).model_fields if entry.document.marks.get((*entry.route, name)) in places
    ]
    record = without_fields(entry.record, fields)
    return replace(entry, record=record, broken=True, unread=unread_in(record))


def key_of_entry(place: Place, raw: Any, index: int) -> RecordKey:
    """The key of an entry of a list: by its id, else by its number."""
    given = raw.get("id") if isinstance(raw, dict) else None
    return place.key_of(given if isinstance(given, str) else f"{place.year or place.name}#{index + 1}")
