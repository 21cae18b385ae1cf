"""A problem in words, for every form that shows it."""

from __future__ import annotations

import re

from generator.core.problem import Problem
from generator.wording import Wording

VALUE_CHARACTERS = 80
MEANT_CHARACTERS = 400
"""What is to be written instead is shown whole, or nobody could copy it."""
_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def message(found: Problem, words: Wording) -> str:
    """What is there; in a table behind the row and column as a spreadsheet numbers them."""
    said = words(f"{found.code.id}.message", **_safe(found))
    cell = found.where.cell
    if cell is None:
        return said
    row = words("problems.rows", first=cell.row, last=cell.last) if cell.last > cell.row else str(cell.row)
    key = "problems.cell" if cell.name else "problems.column" if cell.letters else "problems.row"
    return words(key, row=row, column=cell.letters, name=printable(cell.name)) + said


def hint(found: Problem, words: Wording) -> str:
    """What to type instead."""
    return words(f"{found.code.id}.{found.hint}", **_safe(found))


def printable(text: str, most: int = VALUE_CHARACTERS) -> str:
    """Contributed text for a terminal or a log: control and direction characters shown by number, cut to a length."""
    shown = _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def _safe(found: Problem) -> dict[str, object]:
    return {
        # A list of allowed words is ours and may be long; everything else may come from a contributor.
        name: printable(value, MEANT_CHARACTERS if name == "meant" else VALUE_CHARACTERS)
        if isinstance(value, str) and name != "allowed"
        else value
        for name, value in found.args
    }
