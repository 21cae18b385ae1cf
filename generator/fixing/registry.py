"""What the one registry of fields says of a file: which keys may stand in it, and what shape their values have."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from generator.core.records.assessment import MarksLine
from generator.core.records.base import Record
from generator.core.records.fields import records_in
from generator.core.records.kinds import KINDS, Kind


@dataclass(frozen=True, slots=True)
class Keys:
    """The keys that a file of a kind may hold at any depth, and those whose value is a list wherever they stand.
    `numbered` if it has keys that are the numbers of observation points too (1.1)."""

    all: frozenset[str]
    lists: frozenset[str]
    numbered: bool


@cache
def keys_of(kind: str) -> Keys:
    """The keys of a kind of file."""
    found = next(each for each in KINDS if each.name == kind)
    shapes: dict[str, set[str]] = {found.listed: {"list"}} if found.listed else {}
    for model in _models([found]):
        for name, info in model.model_fields.items():
            shapes.setdefault(name, set()).add(_shape(info.annotation))
    if any("conditions" in shape for shape in shapes.values()):
        for model in _models(KINDS):
            shapes |= {name: {"other"} for name in model.model_fields if name not in shapes}
    return Keys(
        frozenset(shapes),
        frozenset(name for name, shape in shapes.items() if shape == {"list"}),
        any("marks" in shape for shape in shapes.values()),
    )


def _models(kinds: Iterable[Kind]) -> Iterator[type[Record]]:
    """The records of kinds of files, and all records inside them, each once."""
    waiting = [model for kind in kinds for model in (kind.model, *(model for _, model in kind.choices.values()))]
    seen: set[type[Record]] = set()
    while waiting:
        model = waiting.pop()
        if model not in seen:
            seen.add(model)
            yield model
            waiting += [inner for info in model.model_fields.values() for inner in records_in(info.annotation)]


def _shape(annotation: Any) -> str:
    annotation, _ = bare(annotation, ())
    if get_origin(annotation) is dict:
        # Either the marks of observation points, or conditions on the fields of any record.
        return "marks" if get_args(annotation)[1] == MarksLine else "conditions"
    return "list" if get_origin(annotation) is tuple else "other"


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
