"""Parsing with positions: YAML, Markdown with front matter, and CSV become plain values that know their places.

Types are decided by the records, never by YAML 1.1: every scalar stays the text that was typed (`0123`, `no`, `12:30`,
`1.10`). The YAML tree is built straight from the event stream, so that the limits hold before anything grows.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import yaml

from generator.core.conflict import unmerged
from generator.core.kept import Keeping
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.source import FORBIDDEN, SourceFile, unseen
from generator.core.stumble import YAML_SYNTAX, explain, put_right, swollen
from generator.core.table import SEPARATOR, read_table

YAML_LIMIT = Code("Y202")
NOT_A_MAPPING = Code("Y203")
FRONT_MATTER = Code("Y204")
DUPLICATE_KEY = Code("Y205")
CUT_OFF = Code("Y213", Severity.WARNING)
JOINED = Code("Y214", Severity.WARNING)

DEPTH = 32
NODES = 20_000
SCALAR_CHARACTERS = 64 * 1024
LINE_CHARACTERS = 10 * 1024
SLIPS = 50
"""How many slips of one text are told."""
READ_AGAIN = 1024 * 1024
"""How many characters are read again in all, to find them."""
UNCLOSED = frozenset({"hint_open", "hint_bracket"})
"""The slips behind which a text may have gone on."""
APART = 3
"""How many lines below one that was put right a slip must stand for it to be one of its own."""

Route = tuple[str | int, ...]
"""The way from the top of a document to a value: keys and indexes. `(…, "#key")` is the place of a key itself."""

KEY = "#key"
AGAIN = "#again"

REPEATED = 3
"""How many keys of one mapping are told each that they are there again; more have one cause."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = "---"


class Places(Mapping[Route, Where]):
    """Where everything stands in a text that was read without asking: the text is read again when the first place is
    asked for. Of most texts none ever is."""

    __slots__ = ("_find", "_found")

    def __init__(self, find: Callable[[], Mapping[Route, Where]]) -> None:
        self._find = find
        self._found: Mapping[Route, Where] | None = None

    def _all(self) -> Mapping[Route, Where]:
        if self._found is None:
            self._found = self._find()
        return self._found

    def __getitem__(self, route: Route) -> Where:
        return self._all()[route]

    def __iter__(self) -> Iterator[Route]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


@dataclass(frozen=True, slots=True)
class Document(Keeping):
    """A parsed file: its value (mappings, lists, text, None for an empty scalar), where everything stands, and for
    Markdown the body with the line on which it begins. `mended` are the lines without which it could not be read (0
    stands for the whole text); it is then what was most likely meant, good only for finding further faults."""

    path: str
    value: Any
    marks: Mapping[Route, Where]
    body: str = ""
    body_line: int = 1
    mended: frozenset[int] = frozenset()
    remarks: tuple[tuple[str, Where], ...] = ()
    """What stands behind a `#` in YAML: nobody but git publishes it."""
    doubled: bool = False
    """Whether a key stands there again: what stands in it has a place, and is not in the value."""

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
        if self.path.endswith(".csv") and (rows := self.value["rows"]):
            return list(rows[0])
        return [str(route[1]) for route in self.marks if len(route) == 3 and route[0] == "rows" and route[2] == KEY]

    def where_key(self, *route: str | int) -> Where:
        """The place of the key at `route`."""
        return self.marks.get((*route, KEY)) or self.where(*route)


@dataclass(frozen=True, slots=True)
class Parsed(Keeping):
    """What became of one file: a document unless it is broken, and its problems."""

    document: Document | None
    problems: tuple[Problem, ...] = ()


def parse(file: SourceFile, *, strict: bool = False) -> Parsed:
    """Parse a file of a text type by the ending of its name; a `strict` reading ends at the first slip, without a
    document, as any other parser's would."""
    assert file.text is not None
    found = unmerged(file.path, file.text)
    if not found.problems:
        return _parse(file.path, file.text, strict=strict)
    if strict:
        return Parsed(None, found.problems)
    # One of the two versions is read on, for what else is wrong.
    read = _parse(file.path, found.text, strict=False)
    mended = read.document and replace(read.document, mended=read.document.mended | found.lines)
    return Parsed(mended, (*found.problems, *read.problems))


def _parse(path: str, text: str, *, strict: bool) -> Parsed:
    if path.endswith(".csv"):
        return _parse_csv(path, text)
    if path.endswith(".md"):
        return _parse_markdown(path, text, strict=strict)
    return _parse_yaml(path, text, 0, strict=strict)


def as_guessed(parsed: Parsed) -> Parsed:
    """The same of a text of which even the encoding was guessed. To save it as one should mends its commas too."""
    document = parsed.document
    problems = tuple(found for found in parsed.problems if found.code is not SEPARATOR)
    return Parsed(document and replace(document, mended=document.mended | {0}), problems)


@dataclass(slots=True)
class _Open:
    """A collection under construction."""

    route: Route
    value: dict[str, Any] | list[Any]
    key: str | None = None
    keys: dict[str, Any] = field(default_factory=dict)
    """The event of each key."""
    flow: bool = False


def _parse_yaml(path: str, text: str, above: int, *, in_markdown: bool = False, strict: bool = False) -> Parsed:
    """Parse YAML that stands `above` lines below the top of the file. Where it cannot be read and it is clear what was
    meant, it is read on with that, for what else is wrong."""
    lines = text.split("\n")
    right: dict[int, str] = {}
    slips: list[Problem] = []
    read = 0
    for stumble in swollen(path, lines, above) if "：" in text and not strict else ():
        right |= stumble.right
        slips.append(stumble.problem)
    while True:
        problems: list[Problem] = []
        mended = "\n".join(right.get(number, line) for number, line in enumerate(lines)) if right else text
        try:
            value = _build(path, mended, above, problems, strict=strict)
            break
        except _Stop as stop:
            return Parsed(None, _as_written((*slips, *problems, stop.problem), lines, right, above))
        except yaml.MarkedYAMLError as error:
            stumble = explain(path, mended, above, error)
        except yaml.YAMLError:
            return Parsed(None, (*problems, problem(YAML_SYNTAX, Where(path, above + 1), near="", meant="")))
        read += len(text)
        at = stumble.problem.where.line - above - 1
        if at in right or (not stumble.right and any(at - APART <= number < at for number in right)):
            return Parsed(None, (*slips, *problems))  # what was put right is no better: no more can be relied on
        slips += _as_written([stumble.problem], lines, right, above)
        right |= stumble.right
        if stumble.problem.hint in UNCLOSED and not any(line.strip() for line in lines[at + 1 :]):
            return Parsed(None, tuple(slips))  # a file that breaks off: nobody knows what else it was to say
        if strict or not stumble.right or len(slips) >= SLIPS or read > READ_AGAIN:
            return Parsed(None, (*slips, *_as_written(problems, lines, right, above)))
    if right:
        if not isinstance(value, dict):
            return Parsed(None, tuple(slips))
        found = _places(path, mended, above, strict=strict).items()
        marks = {route: _where_written(where, lines, right, above) for route, where in found}
        doubled = any(each.code is DUPLICATE_KEY for each in problems)
        read_as = Document(path, value, marks, mended=frozenset(above + at + 1 for at in right), doubled=doubled)
        return Parsed(read_as, (*slips, *_as_written(problems, lines, right, above)))
    if not isinstance(value, dict):
        where = _places(path, text, above, strict=strict).get((), Where(path, above + 1))
        if value is None and in_markdown:
            # Front matter may say nothing: what a record needs is asked for field by field.
            return Parsed(Document(path, {}, {(): where}, remarks=_remarks(path, text, above)), tuple(problems))
        if not text.strip() or value is None:
            return Parsed(None, (*problems, problem(NOT_A_MAPPING, where, hint="hint_empty", meant="")))
        meant = put_right(text.split("\n")[where.line - above - 1]) if isinstance(value, str) else ""
        hint = "hint_colon" if meant else "hint"
        return Parsed(None, (*problems, problem(NOT_A_MAPPING, where, hint=hint, meant=meant)))
    undashed = frozenset(found.where.line for found in problems if found.hint == "hint_item")
    read_whole = Document(
        path,
        value,
        Places(partial(_places, path, text, above, strict=strict)),
        mended=undashed,
        remarks=_remarks(path, text, above),
        doubled=any(found.code is DUPLICATE_KEY for found in problems),
    )
    return Parsed(read_whole, tuple(problems))


def _as_written(
    problems: Iterable[Problem], lines: Sequence[str], right: Mapping[int, str], above: int
) -> tuple[Problem, ...]:
    """The same problems where they stand in the file, of which some lines were put right to be read."""
    return tuple(
        replace(
            found,
            where=_where_written(found.where, lines, right, above),
            related=tuple(_where_written(where, lines, right, above) for where in found.related),
        )
        for found in problems
    )


def _where_written(where: Where, lines: Sequence[str], right: Mapping[int, str], above: int) -> Where:
    """A place of a line that was put right, in the line as it stands: what is alike at its end is as far from there."""
    number = where.line - above - 1
    if number not in right:
        return where
    mended, line = right[number], lines[number]
    start = where.column - 1
    if mended[:start] == line[:start]:
        return where
    signs = [at for at, sign in enumerate(line) if not sign.isspace()]
    if len(signs) == len("".join(mended.split())) and (before := len("".join(mended[:start].split()))) < len(signs):
        return replace(where, column=signs[before] + 1)  # only blanks came, and signs of another width
    alike = next(
        (n for n, (a, b) in enumerate(zip(reversed(mended), reversed(line), strict=False)) if a != b),
        min(len(mended), len(line)),
    )
    return replace(where, column=len(line) - min(len(mended) - start, alike) + 1)


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


def _places(path: str, text: str, above: int, *, strict: bool) -> dict[Route, Where]:
    """Where everything stands in YAML that can be read."""
    marks: dict[Route, Where] = {}
    _build(path, text, above, [], marks, strict=strict)
    return marks


def _build(
    path: str,
    text: str,
    above: int,
    problems: list[Problem],
    marks: dict[Route, Where] | None = None,
    *,
    strict: bool,
) -> Any:
    """The value of a text. What is wrong with it is added to `problems`, where everything stands to `marks`."""
    lines, remarks = text.split("\n"), "#" in text
    stack: list[_Open] = []
    top: list[Any] = []
    repeated: dict[Route, list[Problem]] = {}
    nodes = 0
    documents = 0

    def place(event: Any) -> Where:
        start, end = event.start_mark, event.end_mark
        length = end.column - start.column if end.line == start.line else 1
        return Where(path, above + start.line + 1, start.column + 1, max(length, 1))

    def stop(event: Any, hint: str, limit: int = 0) -> _Stop:
        return _Stop(problem(YAML_LIMIT, place(event), hint=hint, limit=limit))

    def mark(route: Route, event: Any) -> None:
        if marks is not None:
            marks.setdefault(route, place(event))

    def attach(value: Any, event: Any) -> Route:
        if not stack:
            top.append(value)
            mark((), event)
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
            else:
                route = (*route, AGAIN)  # what stands in it is not what stands in the first
            parent.key = None
        mark(route, event)
        return route

    value: dict[str, Any] | list[Any]
    events: Iterator[Any] = yaml.parse(text, Loader=_Loader)
    for event in events:
        kind, inside = type(event), stack[-1] if stack else None
        names = inside is not None and inside.key is None and isinstance(inside.value, dict)
        if issubclass(kind, yaml.NodeEvent):
            if issubclass(kind, yaml.AliasEvent):
                raise stop(event, "hint_alias")
            nodes += 1
            if nodes > NODES:
                raise stop(event, "hint_nodes", limit=NODES)
            if event.anchor is not None:
                raise stop(event, "hint_alias")
            if event.tag not in {None, "!"}:
                raise stop(event, "hint_tag")
        if issubclass(kind, yaml.ScalarEvent):
            if len(event.value) > SCALAR_CHARACTERS:
                raise stop(event, "hint_scalar", limit=SCALAR_CHARACTERS)
            if (
                event.style == '"'
                and not strict
                and (typed := _WINDOWS_PATH.match(lines[event.start_mark.line], event.start_mark.column))
            ):
                event.value = typed[1]  # nobody who names a file of a computer means what its signs stand for
            # In double quotes any character can be written by its number, and is not in the text of the file.
            if event.style == '"' and (hidden := FORBIDDEN.search(event.value)):
                raise _Stop(unseen(place(event), hidden[0]))
            if inside and names:
                key = sys.intern(event.value)
                first = inside.keys.get(key)
                if first and not strict and _starts_an_item(key, inside, stack, event):
                    line = lines[event.start_mark.line]
                    meant = f"{line[: event.start_mark.column][:-2]}- {line.strip()}"
                    problems.append(_twice(key, place(event), place(first), meant))
                    stack.pop()
                    value, first = {}, None
                    inside = _Open(attach(value, event), value)
                    stack.append(inside)
                if first:
                    again = _twice(key, place(event), place(first), above=_opened(inside))
                    repeated.setdefault(inside.route, []).append(again)
                    mark((*inside.route, key, AGAIN), event)
                else:
                    inside.keys[key] = event
                    mark((*inside.route, key, KEY), event)
                inside.key = key
            else:
                if remarks and not event.style and (cut := _cut_off(lines, event)):
                    at, left, whole = cut
                    lost = Where(path, above + event.start_mark.line + 1, at, len(left))
                    problems.append(problem(CUT_OFF, lost, found=left, meant=whole))
                if not event.style and inside and isinstance(inside.value, list) and not inside.flow:
                    problems += _joined(lines, event, place, above)
                # An empty plain scalar (`key:`) says nothing, unlike an empty text in quotes.
                attach(event.value if event.value or event.style else None, event)
        elif issubclass(kind, yaml.CollectionStartEvent):
            if len(stack) >= DEPTH:
                raise stop(event, "hint_depth", limit=DEPTH)
            if names:
                raise stop(event, "hint_key")
            value = {} if issubclass(kind, yaml.MappingStartEvent) else []
            stack.append(_Open(attach(value, event), value, flow=bool(event.flow_style)))
        elif issubclass(kind, yaml.CollectionEndEvent):
            stack.pop()
        elif issubclass(kind, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                raise stop(event, "hint_documents")
    for group in repeated.values():
        problems += _as_one(group) if len(group) > REPEATED else group
    return top[0] if top else None


def _as_one(repeated: Sequence[Problem]) -> Iterator[Problem]:
    """Many keys of a mapping that are there again are several entries that have run into one."""
    first, *others = repeated
    places = (*first.related, *(each.where for each in others))
    key, line = (dict(first.args)[name] for name in ("key", "line"))
    yield problem(DUPLICATE_KEY, first.where, hint="hint_many", related=places, key=key, line=line, count=len(others))


def _joined(lines: Sequence[str], event: Any, place: Callable[[Any], Where], above: int) -> Iterator[Problem]:
    """The second line of an entry of a list of texts: most likely an entry whose dash is missing."""
    first, last = event.start_mark, event.end_mark.line
    if first.line < last:
        number = next(n for n in range(first.line + 1, last + 1) if lines[n].strip())
        line = lines[number].strip()
        if put_right(lines[first.line][first.column :]) and put_right(line):
            return  # entries whose colons are too wide: that is told of the item
        meant = f"{lines[first.line][: first.column]}{line}"
        where = place(event)
        at = replace(where, line=above + number + 1, column=lines[number].index(line) + 1, length=len(line))
        yield problem(JOINED, at, related=[where], meant=meant)


def _twice(key: str, where: Where, first: Where, meant: str = "", above: str = "") -> Problem:
    """The problem of a key that stands there for the second time; `meant` is its line with the dash that is missing,
    `above` the key before it that holds nothing."""
    hint = "hint_item" if meant else "hint_inside" if above else "hint"
    return problem(
        DUPLICATE_KEY, where, hint=hint, related=(first,), key=key, line=first.line, meant=meant, above=above
    )


def _opened(around: _Open) -> str:
    """The last key of a mapping that holds nothing: what follows may belong inside; "" if there is none."""
    held = around.value if isinstance(around.value, dict) else {}
    return next((key for key in reversed(around.keys) if held.get(key, "") is None), "")


def _starts_an_item(key: str, item: _Open, stack: Sequence[_Open], event: Any) -> bool:
    """Whether a key that the item of a list has already begins the next item, whose dash is missing: the first key of
    the one before, right below it."""
    if len(stack) < 2 or not isinstance(stack[-2].value, list):
        return False
    name, first = next(iter(item.keys.items()))
    before, here = first.start_mark, event.start_mark
    return key == name and before.column == here.column and before.line < here.line


_WINDOWS_PATH = re.compile(r'"([A-Za-z]:\\[^"]*)"')
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


_LIKE_A_FENCE = re.compile(r"--|-{4,}|[—–－―]+|={3,}|(?:- ){2,}-")
"""What a word processor makes of `---`, and what people type for it."""
FAR = 20
"""How many lines down, and characters on, a fence is looked for that is not where it belongs."""


def _parse_markdown(path: str, text: str, *, strict: bool) -> Parsed:
    lines = text.split("\n")
    for number, line in enumerate(lines, 1):
        if len(line) > LINE_CHARACTERS:
            return Parsed(None, (problem(YAML_LIMIT, Where(path, number), hint="hint_line", limit=LINE_CHARACTERS),))
    if lines[0].rstrip() != _FENCE:
        at = next((number for number, line in enumerate(lines[:FAR]) if line.strip()), 0)
        if at and lines[at].rstrip() == _FENCE:
            return Parsed(None, (problem(FRONT_MATTER, Where(path, at + 1), hint="hint_above", count=at),))
        hint = "hint_fence" if _LIKE_A_FENCE.fullmatch(lines[0].strip()) else "hint"
        return Parsed(None, (problem(FRONT_MATTER, Where(path), hint=hint, found=lines[0].strip()[:FAR]),))
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), None)
    if end is None:
        for number, line in enumerate(lines[1:], 2):
            if _LIKE_A_FENCE.fullmatch(line.strip()):
                where = Where(path, number, 1, len(line.rstrip()))
                return Parsed(None, (problem(FRONT_MATTER, where, hint="hint_fence", found=line.strip()[:FAR]),))
        return Parsed(None, (problem(FRONT_MATTER, Where(path), hint="hint_end"),))
    parsed = _parse_yaml(path, "\n".join(lines[1:end]) + "\n", 1, in_markdown=True, strict=strict)
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
    rows = [{name: row.text(at) or None for name, at in table.columns.items()} for row in table.rows]
    mended = frozenset({table.mended}) if table.mended else frozenset[int]()
    return Parsed(Document(path, {"rows": rows}, Places(partial(_cells, path, text)), mended=mended), problems)


def _cells(path: str, text: str) -> dict[Route, Where]:
    """Where everything stands in a table that can be read."""
    table, _ = read_table(path, text)
    assert table is not None
    marks: dict[Route, Where] = {(): Where(path), ("rows",): table.head.where()}
    for name, at in table.columns.items():
        marks["rows", name, KEY] = table.head.where(at)
    for number, row in enumerate(table.rows):
        marks["rows", number] = row.where()
        for name, at in table.columns.items():
            marks["rows", number, name] = row.where(at, name)
    return marks
