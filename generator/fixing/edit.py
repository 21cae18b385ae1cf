"""Edits: other characters at a place of a text, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """Put `new` on a line for what stands from column `start` up to `end`; all counted in characters from 0."""

    line: int
    start: int
    end: int
    new: str


def edited(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits, none of which may overlap another. The number of lines stays."""
    lines = text.split("\n")
    for edit in sorted(edits, reverse=True):
        line = lines[edit.line]
        lines[edit.line] = line[: edit.start] + edit.new + line[edit.end :]
    return "\n".join(lines)
