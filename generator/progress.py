"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar

from generator.wording import Wording

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID


SOON = 1.0
"""Seconds within which nothing is shown: what is over by then needs no progress, and to load what draws it takes a
tenth of a second."""
STEP = 50
"""Files are counted in steps: telling takes longer than reading one."""
F = TypeVar("F")
T = TypeVar("T")


class Progress:
    """Called with a stage, how much of it is done and how much there is (0 where nobody knows). Stages are words below
    `command.build`."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._terminal = sys.stderr.isatty()
        self._bars: Bars | None = None
        self._tasks: dict[str, TaskID] = {}
        self._began = self._since = time.monotonic()
        self._process = os.getpid()
        self._stage = ""
        self._taken: dict[str, float] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if os.getpid() != self._process:
            return  # a copy of it that does a part of the work: two would draw over each other
        if stage != self._stage:
            self._end_stage(stage)
        if not self._terminal or self.seconds < SOON:
            return
        if self._bars is None:
            self._bars = _bars()
            self._bars.start()
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(self._words(f"command.build.{stage}"), total=total or None)
        self._bars.update(self._tasks[stage], completed=done, total=total or None)
        self._bars.refresh()

    def counting(self, stage: str, work: Callable[[F], T]) -> Callable[[F], T]:
        """The same work on files one by one, told as it goes on."""
        done = 0

        def counted(file: F) -> T:
            nonlocal done
            if done % STEP == 0:
                self(stage, done, 0)
            done += 1
            return work(file)

        return counted

    def timings(self) -> str:
        """Where the time has gone: a line for each stage, in their order, with its seconds."""
        self._end_stage("")
        lines = (f"{taken:7.2f}  {self._words(f'command.build.{stage}')}" for stage, taken in self._taken.items())
        return "\n".join(lines)

    def _end_stage(self, following: str) -> None:
        now = time.monotonic()
        if self._stage:
            self._taken[self._stage] = self._taken.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = following, now

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._began


def _bars() -> Bars:
    # What draws takes a tenth of a second to import, which no pipe need pay.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn())
    # Nothing is drawn by a thread: a process that has one cannot be split, and a build would lose its other hands.
    return Progress(*columns, console=Console(file=sys.stderr), transient=True, auto_refresh=False)
