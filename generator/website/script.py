"""Data as scripts: a page that is opened from a disk may load nothing else."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

FIRST = 38
"""The first of the printable characters that stand for numbers: the others need escaping in JSON."""
_ESCAPED = re.compile("[<\u2028\u2029\ud800-\udfff]")
"""What nobody shall take for markup or for the end of a line, and halves of characters."""

_LETTERS = str.maketrans("0123456789", "ghijklmnop")
"""Digests stand in addresses beside numbers of files: in digits they would look like somebody's telephone number."""

T = TypeVar("T")


def script(call: str, name: str, held: Any) -> tuple[str, bytes]:
    """A file that calls a function with its name, without the hash, and what it holds. Its digest for the address, and
    the file."""
    text = json.dumps(held, ensure_ascii=False, separators=(",", ":"))
    text = _ESCAPED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    data = f'{call}("{name}",{text});\n'.encode()
    return hashlib.sha256(data).hexdigest()[:8].translate(_LETTERS), data


def column(values: Iterable[int]) -> str:
    """Numbers from 0, a character each."""
    return "".join(chr(FIRST + value) for value in values)


def packed(things: Iterable[T], length: Callable[[T], int], most: int) -> Iterator[list[T]]:
    """Things in their order, packed into groups of about so many characters."""
    group: list[T] = []
    size = 0
    for each in things:
        more = length(each)
        if group and size + more > most:
            yield group
            group, size = [], 0
        group.append(each)
        size += more
    if group:
        yield group
