"""Where pieces of text stand: for every piece the entries that hold it, found by sorting all of them at once.

All texts are one row of characters. A piece is known by a number, and where it begins by that number at its place in
the row, so that pieces of one character more are pairs of neighbouring numbers: to sort the pairs is to find them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.signedinteger[Any]]
"""Most are of 32 bits: there are several for each character of the row."""

NONE = -1
"""At a place where no piece begins that is looked for."""


@dataclass(frozen=True, slots=True)
class Text:
    """What an entry says, folded, in characters of UTF-16: its names, of so many characters, then its lines."""

    whole: str
    names: int


@dataclass(frozen=True, slots=True)
class Row:
    """So `many` texts in a row. By place: the character, whose text it is, and how many characters of that text's names
    begin with it (none or fewer beyond them)."""

    whole: str
    many: int
    characters: Numbers
    owners: Numbers
    of_names: Numbers

    @classmethod
    def of(cls, texts: Sequence[Text]) -> Self:
        """The row of some texts."""
        whole = "".join(text.whole for text in texts)
        sizes = np.array([len(text.whole) for text in texts], dtype=np.int32)
        ends = np.cumsum(sizes, dtype=np.int32)
        owners = np.repeat(np.arange(len(texts), dtype=np.int32), sizes)
        names = ends - sizes + np.array([text.names for text in texts], dtype=np.int32)
        of_names = names[owners]
        of_names -= np.arange(len(whole), dtype=np.int32)
        characters = np.frombuffer(whole.encode("utf-16-le", "surrogatepass"), dtype="<u2").astype(np.int32)
        return cls(whole, len(texts), characters, owners, of_names)

    def texts_at(self, places: Numbers, length: int) -> list[str]:
        """So many characters from each of the places."""
        return [self.whole[place : place + length] for place in places.tolist()]


@dataclass(frozen=True, slots=True)
class Lists:
    """A rising list of entries for each piece, by its number."""

    entries: Numbers
    starts: Numbers

    @classmethod
    def of(cls, pieces: Numbers, entries: Numbers, many: int) -> Self:
        """Those of `many` pieces, from rising numbers of pieces and rising entries of each, as often as it may be."""
        if len(pieces):
            other = np.concatenate(([True], (pieces[1:] != pieces[:-1]) | (entries[1:] != entries[:-1])))
            pieces, entries = pieces[other], entries[other]
        return cls(entries, np.searchsorted(pieces, np.arange(many + 1)))

    def only(self, pieces: Sequence[int]) -> Self:
        """Those of some pieces, in that order."""
        ends = np.cumsum(self.sizes()[pieces])
        return type(self)(np.concatenate([self[piece] for piece in pieces]), np.concatenate(([0], ends)))

    def __getitem__(self, piece: int) -> Numbers:
        return self.entries[self.starts[piece] : self.starts[piece + 1]]

    def sizes(self) -> Numbers:
        """How many entries each piece has."""
        return np.diff(self.starts)


@dataclass(frozen=True, slots=True)
class Pieces:
    """All pieces of one length that are looked for. `at` has the number of each at every place where it begins (NONE
    where none does), `shown` a place where each is to be read; `anywhere` and `named` have where it stands, in a text
    and in its names."""

    length: int
    at: Numbers
    shown: Numbers
    anywhere: Lists
    named: Lists

    def texts(self, row: Row) -> list[str]:
        """What the pieces say, by number."""
        return row.texts_at(self.shown, self.length)


def pieces(row: Row, length: int, places: Numbers, first: Numbers, second: Numbers) -> Pieces:
    """The pieces that begin at some rising places, told apart by two numbers of each place."""
    # One number of piece and place: to sort such is a good deal quicker than to sort places by their pieces. It has
    # room for 500 million characters and a hundred thousand pieces of a length, fifty times what a province has.
    size = max(len(places), 1)
    told = first.astype(np.int64)
    told *= int(second.max(initial=0)) + 1
    told += second
    told *= size
    told += np.arange(len(places))
    told.sort()
    order = told % size
    told //= size
    new = np.concatenate(([True], told[1:] != told[:-1])) if len(told) else np.zeros(0, dtype=np.bool_)
    numbers = np.cumsum(new) - 1
    many = int(new.sum())
    there = places[order]
    at = np.full(len(row.characters), NONE, dtype=np.int32)
    at[there] = numbers
    called = row.of_names[there] >= length
    owners = row.owners[there]
    return Pieces(
        length, at, there[new], Lists.of(numbers, owners, many), Lists.of(numbers[called], owners[called], many)
    )


def pairs(row: Row, never_first: str) -> Pieces:
    """All pairs of neighbouring characters within a text, but for those that begin with what nobody looks for."""
    begins = (row.owners[1:] == row.owners[:-1]) & ~_any_of(row.characters[:-1], never_first)
    places = np.flatnonzero(begins)
    return pieces(row, 2, places, row.characters[places], row.characters[places + 1])


def blanks(row: Row, places: Numbers, blank: str) -> NDArray[np.bool_]:
    """Whether one of some characters stands at each of the places."""
    return _any_of(row.characters[places], blank)


def _any_of(characters: Numbers, these: str) -> NDArray[np.bool_]:
    return np.isin(characters, [ord(each) for each in these])
