"""A table beside a notice as one of its lists: its columns are its own, every cell says something."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.document import Document, Route
from generator.core.problem import Code, Problem, RecordKey, Where, problem
from generator.core.records.base import shape
from generator.core.records.notice import Listing
from generator.core.records.sheet import damaged_cell

BLANK_CELLS = Code("R126")
SHOWN = 9
"""How many further blank cells are named."""


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
    """Damaged cells, and the blank ones, one problem a column: cells that were merged arrive as blanks."""
    rows: list[dict[str, str | None]] = table.value["rows"]
    for name in table.columns:
        for number, row in enumerate(rows):
            if found := damaged_cell(row[name] or "", table.where("rows", number, name), key):
                yield found
        blank = [table.where("rows", number, name) for number, row in enumerate(rows) if row[name] is None]
        if blank:
            first, *others = blank
            yield problem(BLANK_CELLS, first, related=others[:SHOWN], record=key, column=name, count=len(blank))
