"""YAML that was typed with the input method for Chinese on: full-width colons, commas, brackets and quotes where YAML
has its own, no space after a colon, tabs for indentation.

A candidate is a place where a key of the registry stands before such a colon, or such brackets hold a whole value.
Whether it was right, the parser decides: it must then see a key, a bracket or a quote there, and get further than it
did.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from generator.core.document import Document
from generator.core.problem import Problem
from generator.core.records.base import MISSING, UNKNOWN_KEY, WRONG_SHAPE
from generator.core.records.kinds import Place
from generator.fixing.edit import Edit, edited
from generator.fixing.reading import news, problems_of, read
from generator.fixing.registry import Keys, keys_of
from generator.fixing.structure import Structure, structure_of, yaml_lines

TAB_STOPS = (2, 4, 8)
"""How wide a tab may have been on the screen of whoever typed it."""
TRIES = 20
"""How often candidates that were none are dropped before all of them are."""

Sort = Literal["key", "open", "close", "quote"]


@dataclass(frozen=True, slots=True)
class _Candidate:
    """Edits of one line that belong together, and what the parser must see then: `proof` are columns of the line as
    it was, each with what begins there (of a closing bracket: what ends before it)."""

    kind: str
    edits: tuple[Edit, ...]
    proof: tuple[tuple[int, Sort], ...]

    @property
    def line(self) -> int:
        return self.edits[0].line


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text with what comes of it."""

    path: str
    text: str
    document: Document | None
    seen: Structure
    problems: tuple[Problem, ...]


def mend_syntax(path: str, text: str, place: Place) -> tuple[str, tuple[str, ...]]:
    """The text with the signs of YAML in its syntax, and the kinds of changes; nothing where it might mean something
    else."""
    before = _reading(path, text)
    if before is None or (before.document is not None and not _misshapen(before)):
        return text, ()
    keys = keys_of(place.kind.name)
    if before.seen.fault is not None and (tabs := _without_tabs(before, keys)):
        return tabs, ("tabs",)
    mended, candidates = _confirmed(before, keys)
    return mended.text, tuple(found.kind for found in candidates)


def _reading(path: str, text: str) -> _Reading | None:
    seen = structure_of(path, text)
    if seen is None:
        return None
    parsed = read(path, text)
    return _Reading(path, text, parsed.document, seen, problems_of(path, text, parsed))


def _misshapen(reading: _Reading) -> int:
    """How many values stand where a record or list should, how many keys where no such key should be, and how many
    keys are none."""
    return sum(found.code in {WRONG_SHAPE, UNKNOWN_KEY} for found in reading.problems) + _swollen(reading)


def _swollen(reading: _Reading) -> int:
    """How many keys hold their value, or more, since the signs between them are no signs of YAML. A key without a
    value says nothing, so nobody else tells."""
    return sum(_WIDE.search(key) is not None for key in reading.seen.keys.values())


def _better(before: _Reading, after: _Reading, lines: Iterable[int]) -> bool:
    """Whether a text reads better after changes to these lines, and no worse anywhere."""
    if _swollen(after):
        return False
    if before.document is None:
        return after.document is not None or _progress(after) > _progress(before)
    if after.document is None or _misshapen(after) >= _misshapen(before):
        return False
    # What a record lacks that can only now be seen is told where the record is named, above it.
    told = [found for found in news(before.problems, after.problems) if found.code is not MISSING]
    return {found.where.line - 1 for found in told} <= set(lines)


def _progress(reading: _Reading) -> tuple[float, int]:
    """How far the parser gets: the line at which it stumbles, and what it sees until then."""
    return float("inf") if reading.seen.fault is None else reading.seen.fault, len(reading.seen.keys)


def _confirmed(before: _Reading, keys: Keys) -> tuple[_Reading, Sequence[_Candidate]]:
    """The text with all candidates that the parser confirms, and these; the text as it was if it is no better then."""
    candidates = list(_candidates(before, keys))
    for _ in range(TRIES):
        after = _reading(before.path, edited(before.text, (edit for found in candidates for edit in found.edits)))
        if not candidates or after is None:
            break
        open_ones = _unconfirmed(candidates, after.seen)
        if not open_ones:
            return (after, candidates) if _better(before, after, {each.line for each in candidates}) else (before, ())
        # What is not seen where the parser has been is text; else one of those about where it stumbles is to blame;
        # else it stumbles over something else, and nothing is known of what comes then.
        about = _about(after)
        wrong = set(
            [each for each in open_ones if after.seen.fault is None or each.line < min(about)]
            or [each for each in open_ones if each.line in about]
            or open_ones
        )
        candidates = [each for each in candidates if each not in wrong]
    return before, ()


def _about(reading: _Reading) -> set[int]:
    """The lines where the parser stumbles: it may do so only on the line after the fault."""
    fault, lines = reading.seen.fault, reading.text.split("\n")
    if fault is None:
        return set()
    before = next((number for number in range(fault - 1, -1, -1) if lines[number].strip()), fault)
    return {fault, before} | ({reading.seen.context} if reading.seen.context is not None else set())


def _unconfirmed(candidates: Sequence[_Candidate], seen: Structure) -> list[_Candidate]:
    """The candidates for which the parser does not see in the changed text what they meant."""
    signs: Mapping[Sort, Container[tuple[int, int]]] = {
        "key": seen.keys,
        "open": seen.opened,
        "close": seen.closed,
        "quote": seen.quoted,
    }
    edits: defaultdict[int, list[Edit]] = defaultdict(list)
    for candidate in candidates:
        edits[candidate.line] += candidate.edits

    def now(line: int, column: int) -> tuple[int, int]:
        return line, column + sum(len(edit.new) - edit.end + edit.start for edit in edits[line] if edit.end <= column)

    return [
        each for each in candidates if not all(now(each.line, column) in signs[sort] for column, sort in each.proof)
    ]


def _without_tabs(before: _Reading, keys: Keys) -> str | None:
    """The text with its indentation in blanks, if it reads then and means the same however wide a tab was."""
    part = yaml_lines(before.path, before.text)
    assert part is not None
    meant: list[tuple[str, object]] = []
    for width in TAB_STOPS:
        lines = before.text.split("\n")
        changed: set[int] = set()
        for number in range(*part):
            lead = _LEAD.match(lines[number])
            if lead and "\t" in lead[0]:
                lines[number] = lead[0].expandtabs(width) + lines[number][lead.end() :]
                changed.add(number)
        reading = _reading(before.path, "\n".join(lines))
        if not changed or reading is None:
            return None
        reads = reading if reading.document else _confirmed(reading, keys)[0]
        if reads.document is None:
            continue
        if any(start[0] < number < end[0] for start, end in reads.seen.blocks.items() for number in changed):
            return None  # a tab may belong to the text there
        meant.append((reading.text, reads.document.value))
    return meant[0][0] if meant and all(value == meant[0][1] for _, value in meant) else None


_WIDE = re.compile("[：，｛｝【】［］]")
_COMMENT = re.compile(r"[ \t]#.*")
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_BRACKETED_YEAR = re.compile(
    r"[:：][ \t\u3000]*(?P<number>[^\s\[\]{}｛｝,，:：\"'#]{0,12}\[[0-9]{4}\]\s*[0-9]{1,5}\s*号)(?=\s*(?:[,，}｝]|$))"
)
"""The number of a document whose year stands in brackets that YAML has a use for."""
_NEEDS_QUOTES = re.compile(r"([\"'])[^\"'“”‘’＂\\]*.|.[^\"'“”‘’＂\\]*(?:: | #)[^\"'“”‘’＂\\]*.")
"""A value in quotes of which the first is one of YAML, or that reads as something else without any: in Chinese a title
may well stand in quotes of its own."""
_OPENERS = {"【": "[", "［": "[", "｛": "{", "“": '"', "”": '"', "＂": '"', "‘": "'", "’": "'"}
_CLOSERS = {"】": "]", "］": "]", "｝": "}", "”": '"', "“": '"', "＂": '"', "’": "'", "‘": "'"}


@cache
def _patterns(keys: Keys) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A key that begins a line, and one that stands in braces."""
    key = "|".join(sorted(map(re.escape, keys.all), key=len, reverse=True))
    key += r"|[0-9]{1,2}\.[0-9]{1,2}" if keys.numbered else ""
    begins = re.compile(rf"(?P<lead>[ \t]*(?:-[ \t]+)*)(?P<key>{key})[ \t]*(?P<colon>[:：])(?P<gap>[ \t\u3000\xa0]*)")
    braced = re.compile(
        rf"(?P<sep>[{{｛,，])(?P<before>[ \t\u3000\xa0]*)(?P<key>{key})[ \t]*(?P<colon>[:：])(?P<gap>[ \t\u3000\xa0]*)"
    )
    return begins, braced


def _candidates(reading: _Reading, keys: Keys) -> Iterator[_Candidate]:
    part = yaml_lines(reading.path, reading.text)
    assert part is not None
    for number, line in enumerate(reading.text.split("\n")[part[0] : part[1]], part[0]):
        if not line.lstrip().startswith("#"):
            yield from _of_line(number, line, keys)


def _of_line(number: int, line: str, keys: Keys) -> Iterator[_Candidate]:
    begins, braced = _patterns(keys)
    found = begins.match(line)
    key = ""
    lead = _LEAD.match(line)
    value_at = lead.end() if lead else 0
    if found:
        key, value_at = found["key"], found.end()
        if (colon := _colon(number, line, found)) is not None:
            yield _Candidate(colon[0], (colon[1],), ((found.start("key"), "key"),))
    value = _COMMENT.sub("", line[value_at:]).rstrip()
    end = value_at + len(value)
    if len(value) < 2:
        return
    first, last = value[0], value[-1]
    opened, closed = _OPENERS.get(first, first), _CLOSERS.get(last, last)
    wide = (first, last) != (opened, closed)
    ends = (Edit(number, value_at, value_at + 1, opened), Edit(number, end - 1, end, closed))
    if first == "[" and closed == "]" and wide and key in keys.lists and not re.search("[，、；]", value):
        yield _Candidate("brackets", ends, ((value_at, "open"), (end, "close")))
    elif opened == "{" and closed == "}":
        yield from _in_braces(number, line, (value_at, end), braced, ends if wide else ())
    elif opened in {'"', "'"} and closed == opened and wide and _NEEDS_QUOTES.fullmatch(value):
        yield _Candidate("quotes", ends, ((value_at, "quote"),))
    elif year := _BRACKETED_YEAR.search(line, max(value_at - 2, 0)):
        yield _Candidate("quotes", _quotes(number, line, year), ((year.start("number"), "quote"),))


def _quotes(number: int, line: str, found: re.Match[str]) -> tuple[Edit, Edit]:
    """The number of a document in quotes."""
    start, end = found.span("number")
    return Edit(number, start, start + 1, f'"{line[start]}'), Edit(number, end - 1, end, f'{line[end - 1]}"')


def _colon(number: int, line: str, found: re.Match[str]) -> tuple[str, Edit] | None:
    """A colon of its own, and a blank behind it if anything follows."""
    rest, gap = line[found.end() :], found["gap"]
    narrow = found["colon"] == ":"
    if rest[:1] in {":", "："} or (narrow and (gap[:1] in {" ", "\t"} or not rest)):
        return None
    blank = gap if gap and not gap.strip(" \t") else " "
    edit = Edit(number, found.start("colon"), found.end(), f":{blank}" if rest else ":")
    return ("spaces" if narrow else "colons"), edit


def _in_braces(
    number: int, line: str, span: tuple[int, int], braced: re.Pattern[str], ends: tuple[Edit, ...]
) -> Iterator[_Candidate]:
    """A record in braces: its colons and the commas before its keys, with the braces themselves if they are wide."""
    start, end = span
    edits = list(ends)
    proof: list[tuple[int, Sort]] = [(start, "open"), (end, "close")]
    for found in braced.finditer(line, start, end):
        if found["sep"] == "，":
            edits.append(Edit(number, found.start("sep"), found.end("before"), ", "))
            proof.append((found.start("key"), "key"))
        if (colon := _colon(number, line[:end], found)) is not None:
            edits.append(colon[1])
            proof.append((found.start("key"), "key"))
    for year in _BRACKETED_YEAR.finditer(line, start, end):
        edits += _quotes(number, line, year)
        proof.append((year.start("number"), "quote"))
    if edits:
        yield _Candidate("braces" if ends else "commas", tuple(edits), tuple(dict.fromkeys(proof)))
