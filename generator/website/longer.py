"""Longer pieces of text where pairs of characters do not tell well enough where they stand.

"2025-11" is made of pairs that nearly every record has: a browser would read thousands of texts for the few that have
it. Pieces for which that is so have postings of their own. Which these are is decided by how much would be read in
vain: what the two shorter pieces in it lead to, if that is neither little nor mostly right. Three characters are enough
for most Chinese; dates and numbers need more, which are looked at only where what is shorter is everywhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

import numpy as np

from generator.website.postings import NONE, Lists, Marks, Numbers, Pieces, Row, pieces

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


@dataclass(frozen=True, slots=True)
class Known:
    """Where pieces of one length stand as far as a browser knows: just where they do, but for a few that seem to stand
    in more entries. `common` are those that it knows in more than a few entries."""

    pieces: Pieces
    others: Mapping[int, Places]
    common: Marks

    def __getitem__(self, piece: int) -> Places:
        return self.others.get(piece) or Places(self.pieces.anywhere[piece], self.pieces.named[piece])

    def sizes(self) -> tuple[Numbers, Numbers]:
        """How many entries each piece has, anywhere and in names."""
        anywhere, named = self.pieces.anywhere.sizes(), self.pieces.named.sizes()
        for piece, places in self.others.items():
            anywhere[piece], named[piece] = len(places.anywhere), len(places.named)
        return anywhere, named

    def begin(self) -> Marks:
        """At which places a common piece begins."""
        assert NONE == -1
        return np.append(self.common, False)[self.pieces.at]  # one more, for NONE


def longer(row: Row, pairs: Pieces) -> Iterator[tuple[Sequence[str], Lists, Lists]]:
    """Pieces of three characters and more, with the entries that hold them and those that do in names. Neither where
    the shorter ones say it well enough: of pairs that are everywhere all that follow are told, so that what is not
    among them is known to be nowhere. A piece may come again with its entries."""
    blank = row.are(_BLANK)
    known = Known(pairs, {}, (pairs.anywhere.sizes() > FEW) & ~(blank[pairs.shown] | blank[pairs.shown + 1]))
    begins = known.begin() & row.within(SHORTEST)
    begins[:-2] &= ~blank[2:]
    del pairs, blank  # they are as large as the row
    for length in range(SHORTEST, LONGEST + 1):
        found = pieces(row, length, begins, known.pieces.at)
        if length == SHORTEST:
            following = found.texts(row)
            yield following, _nowhere(following), _nowhere(following)
        told, known = _judged(row, known, found)
        if told:
            yield row.texts_at(found.shown[told], length), found.anywhere.only(told), found.named.only(told)
        begins = known.begin()
        begins[:-1] &= begins[1:]


def _nowhere(pieces: Sequence[str]) -> Lists:
    return Lists(np.zeros(0, dtype=np.int32), np.zeros(len(pieces) + 1, dtype=np.int64))


def _judged(row: Row, known: Known, found: Pieces) -> tuple[list[int], Known]:
    """Of pieces that are a character longer those of which too much would be read in vain, and what is known of all."""
    heads, tails = known.pieces.at[found.shown], known.pieces.at[found.shown + 1]
    anywhere, named = known.sizes()
    # Where it stands wherever its head stands, or its tail, nothing is read in vain, and most are so.
    same = found.anywhere.sizes() == np.minimum(anywhere[heads], anywhere[tails])
    same &= found.named.sizes() == np.minimum(named[heads], named[tails])
    common = known.common[tails]
    unlike = np.flatnonzero(common & ~same)
    told: list[int] = []
    others: dict[int, Places] = {}
    common &= found.anywhere.sizes() > FEW
    for number, given in zip(unlike.tolist(), _both(row, known, heads[unlike], tails[unlike]), strict=True):
        if _in_vain(given, Places(found.anywhere[number], found.named[number])):
            told.append(number)
        else:
            others[number] = given
            common[number] = len(given.anywhere) > FEW
    return told, Known(found, others, common)


def _both(row: Row, known: Known, heads: Numbers, tails: Numbers) -> Iterator[Places]:
    """Where both pieces stand, which need not be side by side: of each head with its tail, one head after another."""
    anywhere, named = np.zeros(row.many, dtype=np.bool_), np.zeros(row.many, dtype=np.bool_)
    before = Places(heads[:0], heads[:0])
    for head, pairs in groupby(zip(heads.tolist(), tails.tolist(), strict=True), key=itemgetter(0)):
        anywhere[before.anywhere] = named[before.named] = False
        before = known[head]
        anywhere[before.anywhere] = named[before.named] = True
        for _, tail in pairs:
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
