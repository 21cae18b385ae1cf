"""The preview: builds into a private folder, serves it on this machine alone, and follows every change.

What one studio changes is shown on the studio's own pages at once; then the site is built anew, with all that counts
and lists. While the school's own files are faulty the last good site stays up; if there is none yet, a page says what
to do.
"""

from __future__ import annotations

import ctypes
import gc
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from html import escape
from pathlib import Path
from threading import Event, RLock, Thread

from generator.core.document import parse
from generator.core.pipeline import Prepared
from generator.core.reading import Parse
from generator.diagnostics.text import render
from generator.watching import SOURCES, rounds_elsewhere
from generator.website.ahead import Stand, built_ahead, studio_of, warm
from generator.website.build import build
from generator.website.fault import WebsiteError
from generator.website.house import find_house
from generator.website.live import live

TURN = 0.0005
"""Seconds for which the builder may keep others waiting: a browser asks for some ten files a page."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Whom the preview tells: where it can be seen (`ready`), what is wrong with the files or stands in the way, which
    studio's pages were built ahead and how many of them, and that the whole site is as the files are."""

    ready: Callable[[str], None]
    problems: Callable[[Prepared], None]
    in_the_way: Callable[[WebsiteError], None]
    ahead: Callable[[str, int], None]
    whole: Callable[[], None]


def serve(root: Path, prepare: Callable[[], Prepared], port: int, tell: Teller, read: Parse = parse) -> None:
    """Serve until interrupted. `prepare` reads everything anew; `read` parses what is read of one studio."""
    with tempfile.TemporaryDirectory(prefix="jiangpu-") as private:
        preview = Preview(Path(private) / "site", prepare, tell, read)
        with (
            live(port, preview.site, preview.instead) as server,
            rounds_elsewhere(root, _watched(root)) as changes,
            suppress(KeyboardInterrupt),
        ):
            next(changes)  # what is written while the first site is built is a change too
            preview.rebuild()
            server.thread.start()
            sys.setswitchinterval(TURN)
            tell.ready(server.url)
            with _building(preview, server.reload) as builder:
                for paths in changes:
                    builder.end()  # it builds what was before
                    studio = studio_of(paths)
                    if studio and preview.hasten(studio):
                        server.reload()
                    builder.begin()


class Preview:
    """The site as last built, and why it is not newer. Two threads use it: one hastens while the other builds."""

    def __init__(self, site: Path, prepare: Callable[[], Prepared], tell: Teller, read: Parse = parse) -> None:
        self.site = site
        self._prepare = prepare
        self._tell = tell
        self._read = read
        self._stand: Stand | None = None
        self._why = ""
        self._problems = ""
        self._hastened: set[str] = set()
        """The studios that were built ahead since the site is being built."""
        self._hastening = RLock()

    def rebuild(self) -> None:
        """Build anew; what stands in the way is told and changes nothing."""
        self._hastened.clear()
        prepared = self._prepare()
        self._tell.problems(prepared)
        self._problems = render(prepared.problems, prepared.sources)
        try:
            stand = build(prepared, self.site).stand
        except WebsiteError as error:
            self._why = str(error)
            self._tell.in_the_way(error)
        else:
            if self._stand is None and stand:
                warm(stand, self._read)
            with self._hastening:
                self._stand = stand
                for studio in tuple(self._hastened):  # what was built may be older than they are
                    self.hasten(studio)
            gc.collect()  # nobody waits for anything now
            self._tell.whole()

    def hasten(self, studio: str) -> bool:
        """Whether a studio's own pages could be shown at once as its files are now, and are not as they were."""
        with self._hastening:
            if self._stand is None:
                return False
            self._hastened.add(studio)
            try:
                self._stand, prepared, pages = built_ahead(self._stand, studio, self.site, self._read)
            except WebsiteError:  # it has changed again already
                return False
            if prepared.errors:
                self._tell.problems(prepared)
            if pages:
                self._tell.ahead(studio, len(pages))
            return bool(pages)

    def instead(self) -> bytes:
        """What the browser gets where there is no page: the reason, or the site's own 404.html."""
        own = self.site / "404.html"
        if own.is_file():
            return own.read_bytes()
        text = f"<p>{escape(self._why)}</p><pre>{escape(self._problems)}</pre>"
        return f'<!doctype html><meta charset="utf-8">{text}'.encode()


class _Overtaken(BaseException):
    """What is being built is not what the files are any more."""


class Builder:
    """Builds the site beside what this thread does, from when it shall `begin` until it is done or shall `end`."""

    def __init__(self, preview: Preview, done: Callable[[], None]) -> None:
        self._preview, self._done = preview, done
        self._wanted, self._closed, self._at_work = Event(), Event(), Event()
        self.thread = Thread(target=self._work)

    def begin(self) -> None:
        """Build from now on."""
        self._wanted.set()

    def end(self) -> None:
        """Give up what is being built: at any moment, as an interruption from the keyboard would, for whoever waits
        for a page shall not share the processor with it."""
        if self._at_work.is_set() and self.thread.ident is not None:
            error = ctypes.py_object(_Overtaken)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread.ident), error)

    def close(self) -> None:
        """End for good."""
        self._closed.set()
        self._wanted.set()
        self.end()
        self.thread.join()

    def _work(self) -> None:
        while True:
            with suppress(_Overtaken):
                while self._wanted.wait() and not self._closed.is_set():
                    self._build()
                return

    def _build(self) -> None:
        self._wanted.clear()
        self._at_work.set()
        try:
            self._preview.rebuild()
        finally:
            self._at_work.clear()
        self._done()


@contextmanager
def _building(preview: Preview, done: Callable[[], None]) -> Iterator[Builder]:
    builder = Builder(preview, done)
    builder.thread.start()
    try:
        yield builder
    finally:
        builder.close()


def _watched(root: Path) -> list[str | Path]:
    house = find_house(root)
    return [*SOURCES, house.theme, house.config]
