"""What can be read of a record that has faults: its sound fields, for the checks. The others are not there; asking for
one raises `Unread`, and the check that asked is made without the record (`checks.run_checks`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Self, TypeVar, Union, get_args, get_origin

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
T = TypeVar("T")
_NOTHING = object()


class PartialMapping(dict[str, Any]):
    """What can be read of the mapping that a field holds: all its keys, `items` and `values` only where the value could
    be read. Raises Unread where another value is asked for."""

    def __init__(self, read: Mapping[str, Any], unread: Collection[str | int], field: Field) -> None:
        super().__init__(read)
        self._unread = {str(key): None for key in unread}
        self._field = field

    def __contains__(self, key: object) -> bool:
        return key in self._unread or super().__contains__(key)

    def __iter__(self) -> Iterator[str]:
        return iter([*super().__iter__(), *self._unread])

    def __len__(self) -> int:
        return super().__len__() + len(self._unread)

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


class PartialList(tuple[Any, ...]):
    """What can be read of the list that a field holds: how long it is, each item that can be read by its number, and
    whether something is among these. Raises Unread for anything that would need the others."""

    unread: frozenset[int]
    field: Field

    def __new__(cls, items: Iterable[Any], unread: frozenset[int], field: Field) -> Self:
        """The list of these items, of which some, by number, could not be read."""
        made = super().__new__(cls, items)
        made.unread, made.field = unread, field
        return made

    @property
    def readable(self) -> tuple[Any, ...]:
        """The items that can be read."""
        return tuple(item for index, item in enumerate(super().__iter__()) if index not in self.unread)

    def __iter__(self) -> Iterator[Any]:
        raise Unread(self.field)

    def __getitem__(self, at: Any) -> Any:
        if not isinstance(at, int) or range(len(self))[at] in self.unread:
            raise Unread(self.field)
        return super().__getitem__(at)

    def __contains__(self, item: object) -> bool:
        if item in self.readable:
            return True
        raise Unread(self.field)

    def index(self, *_: Any) -> int:
        """Raises Unread: an item before may be the same."""
        raise Unread(self.field)

    def count(self, *_: Any) -> int:
        """Raises Unread: an item that cannot be read may be the same."""
        raise Unread(self.field)

    def __add__(self, _: Any) -> Any:
        raise Unread(self.field)

    def __radd__(self, _: Any) -> Any:
        raise Unread(self.field)


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


def is_read(record: BaseModel, name: str) -> bool:
    """Whether a field of the record could be read."""
    return name in record.__dict__


def as_far_as_read(made: Iterable[T]) -> Iterator[T]:
    """What comes until a field is asked for that could not be read."""
    try:
        yield from made
    except Unread:
        return


def unread_in(record: BaseModel) -> frozenset[Field]:
    """The fields that could not be read, of the record and of those inside it."""
    model = type(record)
    found = {(model, name) for name in model.model_fields if name not in record.__dict__}
    for name, value in record.__dict__.items():
        if isinstance(value, PartialMapping | PartialList):
            found.add((model, name))
        for each in _items(value):
            if isinstance(each, BaseModel):
                found |= unread_in(each)
    return frozenset(found)


def without_items(record: R, unread: Set[Field], route: Loc = ()) -> tuple[R, dict[Loc, tuple[int, ...]]]:
    """The record without the items of its lists of which one of these fields, or they themselves, could not be read;
    and for each list that is shorter now, by the way to it, which numbers its items had."""
    model, changed = type(record), dict[str, Any]()
    numbers: dict[Loc, tuple[int, ...]] = {}
    for name, value in record.__dict__.items():
        if isinstance(value, BaseModel):
            changed[name], inside = without_items(value, unread, (*route, name))
            numbers |= inside
        elif isinstance(value, tuple) and (
            isinstance(value, PartialList) or any(isinstance(each, BaseModel) for each in value)
        ):
            kept: list[Any] = []
            at: list[int] = []
            lost = value.unread if isinstance(value, PartialList) else frozenset[int]()
            if lost and (model, name) not in unread:
                continue
            for number in (number for number in range(len(value)) if number not in lost):
                item = value[number]
                if isinstance(item, BaseModel):
                    item, inside = without_items(item, unread, (*route, name, len(kept)))
                    if unread_in(item) & unread:
                        continue
                    numbers |= inside
                kept.append(item)
                at.append(number)
            changed[name] = tuple(kept)
            if len(kept) < len(value):
                numbers[(*route, name)] = tuple(at)
    left = record.model_copy()
    left.__dict__.update(changed)
    return left, numbers


def _items(value: Any) -> tuple[Any, ...]:
    if isinstance(value, PartialList):
        return value.readable
    return value if isinstance(value, tuple) else (value,)


def _read(model: type[BaseModel], name: str, value: Any, faults: Sequence[Loc]) -> Any:
    if not faults:
        return _adapter(model, name).validate_python(value)
    annotation: Any = model.model_fields[name].annotation
    if () in faults:
        return _NOTHING
    if get_origin(annotation) is dict and isinstance(value, dict):
        bad = {loc[0] for loc in faults}
        sound = {key: each for key, each in value.items() if key not in bad}
        # `key：value` is a key without a value: what stands before its colon is known all the same.
        unread = {str(key).partition("：")[0].strip() for key in bad}
        return PartialMapping(_adapter(model, name).validate_python(sound), unread, (model, name))
    inner, many = _inner(annotation)
    if not many:
        return _read_record(inner, value, faults)
    if not isinstance(value, list):
        return _NOTHING
    items: list[Any] = []
    for index, each in enumerate(value):
        inside = [loc[1:] for loc in faults if loc[0] == index]
        items.append(_read_record(inner, each, inside) if inner or inside else _item(annotation).validate_python(each))
    lost = frozenset(index for index, item in enumerate(items) if item is _NOTHING)
    return PartialList(items, lost, (model, name)) if lost else tuple(items)


def _read_record(models: Sequence[type[BaseModel]], value: Any, faults: Sequence[Loc]) -> Any:
    """A record of one of these types, as far as it can be read: where there are several its `kind` says of which, and
    the ways of its faults begin with that."""
    if len(models) > 1:
        kind = value.get("kind") if isinstance(value, dict) else None
        models = [model for model in models if kind in get_args(model.model_fields["kind"].annotation)]
        faults = [loc[1:] if loc[:1] == (kind,) else () for loc in faults]
    if len(models) != 1:
        return _NOTHING
    return partial(models[0], value, faults)


def _inner(annotation: Any) -> tuple[tuple[type[BaseModel], ...], bool]:
    """The type of the record, or of those of the list, that a field holds, or the types that it may have; none if it
    is no record."""
    if get_origin(annotation) is Annotated:
        return _inner(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        some = [each for each in get_args(annotation) if each is not NoneType]
        if len(some) == 1:
            return _inner(some[0])
        return tuple(model for each in some for model in _inner(each)[0]), False
    if get_origin(annotation) is tuple:
        return _inner(get_args(annotation)[0])[0], True
    return ((annotation,) if isinstance(annotation, type) and issubclass(annotation, BaseModel) else ()), False


@cache
def _item(annotation: Any) -> TypeAdapter[Any]:
    """The reader of an item of a list."""
    if get_origin(annotation) in {Union, UnionType}:
        annotation = next(each for each in get_args(annotation) if get_origin(each) is tuple)
    return TypeAdapter(get_args(annotation)[0])


@cache
def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    info = model.model_fields[name]
    typed: Any = Annotated[info.annotation, *info.metadata] if info.metadata else info.annotation
    return TypeAdapter(typed)
