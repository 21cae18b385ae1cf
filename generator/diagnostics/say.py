"""A problem in words, for every form that shows it."""

from __future__ import annotations

import re
import string
from collections.abc import Callable

from generator.core.problem import Code, Problem
from generator.core.values.personal import masked
from generator.wording import Wording

VALUE_CHARACTERS = 80
MEANT_CHARACTERS = 400
"""What is to be written instead is shown whole, or nobody could copy it."""
SHOWN_PAGES = 5
_UNPRINTABLE = re.compile(
    r"[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)


def message(found: Problem, words: Wording) -> str:
    """What is there, behind its place in a table or document."""
    return within(found, words) + words(f"{found.code.id}.message", **_safe(found, words))


def within(found: Problem, words: Wording) -> str:
    """The row and column as a spreadsheet numbers them, or the pages of a document; "" for any other text."""
    if pages := found.where.pages:
        shown = words("problems.and").join(str(page) for page in pages[:SHOWN_PAGES])
        return words("problems.pages" if len(pages) <= SHOWN_PAGES else "problems.more_pages", pages=shown)
    cell = found.where.cell
    if cell is None:
        return ""
    row = words("problems.rows", first=cell.row, last=cell.last) if cell.last > cell.row else str(cell.row)
    key = "problems.cell" if cell.name else "problems.column" if cell.letters else "problems.row"
    return words(key, row=row, column=cell.letters, name=printable(cell.name))


def hint(found: Problem, words: Wording) -> str:
    """What to type instead."""
    return words(f"{found.code.id}.{found.hint}", **_safe(found, words))


def marked(found: Problem, which: str, words: Wording, ours: Callable[[str], str], given: Callable[[str], str]) -> str:
    """The same in a language of marks: what the catalogue says goes through `ours`, blanks through `given`."""
    values = _safe(found, words)
    pieces = string.Formatter().parse(words.some(f"{found.code.id}.{which}"))
    filled = ((text, values[name] if name is not None else "") for text, name, _, _ in pieces)
    return "".join(ours(text) + (given(value) if isinstance(value, str) else str(value)) for text, value in filled)


def general(code: Code, which: str, words: Wording) -> str:
    """What the catalogue says of a code in general: its blanks are dots."""
    pieces = string.Formatter().parse(words.some(f"{code.id}.{which}"))
    return "".join(text + ("…" if name is not None else "") for text, name, _, _ in pieces)


def hints(code: Code, words: Wording) -> tuple[str, ...]:
    """All that may be typed instead, in general."""
    names = (key.removeprefix(f"{code.id}.") for key in words.texts if key.startswith(f"{code.id}.hint"))
    return tuple(general(code, name, words) for name in names)


def printable(text: str, most: int = VALUE_CHARACTERS) -> str:
    """Contributed text for a terminal or a log: personal numbers made unreadable, control and direction characters
    shown by number, cut to a length."""
    shown = visible(masked(text))
    return shown if len(shown) <= most else shown[: most - 1] + "…"


def visible(text: str) -> str:
    """The same in full."""
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)


def _safe(found: Problem, words: Wording) -> dict[str, object]:
    """The blanks as they may be shown; several values in one are joined as the language does."""
    return {name: _shown(name, value, words) for name, value in found.args}


def _shown(name: str, value: object, words: Wording) -> object:
    if isinstance(value, tuple):
        value = words("problems.and").join(str(each) for each in value)
    if not isinstance(value, str):
        return value
    if name == "allowed":  # such a list may be long, and is not cut
        return visible(value)
    return printable(value, MEANT_CHARACTERS if name == "meant" else VALUE_CHARACTERS)
