"""What is worked out of a value that never changes, kept with it for as long as it lives.

A file that is as it was is read and parsed once while somebody watches; whatever is worked out of it alone, too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
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
