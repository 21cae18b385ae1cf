"""Work done aside: by a copy of this process, while it goes on with something else."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from tempfile import TemporaryFile
from typing import TypeVar

T = TypeVar("T")


def can_split() -> bool:
    """Whether a copy of this process would be whole: threads are not copied, and what they hold stays held."""
    return sys.platform == "linux" and threading.active_count() == 1


@contextmanager
def split() -> Iterator[None]:
    """While there are copies: what is there now is not copied by being looked at for rubbish, where anything looks."""
    if gc.isenabled():
        gc.collect()
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def aside(work: Callable[[], T], *, alone: bool = False) -> Iterator[Callable[[], T]]:
    """Begin with some work; what is given waits for what came of it. `alone`, or where a process cannot be split, it is
    done when it is asked for. So it is if the copy fails, so that whoever asks is told why."""
    if alone or not can_split():
        yield work
        return
    # A copy that has done its work is gone, with all that it needed for it, though nobody has asked yet.
    try:
        file = TemporaryFile()  # noqa: SIM115 - closed below
    except OSError:
        yield work  # where nothing can be put aside
        return
    with split(), file as kept:
        copy = multiprocessing.get_context("fork").Process(target=_do, args=(work, kept.fileno()), daemon=True)
        copy.start()

        def told() -> T:
            copy.join()
            if copy.exitcode:
                return work()
            kept.seek(0)
            with Connection(os.dup(kept.fileno()), writable=False) as read:
                found: T = read.recv()
            return found

        try:
            yield told
        finally:
            if copy.is_alive():
                copy.terminate()
            copy.join()


def _do(work: Callable[[], object], kept: int) -> None:
    try:
        with Connection(os.dup(kept), readable=False) as write:
            write.send(work())
    except BaseException:  # noqa: BLE001 - whatever it is, it is told where it is asked for
        os._exit(1)
    os._exit(0)
