"""What can be read of a record that has faults: its sound fields, for the checks. The others are not there; asking for
one raises `Unread`, and the check that asked is made without the record (`checks.run_checks`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, TypeAdapter

Loc = tuple[str | int, ...]
"""The way to a fault from the record that has it."""


class Unread(Exception):
    """A field is asked for that could not be read: `field` is its record's type and its name."""

    def __init__(self, field: Field) -> None:
        super().__init__(f"{field[0].__name__}.{field[1]}")
        self.field = field


Field = tuple[type[BaseModel], str]
R = TypeVar("R", bound=BaseModel)
_NOTHING = object()


class PartialMapping(dict[str, Any]):
    """What can be read of the mapping that a field holds. Raises Unread where one of its other keys is asked for."""

    def __init__(self, read: Mapping[str, Any], unread: Collection[str | int], field: Field) -> None:
        super().__init__(read)
        self._unread = frozenset(unread)
        self._field = field

    def __contains__(self, key: object) -> bool:
        self._ask(key)
        return super().__contains__(key)

    def __getitem__(self, key: str) -> Any:
        self._ask(key)
        return super().__getitem__(key)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default if the writer has not given it."""
        self._ask(key)
        return super().get(key, default)

    def _ask(self, key: object) -> None:
        if key in self._unread:
            raise Unread(self._field)


def partial(model: type[R], value: Any, faults: Iterable[Loc]) -> R:
    """The record with those fields in which there is no fault; inside records of its own too. A key that is no field
    may stand for any that is not given: then none of these counts as left out by the writer."""
    given = value if isinstance(value, dict) else {}
    faults = list(faults)
    if () in faults:  # no record at all, or one whose fields do not fit together
        return without_fields(model.model_construct(), model.model_fields)
    inside: dict[str | int, list[Loc]] = {}
    for loc in faults:
        inside.setdefault(loc[0], []).append(loc[1:])
    guess = bool(inside.keys() - model.model_fields.keys())
    read: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name in given:
            found = _read(model, name, given[name], inside.get(name, []))
            if found is not _NOTHING:
                read[name] = found
        elif name not in inside and not guess:
            read[name] = info.get_default(call_default_factory=True)
    made = model.model_construct(model.model_fields.keys() & given.keys(), **read)
    return without_fields(made, model.model_fields.keys() - read.keys())


def without_fields(record: R, names: Collection[str]) -> R:
    """The same record, of which these fields could not be read."""
    left = record.model_copy()
    for name in names:
        left.__dict__.pop(name, None)
    return left


def unread_in(record: BaseModel) -> frozenset[Field]:
    """The fields that could not be read, of the record and of those inside it."""
    model = type(record)
    found = {(model, name) for name in model.model_fields if name not in record.__dict__}
    for name, value in record.__dict__.items():
        if isinstance(value, PartialMapping):
            found.add((model, name))
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, BaseModel):
                found |= unread_in(each)
    return frozenset(found)


def _read(model: type[BaseModel], name: str, value: Any, faults: Sequence[Loc]) -> Any:
    if not faults:
        return _adapter(model, name).validate_python(value)
    annotation = model.model_fields[name].annotation
    if () in faults:
        return _NOTHING
    if get_origin(annotation) is dict and isinstance(value, dict):
        unread = {loc[0] for loc in faults}
        sound = {key: each for key, each in value.items() if key not in unread}
        return PartialMapping(_adapter(model, name).validate_python(sound), unread, (model, name))
    inner, many = _inner(annotation)
    if inner is None:
        return _NOTHING
    if not many:
        return partial(inner, value, faults)
    if not isinstance(value, list):
        return _NOTHING
    return tuple(
        partial(inner, each, [loc[1:] for loc in faults if loc[0] == index]) for index, each in enumerate(value)
    )


def _inner(annotation: Any) -> tuple[type[BaseModel] | None, bool]:
    """The type of the record, or of those of the list, that a field holds, if it is one type."""
    if get_origin(annotation) in {Union, UnionType}:
        [annotation, *others] = [each for each in get_args(annotation) if each is not NoneType]
        if others:
            return None, False
    many = get_origin(annotation) is tuple
    inner = get_args(annotation)[0] if many else annotation
    return (inner if isinstance(inner, type) and issubclass(inner, BaseModel) else None), many


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    typed: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(typed)
