"""Longer pieces of text where pairs of characters do not tell well enough where they stand.

"2025-11" is made of pairs that nearly every record has: a browser would read thousands of texts for the few that have
it. Pieces for which that is so have postings of their own. Which these are is decided by how much would be read in
vain: what the two shorter pieces in it lead to, if that is neither little nor mostly right. Three characters are enough
for most Chinese; dates and numbers need more, which are looked at only where what is shorter is everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from generator.website.postings import NONE, Lists, Numbers, Pieces, Row, blanks, pieces

FEW = 12
"""So many records may be read in vain."""
SHORTEST, LONGEST = 3, 8
"""Characters of the pieces."""
_BLANK = " \n"


@dataclass(frozen=True, slots=True)
class Places:
    """Where a piece stands as far as a browser knows: the entries, anywhere and in names, rising."""

    anywhere: Numbers
    named: Numbers


Known = Mapping[int, Places]
"""Pieces that stand in more than a few entries, by number."""


def longer(row: Row, pairs: Pieces) -> Iterator[tuple[Sequence[str], Lists, Lists]]:
    """Pieces of three characters and more, with the entries that hold them and those that do in names. Neither where
    the shorter ones say it well enough: of pairs that are everywhere all that follow are told, so that what is not
    among them is known to be nowhere. A piece may come again with its entries."""
    shorter, known = pairs, _everywhere(row, pairs)
    begin = _beginning(shorter, known)
    following = _following(row, begin)
    yield following, _nowhere(following), _nowhere(following)
    for length in range(SHORTEST, LONGEST + 1):
        places = begin[np.flatnonzero(np.diff(begin) == 1)]  # those that have the next one among them
        longer = pieces(row, length, places, shorter.at[places], shorter.at[places + 1])
        told: list[int] = []
        further: dict[int, Places] = {}
        heads, tails = shorter.at[longer.shown].tolist(), shorter.at[longer.shown + 1].tolist()
        for number, given in enumerate(_both(row, known, heads, tails)):
            exact = Places(longer.anywhere[number], longer.named[number])
            if _in_vain(given, exact):
                told.append(number)
                given = exact
            if len(given.anywhere) > FEW:
                further[number] = given
        if told:
            yield row.texts_at(longer.shown[told], length), longer.anywhere.only(told), longer.named.only(told)
        shorter, known = longer, further
        begin = _beginning(shorter, known)


def _nowhere(pieces: Sequence[str]) -> Lists:
    return Lists(np.zeros(0, dtype=np.int32), np.zeros(len(pieces) + 1, dtype=np.int64))


def _everywhere(row: Row, pairs: Pieces) -> Known:
    """The pairs that stand in more than a few entries; blanks are no part of what is longer."""
    there = (pairs.anywhere.sizes() > FEW) & ~blanks(row, pairs.shown, _BLANK) & ~blanks(row, pairs.shown + 1, _BLANK)
    return {number: Places(pairs.anywhere[number], pairs.named[number]) for number in np.flatnonzero(there).tolist()}


def _beginning(shorter: Pieces, known: Known) -> Numbers:
    """The places where a known piece begins."""
    there = np.zeros(len(shorter.shown) + 1, dtype=np.bool_)  # one more, for NONE
    there[list(known)] = True
    assert NONE == -1
    return np.flatnonzero(there[shorter.at])


def _following(row: Row, begin: Numbers) -> Sequence[str]:
    """Pairs that begin at some places with every character that follows them."""
    places = begin[begin + 2 < len(row.characters)]
    places = places[(row.owners[places] == row.owners[places + 2]) & ~blanks(row, places + 2, _BLANK)]
    first, second, third = (row.characters[places + at].astype(np.int64) for at in range(3))
    numbers = first << 32 | second << 16 | third
    return [chr(each >> 32) + chr(each >> 16 & 0xFFFF) + chr(each & 0xFFFF) for each in np.unique(numbers).tolist()]


def _both(row: Row, known: Known, heads: list[int], tails: list[int]) -> Iterator[Places]:
    """Where both pieces stand, which need not be side by side: of each head with its tail, one head after another."""
    before = NONE
    anywhere, named = np.zeros(row.many, dtype=np.bool_), np.zeros(row.many, dtype=np.bool_)
    for head, tail in zip(heads, tails, strict=True):
        if head != before:
            if before != NONE:
                anywhere[known[before].anywhere] = named[known[before].named] = False
            anywhere[known[head].anywhere] = named[known[head].named] = True
            before = head
        there, called = known[tail].anywhere, known[tail].named
        yield Places(there[anywhere[there]], called[named[called]])


def _in_vain(given: Places, exact: Places) -> bool:
    """Whether too much would be read that does not hold a piece: in all, or before the first that does. What may have
    it in its names is read first, and put back where only its lines do."""
    found, named = exact.anywhere, exact.named
    if len(given.anywhere) - len(found) > FEW + len(found):
        return True
    if len(named):
        first = _before(given.named, named[0])
    else:
        first = len(given.named) + _before(given.anywhere, found[0]) - _before(given.named, found[0])
    return first > FEW


def _before(entries: Numbers, number: int) -> int:
    return int(entries.searchsorted(number))
