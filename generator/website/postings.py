"""Where pieces of text stand: for every piece the entries that hold it, found by sorting all of them at once.

All texts are one row of characters. A piece is known by a number, and where it begins by that number at its place in
the row, so that pieces of one character more are pairs of a character and the number that follows it: to sort the pairs
is to find them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from threading import current_thread, main_thread
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger[Any]]
"""Most are of 32 bits: there are several for each character of the row."""
Characters = NDArray[np.uint16]
Marks = NDArray[np.bool_]

NONE = -1
"""At a place where no piece begins that is looked for."""
PART = 250_000
"""About how many places are sorted at once, so that the memory for it does not grow with the row."""
PARTS = 32
"""There are no more parts than so many: each is looked for in the whole row."""
AT_ONCE = 2
"""So many parts are sorted at once."""


@dataclass(frozen=True, slots=True)
class Text:
    """What an entry says: its names, then its lines."""

    names: str
    lines: str


@dataclass(frozen=True, slots=True)
class Row:
    """So `many` texts in a row. By place: the character, and whose text it is. By text: where its names end. By
    character: which part of the row it is in, of those that are sorted one after another."""

    many: int
    characters: Characters
    owners: Numbers
    names: Numbers
    parts: NDArray[np.uint8]

    @classmethod
    def of(cls, texts: Iterable[Text], folded: Mapping[int, str]) -> Self:
        """The row of some texts, in characters of UTF-16, of which some are folded to others."""
        parts = [part.encode("utf-16-le", "surrogatepass") for text in texts for part in (text.names, text.lines)]
        ends = np.cumsum([len(part) // 2 for part in parts], dtype=np.int32)
        names, ends = ends[::2], ends[1::2]
        owners = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
        fold = np.arange(2**16, dtype=np.uint16)
        fold[list(folded)] = [ord(sign) for sign in folded.values()]
        characters = fold[np.frombuffer(b"".join(parts), dtype="<u2")]
        bounds = np.sort(characters, kind="stable")[:: max(PART, len(characters) // PARTS)][1:]
        part = np.searchsorted(bounds, np.arange(2**16), side="right").astype(np.uint8)
        return cls(len(ends), characters, owners, names, part)

    def texts_at(self, places: Numbers, length: int) -> list[str]:
        """So many characters from each of the places."""
        signs = self.characters[places[:, np.newaxis] + np.arange(length)]
        said = signs.astype("<u4").tobytes().decode("utf-32-le", "surrogatepass")  # halves of characters stay halves
        return [said[at : at + length] for at in range(0, len(said), length)]

    def within(self, length: int) -> Marks:
        """Whether so many characters from each place are of one text."""
        found = np.zeros(len(self.owners), dtype=np.bool_)
        np.equal(self.owners[length - 1 :], self.owners[: 1 - length], out=found[: 1 - length])
        return found

    def are(self, these: str) -> Marks:
        """Whether one of some characters stands at each place."""
        found = np.zeros(len(self.characters), dtype=np.bool_)
        for each in these:
            found |= self.characters == ord(each)
        return found


@dataclass(frozen=True, slots=True)
class Lists:
    """A rising list of entries for each piece, by its number."""

    entries: Numbers
    starts: Numbers

    @classmethod
    def of(cls, parts: Sequence[Self]) -> Self:
        """All lists of some parts, in their order."""
        sizes = np.concatenate([part.sizes() for part in parts])
        entries = np.concatenate([part.entries for part in parts])
        return cls(entries, np.concatenate(([0], np.cumsum(sizes))))

    def only(self, pieces: Sequence[int]) -> Self:
        """Those of some pieces, in that order."""
        ends = np.cumsum(self.sizes()[pieces])
        return type(self)(np.concatenate([self[piece] for piece in pieces]), np.concatenate(([0], ends)))

    def parted(self) -> Iterator[Self]:
        """The lists of the first pieces, of the next, and so on."""
        begin = np.searchsorted(self.starts, np.arange(0, len(self.entries) + 1, PART))
        for first, last in pairwise((*begin.tolist(), len(self.starts) - 1)):
            starts = self.starts[first : last + 1]
            yield type(self)(self.entries[starts[0] : starts[-1]], starts - starts[0])

    def __getitem__(self, piece: int) -> Numbers:
        return self.entries[self.starts[piece] : self.starts[piece + 1]]

    def sizes(self) -> Numbers:
        """How many entries each piece has."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces of one length that are looked for, in their order. `at` has the number of each at every place where it
    begins (NONE where none does), `shown` a place where each is to be read; `anywhere` and `named` have where it
    stands, in a text and in its names."""

    length: int
    at: Numbers
    shown: Numbers
    anywhere: Lists
    named: Lists

    def texts(self, row: Row) -> list[str]:
        """What the pieces say, by number."""
        return row.texts_at(self.shown, self.length)


def pieces(row: Row, length: int, begins: Marks, behind: Numbers | Characters) -> Pieces:
    """The pieces that begin where it is marked, told apart by the character there and a number at the place behind."""
    at = np.full(len(row.characters), NONE, dtype=np.int32)
    shown: list[Numbers] = []
    anywhere: list[Lists] = []
    named: list[Lists] = []
    many = 0
    for part in _at_once(lambda places: _sorted(row, length, places, behind), _parted(row, begins)):
        at[part.places] = np.cumsum(part.new, dtype=np.int32) + (many - 1)
        shown.append(part.places[part.new])
        many += len(shown[-1])
        anywhere.append(part.anywhere)
        named.append(part.named)
    return Pieces(length, at, np.concatenate(shown), Lists.of(anywhere), Lists.of(named))


@dataclass(frozen=True, slots=True)
class _Part:
    """The places of a part in the order of the pieces there, at which of them another piece is `new`, and where the
    pieces stand."""

    places: Numbers
    new: Marks
    anywhere: Lists
    named: Lists


def _sorted(row: Row, length: int, places: Numbers, behind: Numbers | Characters) -> _Part:
    numbers = behind.take(places + 1)
    order = _in_order(numbers)
    places, numbers = places.take(order), numbers.take(order)
    signs = row.characters.take(places)
    order = _in_order(signs)
    places, numbers, signs = places.take(order), numbers.take(order), signs.take(order)
    new = _changes(signs) | _changes(numbers)
    owners = row.owners.take(places)
    once = np.flatnonzero(new | _changes(owners))
    entries = owners.take(once)
    # Names come first: who has a piece in them has it there for the first time.
    called = places.take(once) + length <= row.names.take(entries)
    starts = np.append(np.flatnonzero(new[once]), len(once))
    within = np.concatenate(([0], np.cumsum(called)))[starts]
    return _Part(places, new, Lists(entries, starts), Lists(entries[called], within))


def _at_once(work: Callable[[Numbers], _Part], parts: Iterable[Numbers]) -> Iterator[_Part]:
    """Work on a few parts at once, and take what comes of them in their order: numpy lets go of the interpreter. A
    build in a thread can be ended by an exception at any place, which what threads wait for each other with does not
    survive: there it is one after another."""
    if current_thread() is not main_thread():
        yield from map(work, parts)
        return
    with ThreadPoolExecutor(AT_ONCE) as hands:
        waiting: deque[Future[_Part]] = deque()
        for part in parts:
            waiting.append(hands.submit(work, part))
            if len(waiting) > AT_ONCE:
                yield waiting.popleft().result()
        yield from (each.result() for each in waiting)


def pairs(row: Row, never_first: str) -> Pieces:
    """All pairs of neighbouring characters within a text, but for those that begin with what nobody looks for."""
    return pieces(row, 2, row.within(2) & ~row.are(never_first), row.characters)


def _parted(row: Row, begins: Marks) -> Iterator[Numbers]:
    """The marked places, rising, part by part."""
    of = row.parts[row.characters]
    of[~begins] = row.parts[-1] + 1
    for number in range(row.parts[-1] + 1):
        yield np.flatnonzero(of == number)


def _in_order(numbers: Numbers | Characters) -> Numbers:
    """Where the numbers are in their order, equal ones as they come. Those of 16 bits are sorted by counting, four
    times as fast as others are by comparing."""
    order = np.argsort(numbers.astype(np.uint16), kind="stable")
    if numbers.max(initial=0) >= 2**16:
        order = order.take(np.argsort((numbers >> 16).take(order).astype(np.uint16), kind="stable"))
    return order


def _changes(numbers: Numbers | Characters) -> Marks:
    """Where a number is another than the one before."""
    found = np.ones(len(numbers), dtype=np.bool_)
    np.not_equal(numbers[1:], numbers[:-1], out=found[1:])
    return found
