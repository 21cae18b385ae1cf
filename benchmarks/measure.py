"""A command, run to its end and measured: what two benchmarks ask in the same way."""

from __future__ import annotations

import os
import subprocess
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
    most = 0.0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        most = max(most, memory(process.pid))
        time.sleep(pause)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"{' '.join(command)}: {process.returncode}")
    return Measure(seconds, used.ru_utime + used.ru_stime, most)
