"""A command, run to its end and measured: what two benchmarks ask in the same way."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """Seconds on the clock; seconds of the processor, with the processes that it started; and the most memory that it
    had, in megabytes."""

    seconds: float
    busy: float
    memory: float


def measured(
    command: Sequence[str], memory: Callable[[int], float], pause: float, cwd: Path, variables: Mapping[str, str]
) -> Measure:
    """Run a command, and ask every `pause` seconds how much memory its process has. Ends the program where it fails."""
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - a command of our own
        command, env={**os.environ, **variables}, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    most, ended = [0.0], threading.Event()

    def look() -> None:
        while not ended.wait(pause):
            most.append(memory(process.pid))

    looking = threading.Thread(target=look)
    looking.start()
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    ended.set()
    looking.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)}: {process.returncode}")
    return Measure(seconds, used.ru_utime + used.ru_stime, max(most))
