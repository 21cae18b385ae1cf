"""Tables for a terminal: columns aligned as Chinese sets them, where a Han character is two places wide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.wording.width import width

GAP = "  "


def aligned(rows: Iterable[Sequence[str]], right: Iterable[int] = ()) -> str:
    """Rows of cells as lines, each on one whatever a cell holds; the columns numbered in `right` hold figures and end
    alike."""
    lines = [[" ".join(cell.splitlines()) for cell in row] for row in rows]
    ends = frozenset(right)
    widths = [max(width(cell) for cell in column) for column in zip(*lines, strict=True)]
    return "".join(_line(line, widths, ends) for line in lines)


def _line(cells: Sequence[str], widths: Sequence[int], ends: frozenset[int]) -> str:
    padded = []
    for number, (cell, wide) in enumerate(zip(cells, widths, strict=True)):
        blanks = " " * (wide - width(cell))
        padded.append(blanks + cell if number in ends else cell + blanks)
    return GAP.join(padded).rstrip() + "\n"
