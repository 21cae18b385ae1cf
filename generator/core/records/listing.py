"""A table beside a notice as one of its lists: its columns are its own, every cell says something."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.core.document import Document, Route
from generator.core.problem import Code, Problem, RecordKey, Where, problem
from generator.core.records.base import shape
from generator.core.records.notice import Listing
from generator.core.records.sheet import ROW_SEPARATOR, damaged_cell

BLANK_CELLS = Code("R126")
SHOWN = 9
"""How many further blank cells are named."""
_WIDE = re.compile(r"\s*[，、；]\s*")


def apart(cells: Iterable[str]) -> list[str]:
    """The cells as they would be if every comma that is too wide separated two of them."""
    return [part for cell in cells for part in _WIDE.split(cell)]


def read_listing(table: Document, key: RecordKey) -> tuple[Document, Listing | None, tuple[Problem, ...]]:
    """A table as the columns and rows of a list, each cell with its place; no list where cells are blank or damaged,
    or too long: nothing is filled in silently."""
    document = _by_position(table)
    if unfit := tuple(_unfit(table, key)):
        return document, None, unfit
    listing, problems = shape(Listing, document.value, document, key)
    return document, None if problems else listing, problems


def _by_position(table: Document) -> Document:
    """The same with cells by their position, as a list in the notice itself has them."""
    rows: list[dict[str, str | None]] = table.value["rows"]
    columns = table.columns
    marks: dict[Route, Where] = {(): table.where()}
    for number, name in enumerate(columns):
        marks["columns", number] = table.where_key("rows", name)
        for row in range(len(rows)):
            marks["rows", row, number] = table.where("rows", row, name)
    marks |= {("rows", row): table.where("rows", row) for row in range(len(rows))}
    marks["columns",] = marks["columns", 0]
    marks["rows",] = marks.get(("rows", 0), marks["columns", 0])
    value = {"columns": columns, "rows": [[row[name] for name in columns] for row in rows]}
    return Document(table.path, value, marks)


def _unfit(table: Document, key: RecordKey) -> Iterator[Problem]:
    """Damaged cells, rows whose commas are too wide, and the blank cells, one problem a column: cells that were merged
    arrive as blanks."""
    rows: list[dict[str, str | None]] = table.value["rows"]
    whole: dict[int, dict[str, str | None]] = {}
    for number, row in enumerate(rows):
        if found := _separated(table, number, key):
            yield found
        else:
            whole[number] = row
    for name in table.columns:
        for number, row in whole.items():
            if found := damaged_cell(row[name] or "", table, ("rows", number, name), key):
                yield found
        blank = [table.where("rows", number, name) for number, row in whole.items() if row[name] is None]
        if blank:
            first, *others = blank
            yield problem(BLANK_CELLS, first, related=others[:SHOWN], record=key, column=name, count=len(blank))


def _separated(table: Document, number: int, key: RecordKey) -> Problem | None:
    """A row that has all its cells once the commas that are too wide are commas too."""
    row = list(table.value["rows"][number].values())
    written = [cell for cell in row if cell is not None]
    cells = apart(written)
    if row[: len(written)] != written or not len(written) < len(row) == len(cells):
        return None
    at = next(at for at, cell in enumerate(written) if cell != cells[at])
    mark = next(sign for sign in written[at] if _WIDE.fullmatch(sign))
    return problem(
        ROW_SEPARATOR, table.where("rows", number, table.columns[at]), record=key, mark=mark, meant=",".join(cells)
    )
