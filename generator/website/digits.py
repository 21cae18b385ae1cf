"""Rising numbers written as text, all lists at once: the gaps between them, or a bit for each.

A gap is a number of characters that JSON need not escape: those below the backslash end it, those above it go before,
in a base of their own. A list that fills much of its room is shorter as a bitmap of six entries a character.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

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
    digits = _digits(int(lists.entries.max(initial=0)) + 1)
    return [code for part in lists.parted() for code in _written(part, digits)]


def _written(lists: Lists, digits: Signs) -> Iterator[str]:
    gaps = lists.entries.copy()
    gaps[1:] -= lists.entries[:-1]
    begun = lists.starts[:-1][lists.sizes() > 0]
    gaps[begun] = lists.entries[begun] + 1  # a list begins before its first entry
    signs = digits.take(gaps, axis=0)
    there = signs > 0
    text = _text(signs[there])
    ends = np.append(0, np.cumsum(there.sum(axis=1)))[lists.starts]
    lasts = np.append(lists.entries, -1)[lists.starts[1:] - 1]
    dense = np.diff(ends) > 1 + (lasts + 6) // 6
    for number, (start, end) in enumerate(pairwise(ends.tolist())):
        yield _bitmap(lists[number]) if dense[number] else text[start:end]


def _bitmap(numbers: Numbers) -> str:
    bits = np.zeros((int(numbers[-1]) // 6 + 1) * 6, dtype=np.int64)
    bits[numbers] = 1
    signs = FIRST + bits.reshape(-1, 6) @ _SIX
    return BITMAP + _text(_signs(signs + (signs >= SKIPPED)))


def _digits(most: int) -> Signs:
    """What each gap up to the widest is written as; 0 where it has fewer digits than others."""
    before, last = np.divmod(np.arange(-1, most), FINAL)
    digits = [_signs(last + FIRST)]  # from the last to the first, where there are so many
    before[0] = 0  # no gap is that narrow
    while before.any():
        more = before > 0
        before, digit = np.divmod(before - 1, MORE)
        before[~more] = 0
        digits.append(_signs(np.where(more, SKIPPED + 1 + digit, 0)))
    return np.stack(digits[::-1], axis=1)


def _signs(codes: Numbers) -> Signs:
    return codes.astype(np.uint8)


def _text(signs: Signs) -> str:
    return signs.tobytes().decode("ascii")
