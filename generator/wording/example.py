"""The example of each code: a school that has the problem beside one that has not, made from its golden case.

`examples/` holds a TOML file a family of codes. Nobody writes it: `make accept` does, and the tests keep it true.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

NOTES = ("missing", "empty", "link", "folder", "special", "file", "more")
"""Why a piece has no lines: there is no such file; it is empty, a link to `to`, a folder, neither file nor folder, or
nothing to read; or there are `to` more like those before."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A file of an example: its path and the lines that matter, as a report shows them, with their numbers and with
    carets under what is meant; or, where there are none, one of `NOTES`."""

    path: str
    text: str = ""
    note: str = ""
    to: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """What is wrong, at `path:line:column`, what is said of it by language, and what is right."""

    at: str
    message: Mapping[str, str]
    hint: Mapping[str, str]
    wrong: tuple[Piece, ...]
    right: tuple[Piece, ...]


FOLDER = Path(__file__).parent / "examples"


def example(code: str) -> Example:
    """The example of a code. Raises KeyError for a code that has none, which a test rules out."""
    return read_examples(FOLDER / f"{code[0]}.toml")[code]


@cache
def read_examples(path: Path) -> Mapping[str, Example]:
    """The examples of one file by their codes."""
    return {code: _example(table) for code, table in tomllib.loads(path.read_text(encoding="utf-8")).items()}


def _example(table: Mapping[str, Any]) -> Example:
    wrong, right = (tuple(Piece(**piece) for piece in table[side]) for side in ("wrong", "right"))
    return Example(table["at"], table["message"], table["hint"], wrong, right)
