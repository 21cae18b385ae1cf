"""Text as it is searched: letters small, signs narrow, traditional characters simplified, brackets of one form.

Every character becomes exactly one other, so that places in the folded text are places in the text. The browser folds
what is typed by the same table.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path

_MARKS = {
    "(": "〔【［[（﹝〖〘{",
    ")": "〕】］]）﹞〗〙}",
    '"': "“”„‟「」『』«»＂",
    "'": "‘’‚‛`´",
    "-": "‐‑‒–—―−",
    "·": "•・‧∙⋅",
}
"""Signs of which people type another than stands in print: 云职（2026）30号 for 云职〔2026〕30号."""
_LAST = 0xFFFF
"""Beyond it a browser counts a character as two; nothing beyond it is folded."""


def simplified(text: str) -> str:
    """The text with its traditional characters simplified, and nothing else changed."""
    return text if text.isascii() else text.translate(_characters())


@cache
def _characters() -> Mapping[int, str]:
    return {ord(sign): simple for sign, simple in _simplified()}


def variants(of: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Of these folded characters, each with all that are folded to it, in their order."""
    found: dict[str, list[str]] = {}
    for code, target in table().items():
        found.setdefault(target, []).append(chr(code))
    yield from ((each, "".join(found[each])) for each in of if each in found)


@cache
def table() -> Mapping[int, str]:
    """Every character that is folded, by its code: what it becomes."""
    simple = dict(_simplified())
    marks = {ord(sign): mark for mark, signs in _MARKS.items() for sign in signs}

    def folded(sign: str) -> str:
        for change in (partial(unicodedata.normalize, "NFKC"), str.lower):
            form = change(sign)
            sign = form if len(form) == 1 and ord(form) <= _LAST else sign
        return marks.get(ord(sign), simple.get(sign, sign))

    made = {code: marks.get(code) or folded(chr(code)) for code in range(_LAST + 1) if not 0xD800 <= code < 0xE000}
    made = {code: made.get(ord(sign), sign) for code, sign in made.items()}  # what is folded is not folded again
    return {code: sign for code, sign in made.items() if sign != chr(code)}


def _simplified() -> Iterator[tuple[str, str]]:
    for line in Path(__file__).with_name("fold.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            yield from ((sign, group[0]) for group in line.split() for sign in group[1:])
