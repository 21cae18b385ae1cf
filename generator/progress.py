"""Progress on a terminal, silence in a pipe."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn
from rich.progress import Progress as Bars

from generator.wording import Wording


class Progress:
    """Called with a stage, how much of it is done and how much there is. Stages are words below `command.build`."""

    def __init__(self, words: Wording) -> None:
        self._words = words
        self._bars = Bars(
            TextColumn("{task.description}"),
            BarColumn(24),
            MofNCompleteColumn(),
            console=Console(file=sys.stderr),
            transient=True,
            disable=not sys.stderr.isatty(),
        )
        self._tasks: dict[str, int] = {}
        self._began = time.monotonic()

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bars.stop()

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show how far a stage is."""
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(self._words(f"command.build.{stage}"), total=total)
        self._bars.update(self._tasks[stage], completed=done, total=total)  # type: ignore[arg-type]

    @property
    def seconds(self) -> float:
        """How long it has taken so far."""
        return time.monotonic() - self._began
