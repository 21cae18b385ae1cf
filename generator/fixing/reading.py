"""What comes of a changed text: its document, and what is wrong with it by itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from generator.core.document import Parsed, as_guessed, parse
from generator.core.gathering import gather
from generator.core.problem import Problem
from generator.core.source import ENCODING, SourceFile, Sources, as_read
from generator.fixing.encoding import decoded


def read(path: str, text: str) -> Parsed:
    """Parse a text as the file at a path. What was most likely meant by a slip is no reading of it: that is for `fix`
    to find out, and to prove."""
    return parse(SourceFile(path, 0, "", text), strict=True)


def problems_of(path: str, text: str, parsed: Parsed | None = None) -> tuple[Problem, ...]:
    """What is wrong with a file by itself, apart from all others; `parsed` if that is known already."""
    file = SourceFile(path, 0, "", text)
    return gather(Sources({path: file}, (), ()), {path: parsed or read(path, text)})[1]


def told_of(path: str, data: bytes) -> tuple[Problem, ...]:
    """What `check` tells of a file by itself: read on past a slip of which it is clear what was meant, and past an
    encoding that can be told."""
    file = as_read(path, data)
    if isinstance(file, SourceFile):
        if file.text is None:
            return ()
        parsed = parse(file)
        return (*parsed.problems, *gather(Sources({path: file}, (), ()), {path: parsed})[1])
    known = decoded(data) if file.code is ENCODING else None
    if known is None:
        return (file,)
    guessed = SourceFile(path, 0, "", known[0])
    return (file, *gather(Sources({path: guessed}, (), ()), {path: as_guessed(parse(guessed))})[1])


def news(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """The problems of a line that it has more of, by code, than before."""
    had = Counter((found.code, found.where.line) for found in before)
    more: list[Problem] = []
    for found in after:
        had[found.code, found.where.line] -= 1
        if had[found.code, found.where.line] < 0:
            more.append(found)
    return more
