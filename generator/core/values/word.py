"""Words of a closed list, and the nearest one to what was written."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from generator.core.values.unreadable import Unreadable

YES = frozenset({"是", "有", "√", "true", "yes", "True", "TRUE", "Yes"})
NO = frozenset({"否", "无", "×", "false", "no", "False", "FALSE", "No"})


def read_flag(text: str) -> bool:
    """Read 是 or 否 (√ × true false are understood). Raises Unreadable."""
    plain = text.strip()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise Unreadable("flag", value=text)


def nearest(value: str, allowed: Sequence[str]) -> str | None:
    """The allowed word that the writer most likely meant: one that contains it or is contained, else the closest."""
    contained = [word for word in allowed if value and (value in word or word in value)]
    if contained:
        return min(contained, key=lambda word: abs(len(word) - len(value)))
    close = get_close_matches(value, allowed, n=1, cutoff=0.5)
    return close[0] if close else None
