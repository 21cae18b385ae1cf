"""What visitors take away from a page: the same data as a table for spreadsheets, or for programs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any, Self

from pydantic_core import to_json

BOM = "\ufeff"
"""Without it Excel takes a table in UTF-8 for one in its own old encoding."""
_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")
"""How a cell begins that a spreadsheet would compute."""
_NOT_IN_PAGES = tuple((sign.encode(), f"\\u{ord(sign):04x}".encode()) for sign in "<>&\u2028\u2029")
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside a page: its address on the site and its bytes, text in UTF-8."""

    address: str
    content: bytes

    @classmethod
    def of(cls, address: str, text: str) -> Self:
        """The file of a text."""
        return cls(address, text.encode())

    @property
    def digest(self) -> str:
        """The SHA-256 of its bytes in hex."""
        return sha256(self.content).hexdigest()


def table(address: str, rows: Iterable[Sequence[object]]) -> Download:
    """Rows as CSV that Excel opens as it stands; the first are the heads. No cell is ever computed."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([cell(value) for value in row] for row in rows)
    return Download.of(address, BOM + text.getvalue())


def cell(value: object) -> str:
    """A value for a table that a spreadsheet opens: text that it would compute stands behind an apostrophe."""
    text = "" if value is None else str(value)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if text[:1] in _FORMULA and not _NUMBER.fullmatch(text) else text


def data(address: str, value: Any) -> Download:
    """A form of the Edition as JSON, in the order of its fields."""
    return Download(address, written(value))


def written(value: Any) -> bytes:
    """Plain data or a form of the Edition as JSON that people read too; `json` would not indent in one call."""
    return escaped(to_json(value, indent=1)) + b"\n"


def escaped(data: bytes) -> bytes:
    """JSON that says the same and that no careless server or reader takes for a page."""
    for sign, instead in _NOT_IN_PAGES:
        data = data.replace(sign, instead)
    return data
