"""What tells a page from every other: equal digests, equal pages, whichever process works them out.

Pages show the same records over and over, so a digest is worked out once for each thing. It depends on nothing but
what the thing says: not on the order of sets, on which texts are the same object, or on a seed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from typing import Any

SIZE = 16
"""Bytes of a digest."""


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
        if isinstance(value, tuple | list):
            return self._joined("l", value)
        if isinstance(value, Mapping):
            return self._joined("m", [each for pair in value.items() for each in pair])
        if isinstance(value, set | frozenset):
            return blake2b(b"".join(sorted(map(self._part, value))), digest_size=SIZE, person=b"set").digest()
        if is_dataclass(value) and not isinstance(value, type):
            kind = type(value)
            return self._joined(kind.__qualname__, [getattr(value, name) for name in _names(kind)])
        return self._joined("v", [value])

    def _joined(self, kind: str, values: Any) -> bytes:
        return blake2b(b"".join((kind.encode(), b":", *map(self._part, values))), digest_size=SIZE).digest()

    def _part(self, value: object) -> bytes:
        """A value as bytes that no other value has, whatever stands before and behind."""
        if isinstance(value, str):
            data = value.encode("utf-8", "surrogatepass")
            return b"s%d:%b" % (len(data), data)
        if value is None or isinstance(value, int | float | Decimal | date | range):
            return b"(%b)" % repr(value).encode()
        if isinstance(value, bytes):
            return b"b%d:%b" % (len(value), value)
        if isinstance(value, tuple | list | Mapping | set | frozenset) or is_dataclass(value):
            return b"d" + self.of(value)
        raise TypeError(f"a page holds {type(value).__name__}")


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
