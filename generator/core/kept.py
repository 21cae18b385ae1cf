"""What is worked out of a value that never changes, kept with it for as long as it lives.

A file that is as it was is read and parsed once while somebody watches; whatever is worked out of it alone, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import fields
from functools import cache
from operator import attrgetter
from typing import Any, Self, TypeVar

T = TypeVar("T")


class Keeping:
    """A value that keeps what was worked out of it. What is made of it by `replace` begins with nothing."""

    __slots__ = ("_kept",)
    _kept: dict[str, tuple[object, Any]]

    def once(self, name: str, make: Callable[[], T], of: object = ()) -> T:
        """What `make` gives, by its name. It may depend on this value and on `of`, and on nothing else; with another
        `of` it is made anew, and the one before forgotten."""
        try:
            kept = self._kept
        except AttributeError:
            kept = {}
            object.__setattr__(self, "_kept", kept)  # who keeps something is none other for it
        if name not in kept or kept[name][0] != of:
            kept[name] = (of, make())
        found: T = kept[name][1]
        return found

    def all_once(self, name: str, find: Callable[[Self], Iterable[T]]) -> tuple[T, ...]:
        """All that `find` finds in this value, by its name."""
        return self.once(name, lambda: tuple(find(self)))

    def all_kept(self) -> dict[str, Any]:
        """All that is kept of it, by name."""
        return {name: found for name, (_, found) in getattr(self, "_kept", {}).items()}

    def __reduce__(self) -> tuple[Any, ...]:
        """What was worked out goes along when it is handed to another process."""
        kind: Any = type(self)
        return _handed, (kind, _values(kind)(self), getattr(self, "_kept", None))


@cache
def _values(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    return attrgetter(*(field.name for field in fields(kind)))


def _handed(kind: type[Any], values: tuple[Any, ...], kept: dict[str, tuple[object, Any]] | None) -> Any:
    made = object.__new__(kind)
    for field, value in zip(fields(kind), values, strict=True):
        object.__setattr__(made, field.name, value)
    if kept:
        object.__setattr__(made, "_kept", kept)
    return made
