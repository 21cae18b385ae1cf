"""How dates, figures, names and phrases are set in Chinese. Filters of the page templates; data never change for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import lru_cache

from markupsafe import Markup, escape

from generator.wording import Wording

_PARTIAL = re.compile(r"(?P<year>\d{2}(?:\d\d|XX|xx))(?:-(?P<month>\d\d))?(?:-(?P<day>\d\d))?")
_UNBROKEN = (
    # The number of a document, with the letters of its issuer where they stand apart: 云职〔2026〕30号.
    r"(?<![\u3400-\u9fff])[\u3400-\u9fff]{2,5}[〔\[【]\d{4}[〕\]】]\s*\d+\s*号",
    r"(?<=[〕\]】)）])\s*\d+\s*号",
    # A day, a month or a span of years: 2026年3月5日, 3月5日, 2026年3月, 2024—2026年.
    r"(?:\d{4}年)?\d{1,2}月\d{1,2}日",
    r"\d{4}年\d{1,2}月(?!\d)",
    r"\d{4}[—–-]\d{4}年",
    # A span of hours: 13:30—17:30.
    r"\d{1,2}:\d{2}[—–-]\d{1,2}:\d{2}",
)
_HAN = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]{2}")


def filters(words: Wording) -> dict[str, Callable[..., object]]:
    """The filters by their names in templates; `theme/pages` documents them by use."""
    return {
        "date": lambda iso: set_date(str(iso), words),
        "short_date": lambda iso: set_short_date(str(iso), words),
        "weekday": lambda iso, form="short": set_weekday(str(iso), words, form),
        "thousands": set_thousands,
        "quantity": set_quantity,
        "name": set_name,
        "nb": lambda text: guard(str(text), words("guard.phrases")),
    }


def set_date(iso: str, words: Wording) -> str:
    """`2026-03-05`, `2025-03`, `2025` or `20XX` as 2026年3月5日, 2025年3月, 2025年, 20XX年; other text as it is."""
    found = _PARTIAL.fullmatch(iso)
    if not found:
        return iso
    year, month, day = found["year"], found["month"], found["day"]
    if day:
        return words("date.day", year=year, month=int(month), day=int(day))
    if month:
        return words("date.month", year=year, month=int(month))
    return words("date.year", year=year)


def set_short_date(iso: str, words: Wording) -> str:
    """A full date without its year, for places where the year is plain; a partial one like `set_date`."""
    found = _PARTIAL.fullmatch(iso)
    if not found or not found["day"]:
        return set_date(iso, words)
    return words("date.short", month=int(found["month"]), day=int(found["day"]))


def set_weekday(iso: str, words: Wording, form: str = "short") -> str:
    """The weekday of a full date: 周五 (short), 星期五 (long), 五 (plain)."""
    return words(f"weekday.{form}").split()[date.fromisoformat(iso).weekday()]


def set_thousands(figure: int | str | Decimal) -> str:
    """A figure with commas: 1,286 or 12,345.50; what is no plain figure stays as it is."""
    text = str(figure)
    if not re.fullmatch(r"-?\d+(?:\.\d+)?", text):
        return text
    whole, dot, rest = text.partition(".")
    return f"{int(whole):,}{dot}{rest}" if whole != "-0" else text


def set_quantity(text: str) -> str:
    """A quantity as sources state it, with commas in its number: 近1,800人, 2,500多人次."""
    return re.sub(r"\d+(?:\.\d+)?", lambda found: set_thousands(found[0]), text, count=1)


def set_name(name: str) -> str:
    """A name of two characters with a full-width space between, so that names in a list end alike."""
    return f"{name[0]}\u3000{name[1]}" if _HAN.fullmatch(name) else name


def guard(text: str, phrases: str) -> Markup:
    """Wrap what must not break at the end of a line: the phrases, numbers of documents, dates and spans of hours."""
    pieces = pieces_of(text, phrases)
    for index, piece in enumerate(pieces):
        escaped = str(escape(piece))
        pieces[index] = f'<span class="nb">{escaped}</span>' if index % 2 else escaped
    return Markup("".join(pieces))  # noqa: S704 - all of it escaped or ours


def pieces_of(text: str, phrases: str) -> list[str]:
    """A text cut around what must not break: every other piece, from the second, is such."""
    return _guarded(phrases).split(text)


@lru_cache
def _guarded(phrases: str) -> re.Pattern[str]:
    return re.compile("(" + "|".join((*map(re.escape, phrases.split()), *_UNBROKEN)) + ")")
