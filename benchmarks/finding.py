"""The search by itself: its index made of an Edition that was exported, and what a browser reads of one."""

from __future__ import annotations

import gc
import gzip
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from corpus import ROOT

sys.path.insert(0, str(ROOT))  # how a browser reads the index is written down beside the tests

from generator.core.edition.reading import read_edition
from generator.website.search import Index, indexed
from tests.website.reading import Reader

QUERIES, SEED = 200, 4


def before_first(site: Path) -> Iterator[int]:
    """What comes from a server, compressed, before the first result of some pieces of what the site says."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.glob("search/*.js")}
    index = Index(files, next(address for address in files if address.startswith("search/index.")))
    sizes = {address: len(gzip.compress(data)) for address, data in files.items()}
    reader, draw = Reader(index), random.Random(SEED)  # noqa: S311 - no secret
    for _ in range(QUERIES):
        _, names, lines = reader.entry(draw.randrange(reader.total))
        word = draw.choice(draw.choice([*names, *lines]).split())
        start = draw.randrange(max(1, len(word) - 1))
        visitor = Reader(index)
        next(visitor.results(word[start : start + draw.randint(2, 6)]), None)
        yield sum(sizes[address] for address in visitor.read)


if __name__ == "__main__":
    gc.disable()  # as a build does
    indexed(read_edition(Path(sys.argv[1]).read_bytes()), {})
