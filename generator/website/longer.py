"""Longer pieces of text where pairs of characters do not tell well enough where they stand.

"2025-11" is made of pairs that nearly every record has: a browser would read thousands of texts for the few that have
it. Pieces for which that is so have postings of their own. Which these are is decided by how much would be read in
vain: what the two shorter pieces in it lead to, if that is neither little nor mostly right. Three characters are enough
for most Chinese; dates and numbers need more, which are looked at only where what is shorter is everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

FEW = 12
"""So many records may be read in vain."""
SHORTEST, LONGEST = 3, 8
"""Characters of the pieces."""
_BLANK = frozenset(" \n")


@dataclass(frozen=True, slots=True)
class Text:
    """What an entry says, folded: its names, of so many characters, then its lines."""

    whole: str
    names: int


@dataclass(frozen=True, slots=True)
class Places:
    """Where a piece stands as far as a browser knows: a bit for each entry, anywhere and in names."""

    anywhere: int
    named: int

    def both(self, other: Places) -> Places:
        """Where both stand, which need not be side by side."""
        return Places(self.anywhere & other.anywhere, self.named & other.named)


Postings = Mapping[str, list[int]]


def longer(texts: Sequence[Text], anywhere: Postings, called: Postings) -> Iterator[tuple[str, list[int], list[int]]]:
    """Pieces of three characters and more, with the entries that hold them and those that do in names. Neither where
    the shorter ones say it well enough: of pairs that are everywhere all that follow are told, so that what is not
    among them is known to be nowhere."""
    size = len(texts) // 8 + 1
    known = {
        pair: Places(_bits(found, size), _bits(called.get(pair, ()), size))
        for pair, found in anywhere.items()
        if len(found) > FEW and _BLANK.isdisjoint(pair)
    }
    starts = [[at for at, pair in enumerate(_pairs(text.whole)) if pair in known] for text in texts]
    yield from ((piece, [], []) for piece in _following(texts, starts))
    for length in range(SHORTEST, LONGEST + 1):
        starts = [_beside(places) for places in starts]
        standing, named = _standing(texts, starts, length)
        further = {}
        for piece, found in standing.items():
            given = known[piece[:-1]].both(known[piece[1:]])
            if _in_vain(given, found, named.get(piece, ())):
                yield piece, found, named.get(piece, [])
                given = Places(_bits(found, size), _bits(named.get(piece, ()), size))
            if given.anywhere.bit_count() > FEW:
                further[piece] = given
        known = further
        starts = [
            [at for at in places if text.whole[at : at + length] in known]
            for text, places in zip(texts, starts, strict=True)
        ]


def _pairs(text: str) -> Iterator[str]:
    return map(add, text, text[1:])


def _beside(places: Sequence[int]) -> list[int]:
    """The places that have the next one among them."""
    return [at for at, after in pairwise(places) if after == at + 1]


def _following(texts: Sequence[Text], starts: Sequence[Sequence[int]]) -> Iterator[str]:
    """Pairs with every character that follows them."""
    found: set[str] = set()
    for text, places in zip(texts, starts, strict=True):
        found.update(text.whole[at : at + SHORTEST] for at in places)
    yield from (piece for piece in found if len(piece) == SHORTEST and piece[-1] not in _BLANK)


def _standing(
    texts: Sequence[Text], starts: Sequence[Sequence[int]], length: int
) -> tuple[Mapping[str, list[int]], Mapping[str, list[int]]]:
    """Which entries hold the pieces of a length that begin at these places, anywhere and in names."""
    standing: dict[str, list[int]] = defaultdict(list)
    named: dict[str, list[int]] = defaultdict(list)
    for number, (text, places) in enumerate(zip(texts, starts, strict=True)):
        whole, last = text.whole, text.names - length
        for piece, at in {whole[at : at + length]: at for at in reversed(places)}.items():  # the first is what stays
            standing[piece].append(number)
            if at <= last:
                named[piece].append(number)
    return standing, named


def _in_vain(given: Places, found: Sequence[int], named: Sequence[int]) -> bool:
    """Whether too much would be read that does not hold a piece: in all, or before the first that does. What may have
    it in its names is read first, and put back where only its lines do."""
    beside = given.anywhere.bit_count() - len(found)
    if beside > FEW + len(found):
        return True
    first = (
        _before(given.named, named[0])
        if named
        else (given.named.bit_count() + _before(given.anywhere & ~given.named, found[0]))
    )
    return first > FEW


def _before(bits: int, number: int) -> int:
    return (bits & ((1 << number) - 1)).bit_count()


def _bits(numbers: Sequence[int], size: int) -> int:
    found = bytearray(size)
    for number in numbers:
        found[number >> 3] |= 1 << (number & 7)
    return int.from_bytes(found, "little")
