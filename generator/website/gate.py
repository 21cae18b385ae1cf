"""The privacy gate on the finished site: whatever came in by any way, personal data does not go out.

It reads what a visitor or a program gets: addresses, the text of pages and what their attributes say, and every data
file; pictures and documents were looked through before (`core.checks.content`). The
numbers that the Edition publishes on purpose (contacts) may stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from hashlib import blake2b
from html import unescape
from pathlib import Path
from typing import Protocol

from generator.core.edition import Edition
from generator.core.values.personal import Find, Kind, certain_finds
from generator.diagnostics.say import printable
from generator.website import explore, search
from generator.website.cut import KNOWN, Cut, cut
from generator.website.digest import SIZE
from generator.website.fault import WebsiteError
from generator.wording import wording

SHOWN = 5
"""How many places are named."""
AROUND = 200
"""How many characters before and behind a find are kept, to tell whose words they are."""
_SAID = re.compile(r"""\s(?:title|alt|content|aria-label|href|value|data-say-[a-z-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_TEXT = (".html", ".svg", ".json", ".xml", ".csv", ".ics", ".txt", ".jsonl")
_DATA = (search.TEXTS, explore.TEXTS)
"""Scripts that hold what records say."""
_ROW = re.compile(r'(?<!\\)\["([a-z0-9][a-z0-9/.#-]+)",')
"""How what a record says begins in them: with the address of its page, and a quote that nobody wrote."""
_NO_DIGIT = re.compile(r"\D")
_RECORD = b'},{"id":'
"""Between two records of a file of open data. No number goes across it, since letters stand in it; nor does any other
find that begins earlier than _BEFORE."""
_BEFORE = 80
"""How many bytes before a number may say what it is: twenty characters, whichever they are."""
_LARGE = 1 << 17
"""Of a larger file of open data only the records are known: it is another one with every change of any of them."""

Said = tuple[tuple[Find, str], ...]
"""Finds, each with the text that it stands in."""


@dataclass(frozen=True, slots=True, order=True)
class Left:
    """Personal data of a kind in a file of the site, and the page of what says it; "" where that cannot be told. `line`
    is what stands around the first there, the find itself from `start` to `end`: to compare, never to show."""

    address: str
    kind: Kind
    page: str = ""
    line: str = field(default="", repr=False, compare=False)
    start: int = field(default=0, compare=False)
    end: int = field(default=0, compare=False)

    @classmethod
    def of(cls, address: str, page: str, found: Find, text: str) -> Left:
        """What is left in a text."""
        since = max(text.rfind("\n", 0, found.start) + 1, found.start - AROUND)
        line = text[since : found.end] + text[found.end : found.end + AROUND].partition("\n")[0]
        return cls(address, found.kind, page, line, found.start - since, found.end - since)


class PersonalLeft(WebsiteError):
    """The finished site holds personal data: nothing of it may be written."""

    def __init__(self, left: Sequence[Left]) -> None:
        words = wording()
        places = tuple(dict.fromkeys((each.address, each.kind) for each in left))
        shown = " ".join(f"{printable(where)}[{words(f'personal.{kind}')}]" for where, kind in places[:SHOWN])
        super().__init__("personal", pages=shown, count=len(places))
        self.left = tuple(left)


class Known(Protocol):
    """What was looked through before, by a digest of it and of how it is read."""

    def __contains__(self, digest: bytes, /) -> bool: ...

    def add(self, digest: bytes, /) -> None:
        """Take note that nothing was found in it."""


def personal_left(
    pages: Mapping[str, Sequence[str | Said]],
    files: Mapping[str, bytes | Path],
    edition: Edition,
    clean: Known | None = None,
) -> tuple[Left, ...]:
    """What is left in the pages (given as pieces, so that what they share is read once, or what was found in these) and
    in the other files, but for those that are known to be `clean`."""
    clean = set[bytes]() if clean is None else clean
    released = _released(edition)
    read = cache(lambda piece: _of_page(cut(piece)))

    def kept(found: Find, text: str) -> bool:
        return found.kind != "mobile" or _digits(text[found.start : found.end]) not in released

    def look() -> Iterator[Left]:
        for address, pieces in pages.items():
            for piece in pieces:
                said = read(piece) if isinstance(piece, str) else piece
                yield from (Left.of(address, address, found, text) for found, text in said if kept(found, text))
        for address, content in files.items():
            page = address if address in pages else ""
            yield from (Left(address, found.kind, page) for found in certain_finds(address))
            if address not in pages and (address.endswith(_TEXT) or address.startswith(_DATA)):
                data = content if isinstance(content, bytes) else content.read_bytes()
                yield from (
                    Left.of(address, _row(address, line, found), found, line)
                    for found, line in still_unknown(address, data)
                    if kept(found, line)
                )

    def still_unknown(address: str, data: bytes) -> Said:
        of_records = address.endswith(".json") and _RECORD in data
        if not of_records or len(data) <= _LARGE:
            if (digest := _digest(address, data)) in clean:
                return ()
            if not of_records:
                return looked_at(address, data, digest)
        found = [
            each
            for record in _records(data)
            if (digest := _digest(address, record)) not in clean
            for each in looked_at(address, record, digest)
        ]
        if any(kept(*each) for each in found):
            return _in_file(address, data.decode("utf-8", "replace"))  # to tell what stands around
        if not found and len(data) <= _LARGE:
            clean.add(_digest(address, data))
        return ()

    def looked_at(address: str, data: bytes, digest: bytes) -> Said:
        said = _in_file(address, data.decode("utf-8", "replace"))
        if not said:
            clean.add(digest)
        return said

    return tuple(sorted(set(look())))


def said_in(pieces: Iterable[Cut]) -> Said:
    """What is found in pieces of a page, before it is known which numbers may stand."""
    return tuple(found for piece in pieces for found in _of_page(piece))


def _of_page(piece: Cut) -> Said:
    """What is found in a piece of HTML: nothing joins what a tag keeps apart, and each attribute speaks for itself."""
    return (*_lines(unescape(piece.text)), *(found for tag in piece.tags for found in _of_tag(tag)))


@lru_cache(KNOWN)
def _of_tag(tag: str) -> Said:
    return tuple(found for value in _SAID.findall(tag) for found in _lines(unescape("".join(value))))


def _records(data: bytes) -> Iterator[bytes]:
    """A file of open data record by record, each with what stands before it: whatever is found in the whole is found in
    one of them. Most say the same in several files, and have said it in the last build."""
    before = b""
    for part in data.split(_RECORD):
        record = before + part
        yield record
        before = record[-_BEFORE:] + _RECORD


def _digest(address: str, data: bytes) -> bytes:
    """What tells a file, and how it is read, from every other."""
    return blake2b(data, digest_size=SIZE, key=_read_as(address).encode()).digest()


def _read_as(address: str) -> str:
    """How a file is read: `page` as HTML, else what divides it. In a script of ours one number ends with its text, in a
    table with its cell: the next begins another."""
    if address.endswith((".html", ".svg")):
        return "page"
    return '"' if address.startswith(_DATA) else "," if address.endswith(".csv") else ""


def _in_file(address: str, text: str) -> Said:
    end = _read_as(address)
    if end == "page":
        return _of_page(cut(text))
    divided = text.replace(end, "\n") if end else text
    return tuple((found, text) for found in certain_finds(divided))


def _row(address: str, text: str, found: Find) -> str:
    """The page of the record in whose row of a file of data it stands."""
    rows = _ROW.findall(text, 0, found.start) if address.startswith(_DATA) else []
    return rows[-1] if rows else ""


def _lines(text: str) -> Said:
    return tuple((found, text) for found in certain_finds(text))


def _released(edition: Edition) -> frozenset[str]:
    """Telephone numbers that are published as contacts."""
    numbers = [office.phone for office in edition.site.offices]
    numbers += [studio.contact_phone for studio in edition.studios]
    numbers += [number for notice in edition.notices for each in notice.contacts for number in (each.phone, each.fax)]
    return frozenset(_digits(number) for number in numbers if number)


def _digits(text: str) -> str:
    return _NO_DIGIT.sub("", text).removeprefix("86")
