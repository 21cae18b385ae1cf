"""Text of a fixed form: what was meant by one that does not have it, and letters that only look like Latin ones."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator

from generator.core.values.numeral import NUMERALS, read_numeral

_ALIKE = str.maketrans(
    "аеорсухѕіјһԁ" + "АВЕКМНОРСТУХІЈ" + "αονρυι" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "aeopcyxsijhd" + "ABEKMHOPCTYXIJ" + "aovpui" + "ABEZHIKMNOPTYX",
)
"""Cyrillic and Greek letters and the Latin ones that they are taken for."""
_DIGITS = str.maketrans("OoIl", "0011")
"""Letters that are typed for digits."""
LEAP_YEAR = 2024
"""By its days the last one of each month is written: of February 02-29, which is 28 February where there is no 29th."""
_QUOTES = "'\"“”‘’`「」 "
_BRACKETS = re.compile(r"[〔\[［(（【{]?([0-9]{4})年?[〕\]］)）】}]?(?:第|字)?\s*0*([0-9]+)号?")


_LOOKALIKES = "аеорсухѕіјһԁ" + "АВЕКМНОРСТУХІЈ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ"
_MIXED = re.compile(rf"[A-Za-z0-9]-?[{_LOOKALIKES}]|[{_LOOKALIKES}]-?[A-Za-z0-9]")
_WORD = re.compile(rf"[A-Za-z0-9{_LOOKALIKES}]+(?:-[A-Za-z0-9{_LOOKALIKES}]+)*")
"""A look-alike letter in one word with Latin ones or digits. Small Greek letters have their place in formulas."""


def mixed_letters(text: str) -> tuple[int, str] | None:
    """Where a word begins that mixes Latin letters or digits with letters that only look like Latin ones, and it."""
    if text.isascii() or (found := _MIXED.search(text)) is None:
        return None
    word = next(each for each in _WORD.finditer(text) if each.end() > found.start())
    return word.start(), word[0]


def plain_letters(text: str) -> str:
    """The same with Latin letters, and of plain width."""
    return unicodedata.normalize("NFKC", text).translate(_ALIKE)


def odd_letter(text: str) -> str:
    """The first letter that looks like a Latin one and is none, with its number; "" where there is none."""
    found = next((each for each in text if ord(each) in _ALIKE), "")
    return f"{found} (U+{ord(found):04X})" if found else ""


def candidates(text: str, form: str) -> Iterator[str]:
    """What a text of that form may have been meant to be, likeliest first; the caller knows which of them has it."""
    plain = plain_letters(text).strip(_QUOTES)
    yield plain
    yield re.sub(r"[\s_.·—–]+", "-", plain.lower()).strip("-")
    if form == "person_id":
        if plain.isdecimal() and plain.startswith("0"):
            yield f"p{plain.lstrip('0'):0>3}"
        yield f"p{plain}"
        if len(numbers := re.findall(r"(?<![a-z0-9])p[0-9]{3,6}(?![0-9])", plain)) == 1 and not plain.isascii():
            yield numbers[0]  # with the name beside it
        yield plain[:1].lower() + plain[1:].translate(_DIGITS)
    elif form == "document_number":
        bare = re.sub(r"\s+", "", text)
        yield _BRACKETS.sub(r"〔\1〕\2号", bare, count=1)
    elif form == "marks_line":
        yield re.sub(r"[\s,;/、，；]+", " ", plain)
    elif form == "month_day":
        plain = NUMERALS.sub(lambda said: str(number) if (number := read_numeral(said[0])) else said[0], plain)
        if found := re.fullmatch(r"(?:[0-9]{4}[年./-])?([0-9]{1,2})[月./-]([0-9]{1,2})[日号]?", plain):
            yield f"{int(found[1]):02}-{int(found[2]):02}"
        elif (found := re.fullmatch(r"([0-9]{1,2})月[底末]", plain)) and 1 <= int(found[1]) <= 12:
            yield f"{int(found[1]):02}-{monthrange(LEAP_YEAR, int(found[1]))[1]:02}"
    elif form == "url":
        yield plain.rstrip("/") + "/"
        yield "https://" + re.sub(r"^https?:/*", "", plain).rstrip("/") + "/"
    elif form == "link":
        yield "https://" + re.sub(r"^(?:https?)?[:：]?/*", "", plain)
    elif form in {"list_file", "attachment_file"}:
        name = re.split(r"[\\/]", plain)[-1]
        stem, _, ending = name.rpartition(".")
        small = re.sub(r"[\s_-]+", "-", stem.lower()).strip("-") if form == "list_file" else re.sub(r"\s+", "-", stem)
        yield f"{'files/' if form == 'attachment_file' else ''}{small}.{ending.lower()}" if stem else plain
    elif form == "phone":
        yield re.sub(r"[()]+", " ", plain).strip()
