"""The registry of fields as rows, for the guide: what a record may say, what each field means, which words it takes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, get_args, get_origin

from generator.core.records.base import Record, words_in


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field: its key with the keys above it, its title, its explanation, the words it takes, whether it must be
    there and whether it is a list."""

    key: str
    depth: int
    title: str
    description: str
    words: tuple[str, ...]
    required: bool
    many: bool


def field_rows(model: type[Record], prefix: str = "", depth: int = 0) -> Iterator[FieldRow]:
    """Every field of a record, those of the records inside it below them. A choice of rules lists each kind once."""
    for name, info in model.model_fields.items():
        inner = list(records_in(info.annotation))
        key = f"{prefix}{name}"
        yield FieldRow(
            key,
            depth,
            info.title or "",
            info.description or "",
            () if inner else tuple(dict.fromkeys(words_in(info.annotation))),
            info.is_required(),
            tuple in set(_origins(info.annotation)),
        )
        for each in inner:
            # A rule made of rules would go on for ever.
            if each is not model and key.count(".") < MOST_DEEP:
                yield from field_rows(each, f"{key}.", depth + 1)


MOST_DEEP = 4


def records_in(annotation: Any) -> Iterator[type[Record]]:
    """The record types inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from records_in(inner)


def _origins(annotation: Any) -> Iterator[Any]:
    yield get_origin(annotation)
    for inner in get_args(annotation):
        yield from _origins(inner)
