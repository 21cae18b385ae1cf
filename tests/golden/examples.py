"""The examples that `explain` and the guide show, made from the golden cases.

Of each code one case is its example: the one with a part `--- right`, else the first. That part is laid over the
school as the case has left it, and leads to a school without any problem; where a case has none, the right form is the
tiny school as it is. What is shown are the lines in which the two schools differ, and those at the problem's places.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from generator.core.problem import Problem, Where
from generator.core.source import TEXT_TYPES
from generator.diagnostics.say import hint, message, printable
from generator.diagnostics.text import numbered, underlined
from generator.wording import LANGUAGES, wording
from generator.wording.example import Example, Piece
from tests.golden.case import Case

CONTEXT = 2
"""Lines shown before and after those that matter."""
LINES = 16
"""Lines shown of one file, at most."""
PIECES = 3
"""Files shown of one school, at most."""
TEXTS = TEXT_TYPES | {".jsonl", ".txt"}
GAP = f"{'':>5} ⋮"

State = bytes | tuple[str, str]
"""What stands at a path: the bytes of a file, or one of the notes of `generator.wording.example` with its `to`."""
Tree = Mapping[str, State]


def example_cases(cases: Iterable[Case]) -> Mapping[str, Case]:
    """The case that is the example of each code."""
    chosen: dict[str, Case] = {}
    for case in cases:
        if case.code not in chosen or (case.right and not chosen[case.code].right):
            chosen[case.code] = case
    return chosen


@dataclass(frozen=True, slots=True)
class Shown:
    """Lines of a file to show, from 1: which, around which column, and what is underlined in them."""

    columns: dict[int, int]
    marks: dict[int, Where]


def make_example(wrong: Path, right: Path, found: Problem, all_found: Iterable[Problem]) -> Example:
    """The example of a problem from a school that has it and one that has not."""
    before, after = read_tree(wrong), read_tree(right)
    changed = [path for path in sorted(before.keys() | after.keys()) if before.get(path) != after.get(path)]
    alike = [each for each in all_found if each.code == found.code]
    first = [found.where.path, *(place.path for place in found.related)]
    places = [path for path in dict.fromkeys((*first, *changed)) if path in changed or path in before]
    where = found.where
    there = [path for path in places if path in before] or places  # what is not there yet says nothing beside what is
    return Example(
        f"{_path(where.path)}:{where.line}:{where.column}",
        {lang: message(found, wording(lang)) for lang in LANGUAGES},
        {lang: hint(found, wording(lang)) for lang in LANGUAGES},
        _few(_piece(path, before, after, [each.where for each in alike], found.related) for path in there),
        _few(_piece(path, after, before, (), ()) for path in sorted(changed, key=lambda path: path not in after)),
    )


def read_tree(root: Path) -> Tree:
    """Everything below a folder but what a build and git keep for themselves, links not followed; of folders only those
    that are empty."""
    tree: dict[str, State] = {}
    for folder, folders, files in os.walk(root):
        folders[:] = [name for name in folders if name not in {".cache", ".git"}]
        for name in (*folders, *files):
            path = Path(folder, name)
            place = path.relative_to(root).as_posix()
            if path.is_symlink():
                tree[place] = ("link", str(path.readlink()))
            elif path.is_file():
                tree[place] = path.read_bytes()
            elif not path.is_dir():
                tree[place] = ("special", "")
            elif not any(path.iterdir()):
                tree[place] = ("folder", "")
    return tree


def _few(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    listed = tuple(pieces)
    if len(listed) <= PIECES + 1:
        return listed
    return (*listed[:PIECES], Piece("", note="more", to=str(len(listed) - PIECES)))


def _piece(path: str, mine: Tree, other: Tree, marks: Iterable[Where], related: Iterable[Where]) -> Piece:
    name = _path(path)
    match mine.get(path):
        case None:
            return Piece(name, note="missing")
        case (note, to):
            return Piece(name, note=note, to=to)
        case bytes() if Path(path).suffix not in TEXTS:
            return Piece(name, note="file")
        case b"":
            return Piece(name, note="empty")
        case bytes() as data:
            theirs = other.get(path)
            lines = _lines(data)
            shown = _shown(lines, _lines(theirs) if isinstance(theirs, bytes) else [])
            for place in (place for place in related if place.path == path):
                shown.columns.setdefault(place.line, place.column)
            for place in (place for place in marks if place.path == path):
                if place.line <= len(lines) and lines[place.line - 1].strip():
                    shown.columns[place.line] = place.column
                    shown.marks[place.line] = place
            return Piece(name, "\n".join(_excerpt(lines, shown)))


def _shown(mine: Sequence[str], theirs: Sequence[str]) -> Shown:
    """The lines that the other school has not, or those between which it has more; at the first column that differs."""
    columns: dict[int, int] = {}
    matcher = SequenceMatcher(None, mine, theirs, autojunk=False)
    for what, start, end, other_start, other_end in matcher.get_opcodes():
        if what == "equal":
            continue
        for number in range(start, end):
            row = other_start + number - start
            columns[number + 1] = _first_difference(mine[number], theirs[row]) if row < other_end else 1
        if start == end:
            columns |= {number: 1 for number in (start, start + 1) if 0 < number <= len(mine)}
    return Shown(columns, {})


def _first_difference(mine: str, theirs: str) -> int:
    """The first column in which two lines differ."""
    pairs = enumerate(zip(mine, theirs, strict=False), 1)
    return next((column for column, (a, b) in pairs if a != b), min(len(mine), len(theirs)) + 1)


def _excerpt(lines: Sequence[str], shown: Shown) -> Iterator[str]:
    wanted = sorted(
        {
            near
            for number in shown.columns
            for near in range(number - CONTEXT, number + CONTEXT + 1)
            if 0 < near <= len(lines)
        }
    )
    if len(wanted) > LINES:
        centre = min(shown.marks, default=wanted[0])
        wanted = sorted(sorted(wanted, key=lambda number: abs(number - centre))[:LINES])
    last = wanted[0] - 1 if wanted else 0
    for number in wanted:
        if number != last + 1:
            yield GAP
        last = number
        yield "".join(numbered(number, lines[number - 1], shown.columns.get(number, 1))).rstrip()
        if place := shown.marks.get(number):
            yield "".join(underlined(lines[number - 1], place.column, place.length))
    if wanted and len(shown.columns) and max(shown.columns) > last:
        yield GAP


def _lines(data: bytes) -> list[str]:
    return data.decode(errors="replace").splitlines()


def _path(path: str) -> str:
    return printable(os.fsencode(path).decode(errors="replace"))


def as_toml(examples: Mapping[str, Example]) -> str:
    """The file of a family."""
    return "\n".join(_table(code, each) for code, each in examples.items())


def _table(code: str, each: Example) -> str:
    said = "".join(
        f"{name} = {{ {', '.join(f'{lang} = {_quoted(text)}' for lang, text in texts.items())} }}\n"
        for name, texts in (("message", each.message), ("hint", each.hint))
    )
    pieces = [
        f"\n[[{code}.{side}]]\n{_fields(piece)}"
        for side, listed in (("wrong", each.wrong), ("right", each.right))
        for piece in listed
    ]
    return f"[{code}]\nat = {_quoted(each.at)}\n{said}{''.join(pieces)}"


def _fields(piece: Piece) -> str:
    fields = {name: getattr(piece, name) for name in ("path", "note", "to")}
    short = "".join(f"{name} = {_quoted(value)}\n" for name, value in fields.items() if value or name == "path")
    if not piece.text:
        return short
    assert "'''" not in piece.text
    return f"{short}text = '''\n{piece.text}'''\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
