"""Civil dates in the forms people write them, with the precision they wrote.

`2025-03-05`, `2025年3月5日`, `2025.3.5`, `2025/3/5` are days; `2025-03`, `2025年3月` months; `2025`, `2025年` years;
`20XX` or `20*` a year that the source masks, also with its month or day (`20XX-07`). Two-digit years and day-first
forms are ambiguous and refused. What spreadsheets and hurried people write instead (`45721`, `3月5日`, `5-Mar-25`,
`20250305`, `2025/3/5 0:00`, `二〇二五年三月五日`) is refused with the date that was meant, as far as it can be told.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta, timezone
from functools import lru_cache
from typing import Literal

from generator.core.values.unreadable import Unreadable

ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has kept UTC+8 without summer time since 1992; no zone data is needed to know a date there."""
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
EARLIEST, LATEST = 1900, 2100
"""The years that a date may be in."""


def _typed(*forms: re.Pattern[str]) -> str:
    """What any of these forms takes, as it may be typed: also with full-width digits and separators, and blanks around
    it."""
    either = "|".join(form.pattern for form in forms).replace("[0-9]", "[0-9０-９]").replace("[-./]", "[-./－／．]")
    return rf"^\s*(?:{either})\s*$"


DAY_TYPED, DATE_TYPED = _typed(_DATE), _typed(_DATE, _MONTH, _YEAR, _MASKED)
"""Expressions for editors: a text that they refuse is no day, or no date; whether there is such a day they cannot
tell."""
LONGEST = 40
"""How long a text may be for a date to be looked for in it."""


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


@lru_cache(10_000)
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
    raise _refused(text, plain)


@lru_cache(10_000)
def read_day(text: str) -> date:
    """Read a date that must be a full day. Raises Unreadable."""
    try:
        read = read_partial(text)
    except Unreadable as error:
        # Whoever must write a day is not told that a month would do.
        meant = str(error.args_of_message.get("meant", ""))
        only_month = error.reason == "date_meant" and meant.count("-") < 2
        raise Unreadable("day", value=text) if error.reason == "date" or only_month else error from None
    if read.precision != "day":
        raise Unreadable("day", value=text)
    assert read.earliest is not None
    return read.earliest


def _real(text: str, year: int, month: int, day: int) -> tuple[int, int, int]:
    if not EARLIEST <= year <= LATEST:
        raise Unreadable("year_range", value=text, earliest=EARLIEST, latest=LATEST)
    if not 1 <= month <= 12:
        raise Unreadable("no_such_month", value=text)
    last = monthrange(year, month)[1]
    if not 1 <= day <= last:
        raise Unreadable("no_such_day", value=text, year=year, month=month, last=last)
    return year, month, day


_NUMERALS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_TENS = re.compile(r"([1-9]?)十([1-9]?)")
_AROUND = re.compile(r"[\s'\"“”‘’`]+|[(（](?:星期|周)[一二三四五六日天][)）]")
_LETTERS = str.maketrans("OoIl", "0011")
"""Letters that are typed for digits."""
_ENDS = re.compile(r"(?<=.)(?:[\s,，.。;；、]+|(?<=[月日])[份起止左右前后]+)$")
"""What stands behind a date that is none of it: a comma copied along, or a word that makes it vague."""
_TIME = re.compile(r"(?:T|(?<=[0-9日号]) *)[0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?$")
_MONTHS = {name: number for number, name in enumerate("jan feb mar apr may jun jul aug sep oct nov dec".split(), 1)}
_TO = re.compile(r"(.*?[0-9日])(?:至|到|~|～|—+|－|--|(?<=日)-|-(?=[0-9]{4}))(.*[0-9日])")
_OPEN = frozenset(
    "至今 今 现在 目前 长期 永久 待定 未定 在任 在职 在读 在学 进行中 未结束 无 没有 / - — 暂无 now present".split()
)
"""What people write where there is no date yet."""
_SPREADSHEET_ZERO = date(1899, 12, 30)
"""Day 0 of the numbers as which spreadsheets keep dates (right from March 1900 on)."""


def _refused(text: str, plain: str) -> Unreadable:
    """Why something is no date: with what was meant where that can be told."""
    if len(text) > LONGEST:
        return Unreadable("date", value=text)
    if plain in _OPEN:
        return Unreadable("no_date", value=text)
    bare = _AROUND.sub("", _TIME.sub("", plain)).replace("号", "日").translate(_NUMERALS)
    bare = _TENS.sub(lambda found: f"{found[1] or '1'}{found[2] or '0'}", bare)
    if found := re.fullmatch(r"([2-7][0-9]{4})(?:\.0)?", bare):
        return Unreadable("serial", value=text, meant=(_SPREADSHEET_ZERO + timedelta(int(found[1]))).isoformat())
    if found := re.fullmatch(r"([0-9]{1,2})[月/.-]([0-9]{1,2})日?|([0-9]{1,2})-([A-Za-z]{3})", bare):
        month, day = (found[1], found[2]) if found[1] else (str(_MONTHS.get(found[4].lower(), 0)), found[3])
        if 1 <= int(month) <= 12 and 1 <= int(day) <= 31:
            return Unreadable("no_year", value=text, month=int(month), day=int(day))
    if re.search(r"[0-9][OoIl]|[OoIl][0-9]", bare):
        bare = bare.translate(_LETTERS)
    readings = dict.fromkeys(str(each) for each in _readings(bare))
    if readings:
        return Unreadable("date_meant", value=text, meant=" / ".join(readings))
    if _ENDS.sub("", plain) != plain:
        try:
            return Unreadable("date_meant", value=text, meant=str(read_partial(_ENDS.sub("", plain))))
        except Unreadable as error:
            return Unreadable(error.reason, **{**error.args_of_message, "value": text})
    if _TO.fullmatch(bare):
        return Unreadable("date_range", value=text)
    return Unreadable("date", value=text)


_ORDERS = (
    (_DATE, ("{0}-{1}-{2}",)),
    (re.compile(r"([12][0-9]{3})([0-9]{2})([0-9]{2})"), ("{0}-{1}-{2}",)),
    (_MONTH, ("{0}-{1}",)),
    (_YEAR, ("{0}",)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4})"), ("{2}-{0}-{1}", "{2}-{1}-{0}")),
    (re.compile(r"([0-9]{2})(?:年|[/.-])([0-9]{1,2})(?:月|[/.-])([0-9]{1,2})日?"), ("20{0}-{1}-{2}",)),
    (re.compile(r"([0-9]{1,2})-([0-9]{1,2})月-(?:20)?([0-9]{2})"), ("20{2}-{1}-{0}",)),
    (re.compile(r"([0-9]{1,2})月-([0-9]{2})"), ("20{1}-{0}",)),
    (re.compile(r"([0-9]{1,2})[/.-]([0-9]{4})"), ("{1}-{0}",)),
)
"""How the parts of a date may stand, and the date that they make; the name of a month stands here as `3月`."""


def _readings(bare: str) -> Iterator[PartialDate]:
    """Every date that it can mean, with the year in front, behind, short or with nothing between the parts."""
    bare = re.sub("[A-Za-z]{3}", lambda found: f"{_MONTHS.get(found[0].lower(), 0)}月", bare)
    for form, orders in _ORDERS:
        if found := form.fullmatch(bare):
            for order in orders:
                try:
                    yield read_partial(order.format(*found.groups()))
                except Unreadable:
                    continue
            return
