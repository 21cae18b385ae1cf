"""Words of a closed list, and the nearest one to what was written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher, get_close_matches

from generator.core.values.fold import simplified
from generator.core.values.numeral import NUMERALS, read_numeral
from generator.core.values.synonym import WORDS
from generator.core.values.unreadable import Unreadable

YES = frozenset({"是", "有", "√", "✓", "✔", "true", "yes", "True", "TRUE", "Yes"})
NO = frozenset({"否", "无", "×", "✗", "✘", "false", "no", "False", "FALSE", "No"})


def read_flag(text: str) -> bool:
    """Read 是 or 否 (√ × true false are understood). Raises Unreadable."""
    plain = text.strip()
    if plain in YES:
        return True
    if plain in NO:
        return False
    raise Unreadable("flag", value=text)


ALL_BUT_THE_SAME = 0.85
"""How much of two words must agree, as `SequenceMatcher` reckons, for nothing else to be meant."""


def slip(value: str, allowed: Iterable[str]) -> str | None:
    """The first allowed number or code that one slip of the finger turns into `value`: a character wrong, missing, too
    many, or two exchanged. Numbers that look alike otherwise have nothing to do with one another."""
    return next((word for word in allowed if word != value and _one_slip(value, word)), None)


def _one_slip(a: str, b: str) -> bool:
    if len(a) > len(b):
        a, b = b, a
    apart = next((place for place, (x, y) in enumerate(zip(a, b, strict=False)) if x != y), len(a))
    if len(a) < len(b):
        return a[apart:] == b[apart + 1 :]
    exchanged = a[apart : apart + 2] == b[apart : apart + 2][::-1]
    return a[apart + 1 :] == b[apart + 1 :] or (exchanged and a[apart + 2 :] == b[apart + 2 :])


_DENIES = re.compile("[不未非无没]")


def nearest(value: str, allowed: Sequence[str]) -> str | None:
    """The allowed word that the writer most likely meant, in simplified characters: one that is all but the same, else
    one that contains it or is contained, else the closest; none where two are equally close. What denies is never taken
    for what does not: 不通过 may be 未通过, and is not 通过."""
    value = simplified(value)
    if (known := WORDS.get(value)) in allowed:
        return known
    allowed = [word for word in allowed if bool(_DENIES.search(word)) == bool(_DENIES.search(value))]
    read_alike = [word for word in allowed if _in_digits(word) == _in_digits(value)]
    if len(read_alike) == 1:
        return read_alike[0]
    same = get_close_matches(value, allowed, n=2, cutoff=ALL_BUT_THE_SAME)
    if len(same) == 1:
        return same[0]
    contained = [word for word in allowed if value and (value in word or word in value)]
    if contained:
        least = min(abs(len(word) - len(value)) for word in contained)
        nearest_ones = [word for word in contained if abs(len(word) - len(value)) == least]
        return nearest_ones[0] if len(nearest_ones) == 1 else None
    close = get_close_matches(value, allowed, n=2, cutoff=0.5)
    alike = {SequenceMatcher(None, word, value).ratio() for word in close}
    return close[0] if len(alike) == len(close) > 0 else None


def _in_digits(word: str) -> str:
    """The same with its numerals in digits and its letters small: 三十年 is 30年, 1等奖 is 一等奖, m1 is M1."""
    said = NUMERALS.sub(lambda found: found[0] if (said := read_numeral(found[0])) is None else str(said), word)
    return said.casefold()
