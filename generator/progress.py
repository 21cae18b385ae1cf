"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from generator.wording import Wording

if TYPE_CHECKING:
    from rich.progress import Progress as Bars


class Progress:
    """Called with a stage, how much of it is done and how much there is. Stages are words below `command.build`."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._bars = _bars() if sys.stderr.isatty() else None
        self._tasks: dict[str, int] = {}
        self._began = self._since = time.monotonic()
        self._stage = ""
        self._taken: dict[str, float] = {}

    def __enter__(self) -> Self:
        if self._bars:
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars:
            self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if stage != self._stage:
            self._end_stage(stage)
        if self._bars is None:
            return
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(self._words(f"command.build.{stage}"), total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)  # type: ignore[arg-type]
        self._bars.refresh()

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
