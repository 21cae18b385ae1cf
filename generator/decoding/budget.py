"""How much work the pictures of a studio may make: reckoned from their headers, the same on every machine.

A pixel that is read from a JPEG costs a quarter of one from a PNG or WebP, since only as much of it is decoded as is
shown; one that is written, in all sizes and forms, five times as much (`benchmarks/README.md` has the seconds).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from generator.core.content import PICTURES, Content
from generator.core.source import SourceFile

WIDEST = 1600
"""The width of the largest rendition, in pixels."""
BUDGET = 2_200_000_000
"""In pixels as reckoned here: a hundred photos of twelve megapixels come to 2,010 million."""
_READ = {"jpg": 0.25}
_WRITTEN = 5


def work(content: Content) -> float:
    """What a picture costs, in pixels, whether it can be read or not; nothing where its header refuses it."""
    if content.fault == "pixels" or content.kind not in PICTURES:
        return 0
    narrow, long = sorted((content.width, content.height))  # a header does not say how it is turned
    width = min(narrow, WIDEST)
    height = long * width / narrow if narrow else 0
    return content.width * content.height * _READ.get(content.kind, 1) + _WRITTEN * width * height


def over_budget(owned: Mapping[str, Iterable[SourceFile]], sizes: Mapping[str, Content]) -> frozenset[str]:
    """The digests of the pictures for which no studio that has them has anything left, the small ones first: what one
    studio copies from another costs that one nothing."""
    refused: set[str] = set()
    granted: set[str] = set()
    for studio, files in owned.items():
        left = float(BUDGET)
        costs = {file.digest: work(sizes[file.digest]) for file in files if file.digest in sizes}
        for digest, cost in sorted(costs.items(), key=lambda each: (each[1], each[0])):
            left -= cost
            (refused if studio and left < 0 else granted).add(digest)
    return frozenset(refused - granted)
