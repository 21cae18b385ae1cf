"""What the one registry of fields says of a file: which keys may stand in it, and what shape their values have."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from generator.core.records.base import Record
from generator.core.records.fields import records_in
from generator.core.records.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a file of a kind may hold at any depth; those whose value is a list, or a record, wherever they
    stand."""

    all: frozenset[str]
    lists: frozenset[str]
    records: frozenset[str]


@cache
def keys_of(kind: str) -> Keys:
    """The keys of a kind of file."""
    found = next(each for each in KINDS if each.name == kind)
    shapes: dict[str, set[str]] = {found.listed: {"list"}} if found.listed else {}
    for model in _models(found):
        for name, info in model.model_fields.items():
            shapes.setdefault(name, set()).add(_shape(info.annotation))
    return Keys(
        frozenset(shapes),
        frozenset(name for name, shape in shapes.items() if shape == {"list"}),
        frozenset(name for name, shape in shapes.items() if shape == {"record"}),
    )


def _models(kind: Kind) -> Iterator[type[Record]]:
    """The records of a kind of file, and all records inside them, each once."""
    waiting = [model for _, model in kind.choices.values()] or [kind.model]
    seen: set[type[Record]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            waiting += [inner for info in model.model_fields.values() for inner in records_in(info.annotation)]


def _shape(annotation: Any) -> str:
    annotation, _ = bare(annotation, ())
    if get_origin(annotation) in {tuple, list}:
        return "list"
    return "record" if any(True for _ in records_in(annotation)) or get_origin(annotation) is dict else "leaf"


def bare(annotation: Any, more: tuple[Any, ...]) -> tuple[Any, tuple[Any, ...]]:
    """A type without "or nothing", and all that is said of it."""
    while True:
        if get_origin(annotation) is Annotated:
            annotation, *said = get_args(annotation)
            more = (*said, *more)
            continue
        some = [inner for inner in get_args(annotation) if inner is not type(None)]
        if len(some) == 1 and type(None) in get_args(annotation):
            annotation = some[0]
            continue
        return annotation, more
