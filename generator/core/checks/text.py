"""Texts that are well-formed and hardly meant: samples of `new` that nobody has replaced, quotes and commas of the
wrong width that YAML takes for text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from generator.core.dataset import Dataset, Entry
from generator.core.document import Route
from generator.core.problem import Code, Problem, Severity, Where
from generator.core.records.base import Record
from generator.core.records.scaffold import SAMPLE, SAMPLE_LINES

PLACEHOLDER = Code("F212", Severity.WARNING)
TAKEN_FOR_TEXT = Code("F217", Severity.WARNING)

_QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|＂([^＂]*)＂")
_ODD = frozenset("“‘＂新某")
"""How quotes and samples begin: most texts are not looked at further."""
_LISTED = re.compile(r"[^，、；。：（）,\s]{1,12}(?:\s*[，、；]\s*[^，、；。：（）,\s]{1,12})+")


def texts_are_meant(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No text is a sample, which is said once a record; and quotes around a whole text, or commas in a list of one
    entry that looks like several, are those of YAML."""
    for shelf in dataset.shelves.values():
        for entry in shelf.values():
            odd = list(_odd(entry.record))
            samples = [(entry.where(*route), text) for route, text, title in odd if _is_sample(text, title)]
            if found := sorted([*samples, *_sample_lines(entry)]):
                (first, text), *others = found
                told = entry.problem(PLACEHOLDER, related=(at for at, _ in others), count=len(found), found=text)
                yield replace(told, where=first)
            if not entry.document.path.endswith(".csv"):
                for route, text, _ in odd:
                    yield from _punctuated(entry, route, text)


def _punctuated(entry: Entry[Any], route: Route, text: str) -> Iterator[Problem]:
    if quoted := _QUOTED.fullmatch(text):
        meant = next(each for each in quoted.groups() if each is not None)
        yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_quotes", found=text, meant=meant)
    elif isinstance(route[-1], int) and entry.where(*route).length == len(text) and _LISTED.fullmatch(text):
        meant = ", ".join(re.split(r"\s*[，、；]\s*", text))
        yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_commas", found=text, meant=meant)


def _is_sample(text: str, title: str) -> bool:
    return text == title or bool(SAMPLE.fullmatch(text))


def _sample_lines(entry: Entry[Any]) -> Iterator[tuple[Where, str]]:
    if any(line in entry.document.body for line in SAMPLE_LINES):
        for number, line in enumerate(entry.document.body.split("\n"), entry.document.body_line):
            if line.strip() in SAMPLE_LINES:
                yield Where(entry.document.path, number, 1, len(line)), line.strip()


@cache
def _titles(model: type[Record]) -> tuple[tuple[str, str], ...]:
    return tuple((name, info.title or "") for name, info in model.model_fields.items())


def _odd(record: Record, route: Route = ()) -> Iterator[tuple[Route, str, str]]:
    """Every text of a record, and of the records inside it, that may not be meant, with its field's title."""
    for name, title in _titles(type(record)):
        value = vars(record).get(name)  # of a broken record what can be read
        if isinstance(value, str):
            if value == title or value[:1] in _ODD:
                yield (*route, name), value, title
        elif isinstance(value, Record):
            yield from _odd(value, (*route, name))
        elif isinstance(value, tuple):
            for place, each in enumerate(value):
                if isinstance(each, Record):
                    yield from _odd(each, (*route, name, place))
                elif isinstance(each, str) and (
                    each == title or each[:1] in _ODD or (len(value) == 1 and _LISTED.fullmatch(each))
                ):
                    yield (*route, name, place), each, title
