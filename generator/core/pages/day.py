"""Days as people say them, where a core page puts one into a sentence."""

from __future__ import annotations

import re

from generator.wording import wording

_DAY = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


def in_words(text: str) -> str:
    """`2026-03-05` as 2026年3月5日, `2026-03` as 2026年3月; other text as it is."""
    if not _DAY.fullmatch(text):
        return text
    year, month, *day = (int(part) for part in text.split("-"))
    t = wording()
    return t("date.day", year=year, month=month, day=day[0]) if day else t("date.month", year=year, month=month)
