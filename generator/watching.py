"""Seeing that somebody has saved a file: for `check --watch` and `serve`, which answer while one is writing."""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path

PAUSE = 0.2
"""Seconds between two looks at a tree."""
SOURCES = ("studios", "content")
"""What is written by people: it is looked at unless something else is asked for."""

Stamp = dict[str, tuple[int, int]]


def rounds(root: Path, places: Sequence[str | Path] = SOURCES, pause: float = PAUSE) -> Iterator[frozenset[str]]:
    """Once now, and again whenever files at some places below `root` are not as they were and nobody is writing any
    more; for ever. Each time the paths of those that are not: none of them at first."""
    seen: Stamp | None = None
    while True:
        if (now := stamp(root, places)) != seen:
            now = _settled(root, places, now, pause)
            changed = () if seen is None else (path for path, _ in seen.items() ^ now.items())
            seen = now
            yield frozenset(Path(path).relative_to(root).as_posix() for path in changed if path.startswith(str(root)))
        time.sleep(pause)


@contextmanager
def rounds_elsewhere(root: Path, places: Sequence[str | Path] = SOURCES) -> Iterator[Iterator[frozenset[str]]]:
    """The same seen by another process: a thread would wait for its turn at each of ten thousand files while others
    work."""
    context = multiprocessing.get_context("spawn")
    mine, its = context.Pipe(duplex=False)
    other = context.Process(target=_tell, args=(root, tuple(places), its), daemon=True)
    other.start()
    its.close()

    def told() -> Iterator[frozenset[str]]:
        with suppress(EOFError):
            while True:
                yield mine.recv()

    try:
        yield told()
    finally:
        other.terminate()
        other.join()
        mine.close()


def _tell(root: Path, places: Sequence[str | Path], its: Connection) -> None:
    with suppress(KeyboardInterrupt, BrokenPipeError):
        for paths in rounds(root, places):
            its.send(paths)


def _settled(root: Path, places: Sequence[str | Path], first: Stamp, pause: float) -> Stamp:
    """The tree once two looks at it are the same: an editor may write a file in several steps, git many files."""
    before = first
    while True:
        time.sleep(pause / 4)
        now = stamp(root, places)
        if now == before:
            return now
        before = now


def stamp(root: Path, places: Sequence[str | Path] = SOURCES) -> Stamp:
    """Every file at some places, with its size and when it was written."""
    found: Stamp = {}
    for place in places:
        if (root / place).is_file():
            about = (root / place).stat()
            found[str(root / place)] = about.st_size, about.st_mtime_ns
        else:
            _look(str(root / place), found)
    return found


def _look(folder: str, found: Stamp) -> None:
    """Take note of what is in a folder: ten thousand files, five times a second."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    _look(entry.path, found)
                else:
                    about = entry.stat(follow_symlinks=False)
                    found[entry.path] = about.st_size, about.st_mtime_ns
    except OSError:
        return  # it has gone meanwhile
