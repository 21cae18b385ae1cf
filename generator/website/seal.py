"""Sets the characters of a name into a square, in columns from right to left, as a seal is cut."""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, sqrt

MOST = 9
"""More characters than this cannot be read in a square of the size of a thumb; the first ones stand for the name."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One character and its place: the middle of its baseline, and its size, on the square's own grid."""

    character: str
    x: float
    y: float
    size: float


def cells(name: str, grid: float = 64.0) -> tuple[Cell, ...]:
    """Place the characters of `name` on a square of `grid` units."""
    characters = "".join(name.split())[:MOST]
    if not characters:
        return ()
    columns = ceil(sqrt(len(characters)))
    rows = ceil(len(characters) / columns)
    # Shares of the square, measured on a cut seal of four: the frame takes the rest.
    size = grid * 0.8125 / max(rows, columns)
    wide, high = grid * 0.90625 / columns, grid * 0.84375 / rows
    return tuple(
        Cell(
            character,
            round(grid / 2 + ((columns - 1) / 2 - index // rows) * wide, 1),
            round(grid / 2 + (index % rows - (rows - 1) / 2) * high + size * 0.385, 1),
            round(size, 1),
        )
        for index, character in enumerate(characters)
    )


def column(name: str, grid: float = 100.0) -> tuple[Cell, ...]:
    """Place the characters of `name` below each other, as a grade is stamped."""
    characters = "".join(name.split())[:MOST]
    rows = max(len(characters), 2)
    size = grid * 0.74 / rows
    return tuple(
        Cell(
            character,
            grid / 2,
            round(grid / 2 + (index - (len(characters) - 1) / 2) * grid * 0.76 / rows + size * 0.43, 1),
            round(size, 1),
        )
        for index, character in enumerate(characters)
    )
