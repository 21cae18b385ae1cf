"""What comes of a changed text: its document, and what is wrong with it by itself."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.dataset import gather
from generator.core.document import Parsed, parse
from generator.core.problem import Problem
from generator.core.source import SourceFile, Sources


def read(path: str, text: str) -> Parsed:
    """Parse a text as the file at a path."""
    return parse(SourceFile(path, 0, "", text))


def problems_of(path: str, text: str) -> tuple[Problem, ...]:
    """What is wrong with a file by itself, apart from all others."""
    file = SourceFile(path, 0, "", text)
    return gather(Sources({path: file}, (), ()), {path: parse(file)})[1]


def news(before: Iterable[Problem], after: Iterable[Problem]) -> list[Problem]:
    """The problems that were not there before. Columns move when something is mended on the same line."""
    told = {(found.code, found.where.line, found.args) for found in before}
    return [found for found in after if (found.code, found.where.line, found.args) not in told]
