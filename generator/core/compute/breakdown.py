"""Breakdowns: what there is of a measure, by one dimension and then by year or word; how it runs on and how it changed.

Every record counts once in each figure: in a row, in a column and in the whole. Where it belongs to several rows (what
two departments share, an agreement that is in force for years) the whole is less than the sum of its parts.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

NOTHING = Decimal(0)


@dataclass(frozen=True, slots=True)
class Part:
    """What records of the same cells (row, column) count in a measure, and these cells."""

    amount: Decimal
    cells: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sums:
    """The figures of a row under the columns, and of the whole row."""

    name: str
    values: tuple[Decimal, ...]
    total: Decimal


def sums(parts: Iterable[Part], rows: Sequence[str], columns: Sequence[str]) -> tuple[tuple[Sums, ...], Sums]:
    """Add up; the second is the last line, of all rows together."""
    found: dict[tuple[str | None, str | None], Decimal] = defaultdict(Decimal)
    for part in parts:
        counted: set[tuple[str | None, str | None]] = set(part.cells) | {(None, None)}
        for row, column in part.cells:
            counted |= {(row, None), (None, column)}
        for cell in counted:
            found[cell] += part.amount

    def line(name: str | None) -> Sums:
        return Sums(name or "", tuple(found[name, column] for column in columns), found[name, None])

    return tuple(line(row) for row in rows), line(None)


def running(values: Sequence[Decimal], known: Sequence[bool]) -> tuple[Decimal | None, ...]:
    """Running totals. What has no known year is in none of them."""
    total, found = NOTHING, list[Decimal | None]()
    for value, of_year in zip(values, known, strict=True):
        total += value if of_year else NOTHING
        found.append(total if of_year else None)
    return tuple(found)


def changes(values: Sequence[Decimal], comparable: Sequence[bool]) -> tuple[Decimal | None, ...]:
    """How much more or less than the year before; None for the first, and where a year is not known or not over."""
    return tuple(
        values[at] - values[at - 1] if at and comparable[at] and comparable[at - 1] else None
        for at in range(len(values))
    )


LEAST_BASE = Decimal(10)
"""What there must have been the year before for a change to be told in percent: of one that became seventy-four,
+7300% tells nothing that the numbers do not, and looks like a feat."""
MOST_CHANGE = 10
"""Of how many times the year before a change is told in percent at most: beyond that two numbers read better."""


def is_told_in_percent(before: Decimal, change: Decimal) -> bool:
    """Whether an editor would set the percentage beside a change from the year before. Data has it in any case."""
    return before >= LEAST_BASE and abs(change) <= MOST_CHANGE * before


def share(part: Decimal, whole: Decimal) -> Fraction | None:
    """The percentage that a part is of the whole; None of nothing."""
    return Fraction(part) * 100 / Fraction(whole) if whole else None


def years(occurring: Collection[str]) -> tuple[str, ...]:
    """All years from the first to the last, then those that are not known (20XX)."""
    known = sorted(int(year) for year in occurring if year.isdigit())
    all_known = [f"{year}" for year in range(known[0], known[-1] + 1)] if known else []
    return (*all_known, *sorted(year for year in occurring if not year.isdigit()))
