"""What `new` writes where a person must write something, and nobody has."""

from __future__ import annotations

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


def placeholders_replaced(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No text is the name of its own field, nor one of the samples. Said once a record."""
    for shelf in dataset.shelves.values():
        for entry in shelf.values():
            found = [*_in_body(entry), *((entry.where(*route), text) for route, text in _left(entry.record))]
            if found:
                found.sort()
                (first, text), *others = found
                more = tuple(where for where, _ in others)
                yield replace(entry.problem(PLACEHOLDER, related=more, count=len(found), found=text), where=first)


def _in_body(entry: Entry[Any]) -> Iterator[tuple[Where, str]]:
    for number, line in enumerate(entry.document.body.splitlines()):
        if line.strip() in SAMPLE_LINES:
            yield Where(entry.document.path, entry.document.body_line + number, 1, len(line)), line.strip()


def _left(record: Record, route: Route = ()) -> Iterator[tuple[Route, str]]:
    """Every text of a record, and of the records inside it, that stands as `new` wrote it."""
    for name, info in type(record).model_fields.items():
        value = getattr(record, name)
        for place, each in enumerate(value) if isinstance(value, tuple) else ((None, value),):
            here = (*route, name) if place is None else (*route, name, place)
            if isinstance(each, Record):
                yield from _left(each, here)
            elif isinstance(each, str) and (each == info.title or SAMPLE.fullmatch(each)):
                yield here, each
