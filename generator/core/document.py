"""Parsing with positions: YAML, Markdown with front matter, and CSV become plain values that know their places.

Types are decided by the records, never by YAML 1.1: every scalar stays the text that was typed (`0123`, `no`, `12:30`,
`1.10`). The YAML tree is built straight from the event stream, so that the limits hold before anything grows.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from generator.core.problem import Code, Problem, Where, problem
from generator.core.source import SourceFile
from generator.core.values.word import nearest

YAML_SYNTAX = Code("Y201")
YAML_LIMIT = Code("Y202")
NOT_A_MAPPING = Code("Y203")
FRONT_MATTER = Code("Y204")
DUPLICATE_KEY = Code("Y205")
CSV_SYNTAX = Code("Y206")
CSV_HEAD = Code("Y207")
CSV_ROW = Code("Y208")

DEPTH = 32
NODES = 20_000
SCALAR_CHARACTERS = 64 * 1024
CSV_ROWS = 20_000
CSV_COLUMNS = 100
LINE_CHARACTERS = 10 * 1024

Route = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and indexes. `(…, "#key")` is the place of a key itself."""

KEY = "#key"

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = "---"


@dataclass(frozen=True, slots=True)
class Document:
    """A parsed file: its value (mappings, lists, text, None for an empty scalar), where everything stands, and for
    Markdown the body with the line on which it begins."""

    path: str
    value: Any
    marks: Mapping[Route, Where]
    body: str = ""
    body_line: int = 1

    def where(self, *route: str | int) -> Where:
        """The place of the value at `route`, or of the nearest thing above it that has a place."""
        while route:
            if found := self.marks.get(route):
                return found
            # What pydantic adds to a route and what is missing in the file has no place: point at the parent's key.
            route = route[:-1]
            if route and (found := self.marks.get((*route, KEY))):
                return found
        return self.marks.get((), Where(self.path))

    def where_key(self, *route: str | int) -> Where:
        """The place of the key at `route`."""
        return self.marks.get((*route, KEY)) or self.where(*route)


@dataclass(frozen=True, slots=True)
class Parsed:
    """What became of one file: a document unless it is broken, and its problems."""

    document: Document | None
    problems: tuple[Problem, ...] = ()


def parse(file: SourceFile) -> Parsed:
    """Parse a file of a text type by the ending of its name."""
    assert file.text is not None
    if file.path.endswith(".csv"):
        return _parse_csv(file.path, file.text)
    if file.path.endswith(".md"):
        return _parse_markdown(file.path, file.text)
    return _parse_yaml(file.path, file.text, 0)


@dataclass(slots=True)
class _Open:
    """A collection under construction."""

    route: Route
    value: dict[str, Any] | list[Any]
    key: str | None = None
    keys: dict[str, Where] = field(default_factory=dict)


def _parse_yaml(path: str, text: str, above: int, *, in_markdown: bool = False) -> Parsed:
    """Parse YAML that stands `above` lines below the top of the file."""
    marks: dict[Route, Where] = {}
    problems: list[Problem] = []
    try:
        value = _build(path, text, above, marks, problems)
    except _Stop as stop:
        return Parsed(None, (*problems, stop.problem))
    except yaml.MarkedYAMLError as error:
        return Parsed(None, (*problems, _syntax(path, text, above, error)))
    except yaml.YAMLError:
        return Parsed(None, (*problems, problem(YAML_SYNTAX, Where(path, above + 1), near="")))
    if not isinstance(value, dict):
        where = marks.get((), Where(path, above + 1))
        if value is None and in_markdown:
            # Front matter may say nothing: what a record needs is asked for field by field.
            return Parsed(Document(path, {}, {(): where}), tuple(problems))
        if not text.strip() or value is None:
            return Parsed(None, (*problems, problem(NOT_A_MAPPING, where, hint="hint_empty")))
        colon = isinstance(value, str) and "：" in value
        hint = "hint_colon" if colon else "hint"
        return Parsed(None, (*problems, problem(NOT_A_MAPPING, where, hint=hint)))
    return Parsed(Document(path, value, marks), tuple(problems))


class _Stop(Exception):
    """A limit was passed: the rest of the file is not read."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code.id)
        self.problem = found


def _build(path: str, text: str, above: int, marks: dict[Route, Where], problems: list[Problem]) -> Any:
    stack: list[_Open] = []
    top: list[Any] = []
    nodes = 0
    documents = 0

    def place(event: Any) -> Where:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Where(path, above + start.line + 1, start.column + 1, max(length, 1))

    def stop(event: Any, hint: str, limit: int = 0) -> _Stop:
        return _Stop(problem(YAML_LIMIT, place(event), hint=hint, limit=limit))

    def attach(value: Any, where: Where) -> Route:
        if not stack:
            top.append(value)
            marks[()] = where
            return ()
        parent = stack[-1]
        if isinstance(parent.value, list):
            route: Route = (*parent.route, len(parent.value))
            parent.value.append(value)
        else:
            assert parent.key is not None
            route = (*parent.route, parent.key)
            if parent.key not in parent.value:
                parent.value[parent.key] = value
            parent.key = None
        marks.setdefault(route, where)
        return route

    for event in yaml.parse(text, Loader=_Loader):
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise stop(event, "hint_documents")
        if isinstance(event, yaml.AliasEvent):
            raise stop(event, "hint_alias")
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > NODES:
                raise stop(event, "hint_nodes", limit=NODES)
            if event.anchor is not None:
                raise stop(event, "hint_alias")
            if getattr(event, "tag", None) not in {None, "!"}:
                raise stop(event, "hint_tag")
        if isinstance(event, yaml.CollectionStartEvent):
            if len(stack) >= DEPTH:
                raise stop(event, "hint_depth", limit=DEPTH)
            if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                raise stop(event, "hint_key")
            value: dict[str, Any] | list[Any] = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append(_Open(attach(value, place(event)), value))
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.ScalarEvent):
            if len(event.value) > SCALAR_CHARACTERS:
                raise stop(event, "hint_scalar", limit=SCALAR_CHARACTERS)
            where = place(event)
            if stack and isinstance(stack[-1].value, dict) and stack[-1].key is None:
                parent = stack[-1]
                if first := parent.keys.get(event.value):
                    problems.append(problem(DUPLICATE_KEY, where, related=(first,), key=event.value, line=first.line))
                    marks_route: Route = (*parent.route, event.value, "#again")
                else:
                    parent.keys[event.value] = where
                    marks_route = (*parent.route, event.value, KEY)
                marks.setdefault(marks_route, where)
                parent.key = event.value
            else:
                # An empty plain scalar (`key:`) says nothing, unlike an empty text in quotes.
                attach(event.value if event.value or event.style else None, where)
    return top[0] if top else None


def _syntax(path: str, text: str, above: int, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    if mark is None:
        return problem(YAML_SYNTAX, Where(path, above + 1), near="")
    lines = text.splitlines()
    if mark.line >= len(lines) and error.context_mark is not None:
        mark = error.context_mark  # something is open at the end: say where it opens
    last = min(mark.line, max(len(lines) - 1, 0))
    line = lines[last] if lines else ""
    column = mark.column if mark.line == last else len(line)
    hint = "hint"
    # The parser stumbles after the fault: the line before is where a colon, quote or bracket went wrong.
    for number in (last, last - 1):
        if 0 <= number < len(lines):
            candidate = lines[number]
            indent = candidate[: len(candidate) - len(candidate.lstrip())]
            if "\t" in indent:
                return problem(
                    YAML_SYNTAX,
                    Where(path, above + number + 1, indent.index("\t") + 1),
                    hint="hint_tab",
                    near=candidate.strip()[:40],
                )
            if re.match(r"\s*(?:- )?[a-z_]+：", candidate):
                return problem(
                    YAML_SYNTAX,
                    Where(path, above + number + 1, candidate.index("：") + 1),
                    hint="hint_colon",
                    near=candidate.strip()[:40],
                )
            if re.match(r"\s*(?:- )?[a-z_]+:[^\s]", candidate):
                return problem(
                    YAML_SYNTAX,
                    Where(path, above + number + 1, candidate.index(":") + 1),
                    hint="hint_space",
                    near=candidate.strip()[:40],
                )
    if error.problem and "mapping values are not allowed" in error.problem:
        hint = "hint_quote"
    elif error.problem and "sequence entries are not allowed" in error.problem:
        hint = "hint_dash"
    return problem(YAML_SYNTAX, Where(path, above + last + 1, column + 1), hint=hint, near=line.strip()[:40])


def _parse_markdown(path: str, text: str) -> Parsed:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_CHARACTERS:
            return Parsed(None, (problem(YAML_LIMIT, Where(path, number), hint="hint_line", limit=LINE_CHARACTERS),))
    if lines[0].rstrip() != _FENCE:
        return Parsed(None, (problem(FRONT_MATTER, Where(path)),))
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), None)
    if end is None:
        return Parsed(None, (problem(FRONT_MATTER, Where(path), hint="hint_end"),))
    parsed = _parse_yaml(path, "\n".join(lines[1:end]) + "\n", 1, in_markdown=True)
    if parsed.document is None:
        return parsed
    body = "\n".join(lines[end + 1 :])
    return Parsed(Document(path, parsed.document.value, parsed.document.marks, body, end + 2), parsed.problems)


def _parse_csv(path: str, text: str) -> Parsed:
    """A table: the first row names the columns, every further row is a mapping with the same keys.

    The value of the document is `{"rows": [...]}`, the route of a cell `("rows", index, column)`.
    """
    problems: list[Problem] = []
    marks: dict[Route, Where] = {(): Where(path)}
    rows: list[dict[str, str | None]] = []
    head: list[str] = []
    try:
        for line, cells, columns in _csv_rows(text):
            if not any(cell.strip() for cell in cells):
                continue
            if not head and len(cells) > CSV_COLUMNS:
                return Parsed(None, (problem(CSV_SYNTAX, Where(path, line), hint="hint_columns", limit=CSV_COLUMNS),))
            if not head:
                head = [cell.strip() for cell in cells]
                problems.extend(_check_head(path, line, head, columns))
                if problems:
                    return Parsed(None, tuple(problems))
                for name, column in zip(head, columns, strict=True):
                    marks[("rows", name, KEY)] = Where(path, line, column, max(len(name), 1))
                continue
            if len(rows) >= CSV_ROWS:
                return Parsed(None, (problem(CSV_SYNTAX, Where(path, line), hint="hint_rows", limit=CSV_ROWS),))
            if len(cells) != len(head):
                problems.append(problem(CSV_ROW, Where(path, line), cells=len(cells), columns=len(head)))
                continue
            route: Route = ("rows", len(rows))
            marks[route] = Where(path, line, 1, max(len(cells[0]), 1))
            for name, cell, column in zip(head, cells, columns, strict=True):
                marks[(*route, name)] = Where(path, line, column, max(len(cell), 1))
            rows.append({name: cell.strip() or None for name, cell in zip(head, cells, strict=True)})
    except _BrokenRow as broken:
        return Parsed(None, (*problems, problem(CSV_SYNTAX, Where(path, broken.line))))
    if not head:
        return Parsed(None, (problem(CSV_HEAD, Where(path), hint="hint_empty", names=""),))
    return Parsed(Document(path, {"rows": rows}, marks), tuple(problems))


class _BrokenRow(Exception):
    """A row that is no CSV, such as one with an open quote."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _check_head(path: str, line: int, head: list[str], columns: list[int]) -> Iterator[Problem]:
    seen: dict[str, Where] = {}
    for name, column in zip(head, columns, strict=True):
        where = Where(path, line, column, max(len(name), 1))
        if not name:
            yield problem(CSV_HEAD, where, hint="hint_unnamed", names="")
        elif name in seen:
            yield problem(DUPLICATE_KEY, where, related=(seen[name],), key=name, line=line)
        seen[name] = where
    if len(head) == 1 and (
        separator := nearest(";" if ";" in head[0] else "\t" if "\t" in head[0] else "", [";", "\t"])
    ):
        yield problem(CSV_HEAD, Where(path, line), hint="hint_separator", names=separator)


def _csv_rows(text: str) -> Iterator[tuple[int, list[str], list[int]]]:
    """Each row with its first line and the column (from 1) at which each of its cells begins on that line."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    lines = text.split("\n")
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise _BrokenRow(line) from None
        raw = lines[line - 1] if line <= len(lines) else ""
        yield line, cells, _cell_columns(raw, len(cells))
        line = reader.line_num + 1


def _cell_columns(raw: str, count: int) -> list[int]:
    columns = [1]
    quoted = False
    for position, character in enumerate(raw, 1):
        if character == '"':
            quoted = not quoted
        elif character == "," and not quoted:
            columns.append(position + 1)
    # A cell that goes on over further lines has no place on the first: it gets the place of the last one that has.
    return (columns + [columns[-1]] * count)[:count]
