"""Does every link of the finished tree lead somewhere? Asked of the tree itself, whoever wrote the page.

A page is given as pieces, so that what thousands of pages share is read once. Only our own output and Python-Markdown's
is read, where a `<` or `>` inside an attribute is always escaped: that is why a regular expression will do.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from html import unescape
from posixpath import dirname, normpath
from typing import Literal
from urllib.parse import unquote

from generator.website.cut import KNOWN, Cut, cut

Reason = Literal["missing", "anchor", "absolute", "foreign"]
"""No such file; no such place in the file; would break below another base; loads something from another host."""

_LEADING = re.compile(r"<[a-zA-Z][^<>]*?\s(?:href|src|srcset|poster|id)\s*=")
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z][\w:.-]*)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
"""Any attribute, whose value is read over as a whole: what it says may look like an attribute."""
_LINKS = frozenset({"href", "src", "poster"})
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_LOADED = frozenset({"src", "srcset", "poster"})


@dataclass(frozen=True, slots=True, order=True)
class Broken:
    """A link that leads nowhere: on which page, as written, and why."""

    page: str
    link: str
    reason: Reason


@dataclass(frozen=True, slots=True, eq=False)
class Links:
    """What stands in a piece of HTML: links out of the page (and whether they load something), links within, places."""

    out: tuple[tuple[str, bool], ...]
    within: tuple[str, ...]
    ids: frozenset[str]

    def among(self, known: dict[tuple[str, bool], tuple[str, bool]]) -> Links:
        """The same, with each link that is known the very one: most lead where others lead."""
        return Links(tuple(known.setdefault(link, link) for link in self.out), self.within, self.ids)


def broken_links(
    pages: Mapping[str, Sequence[str | Links]], files: Collection[str], *, rooted: Mapping[str, str] | None = None
) -> tuple[Broken, ...]:
    """Check pages, given as address to pieces of HTML or the links in them, in a tree of `files`.

    `rooted` maps pages whose links start at the site's root (404.html) to the path of that root.
    """
    check = _Check(pages, files)
    bases = rooted or {}
    return tuple(sorted({fault for address in pages for fault in check.page(address, bases.get(address))}))


class _Check:
    """Remembers by piece and folder, since a piece of the chrome says the same on every page of a folder, and by link
    and folder: pages side by side lead to the same places."""

    def __init__(self, pages: Mapping[str, Sequence[str | Links]], files: Collection[str]) -> None:
        self._pages = pages
        self._files = frozenset(files)
        self._links = cache(links_in)
        self._out = cache(self._faults_out)
        self._judged: dict[tuple[str, str | None], dict[tuple[str, bool], Reason | None]] = {}

    def page(self, address: str, base: str | None) -> Iterator[Broken]:
        """What is broken on one page."""
        folder = dirname(address)
        for piece in self._pages[address]:
            for link, reason in self._out(folder, piece, base):
                yield Broken(address, link, reason)
            for place in self._find(piece).within:
                if not self._has(address, place):
                    yield Broken(address, f"#{place}", "anchor")

    def _find(self, piece: str | Links) -> Links:
        return piece if isinstance(piece, Links) else self._links(piece)

    def _faults_out(self, folder: str, piece: str | Links, base: str | None) -> tuple[tuple[str, Reason], ...]:
        judged = self._judged.setdefault((folder, base), {})
        found = []
        for each in self._find(piece).out:
            if each in judged:
                reason = judged[each]
            else:
                reason = judged[each] = self._judge(folder, *each, base)
            if reason:
                found.append((each[0], reason))
        return tuple(found)

    def _judge(self, folder: str, link: str, loaded: bool, base: str | None) -> Reason | None:
        if _SCHEME.match(link) or link.startswith("//"):
            return "foreign" if loaded and not link.startswith("data:") else None
        path, _, fragment = link.partition("#")
        path = unquote(path.partition("?")[0])
        if path.startswith("/"):
            if base is None or not path.startswith(base):
                return "absolute"
            folder, path = "", path[len(base) :]
        if not path:
            return None  # the page itself, with a query
        target = normpath(f"{folder}/{path}" if folder else path)
        if path.endswith("/") or target not in self._files:
            return "missing"
        return None if self._has(target, fragment) else "anchor"

    def _has(self, address: str, fragment: str) -> bool:
        # A fragment with an equals sign is the state of a script, not a place; of files that are no pages we know none.
        if not fragment or "=" in fragment or address not in self._pages:
            return True
        return any(unquote(fragment) in self._find(piece).ids for piece in self._pages[address])


def links_in(piece: str) -> Links:
    """What stands in a piece of HTML."""
    return links_of([cut(piece)])


def links_of(pieces: Iterable[Cut]) -> Links:
    """What stands in pieces of HTML together."""
    links: dict[tuple[str, bool], None] = {}
    ids: set[str] = set()
    for tag in (tag for piece in pieces for tag in piece.tags):
        leads, named = _of_tag(tag)
        links.update(leads)
        ids |= named
    within = tuple(link[1:] for link, _ in links if link.startswith("#"))
    return Links(tuple(found for found in links if not found[0].startswith("#")), within, frozenset(ids))


@lru_cache(KNOWN)
def _of_tag(tag: str) -> tuple[Mapping[tuple[str, bool], None], frozenset[str]]:
    """Where a tag leads, and the places that it names."""
    links: dict[tuple[str, bool], None] = {}
    ids: set[str] = set()
    for name, *values in _ATTRIBUTE.findall(tag) if _LEADING.match(tag) else ():
        value = unescape("".join(values)).strip()
        if name == "id":
            ids.add(value)
        elif name == "srcset":
            links.update(((part.split()[0], True), None) for part in value.split(",") if part.strip())
        elif name in _LINKS:
            links[(value, name in _LOADED)] = None
    return links, frozenset(ids)


def pages_of(files: Iterable[tuple[str, bytes]]) -> dict[str, tuple[str, ...]]:
    """The pages of a written tree, as `broken_links` wants them: for checking what stands on disk."""
    return {address: (data.decode("utf-8"),) for address, data in files if address.endswith(".html")}
