"""Tables as spreadsheets write them: the rows of a CSV file, every cell with its place.

Read as every spreadsheet shows it: cells missing at the end of a row are blank, rows and columns with nothing in them
are nothing, a cell may hold line breaks, and a first line `sep=,` is an instruction to Excel. What could be read in two
ways is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.core.problem import Cell, Code, Problem, Where, problem

QUOTES = Code("Y206")
NO_NAMES = Code("Y207")
CELLS = Code("Y208")
COLUMN_TWICE = Code("Y209")
SEPARATOR = Code("Y210")
CAPTION = Code("Y211")
TOO_LARGE = Code("Y212")

ROWS = 20_000
COLUMNS = 100
CAPTIONS = 10
"""Among how many rows the one that names the columns is looked for."""

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_PLAIN = re.compile(r"[^,\n]*")
_SEPARATOR_LINE = re.compile(r"sep=(.)\n?", re.IGNORECASE)
_SEPARATORS = ";\t|"
_THOUSANDS = re.compile(r"[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Field:
    """What stands in one cell, without the blanks around it, and where."""

    text: str
    where: Where


@dataclass(frozen=True, slots=True)
class Row:
    """One row with its place."""

    where: Where
    fields: tuple[Field, ...]

    @property
    def filled(self) -> tuple[Field, ...]:
        """The cells that hold something."""
        return tuple(each for each in self.fields if each.text)


@dataclass(frozen=True, slots=True)
class Table:
    """The row that names the columns, without those that hold nothing at all, and every further row with as many
    cells."""

    head: Row
    rows: tuple[Row, ...]


def read_table(path: str, text: str) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read a table: None where it cannot be told what its columns are, or where a row ends."""
    problems: list[Problem] = []
    start, lines = 0, 1
    if said := _SEPARATOR_LINE.match(text):
        if said[1] != ",":
            return None, (problem(SEPARATOR, Where(path, length=5), mark=_shown(said[1])),)
        start, lines = said.end(), 2
    rows: list[Row] = []
    for found in _rows(path, text, start, lines):
        if isinstance(found, Row):
            if found.filled:
                rows.append(found)
            continue
        problems.append(found)
        if found.hint != "hint_after_quote":  # who knows where that row ends
            return None, tuple(problems)
    head, rows, refused = _head(path, rows)
    problems += [] if refused is None else [refused]
    if head is None:
        return None, tuple(problems)
    if len(head.fields) > COLUMNS:
        return None, (problem(TOO_LARGE, head.where, hint="hint_columns", limit=COLUMNS),)
    if len(rows) > ROWS:
        return None, (problem(TOO_LARGE, rows[ROWS].where, hint="hint_rows", limit=ROWS),)
    kept = [at for at in range(len(head.fields)) if head.fields[at].text or any(_text(row, at) for row in rows)]
    if at := next((at for at in kept if not head.fields[at].text), None):
        problems.append(problem(NO_NAMES, head.fields[at].where))
    problems += _named_twice(head)
    if any(found.code in {NO_NAMES, COLUMN_TWICE} for found in problems):
        return None, tuple(problems)
    whole: list[Row] = []
    for row in rows:
        if any(each.text for each in row.fields[len(head.fields) :]):
            problems.append(_too_many(row, len(head.fields)))
        else:
            whole.append(Row(row.where, tuple(_named(row, at, head.fields[at].text) for at in kept)))
    return Table(Row(head.where, tuple(head.fields[at] for at in kept)), tuple(whole)), tuple(problems)


def _rows(path: str, text: str, at: int, line: int) -> Iterator[Row | Problem]:
    """Every row from a position on, blank ones too; a problem for one that is no CSV."""
    number = 0
    while at < len(text):
        number += 1
        fields: list[Field] = []
        opened, first, begun = line, at, at
        while True:
            where = Where(path, line, at - begun + 1, 1, Cell(number, letters(len(fields))))
            quoted = _QUOTED.match(text, at)
            if quoted and text[quoted.end() : quoted.end() + 1] in {"", ",", "\n"}:
                end, cell = quoted.end(), quoted[1].replace('""', '"')
            elif text.startswith('"', at):
                yield _broken(where, text, at, quoted)
                at = _line_end(text, begun)
                fields = []
                break
            else:
                end = _plain_end(text, at)
                cell = text[at:end]
            shown = text[at:end].partition("\n")[0]
            fields.append(Field(cell.strip(), replace(where, length=max(len(shown), 1))))
            if breaks := text.count("\n", at, end):
                line += breaks
                begun = text.rfind("\n", at, end) + 1
            at = end
            if text[at : at + 1] != ",":
                break
            at += 1
        if fields:
            length = max(len(text[first : _line_end(text, first)].partition(",")[0]), 1)
            yield Row(Where(path, opened, 1, length, Cell(number)), tuple(fields))
        at += 1
        line += 1


def _plain_end(text: str, at: int) -> int:
    found = _PLAIN.match(text, at)
    assert found is not None
    return found.end()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _broken(where: Where, text: str, at: int, quoted: re.Match[str] | None) -> Problem:
    """A quote that is never closed, or one with more behind it: of a cell of one line the rest is told."""
    if quoted is None or "\n" in quoted[0]:
        line = text[at : _line_end(text, at)]
        return problem(QUOTES, replace(where, length=len(line)), hint="hint_open", meant=_closed(line))
    cell = text[at : _plain_end(text, quoted.end())]
    meant = '"' + cell.replace('""', '"').replace('"', '""') + '"'
    return problem(QUOTES, replace(where, length=len(cell)), hint="hint_after_quote", meant=meant)


def _closed(line: str) -> str:
    """The cell that an open quote was most likely meant to be: up to the next comma."""
    return line.partition(",")[0].rstrip() + '"'


def _head(path: str, rows: list[Row]) -> tuple[Row | None, list[Row], Problem | None]:
    """The row that names the columns and those below it; a title and captions above it are told once."""
    if not rows:
        return None, [], problem(NO_NAMES, Where(path), hint="hint_empty")
    if refused := _separated(rows):
        return None, [], refused
    above = next((at for at, row in enumerate(rows[:CAPTIONS]) if not _is_caption(row)), 0)
    refused = None
    if above:
        refused = problem(
            CAPTION,
            replace(rows[0].filled[0].where, cell=replace(_cell(rows[0]), last=_cell(rows[above - 1]).row)),
            found=rows[0].filled[0].text,
        )
    head = rows[above]
    fields = [Field(" ".join(each.text.split()), each.where) for each in head.fields]
    return Row(head.where, tuple(fields)), rows[above + 1 :], refused


def _is_caption(row: Row) -> bool:
    """Whether a row above the names of the columns is a title (a single merged cell) or says who filled the form in."""
    return len(row.filled) == 1 or any(mark in each.text for each in row.filled for mark in "：:")


def _separated(rows: list[Row]) -> Problem | None:
    """The first row stands in a single cell, because something else than a comma separates the columns."""
    first, second = rows[0], rows[1] if len(rows) > 1 else None
    if len(first.filled) != 1 or first.fields[0].text != first.filled[0].text:
        return None
    text, where = first.filled[0].text, replace(first.where, length=len(first.filled[0].text))
    for mark in _SEPARATORS:
        if mark in text:
            return problem(SEPARATOR, where, mark=_shown(mark))
    if second is not None and len(second.filled) > 1:
        return None
    if "，" in text:
        return problem(SEPARATOR, where, mark="，")
    if "," in text:
        return problem(SEPARATOR, where, hint="hint_quoted", mark=",")
    return None


def _shown(mark: str) -> str:
    return "Tab" if mark == "\t" else mark


def _named_twice(head: Row) -> Iterator[Problem]:
    seen: dict[str, Where] = {}
    for each in head.filled:
        if first := seen.get(each.text):
            column = first.cell.letters if first.cell else ""
            yield problem(COLUMN_TWICE, each.where, related=(first,), key=each.text, first=column)
        seen.setdefault(each.text, each.where)


def _too_many(row: Row, columns: int) -> Problem:
    """More cells than columns: mostly a comma within a cell, such as that of `1,200`."""
    cells = [each.text for each in row.fields]
    before, after = _THOUSANDS
    split = [at for at in range(len(cells) - 1) if before.fullmatch(cells[at]) and after.fullmatch(cells[at + 1])]
    if len(split) == 1 and len(cells) == columns + 1:
        at = split[0]
        whole = f"{cells[at]},{cells[at + 1]}"
        where = replace(row.fields[at].where, length=len(whole))
        meant = whole.replace(",", "")
        return problem(CELLS, where, hint="hint_thousands", cells=len(cells), columns=columns, value=whole, meant=meant)
    return problem(CELLS, row.fields[columns].where, cells=len(cells), columns=columns)


def _text(row: Row, at: int) -> str:
    return row.fields[at].text if at < len(row.fields) else ""


def _named(row: Row, at: int, name: str) -> Field:
    """A cell with the name of its column; one missing at the end of its row is blank and stands where the row ends."""
    if at < len(row.fields):
        each = row.fields[at]
        return Field(each.text, replace(each.where, cell=replace(_cell(each), name=name)))
    last = row.fields[-1].where
    end = replace(last, column=last.column + last.length, length=1)
    return Field("", replace(end, cell=Cell(_cell(row).row, letters(at), name)))


def _cell(part: Row | Field) -> Cell:
    assert part.where.cell is not None
    return part.where.cell


def letters(index: int) -> str:
    """What spreadsheets call a column: A to Z, AA …, by its index from 0."""
    name = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        name = chr(ord("A") + rest) + name
    return name
