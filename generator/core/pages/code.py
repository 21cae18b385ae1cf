"""What can be wrong, for teachers: every kind of problem by family, and a page for each, as `explain` tells it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from generator.core.checks.waiver import may_be_waived
from generator.core.codes import CODES, FAMILIES, family
from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.problem import Code
from generator.core.records.schema import title_of
from generator.wording import wording
from generator.wording.example import Piece, example
from generator.wording.width import width

_NUMBERED = re.compile(r" *(\d*) (?:\| ?(.*)|⋮)")
_CARETS = re.compile(r"( *)(\^+)")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an example: its number, "" for lines left out, and its text, of which a part may be marked."""

    number: str
    before: str
    marked: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A file of an example: its lines, or in `note` why there are none."""

    path: str
    note: str
    lines: tuple[Line, ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The list of all codes, then each code."""
    t = wording()
    families = tuple((letter, t(f"family.{letter}"), tuple(map(_row, family(letter)))) for letter in FAMILIES)
    yield Page(
        address.CODES,
        "about",
        "codes.html",
        t("code.title"),
        t("code.description", school=edition.site.school, count=len(CODES)),
        {"families": families},
        ((t("guide.title"), address.GUIDE),),
    )
    yield from map(_page, CODES.values())


def _row(code: Code) -> tuple[str, str, str]:
    """A code in the list: its id, its weight, what it says."""
    t = wording()
    return code.id, t(f"severity.{code.severity.value}"), t.pattern(f"{code.id}.message")


@cache
def _page(code: Code) -> Page:
    """The page of a code: no school has another."""
    t = wording()
    shown = example(code.id)
    id_, severity, said = _row(code)
    return Page(
        address.code(id_),
        "about",
        "code.html",
        f"{id_} {said}",
        t("code.page_description", code=id_, message=said, why=t(f"{id_}.why")),
        {
            "code": id_,
            "severity": severity,
            "weight": t(f"code.{code.severity.value}"),
            "waiver": title_of("waiver") if may_be_waived(code) else "",
            "why": t(f"{id_}.why"),
            "source": t(f"{id_}.source"),
            "at": shown.at,
            "message": shown.message[t.lang],
            "hint": shown.hint[t.lang],
            "hints": tuple(map(t.pattern, _hints()[id_])),
            "wrong": tuple(map(_excerpt, shown.wrong)),
            "right": tuple(map(_excerpt, shown.right)),
        },
        ((t("guide.title"), address.GUIDE), (t("code.title"), address.CODES)),
    )


@cache
def _hints() -> Mapping[str, Sequence[str]]:
    """The keys of the hints of each code, in the order of the catalogue."""
    keys: dict[str, list[str]] = {code: [] for code in CODES}
    for key in wording().texts:
        code, _, rest = key.partition(".")
        if code in keys and rest.startswith("hint"):
            keys[code].append(key)
    return keys


def _excerpt(piece: Piece) -> Excerpt:
    note = wording()(f"note.{piece.note}", to=piece.to) if piece.note else ""
    return Excerpt(piece.path, note, tuple(read_lines(piece.text.splitlines())))


def read_lines(lines: Sequence[str]) -> Iterator[Line]:
    """The lines of an example, each together with the carets that stand under it."""
    for place, line in enumerate(lines):
        found = _NUMBERED.fullmatch(line)
        assert found is not None, line
        number, text = found[1], found[2] or ""
        if not number and _CARETS.fullmatch(text):
            continue  # told with the line above
        below = _NUMBERED.fullmatch(lines[place + 1]) if place + 1 < len(lines) else None
        carets = _CARETS.fullmatch(below[2] or "") if below and not below[1] else None
        if carets is None:
            yield Line(number, text)
            continue
        start = _reach(text, 0, len(carets[1]))
        end = _reach(text, start, len(carets[2]))
        yield Line(number, text[:start], text[start:end] or " ", text[end:])


def _reach(text: str, start: int, places: int) -> int:
    """The end of the text from `start` that takes so many places."""
    end = start
    while end < len(text) and width(text[start:end]) < places:
        end += 1
    return end
