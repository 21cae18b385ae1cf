"""Cutting long lists into pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.core.pages import address

MOST = 200
"""How many rows of a list stand on one page."""

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a page stands among the pages of a list: its number of `count`, and the addresses beside it."""

    number: int
    count: int
    before: str | None
    after: str | None


def cut(groups: Iterable[tuple[K, Sequence[T]]], most: int = MOST) -> tuple[tuple[tuple[K, tuple[T, ...]], ...], ...]:
    """Cut groups of rows, in their order, into pages of at most `most` rows. A group that does not fit goes on on the
    next page under its name; a group without rows stays where it is. There is always one page."""
    pages: list[list[tuple[K, tuple[T, ...]]]] = [[]]
    room = most
    for name, rows in groups:
        rest = tuple(rows)
        while len(rest) > room:
            if room:
                pages[-1].append((name, rest[:room]))
            rest = rest[room:]
            pages.append([])
            room = most
        if rest or not rows:
            pages[-1].append((name, rest))
        room -= len(rest)
    return tuple(tuple(page) for page in pages)


def shared(groups: Iterable[tuple[K, Sequence[T]]], most: int = MOST) -> tuple[tuple[K, tuple[T, ...], int], ...]:
    """Groups of rows on one page of at most `most`: all of them, or the first of each; with how many each has."""
    given = tuple(groups)
    room = most if sum(len(rows) for _, rows in given) <= most else most // len(given)
    return tuple((name, tuple(rows[:room]), len(rows)) for name, rows in given)


def pager(first: str, number: int, count: int) -> Pager:
    """The place of page `number` of the list whose first page has the address `first`."""
    return Pager(
        number,
        count,
        address.further(first, number - 1) if number > 1 else None,
        address.further(first, number + 1) if number < count else None,
    )


def holding(pages: Sequence[Sequence[tuple[K, Sequence[T]]]], name: K) -> int:
    """The number of the page on which a group begins; the first page where it is on none."""
    return next((number for number, page in enumerate(pages, 1) if any(name == group for group, _ in page)), 1)


def years_in(first: str, pages: Sequence[Sequence[tuple[K, Sequence[T]]]]) -> dict[str, str]:
    """Where each year of a list begins, by where it would if all stood on its `first` page."""
    years = {name for page in pages for name, _ in page}
    return {f"{first}#year-{year}": f"{address.further(first, holding(pages, year))}#year-{year}" for year in years}
