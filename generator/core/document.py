"""Parsing with positions: YAML, Markdown with front matter, and CSV become plain values that know their places.

Types are decided by the records, never by YAML 1.1: every scalar stays the text that was typed (`0123`, `no`, `12:30`,
`1.10`). The YAML tree is built straight from the event stream, so that the limits hold before anything grows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import yaml

from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.source import FORBIDDEN, SourceFile, unseen
from generator.core.stumble import YAML_SYNTAX, explain, put_right
from generator.core.table import read_table

YAML_LIMIT = Code("Y202")
NOT_A_MAPPING = Code("Y203")
FRONT_MATTER = Code("Y204")
DUPLICATE_KEY = Code("Y205")
CUT_OFF = Code("Y213", Severity.WARNING)

DEPTH = 32
NODES = 20_000
SCALAR_CHARACTERS = 64 * 1024
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
    remarks: tuple[tuple[str, Where], ...] = ()
    """What stands behind a `#` in YAML: nobody but git publishes it."""

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

    @property
    def columns(self) -> list[str]:
        """The names of a table's columns, in their order."""
        return [str(route[1]) for route in self.marks if len(route) == 3 and route[0] == "rows" and route[2] == KEY]

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
        return Parsed(None, (*problems, explain(path, text, above, error)))
    except yaml.YAMLError:
        return Parsed(None, (*problems, problem(YAML_SYNTAX, Where(path, above + 1), near="", meant="")))
    if not isinstance(value, dict):
        where = marks.get((), Where(path, above + 1))
        if value is None and in_markdown:
            # Front matter may say nothing: what a record needs is asked for field by field.
            return Parsed(Document(path, {}, {(): where}, remarks=_remarks(path, text, above)), tuple(problems))
        if not text.strip() or value is None:
            return Parsed(None, (*problems, problem(NOT_A_MAPPING, where, hint="hint_empty", meant="")))
        meant = put_right(text.split("\n")[where.line - above - 1]) if isinstance(value, str) else ""
        hint = "hint_colon" if meant else "hint"
        return Parsed(None, (*problems, problem(NOT_A_MAPPING, where, hint=hint, meant=meant)))
    return Parsed(Document(path, value, marks, remarks=_remarks(path, text, above)), tuple(problems))


class _Stop(Exception):
    """A limit was passed: the rest of the file is not read."""

    def __init__(self, found: Problem) -> None:
        super().__init__(found.code.id)
        self.problem = found


_REMARKED = re.compile(r"(?:^|\s)(#.*)")


def _remarks(path: str, text: str, above: int) -> tuple[tuple[str, Where], ...]:
    """Whatever may be a remark; within quotes it is none, and then said twice."""
    if "#" not in text:
        return ()
    found = ((number, _REMARKED.search(line)) for number, line in enumerate(text.split("\n"), above + 1))
    return tuple((each[1], Where(path, number, each.start(1) + 1, len(each[1]))) for number, each in found if each)


def _build(path: str, text: str, above: int, marks: dict[Route, Where], problems: list[Problem]) -> Any:
    lines = text.split("\n") if "#" in text else []
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
            # In double quotes any character can be written by its number, and is not in the text of the file.
            if event.style == '"' and (hidden := FORBIDDEN.search(event.value)):
                raise _Stop(unseen(where, hidden[0]))
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
                if lines and not event.style and (cut := _cut_off(lines, event)):
                    at, left, whole = cut
                    lost = Where(path, where.line, at, len(left))
                    problems.append(problem(CUT_OFF, lost, found=left, meant=whole))
                # An empty plain scalar (`key:`) says nothing, unlike an empty text in quotes.
                attach(event.value if event.value or event.style else None, where)
    return top[0] if top else None


_REMARK = re.compile(r"\s+(#[^\s#].*)")
"""A remark that touches its sign: most likely part of the text, which YAML cuts off there."""


def _cut_off(lines: list[str], event: Any) -> tuple[int, str, str] | None:
    """What stands behind a value as a remark though it belongs to it: its column, itself, and the whole in quotes."""
    line, end = lines[event.end_mark.line], event.end_mark.column
    found = _REMARK.match(line, end) if event.value and event.end_mark.line == event.start_mark.line else None
    if found is None:
        return None
    left = found[1].rstrip()
    return found.start(1) + 1, left, f'"{line[event.start_mark.column :].rstrip()}"'


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
    return Parsed(replace(parsed.document, body=body, body_line=end + 2), parsed.problems)


def _parse_csv(path: str, text: str) -> Parsed:
    """A table: the first row names the columns, every further row is a mapping with the same keys.

    The value of the document is `{"rows": [...]}`, the route of a cell `("rows", index, column)`, that of the row of
    names `("rows",)`.
    """
    table, problems = read_table(path, text)
    if table is None:
        return Parsed(None, problems)
    marks: dict[Route, Where] = {(): Where(path), ("rows",): table.head.where}
    for name, where in table.head.cells:
        marks[("rows", name, KEY)] = where
    rows: list[dict[str, str | None]] = []
    for row in table.rows:
        marks[("rows", len(rows))] = row.where
        record: dict[str, str | None] = {}
        for (name, _), (cell, where) in zip(table.head.cells, row.cells, strict=True):
            marks[("rows", len(rows), name)] = where
            record[name] = cell or None
        rows.append(record)
    return Parsed(Document(path, {"rows": rows}, marks), problems)
