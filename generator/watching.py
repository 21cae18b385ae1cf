"""Seeing that somebody has saved a file: for `check --watch`, which answers while a record is being written."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

PAUSE = 0.2
"""Seconds between two looks at a tree."""
WATCHED = ("studios", "content")
"""What is looked at."""

Stamp = frozenset[tuple[str, int, int]]


def rounds(root: Path, pause: float = PAUSE) -> Iterator[None]:
    """Once now, and again whenever files below `root` are not as they were and nobody is writing any more; for ever."""
    seen: Stamp | None = None
    while True:
        if (now := stamp(root)) != seen:
            seen = _settled(root, now, pause)
            yield
        time.sleep(pause)


def _settled(root: Path, first: Stamp, pause: float) -> Stamp:
    """The tree once two looks at it are the same: an editor may write a file in several steps, git many files."""
    before = first
    while True:
        time.sleep(pause / 2)
        now = stamp(root)
        if now == before:
            return now
        before = now


def stamp(root: Path) -> Stamp:
    """Every file below what is watched, with its size and when it was written."""
    found: set[tuple[str, int, int]] = set()
    for top in WATCHED:
        for folder, _, names in os.walk(root / top):
            for name in names:
                path = os.path.join(folder, name)  # noqa: PTH118 - a thousand of them, five times a second
                try:
                    about = os.lstat(path)
                except OSError:
                    continue
                found.add((path, about.st_size, about.st_mtime_ns))
    return frozenset(found)
