"""The index of the search: files that a browser reads as it needs them, from a server or from a disk.

All of them are scripts that call one function, since a page opened from a disk may load nothing else. A visitor who
types two characters reads the directory, one shard of postings and the texts of what is shown first.

    search/index.HASH.js      the directory: how characters are folded, what kind, year and studios each entry has,
                              with which pair each file of postings begins, with which entry each file of texts
    search/grams-N.HASH.js    postings: for each pair of neighbouring characters the entries in which it stands, in
                              their names or anywhere; pairs stand in their order under their first character, and the
                              last character of a line makes one with the end of the line, so that the pairs of a
                              character are all places where it stands
    search/longer-N.HASH.js   the same for longer pieces where pairs do not tell well enough, see longer.py; empty where
                              they do. Of a pair that begins any, all that follow are here
    search/text-N.HASH.js     what the entries say: address, names, lines

Characters are those of UTF-16, as browsers count them. A pair is exact, and so are postings of a longer piece; what
else is longer is looked for by its pieces and then in the texts, so that nothing is shown that does not hold it.
`tests/website/reading.py` reads the index the same way as `theme/assets/javascripts/search.js`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from pathlib import Path
from typing import Any
from urllib.parse import quote

from generator.core.edition import Edition
from generator.core.pages.search import KINDS, Entry, entries, entry
from generator.core.prose import lines_of
from generator.core.values.fold import table, variants
from generator.website.digits import written
from generator.website.longer import longer
from generator.website.postings import Lists, Row, Text, pairs
from generator.website.script import column, packed, script
from generator.wording import wording

FOLDER = "search/"
"""Where the files of the index lie."""
TEXTS = f"{FOLDER}text-"
"""How the addresses begin of those that hold what records say."""
CALL = "jiangpuSearch"
"""The function that every file calls: with its name without the hash, and what it holds."""
SHARD = 8_000
"""About how many characters of postings share a file."""
LONGER = 4_000
"""The same of longer pieces, of which a query may need several files."""
TEXT = 4_000
"""About how many characters of entries share a file."""

_ARTICLE = re.compile(r'<article class="jp-hand.*?</article>', re.DOTALL)
_PERMALINK = re.compile(r'<a class="headerlink".*?</a>')
NOT_FOUND = "404.html"
"""What servers say of an address where nothing is: no page of the site."""
_NEVER_FIRST = "\n "
"""Nobody looks for a blank: it stands between what is looked for."""


@dataclass(frozen=True, slots=True)
class Index:
    """The files of the index by address, and the address of its directory."""

    files: Mapping[str, bytes]
    directory: str


def indexed(edition: Edition, finished: Mapping[str, Path]) -> Index:
    """Index all that the Edition has, and of the finished files the pages that the school has written by hand."""
    words = wording()
    studios = {studio.id: studio.short for studio in edition.studios}
    found = entries(edition, by_hand(finished))
    return index(found, studios, {kind: words(f"search_kind.{kind}") for kind in KINDS})


def by_hand(finished: Mapping[str, Path]) -> Iterator[Entry]:
    """The pages of the school among finished files."""
    for address, path in finished.items():
        if address.endswith(".html") and address != NOT_FOUND:
            yield _page(address, path.read_text(encoding="utf-8"))


def _page(address: str, html: str) -> Entry:
    """A page by hand: its title and what it says."""
    found = _ARTICLE.search(html)
    text = _PERMALINK.sub("", found[0] if found else "")
    title, *said = lines_of(text) or ("",)
    return entry(quote(address), "page", (title,), said)


def index(entries: Sequence[Entry], studios: Mapping[str, str], kinds: Mapping[str, str]) -> Index:
    """Index the entries, in the order of the results. `studios` are their names by id, `kinds` the words for kinds."""
    files: dict[str, bytes] = {}

    def add(name: str, held: Any) -> tuple[str, int]:
        """Add a file; its digest, and its size in KB, rounded up."""
        digest, data = script(CALL, name, held)
        files[f"{FOLDER}{name}.{digest}.js"] = data
        return digest, len(data) // 1000 + 1

    def shards(name: str, postings: Iterable[tuple[str, str]], most: int) -> Iterator[tuple[str, str, int]]:
        """Add files of postings; of each the piece with which it begins, its digest and its size."""
        for number, shard in enumerate(packed(postings, lambda each: len(each[1]) + 3, most)):
            yield shard[0][0], *add(f"{name}-{number}", _shard(shard))

    texts = [(number, (each.address, each.names, each.lines)) for number, each in enumerate(entries)]
    row = Row.of(map(_said, entries), table())
    found = pairs(row, _NEVER_FIRST)
    postings = sorted(_coded(found.texts(row), found.anywhere, found.named))
    beyond = longer(row, found)
    del found  # it is large, and needed no more than longer pieces need it
    further = sorted(dict(chain.from_iterable(_coded(*each) for each in beyond)).items())
    years = sorted({each.year for each in entries if each.year}, reverse=True)
    sets = {each: place for place, each in enumerate(sorted({each.studios for each in entries}))}
    names = [name for name in studios if any(name in each for each in sets)]
    there = [kind for kind in KINDS if any(each.kind == kind for each in entries)]
    directory = {
        "fold": "\n".join(sign + others for sign, others in variants(dict.fromkeys(pair[0] for pair, _ in postings))),
        "kinds": [(kind, kinds[kind]) for kind in there],
        "years": years,
        "studios": [(name, studios[name]) for name in names],
        "sets": [[names.index(name) for name in each if name in names] for each in sets],
        "kind": column(there.index(each.kind) + 1 for each in entries),
        "year": column(years.index(each.year) + 1 if each.year else 0 for each in entries),
        "set": column(sets[each.studios] for each in entries),
        "grams": list(shards("grams", postings, SHARD)),
        "longer": list(shards("longer", further, LONGER)),
        "texts": [
            (group[0][0], add(f"text-{number}", [each for _, each in group])[0])
            for number, group in enumerate(packed(texts, lambda each: _length(each[1]), TEXT))
        ],
    }
    digest, _ = add("index", directory)
    return Index(files, f"{FOLDER}index.{digest}.js")


def _length(text: tuple[str, tuple[str, ...], tuple[str, ...]]) -> int:
    address, names, lines = text
    return len(address) + sum(map(len, names)) + sum(map(len, lines))


def _said(entry: Entry) -> Text:
    return Text("\n".join((*entry.names, "")), "\n".join((*entry.lines, "")))


def _coded(pieces: Sequence[str], anywhere: Lists, named: Lists) -> Iterator[tuple[str, str]]:
    """Pieces with their postings: where they stand anywhere, then in names; nothing where others tell."""
    called = (f"#{code}" if code else "" for code in written(named))
    return zip(pieces, map(add, written(anywhere), called), strict=True)


def _shard(group: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    """Pieces by all but their last characters: all the last ones, and their postings."""
    held: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for piece, code in group:
        held[piece[:-1]].append((piece[-1], code))
    return {
        before: ["".join(last for last, _ in found), " ".join(code for _, code in found)]
        for before, found in held.items()
    }
