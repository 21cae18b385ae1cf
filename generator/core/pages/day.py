"""Days as people say them, where a core page puts one into a sentence."""

from __future__ import annotations

import re
from functools import cache

from generator.wording import wording

_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
_LENGTHS = {7, 10}
"""Of a month and of a day: most texts are of another, and need not be looked at."""


def in_words(text: str) -> str:
    """`2026-03-05` as 2026年3月5日, `2026-03` as 2026年3月; other text as it is."""
    return _said(text) if len(text) in _LENGTHS and text[4] == "-" else text


@cache
def _said(text: str) -> str:
    if not _DAY.fullmatch(text):
        return text
    year, month, *day = (int(part) for part in text.split("-"))
    t = wording()
    return t("date.day", year=year, month=month, day=day[0]) if day else t("date.month", year=year, month=month)
