"""The marks that git leaves in a text where two people changed the same lines and nobody has chosen yet."""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.core.problem import Code, Problem, Where, problem

CONFLICT = Code("Y215")

OURS, BASE, BETWEEN, THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
_OPENS = re.compile(rf"{OURS}(?: .*)?")
_BASE = re.compile(re.escape(BASE) + r"(?: .*)?")
_CLOSES = re.compile(rf"{THEIRS}(?: .*)?")
SHOWN = 10
"""How many conflicts of one text are told."""


class Unmerged(NamedTuple):
    """A text with marks: as it is without them and without the second of two versions, every other line where it was;
    what is said of it, and on which lines (from 1) it is another."""

    text: str
    problems: tuple[Problem, ...]
    lines: frozenset[int]


def unmerged(path: str, text: str) -> Unmerged:
    """Look for the marks of a merge: each pair is told once, at its first line, and a mark that was left over alone."""
    if OURS not in text and THEIRS not in text:
        return Unmerged(text, (), frozenset())
    lines = text.split("\n")
    problems: list[Problem] = []
    gone: set[int] = set()
    opened: int | None = None
    between: int | None = None

    def said(first: int, last: int, middle: int | None) -> None:
        related = tuple(
            Where(path, at + 1, 1, len(lines[at])) for at in (middle, last) if at is not None and at != first
        )
        where = Where(path, first + 1, 1, len(lines[first]))
        whole = middle is not None and last != first
        problems.append(
            problem(
                CONFLICT,
                where,
                hint="hint" if whole else "hint_left",
                related=related,
                found=lines[first][:40],
                first=first + 1,
                middle=(middle or 0) + 1,
                last=last + 1,
            )
        )

    for at, line in enumerate(map(str.rstrip, lines)):
        if _OPENS.fullmatch(line):
            if opened is not None:
                said(opened, opened, None)
            opened, between = at, None
            gone.add(at)
        elif opened is not None and between is None and (line == BETWEEN or _BASE.fullmatch(line)):
            between = at
            gone.add(at)
        elif _CLOSES.fullmatch(line):
            gone.add(at)
            said(at if opened is None else opened, at, between)
            if between is not None:
                gone.update(range(between, at))
            opened = between = None
    if opened is not None:
        said(opened, opened, None)
    kept = "\n".join("" if at in gone else line for at, line in enumerate(lines))
    return Unmerged(kept, tuple(problems[:SHOWN]), frozenset(at + 1 for at in gone))
