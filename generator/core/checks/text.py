"""Texts that are well-formed and hardly meant: samples of `new` that nobody has replaced, quotes, commas and remarks of
the wrong width that are taken for text, letters that only look like Latin ones."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any, Literal, get_args

from generator.core.dataset import Dataset, Entry
from generator.core.document import Route
from generator.core.problem import Code, Problem, Severity, Where, part_of
from generator.core.records.base import NAMED, Record
from generator.core.records.scaffold import SAMPLE, SAMPLE_LINES
from generator.core.values.form import mixed_letters, odd_letter, plain_letters
from generator.core.values.synonym import NOTHING

PLACEHOLDER = Code("F212", Severity.WARNING)
TAKEN_FOR_TEXT = Code("F217", Severity.WARNING)
LOOKALIKE = Code("F219", Severity.WARNING)
NOTHING_SAID = Code("F223", Severity.WARNING)
NO_HEADING = Code("M261", Severity.WARNING)

_QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|＂([^＂]*)＂")
_ODD = frozenset("“‘＂新某（(Tt待xX×?？.…")
"""How quotes and samples begin: most texts are not looked at further."""
_WIDE_REMARK = re.compile(r"(?:^|\s)＃+(.*)")
_LISTED = re.compile(r"[^，、；。：（）,\s]{1,12}(?:\s*[，、；]\s*[^，、；。：（）,\s]{1,12})+")
_IN_BRACKETS = re.compile(r"[^，、；。：（）,\s]{1,20}(?:\s*[，、；]\s*[^，、；。：（）,\s]{1,20})+")


_NAMES = re.compile(r"[^，、；。：（）,\s]{1,40}(?:\s*[，、；]\s*[^，、；。：（）,\s]{1,40})+")
Listed = Literal["", "texts", "names"]
"""What stands in the list in which a text stands; "" for none."""
_Said = tuple[Route, str, str, Listed, bool]
"""Where a text stands in a record, itself, its field's title, what stands in its list, and whether it must be there."""

_HEADING = re.compile(r" {0,3}(＃+|##+)(?![#＃])\s*(\S.*)")
_BODY = re.compile(r"^ {0,3}(?:＃|##+[^#\s])", re.MULTILINE)
_FENCE = re.compile(r" {0,3}(?:```|~~~)")


def _lookalikes(entry: Entry[Any], texts: Iterable[_Said]) -> Iterator[Problem]:
    """The words that mix Latin letters or digits with letters that only look like them."""
    for route, text, *_ in texts:
        if found := mixed_letters(text):
            at, word = found
            yield _lookalike(entry, word, part_of(entry.where(*route), text, at, word))
    if mixed_letters(entry.document.body):
        for number, line in enumerate(entry.document.body.split("\n"), entry.document.body_line):
            if found := mixed_letters(line):
                at, word = found
                yield _lookalike(entry, word, Where(entry.document.path, number, at + 1, len(word)))


def _lookalike(entry: Entry[Any], word: str, where: Where) -> Problem:
    told = entry.problem(LOOKALIKE, found=word, odd=odd_letter(word), meant=plain_letters(word))
    return replace(told, where=where)


def headings_are_headings(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A line that begins like a heading is one: with plain signs and a blank behind them."""
    for shelf in dataset.shelves.values():
        for entry in shelf.values():
            if not _BODY.search(entry.document.body):
                continue
            fenced = False
            for number, line in enumerate(entry.document.body.split("\n"), entry.document.body_line):
                fenced ^= bool(_FENCE.match(line))
                found = None if fenced or not _BODY.match(line) else _HEADING.fullmatch(line)
                if found:
                    meant = f"{'#' * max(len(found[1]), 2)} {found[2].strip()}"
                    where = Where(entry.document.path, number, found.start(1) + 1, len(line.strip()))
                    told = entry.problem(NO_HEADING, found=line.strip()[:40], meant=meant)
                    yield replace(told, where=where)


def texts_are_meant(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No text is a sample, which is said once a record; quotes around a whole text, or commas in a list of one entry or
    in brackets, that looks like several, are those of YAML; and letters are Latin ones where they look like it."""
    for shelf in dataset.shelves.values():
        for entry in shelf.values():
            yield from entry.all_once("texts", _not_meant)


def _not_meant(entry: Entry[Any]) -> Iterator[Problem]:
    texts = list(_texts(entry.record))
    yield from _lookalikes(entry, texts)
    odd = list(_odd(texts))
    samples = [(entry.where(*route), text) for route, text, title, _ in odd if is_sample(text, title)]
    if found := sorted([*samples, *_sample_lines(entry)]):
        (first, text), *others = found
        told = entry.problem(PLACEHOLDER, related=(at for at, _ in others), count=len(found), found=text)
        yield replace(told, where=first)
    for route, text, _, _, needed in texts:
        if text in NOTHING and not needed and entry.key.kind != "notice":  # of a notice every word counts
            cell, item = entry.where(*route).cell, isinstance(route[-1], int)
            hint = "hint_cell" if cell else "hint_item" if item else "hint"
            key = next(part for part in reversed(route) if isinstance(part, str))
            yield entry.problem(NOTHING_SAID, *route, hint=hint, key=key, found=text)
    if not entry.document.path.endswith(".csv"):
        for route, text, _, named in odd:
            yield from _punctuated(entry, route, text, named)


def _punctuated(entry: Entry[Any], route: Route, text: str, named: bool) -> Iterator[Problem]:
    if quoted := _QUOTED.fullmatch(text):
        meant = next(each for each in quoted.groups() if each is not None)
        yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_quotes", found=text, meant=meant)
    elif isinstance(route[-1], int) and _holds_several(entry, route, text, named):
        parts = re.split(r"\s*[，、；]\s*", text)
        meant = ", ".join(parts)
        if entry.where(*route).column == entry.where(*route[:-1]).column + 2:  # behind a dash
            yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_items", found=text, meant=parts[0])
            return
        if (*entry.route, *route[:-1], 1) not in entry.document.marks:
            meant = f"[{meant}]"
        yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_commas", found=text, meant=meant)
    elif (remark := _WIDE_REMARK.search(text)) and entry.where(*route).length == len(text):
        meant = f"{text[: remark.start()]} # {remark[1].strip()}".strip()
        yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_hash", found=remark[0].strip(), meant=meant)


def _holds_several(entry: Entry[Any], route: Route, text: str, named: bool) -> bool:
    """Whether an item without quotes looks like several: any of a list of names; of another list the only one, or one
    with a full-width comma of a list in brackets; a `、` joins what belongs to one item."""
    if not named and not _IN_BRACKETS.fullmatch(text):
        return False  # what stands in no brackets must be shorter still
    where, around = entry.where(*route), entry.where(*route[:-1])
    if where.length != len(text):
        return False
    if named:
        return True
    beside = entry.document.marks.get((*entry.route, *route[:-1], 0 if route[-1] else 1))
    bracketed = beside.line == where.line if beside else where.column == around.column + 1
    if beside and not ("，" in text and bracketed):
        return False
    return bool((_IN_BRACKETS if bracketed else _LISTED).fullmatch(text))


def is_sample(text: str, title: str) -> bool:
    """Whether a text of a field of that title is what `new` has put there."""
    return text == title or bool(SAMPLE.fullmatch(text))


def _sample_lines(entry: Entry[Any]) -> Iterator[tuple[Where, str]]:
    if any(line in entry.document.body for line in SAMPLE_LINES):
        for number, line in enumerate(entry.document.body.split("\n"), entry.document.body_line):
            if line.strip() in SAMPLE_LINES:
                yield Where(entry.document.path, number, 1, len(line)), line.strip()


@cache
def _fields(model: type[Record]) -> tuple[tuple[str, str, Listed, bool], ...]:
    """The fields of a record with their titles, what stands in their lists, and whether they must be there."""
    return tuple(
        (name, info.title or "", "names" if _are_names(info.annotation) else "texts", info.is_required())
        for name, info in model.model_fields.items()
    )


def _are_names(annotation: Any) -> bool:
    return NAMED in getattr(annotation, "__metadata__", ()) or any(map(_are_names, get_args(annotation)))


def _odd(texts: Iterable[_Said]) -> Iterator[tuple[Route, str, str, bool]]:
    """Those of the texts that may not be meant, with the field's title, and whether it is several names in one."""
    for at, text, title, listed, _ in texts:
        several = listed == "names" and _NAMES.fullmatch(text) is not None
        if text == title or text[:1] in _ODD or "＃" in text or several or (listed and _IN_BRACKETS.fullmatch(text)):
            yield at, text, title, several


def _texts(record: Record, route: Route = ()) -> Iterator[_Said]:
    """Every text that can be read of a record, and of the records inside it, with its field's title, what stands in
    its list, and whether it must be there."""
    for name, title, listed, needed in _fields(type(record)):
        value = vars(record).get(name)  # of a broken record what can be read
        if isinstance(value, str):
            yield (*route, name), value, title, "", needed
        elif isinstance(value, Record):
            yield from _texts(value, (*route, name))
        elif isinstance(value, tuple):
            for place, each in enumerate(value):
                if isinstance(each, Record):
                    yield from _texts(each, (*route, name, place))
                elif isinstance(each, str):
                    yield (*route, name, place), each, title, listed, needed
