"""QR codes, drawn at build time: on paper they lead back to the site."""

from __future__ import annotations

from dataclasses import dataclass

import segno
from segno.utils import matrix_to_lines

QUIET = 4
"""The white margin that the standard asks for, in modules."""


@dataclass(frozen=True, slots=True)
class Code:
    """A code as one path of lines one module wide, in a square box of `size` modules with its margin."""

    size: int
    path: str


def qr(text: str) -> Code:
    """The code of a text; still read where an eighth of it is dirt (level M)."""
    made = segno.make_qr(text, error="m", boost_error=False)
    lines = matrix_to_lines(made.matrix, QUIET, QUIET + 0.5)
    width, _ = made.symbol_size(border=QUIET)
    return Code(width, "".join(f"M{x1} {y1}h{x2 - x1}" for (x1, y1), (x2, _) in lines))
