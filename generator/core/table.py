"""Tables as spreadsheets write them: the rows of a CSV file, every cell with its place.

Read as every spreadsheet shows it: cells missing at the end of a row are blank, rows and columns with nothing in them
are nothing, a cell may hold line breaks, and a first line `sep=,` is an instruction to Excel. What could be read in two
ways is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import NamedTuple

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
CELL_CHARACTERS = 64 * 1024
ALL_CELLS = 400_000
"""How many cells a table may have: rows times columns."""
CAPTIONS = 10
"""Among how many rows the one that names the columns is looked for."""

_QUOTED = re.compile(r'"([^"]*+(?:""[^"]*+)*+)"')
_PLAIN = {mark: re.compile(rf"[^{re.escape(mark)}\n]*") for mark in ",;\t|，"}
_SEPARATOR_LINE = re.compile(r"sep=(.)\n?", re.IGNORECASE)
_DAY = re.compile(r"(?:19|20)[0-9]{2}[-/.年][0-9]{1,2}[-/.月][0-9]{1,2}日?")
"""What stands in a row and names no column."""
_NAME = re.compile(r"[a-z][a-z0-9_]*")
"""How fields are called."""
_SEPARATORS = ";\t|"
_THOUSANDS = re.compile(r"[0-9]{1,3}"), re.compile(r"[0-9]{3}(?:\.[0-9]+)?")


class _Cell(NamedTuple):
    """What stands in one cell, and where: line and column from 1, the length of what stands on that line."""

    text: str
    line: int
    column: int
    length: int


class Row(NamedTuple):
    """One row as it was found, with its number from 1."""

    path: str
    number: int
    cells: list[_Cell]

    @property
    def filled(self) -> list[int]:
        """The indexes of the cells that hold something."""
        return [at for at, cell in enumerate(self.cells) if cell.text]

    def text(self, at: int) -> str:
        """What stands in a cell; one that is missing at the end of the row is blank."""
        return self.cells[at].text if at < len(self.cells) else ""

    def where(self, at: int | None = None, name: str = "") -> Where:
        """The place of the row, or of a cell: one that is missing stands where the row ends."""
        if at is None:
            first = self.cells[0]
            return Where(self.path, first.line, 1, first.length, Cell(self.number))
        cell = Cell(self.number, letters(at), name)
        if at < len(self.cells):
            _, line, column, length = self.cells[at]
            return Where(self.path, line, column, length, cell)
        last, line, column, length = self.cells[-1]
        return Where(self.path, line, column + length if last else column, 1, cell)


@dataclass(frozen=True, slots=True)
class Table:
    """The columns, but for those that hold nothing at all: what each is called and its index in the rows; the row that
    names them, and every further one. `mended` is the line that says that something else than a comma separates the
    cells or their names, or the one that leaves a column without a name or gives two of them the same, 0 where none
    does: the table is then what was most likely meant, without that column."""

    columns: Mapping[str, int]
    head: Row
    rows: tuple[Row, ...]
    mended: int = 0


def read_table(path: str, text: str) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read a table: None where it cannot be told what its columns are, or where a row ends."""
    if (said := _SEPARATOR_LINE.match(text)) and said[1] != ",":
        found = problem(SEPARATOR, Where(path, length=5), mark=_shown(said[1]))
        return _read_as(path, text, said[1], found) if said[1] in _PLAIN else (None, (found,))
    return _read_with(path, text, ",")


def _read_as(path: str, text: str, mark: str, said: Problem) -> tuple[Table | None, tuple[Problem, ...]]:
    """Read on as if a mark were the comma, for what else may be wrong: only where it separates every row alike."""
    table, problems = _read_with(path, text, mark)
    if table is None or len(table.head.cells) < 2 or any(found.code in {QUOTES, CELLS} for found in problems):
        return None, (said,)
    return replace(table, mended=said.where.line), (said, *problems)


def _read_with(path: str, text: str, mark: str) -> tuple[Table | None, tuple[Problem, ...]]:
    problems: list[Problem] = []
    said = _SEPARATOR_LINE.match(text)
    start, line = (said.end(), 2) if said else (0, 1)
    rows: list[Row] = []
    count = 0
    opened = False
    for found in _rows(path, text, start, line, mark):
        if isinstance(found, Row):
            if found.filled:
                if opened and len(found.cells) != len(rows[0].cells):
                    return None, tuple(problems)  # who knows where the row before ends
                opened = False
                rows.append(found)
                count += len(found.cells)
            if len(rows) > ROWS + CAPTIONS or count > 2 * ALL_CELLS:
                break  # far too large: no more is needed to say so
            continue
        problems.append(found)
        opened = found.hint == "hint_open"
        if found.code is TOO_LARGE or (opened and not rows):
            return None, tuple(problems)
    head, refused = _head(path, rows)
    if refused and refused.code is SEPARATOR and mark == "," and refused.hint == "hint":
        shown = str(dict(refused.args)["mark"])
        return _read_as(path, text, "\t" if shown == "Tab" else shown, refused)
    problems += [] if refused is None else [refused]
    if head is None:
        return None, tuple(problems)
    at = rows.index(head)
    joined: list[Problem] = []
    if mark == ",":
        rows[at], joined = _taken_apart(head, rows[at + 1 :], text)
        head = rows[at]
    problems += joined
    names = [" ".join(cell.text.split()) for cell in head.cells]
    rows = rows[at + 1 :]
    if len(names) > COLUMNS:
        return None, (problem(TOO_LARGE, head.where(), hint="hint_columns", limit=COLUMNS),)
    most = min(ROWS, ALL_CELLS // len(names))
    if len(rows) > most:
        return None, (problem(TOO_LARGE, rows[most].where(), hint="hint_rows", limit=most),)
    if len(rows) > 1 and all(row.filled[-1] >= len(names) for row in rows):
        # Not every row has a comma too many: it is the name of a column that is missing.
        names += [""] * (max(row.filled[-1] for row in rows) + 1 - len(names))
    kept = [at for at, name in enumerate(names) if name or any(row.text(at) for row in rows)]
    unnamed, twice = list(_unnamed(head, names, kept)), list(_named_twice(head, names))
    if (unnamed or twice) and any(_DAY.fullmatch(name) for name in names):
        listed = tuple(name for name in names if name)[:3]
        return None, (*problems, problem(NO_NAMES, head.where(), hint="hint_row", found=listed))
    problems += [*unnamed, *twice]
    kept = [at for at in kept if names[at] and names.index(names[at]) == at]
    if not kept:
        return None, tuple(problems)
    whole: list[Row] = []
    for row in rows:
        if any(row.text(at) for at in range(len(names), len(row.cells))):
            problems.append(_too_many(row, len(names)))
        else:
            whole.append(row)
    mended = head.where().line if unnamed or twice or joined else 0
    return Table({names[at]: at for at in kept}, head, tuple(whole), mended), tuple(problems)


def _rows(path: str, text: str, at: int, line: int, mark: str) -> Iterator[Row | Problem]:
    """Every row from a position on, blank ones too; a problem for one that is no CSV. The mark separates cells."""
    number = 0
    while at < len(text):
        number += 1
        cells: list[_Cell] = []
        begun = at
        end = _line_end(text, at)
        if end - at <= CELL_CHARACTERS and '"' not in (written := text[at:end]) and written.count(mark) <= COLUMNS:
            column = 1
            for cell in written.split(mark):  # most rows are as simple as that
                cells.append(_Cell(cell.strip(), line, column, len(cell) or 1))
                column += len(cell) + 1
            yield Row(path, number, cells)
            at, line = end + 1, line + 1
            continue
        while True:
            quoted = _QUOTED.match(text, at) if text.startswith('"', at) else None
            if quoted and text[quoted.end() : quoted.end() + 1] in {"", mark, "\n"}:
                end, cell = quoted.end(), quoted[1].replace('""', '"')
            elif text.startswith('"', at):
                yield _broken(Where(path, line, at - begun + 1, 1, Cell(number, letters(len(cells)))), text, at, quoted)
                at = _line_end(text, begun)
                cells = []
                break
            else:
                end = _plain_end(text, at, mark)
                cell = text[at:end]
            if len(cell) > CELL_CHARACTERS:
                where = Where(path, line, at - begun + 1, 1, Cell(number, letters(len(cells))))
                yield problem(TOO_LARGE, where, hint="hint_cell", limit=CELL_CHARACTERS)
                return
            breaks = text.count("\n", at, end)
            length = (text.index("\n", at) if breaks else end) - at
            if len(cells) > COLUMNS:  # too many, however many: the rest of the line stands for them
                end = max(end, _line_end(text, end))
                cells.append(_Cell(text[at:end].strip(', "'), line, at - begun + 1, length or 1))
                at = end
                break
            cells.append(_Cell(cell.strip(), line, at - begun + 1, length or 1))
            if breaks:
                line += breaks
                begun = text.rindex("\n", at, end) + 1
            at = end
            if text[at : at + 1] != mark:
                break
            at += 1
        if cells:
            yield Row(path, number, cells)
        at += 1
        line += 1


def _plain_end(text: str, at: int, mark: str) -> int:
    found = _PLAIN[mark].match(text, at)
    assert found is not None
    return found.end()


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _broken(where: Where, text: str, at: int, quoted: re.Match[str] | None) -> Problem:
    """A quote that is never closed, or one with more behind it: of a cell of one line the rest is told."""
    if quoted is None or "\n" in quoted[0]:
        line = text[at : _line_end(text, at)]
        meant = line.partition(",")[0].rstrip() + '"'
        return problem(QUOTES, replace(where, length=len(line)), hint="hint_open", meant=meant)
    cell = text[at : _plain_end(text, quoted.end(), ",")]
    meant = '"' + cell.replace('""', '"').replace('"', '""') + '"'
    return problem(QUOTES, replace(where, length=len(cell)), hint="hint_after_quote", meant=meant)


def _head(path: str, rows: list[Row]) -> tuple[Row | None, Problem | None]:
    """The row that names the columns; a title and captions above it are told once."""
    if not rows:
        return None, problem(NO_NAMES, Where(path), hint="hint_empty")
    if refused := _separated(rows):
        return None, refused
    above = next((at for at, row in enumerate(rows[:CAPTIONS]) if not _is_caption(row)), 0)
    if not above:
        return rows[0], None
    first = rows[0].filled[0]
    where = replace(rows[0].where(first), cell=Cell(rows[0].number, last=rows[above - 1].number))
    return rows[above], problem(CAPTION, where, found=rows[0].text(first))


def _taken_apart(head: Row, rows: list[Row], text: str) -> tuple[Row, list[Problem]]:
    """The row of names, where a full-width comma stands between two of them: they are surely two if both are names of
    fields, or if most rows have as many cells as there are names then."""
    lines = text.split("\n")
    cells: list[_Cell] = []
    said: list[Problem] = []
    sure = True
    for at, cell in enumerate(head.cells):
        written = lines[cell.line - 1][cell.column - 1 :][: cell.length]
        if "，" not in written or written.startswith('"'):
            cells.append(cell)
            continue
        column = cell.column
        for part in written.split("，"):
            cells.append(_Cell(part.strip(), cell.line, column, len(part) or 1))
            column += len(part) + 1
            sure = sure and _NAME.fullmatch(part.strip()) is not None
        meant = cell.text.replace("，", ",")
        said.append(problem(SEPARATOR, head.where(at), hint="hint_names", mark="，", meant=meant))
    if not said or not (sure or 2 * sum(len(row.cells) == len(cells) for row in rows) > len(rows)):
        return head, []
    return head._replace(cells=cells), said


def _is_caption(row: Row) -> bool:
    """Whether a row above the names of the columns is a title (a single merged cell) or says who filled the form in."""
    return len(row.filled) == 1 or any(mark in cell.text for cell in row.cells for mark in "：:")


def _separated(rows: list[Row]) -> Problem | None:
    """The first row stands in a single cell, because something else than a comma separates the columns."""
    first = rows[0]
    if first.filled != [0]:
        return None
    text, where = first.text(0), replace(first.where(), length=len(first.text(0)))
    for mark in _SEPARATORS:
        if mark in text:
            return problem(SEPARATOR, where, mark=_shown(mark))
    if len(rows) > 1 and len(rows[1].filled) > 1:
        return None
    if "，" in text:
        return problem(SEPARATOR, where, mark="，")
    if "," in text:
        return problem(SEPARATOR, where, hint="hint_quoted", mark=",")
    return None


def _shown(mark: str) -> str:
    return "Tab" if mark == "\t" else mark


def _unnamed(head: Row, names: list[str], kept: list[int]) -> Iterator[Problem]:
    """The first column that holds something and has no name."""
    unnamed = next((at for at in kept if not names[at]), None)
    if unnamed is not None:
        yield problem(NO_NAMES, head.where(unnamed))


def _named_twice(head: Row, names: list[str]) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for at, name in enumerate(names):
        if name and (first := seen.setdefault(name, at)) != at:
            yield problem(COLUMN_TWICE, head.where(at), related=(head.where(first),), key=name, first=letters(first))


def _too_many(row: Row, columns: int) -> Problem:
    """More cells than columns: mostly a comma within a cell, such as that of `1,200`."""
    texts = [cell.text for cell in row.cells]
    before, after = _THOUSANDS
    split = [at for at in range(len(texts) - 1) if before.fullmatch(texts[at]) and after.fullmatch(texts[at + 1])]
    if len(split) == 1 and len(texts) == columns + 1:
        value = f"{texts[split[0]]},{texts[split[0] + 1]}"
        where = replace(row.where(split[0]), length=len(value))
        meant = value.replace(",", "")
        return problem(CELLS, where, hint="hint_thousands", cells=len(texts), columns=columns, value=value, meant=meant)
    return problem(CELLS, row.where(columns), cells=len(texts), columns=columns)


@cache
def letters(index: int) -> str:
    """What spreadsheets call a column: A to Z, AA …, by its index from 0."""
    before, last = divmod(index, 26)
    return (letters(before - 1) if before else "") + chr(ord("A") + last)
