"""In stock: the leaves that earlier builds have rendered, by what they were rendered from, and the digests of files in
which nothing personal was found.

Whatever is wrong with what is kept (cut short, changed, locked, of another version), it is as if there were nothing.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from hashlib import blake2b
from pathlib import Path
from typing import Any

from generator.core.values.personal import Find
from generator.keeping import keep, make_folder
from generator.website.digest import SIZE
from generator.website.leaf import Leaf
from generator.website.links import Links

_SUM = 16
_HEAD = 4
"""In so many bytes stands how long it is what stands before the texts of a leaf; these are kept as they are: most of
them go into a page as they lie there."""
_IDLE = 3
"""So many times as many leaves as a site has are kept: going back to another branch shall not render any anew."""
_TABLES = (
    "CREATE TABLE IF NOT EXISTS leaf (key BLOB PRIMARY KEY, data BLOB)",
    "CREATE TABLE IF NOT EXISTS used (key BLOB PRIMARY KEY, build INTEGER) WITHOUT ROWID",
)
"""Which build has used a leaf last stands apart: to write it again shall not write the leaf again."""


class Stock:
    """The leaves kept in one file."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def found(self, keys: Iterable[bytes]) -> Iterator[tuple[bytes, Leaf]]:
        """Those of some keys that are there and whole, one after another."""
        if not self._place.is_file():
            return
        try:
            with closing(sqlite3.connect(self._place, timeout=1)) as base:
                for key in keys:
                    row = base.execute("SELECT data FROM leaf WHERE key = ?", (key,)).fetchone()
                    if row and (leaf := _unpacked(key, row[0])):
                        yield key, leaf
        except sqlite3.Error:
            self._place.unlink(missing_ok=True)

    def keep(self, leaves: Mapping[bytes, Leaf]) -> None:
        """Add leaves."""

        def add(base: sqlite3.Connection) -> None:
            rows = ((key, _packed(key, leaf)) for key, leaf in leaves.items())
            base.executemany("INSERT OR REPLACE INTO leaf VALUES (?, ?)", rows)

        self._write(add)

    def used(self, keys: Collection[bytes]) -> None:
        """Take note of all leaves of a build. Of those that are there the last used stay, some times as many."""

        def note(base: sqlite3.Connection) -> None:
            [build] = base.execute("SELECT coalesce(max(build), 0) + 1 FROM used").fetchone()
            base.executemany("INSERT OR REPLACE INTO used VALUES (?, ?)", ((key, build) for key in keys))
            [kept] = base.execute("SELECT count(*) FROM used").fetchone()
            if kept > _IDLE * len(keys):
                base.execute("DELETE FROM used WHERE build < ?", (build,))
                base.execute("DELETE FROM leaf WHERE key NOT IN (SELECT key FROM used)")

        self._write(note)

    def _write(self, work: Callable[[sqlite3.Connection], None]) -> None:
        """Write to the file. What cannot be kept is rendered again by the next build."""
        with suppress(sqlite3.Error, OSError):
            make_folder(self._place.parent)
            with closing(sqlite3.connect(self._place, timeout=1)) as base, base:
                base.execute("PRAGMA synchronous = OFF")
                for table in _TABLES:
                    base.execute(table)
                work(base)


def _packed(key: bytes, leaf: Leaf) -> bytes:
    links = leaf.links
    head = (
        [(mark, len(text)) for mark, text in leaf.filling.items()],
        sorted(leaf.asked),
        (links.out, links.within, sorted(links.ids)),
        tuple(((found.kind, found.start, found.end, found.certain), text) for found, text in leaf.said),
    )
    told = json.dumps(head).encode()
    data = b"".join((len(told).to_bytes(_HEAD, "big"), told, *leaf.filling.values()))
    return _sum(key, data) + data


def _unpacked(key: bytes, packed: bytes) -> Leaf | None:
    """A leaf, if it is what was kept."""
    data = packed[_SUM:]
    if packed[:_SUM] != _sum(key, data):
        return None
    first = _HEAD + int.from_bytes(data[:_HEAD], "big")
    sizes, asked, (out, within, ids), said = json.loads(data[_HEAD:first])
    filling: dict[str, bytes] = {}
    for mark, size in sizes:
        filling[mark] = data[first : first + size]
        first += size
    links = Links(tuple((link, loaded) for link, loaded in out), tuple(within), frozenset(ids))
    return Leaf(filling, frozenset(asked), links, tuple((Find(*find), text) for find, text in said))


def _sum(key: bytes, data: Any) -> bytes:
    return blake2b(data, digest_size=_SUM, key=key).digest()


class Clean:
    """The digests of files, and of records in them, that were looked through and held nothing, as long as the program
    is the same; kept one after another in one file, those that the last build asked for. `anew` knows none of these."""

    def __init__(self, place: Path, program: bytes, *, anew: bool = False) -> None:
        self._place, self._program = place, program
        self._asked: set[bytes] = set()
        self._known = frozenset(() if anew else self._read())

    def __contains__(self, digest: bytes) -> bool:
        if digest in self._known:
            self._asked.add(digest)
        return digest in self._asked

    def add(self, digest: bytes) -> None:
        """Take note of what holds nothing."""
        self._asked.add(digest)

    def keep(self) -> None:
        """Keep what was asked for."""
        data = b"".join(sorted(self._asked))
        with suppress(OSError):  # else all is looked through again
            make_folder(self._place.parent)
            keep(self._place, _sum(self._program, data) + data)

    def _read(self) -> Iterator[bytes]:
        try:
            kept = self._place.read_bytes()
        except OSError:
            return
        data = kept[_SUM:]
        if kept[:_SUM] == _sum(self._program, data):
            yield from (data[first : first + SIZE] for first in range(0, len(data), SIZE))
