"""Rising numbers written as text, all lists at once: the gaps between them, or a bit for each.

A gap is a number of characters that JSON need not escape: those below the backslash end it, those above it go before,
in a base of their own. A list that fills much of its room is shorter as a bitmap of six entries a character.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from generator.website.postings import Lists, Numbers
from generator.website.script import FIRST

LAST, SKIPPED = 126, 92
"""The last digit, and the backslash among them."""
FINAL = SKIPPED - FIRST
"""How many digits end a number."""
MORE = LAST - SKIPPED
"""How many go before."""
BITMAP = "!"
"""Before a bitmap."""
Signs = NDArray[np.uint8]
_SIX = 1 << np.arange(6)


def written(lists: Lists) -> list[str]:
    """Every list as text, by number; "" where nothing is in it."""
    gaps, ends = _gaps(lists)
    return [
        _shorter(gaps[start:end], lists[number])
        for number, (start, end) in enumerate(zip([0, *ends], ends, strict=False))
    ]


def _shorter(gaps: str, numbers: Numbers) -> str:
    if not gaps or len(gaps) <= 1 + (int(numbers[-1]) + 6) // 6:
        return gaps
    bits = np.zeros((int(numbers[-1]) // 6 + 1) * 6, dtype=np.int64)
    bits[numbers] = 1
    signs = FIRST + bits.reshape(-1, 6) @ _SIX
    return BITMAP + _text(_signs(signs + (signs >= SKIPPED)))


def _gaps(lists: Lists) -> tuple[str, Sequence[int]]:
    """The gaps of all lists in one text, and where in it each list ends."""
    gaps = np.diff(lists.entries, prepend=0)
    begun = lists.starts[:-1][lists.sizes() > 0]
    gaps[begun] = lists.entries[begun] + 1  # a list begins before its first entry
    before, last = np.divmod(gaps - 1, FINAL)
    digits = [_signs(last + FIRST)]  # from the last to the first, where there are so many
    while before.any():
        more = before > 0
        before, digit = np.divmod(before - 1, MORE)
        before[~more] = 0
        digits.append(_signs(np.where(more, SKIPPED + 1 + digit, 0)))
    signs = np.stack(digits[::-1], axis=1)
    there = signs > 0
    ends = np.concatenate(([0], np.cumsum(there.sum(axis=1))))[lists.starts[1:]]
    return _text(signs[there]), ends.tolist()


def _signs(codes: Numbers) -> Signs:
    return codes.astype(np.uint8)


def _text(signs: Signs) -> str:
    return signs.tobytes().decode("ascii")
