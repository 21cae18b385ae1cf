"""Seeing that somebody has saved a file: for `check --watch` and `serve`, which answer while one is writing.

Where the system tells of changes a tree is looked at when it does; and now and then all the same, for of some drives,
those of other machines among them, it tells nothing.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from pathlib import Path
from threading import Event

from watchdog.events import (
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

PAUSE = 1.0
"""Seconds after which a tree is looked at though nothing was told."""
REST = 0.05
"""Seconds for which a tree must stay as it is."""
SOURCES = ("studios", "content")
"""What is written by people: it is looked at unless something else is asked for."""

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""To look at a tree opens its folders, which is no change."""

Stamp = dict[str, tuple[int, int]]


def rounds(root: Path, places: Sequence[str | Path] = SOURCES) -> Iterator[frozenset[str]]:
    """Once now, and again whenever files at some places below `root` are not as they were and nobody is writing any
    more; for ever. Each time the paths of those that are not: none of them at first."""
    seen: Stamp | None = None
    with _told(root, places) as something:
        while True:
            if (now := stamp(root, places)) != seen:
                now = _settled(root, places, now)
                changed = () if seen is None else {path for path, _ in seen.items() ^ now.items()}
                seen = now
                below = (Path(path) for path in changed if path.startswith(f"{root}{os.sep}"))
                yield frozenset(path.relative_to(root).as_posix() for path in below)
            something.wait(PAUSE)
            something.clear()


class _Setting(FileSystemEventHandler):
    """Sets something whatever happens."""

    def __init__(self, something: Event) -> None:
        self._something = something

    def on_any_event(self, event: FileSystemEvent) -> None:  # noqa: ARG002 - that it happens is enough
        self._something.set()


@contextmanager
def _told(root: Path, places: Sequence[str | Path]) -> Iterator[Event]:
    """What is set when the system tells that something happens at some places."""
    something = Event()
    handler, observer = _Setting(something), Observer()
    try:
        for place in places:
            if (root / place).is_dir():
                observer.schedule(handler, str(root / place), recursive=True, event_filter=_CHANGES)
        observer.start()
    except OSError:  # it will not watch so many folders
        yield something
        return
    try:
        yield something
    finally:
        observer.stop()
        observer.join()


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


def _settled(root: Path, places: Sequence[str | Path], first: Stamp) -> Stamp:
    """The tree once two looks at it are the same: an editor may write a file in several steps, git many files."""
    before = first
    while True:
        time.sleep(REST)
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
