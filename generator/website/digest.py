"""What tells a page from every other: equal digests, equal pages, whichever process works them out.

Pages show the same records over and over, so a digest is worked out once for each thing. It depends on nothing but
what the thing says: not on the order of sets, on which texts are the same object, or on a seed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
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
_PLAIN = frozenset({str, int, float, bool, type(None), Decimal, date, range})
"""What says all that it is in its `repr`, and shares that with nothing else."""


class Digests:
    """Works digests out, and remembers them; what was looked at is kept, lest another thing takes its number."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[object, bytes]] = {}

    def of(self, value: object) -> bytes:
        """The digest of plain data and frozen dataclasses. Raises TypeError for anything else: a page holds none."""
        known = self._known.get(id(value))
        if known is None:
            known = self._known[id(value)] = value, self._worked_out(value)
        return known[1]

    def _worked_out(self, value: Any) -> bytes:
        if type(value) in {tuple, list, dict}:
            try:  # what holds nothing but the plainest data is written down at once
                return _digest(_plainly(value).encode())
            except TypeError:
                pass
        if isinstance(value, tuple | list):
            return self._joined("list", value)
        if is_dataclass(value) and not isinstance(value, type):
            kind = type(value)
            return self._joined(kind.__qualname__, _values(kind)(value))
        if isinstance(value, Mapping):
            return self._joined("map", (each for pair in value.items() for each in pair))
        if isinstance(value, set | frozenset):
            return self._joined("set", sorted(map(self._part, value), key=repr))
        if isinstance(value, bytes):
            return _digest(value)
        if type(value) in _PLAIN:
            return self._joined("one", (value,))
        raise TypeError(f"a page holds {type(value).__name__}")

    def _joined(self, kind: str, values: Iterable[Any]) -> bytes:
        parts = [value if type(value) in _PLAIN else self.of(value) for value in values]
        return _digest(f"{kind}{parts!r}".encode("utf-8", "surrogatepass"))

    def _part(self, value: object) -> object:
        return value if type(value) in _PLAIN else self.of(value)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=SIZE).digest()


@cache
def _values(kind: type[Any]) -> Callable[[Any], tuple[Any, ...]]:
    names = [field.name for field in fields(kind)]
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)
