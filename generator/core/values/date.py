"""Civil dates in the forms people write them, with the precision they wrote.

`2025-03-05`, `2025年3月5日`, `2025.3.5`, `2025/3/5` are days; `2025-03`, `2025年3月` months; `2025`, `2025年` years;
`20XX` or `20*` a year that the source masks, also with its month or day (`20XX-07`). Two-digit years and day-first
forms are ambiguous and refused.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.core.values.unreadable import Unreadable

Precision = Literal["day", "month", "year", "unknown"]

_DATE = re.compile(r"([0-9]{4})(?:年|[-./])([0-9]{1,2})(?:月|[-./])([0-9]{1,2})日?")
_MONTH = re.compile(r"([0-9]{4})(?:年|[-./])([0-9]{1,2})月?")
_YEAR = re.compile(r"([0-9]{4})年?")
_MASKED = re.compile(
    r"[0-9]{2}(?:XX|xx|[*×]{1,2})(?:年|(?:年|-)(?:0?[1-9]|1[0-2])(?:月|(?:月|-)(?:[12][0-9]|3[01]|0?[1-9])日?)?)?"
)
_WIDE = {ord("０") + i: str(i) for i in range(10)} | {
    ord(wide): narrow for wide, narrow in zip("－／．", "-/.", strict=True)
}
"""Full-width digits and separators, as an input method for Chinese types them."""
_EARLIEST, _LATEST = 1900, 2100


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date as precise as it was written: month and day may be missing, a masked year is None.

    `written` keeps the source's form where the year is masked (`20XX`).
    """

    year: int | None
    month: int | None = None
    day: int | None = None
    written: str = ""

    @property
    def precision(self) -> Precision:
        """How much of the date is known."""
        if self.year is None:
            return "unknown"
        if self.month is None:
            return "year"
        return "month" if self.day is None else "day"

    @property
    def earliest(self) -> date | None:
        """The first day it can mean; None for a masked year."""
        return None if self.year is None else date(self.year, self.month or 1, self.day or 1)

    @property
    def latest(self) -> date | None:
        """The last day it can mean; None for a masked year."""
        if self.year is None:
            return None
        month = self.month or 12
        return date(self.year, month, self.day or monthrange(self.year, month)[1])

    def __str__(self) -> str:
        """ISO form, cut where the precision ends; `written` for a masked year."""
        if self.year is None:
            return self.written
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)


def read_partial(text: str) -> PartialDate:
    """Read a date of any precision. Raises Unreadable."""
    plain = text.translate(_WIDE).strip()
    if found := _DATE.fullmatch(plain):
        year, month, day = (int(part) for part in found.groups())
        return PartialDate(*_real(text, year, month, day))
    if found := _MONTH.fullmatch(plain):
        year, month = (int(part) for part in found.groups())
        _real(text, year, month, 1)
        return PartialDate(year, month)
    if found := _YEAR.fullmatch(plain):
        _real(text, int(found[1]), 1, 1)
        return PartialDate(int(found[1]))
    if _MASKED.fullmatch(plain):
        return PartialDate(None, written=plain)
    raise Unreadable("date", value=text)


def read_day(text: str) -> date:
    """Read a date that must be a full day. Raises Unreadable."""
    try:
        read = read_partial(text)
    except Unreadable as error:
        # Whoever must write a day is not told that a month would do.
        raise Unreadable("day", value=text) if error.reason == "date" else error from None
    if read.precision != "day":
        raise Unreadable("day", value=text)
    assert read.earliest is not None
    return read.earliest


def _real(text: str, year: int, month: int, day: int) -> tuple[int, int, int]:
    if not _EARLIEST <= year <= _LATEST:
        raise Unreadable("year_range", value=text, earliest=_EARLIEST, latest=_LATEST)
    try:
        date(year, month, day)
    except ValueError:
        raise Unreadable("no_such_day", value=text) from None
    return year, month, day
