"""Texts that are well-formed and hardly meant: samples of `new` that nobody has replaced, quotes and commas of the
wrong width that YAML takes for text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from generator.core.dataset import Dataset, Entry
from generator.core.document import Route
from generator.core.problem import Code, Problem, Severity, Where
from generator.core.records.base import Record
from generator.core.records.scaffold import SAMPLE, SAMPLE_LINES

PLACEHOLDER = Code("F212", Severity.WARNING)
TAKEN_FOR_TEXT = Code("F217", Severity.WARNING)

_QUOTED = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|＂([^＂]*)＂")
_LISTED = re.compile(r"[^，、；。：（）,\s]{1,12}(?:\s*[，、；]\s*[^，、；。：（）,\s]{1,12})+")


def placeholders_replaced(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No text is the title of its own field, nor another sample. Said once a record."""
    for entry in _entries(dataset):
        left = [
            (entry.where(*route), text) for route, text, title, _ in _texts(entry.record) if _is_sample(text, title)
        ]
        found = sorted([*left, *_sample_lines(entry)])
        if found:
            (first, text), *others = found
            told = entry.problem(PLACEHOLDER, related=(where for where, _ in others), count=len(found), found=text)
            yield replace(told, where=first)


def punctuation_is_plain(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Quotes around a whole text, and commas in a list of one entry that looks like several, are those of YAML."""
    for entry in _entries(dataset):
        if entry.document.path.endswith(".csv"):
            continue
        for route, text, _, alone in _texts(entry.record):
            where = entry.where(*route)
            if quoted := _QUOTED.fullmatch(text):
                meant = next(each for each in quoted.groups() if each is not None)
                yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_quotes", found=text, meant=meant)
            elif alone and where.length == len(text) and _LISTED.fullmatch(text):
                meant = ", ".join(re.split(r"\s*[，、；]\s*", text))
                yield entry.problem(TAKEN_FOR_TEXT, *route, hint="hint_commas", found=text, meant=meant)


def _entries(dataset: Dataset) -> Iterator[Entry[Any]]:
    for shelf in dataset.shelves.values():
        yield from shelf.values()


def _is_sample(text: str, title: str) -> bool:
    return text == title or bool(SAMPLE.fullmatch(text))


def _sample_lines(entry: Entry[Any]) -> Iterator[tuple[Where, str]]:
    for number, line in enumerate(entry.document.body.split("\n"), entry.document.body_line):
        if line.strip() in SAMPLE_LINES:
            yield Where(entry.document.path, number, 1, len(line)), line.strip()


def _texts(record: Record, route: Route = ()) -> Iterator[tuple[Route, str, str, bool]]:
    """Every text of a record and of the records inside it, with its field's title and whether it is the only entry of
    a list."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        for place, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            here = (*route, name) if place is None else (*route, name, place)
            if isinstance(each, Record):
                yield from _texts(each, here)
            elif isinstance(each, str):
                yield here, each, info.title or "", place == 0 and len(value) == 1
