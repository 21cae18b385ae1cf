"""QR codes, drawn at build time: on paper they lead back to the site."""

from __future__ import annotations

import re
from dataclasses import dataclass

import segno

_DARK = re.compile("#+")
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
    lines = [
        f"M{match.start() + QUIET} {row + QUIET}.5h{len(match[0])}"
        for row, modules in enumerate(made.matrix)
        for match in _DARK.finditer("".join("#" if module else " " for module in modules))
    ]
    return Code(len(made.matrix) + 2 * QUIET, "".join(lines))
