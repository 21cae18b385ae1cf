"""What tells a page from every other: equal digests, equal pages, whichever process works them out.

Pages show the same records over and over, so a digest is worked out once for each thing. It depends on nothing but
what the thing says: not on the order of sets, on which texts are the same object, or on a seed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from operator import attrgetter
from typing import Any

SIZE = 16
"""Bytes of a digest."""
_plainly = json.JSONEncoder(check_circular=False).encode
_ALONE = frozenset({str, int, float, bool, type(None)})
_PLAIN = _ALONE | {Decimal, date, range}
"""What says all that it is in its `repr`, and shares that with nothing else."""
_LONG = 1_000
"""A longer text, a file, is not written down with what stands beside it."""
_SEVERAL = frozenset({tuple, list, dict})
"""What may be written down at once, with all that is in it."""


class Digests:
    """Works digests out, and remembers them; what was looked at is kept, lest another thing takes its number."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """The digest of plain data and frozen dataclasses. Raises TypeError for anything else: a page holds none."""
        known = self._known.get(id(value))
        return self._worked_out(value) if known is None else known[1]

    def _worked_out(self, value: Any) -> bytes:
        kind: Any = type(value)
        if kind in _SEVERAL:
            if (first := _first(value)) in _SEVERAL or (kind is dict and first in _ALONE):
                try:  # what holds nothing but the plainest data is written down at once
                    return blake2b(_plainly(value).encode(), digest_size=SIZE).digest()
                except TypeError:
                    pass
            if kind is not dict:
                return self._all(value)
        if form := _form(kind):
            return self._joined(kind.__qualname__, form(value))
        if isinstance(value, tuple | list):
            return self._all(value)
        if isinstance(value, Mapping):
            return self._joined("map", (each for pair in value.items() for each in pair))
        if isinstance(value, set | frozenset):
            return self._joined("set", sorted(map(self._part, value), key=repr))
        if isinstance(value, bytes):
            return blake2b(value, digest_size=SIZE).digest()
        if kind in _PLAIN:
            return self._joined("one", (value,))
        raise TypeError(f"a page holds {kind.__name__}")

    def _joined(self, kind: str, values: Iterable[Any]) -> bytes:
        parts = [value if type(value) in _PLAIN else self._part(value) for value in values]
        return _digest(f"{kind}{parts!r}")

    def _all(self, values: Sequence[Any]) -> bytes:
        """The digest of several values: of forms, which others share with them, that of their digests."""
        parts: list[Any] = [value if type(value) in _PLAIN else self._part(value) for value in values]
        if set(map(type, parts)) == {bytes}:
            return blake2b(b"".join(parts), digest_size=SIZE, key=b"list").digest()
        return _digest(f"list{parts!r}")

    def _part(self, value: Any) -> object:
        """What stands for a value where it is joined with others: itself, what a plain form or a short plain tuple
        holds, or a digest."""
        kind: Any = type(value)
        if kind in _PLAIN:
            return value
        if (known := self._known.get(id(value))) is not None:
            return known[1]
        if kind is tuple and _is_plain(value) and len(text := repr(value)) <= _LONG:
            return "()", text
        if (form := _form(kind)) and _PLAIN.issuperset(map(type, held := form(value))):
            text = repr(held)
            return kind.__qualname__, text if len(text) <= _LONG else _digest(text)
        known = self._known[id(value)] = value, self._worked_out(value)
        return known[1]


def _digest(text: str) -> bytes:
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=SIZE).digest()


def _is_plain(values: tuple[Any, ...]) -> bool:
    """Whether a tuple holds nothing but what says all that it is, and tuples of it."""
    for each in values:
        kind = type(each)
        if kind not in _PLAIN and not (kind is tuple and _is_plain(each)):
            return False
    return True


def _first(several: Collection[Any]) -> type[Any]:
    """What the first value of several is, as a rule what all of them are."""
    for each in several.values() if isinstance(several, dict) else several:
        return type(each)
    return str


@cache
def _form(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]] | None:
    """What gives the values of a dataclass, in the order of its fields; None of what is none."""
    if not is_dataclass(kind):
        return None
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
