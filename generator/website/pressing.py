"""Pressing leaves by many hands at once: the same leaves in the same order, whoever presses them.

A process that can be split shares all that it has read with its parts. Where it cannot, and on other machines, pages go
to and fro as they are; any `concurrent.futures.Executor` will do.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from functools import cache, partial
from itertools import chain

from generator.aside import can_split, split
from generator.core.pages.page import Page
from generator.website.leaf import Leaf, Press, leaf, leaves_elsewhere
from generator.website.render import Renderer

FEW = 200
"""So many pages are pressed sooner than another process has begun."""
_FEW_ELSEWHERE = 2_000
"""The same where a process must start from nothing."""
_AT_ONCE = 32
"""Pages that go out together: neighbours say much the same."""
_SWEPT = 8
"""After so many packs rubbish is looked for."""

_shared: tuple[Press, Sequence[Page]] | None = None
"""What a process finds that was split from the one that is at work."""


def pressed(press: Press, pages: Sequence[Page], jobs: int = 0, executor: Executor | None = None) -> Iterator[Leaf]:
    """The leaf of every page, in their order. `jobs` is how many processes may work (0: one for each core)."""
    jobs = jobs or cores()
    if executor is not None:
        packs = tuple(tuple(pages[first : first + _AT_ONCE]) for first in range(0, len(pages), _AT_ONCE))
        yield from chain.from_iterable(executor.map(partial(leaves_elsewhere, press), packs))
    elif jobs > 1 and len(pages) >= FEW and can_split():
        with _split(press, pages, jobs) as parts:
            yield from chain.from_iterable(parts.map(_leaves, range(0, len(pages), _AT_ONCE)))
    elif jobs > 1 and len(pages) >= _FEW_ELSEWHERE:
        with ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn")) as others:
            yield from pressed(press, pages, executor=others)
    else:
        renderer = press.renderer()
        yield from (leaf(renderer, page) for page in pages)


def cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@contextmanager
def _split(press: Press, pages: Sequence[Page], jobs: int) -> Iterator[Executor]:
    global _shared  # noqa: PLW0603 - a copy of the process finds what is here, and nothing else need be sent
    _shared = press, pages
    try:
        with split(), ProcessPoolExecutor(jobs, multiprocessing.get_context("fork")) as parts:
            yield parts
    finally:
        _shared = None


def _leaves(first: int) -> tuple[Leaf, ...]:
    assert _shared is not None
    # What a template needs holds itself, and would be there to the end: with ten thousand pages 200 MB in each process.
    if first % (_AT_ONCE * _SWEPT) == 0:
        gc.collect(1)
    return tuple(leaf(_renderer(), page) for page in _shared[1][first : first + _AT_ONCE])


@cache
def _renderer() -> Renderer:
    assert _shared is not None
    return _shared[0].renderer()
