"""One worker and its watch: a file goes in, what it holds comes out, or the worker is dead and the file at fault."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from threading import Event, Timer
from types import TracebackType
from typing import IO

from pydantic import TypeAdapter, ValidationError

import generator
from generator.core.content import PICTURES, Content

WALL = 30.0
"""How many seconds by the clock a worker may take for one file. This is only for one that waits instead of working:
what decides of a file is the time of the processor, which the worker limits for itself, so that no honest file is
refused because the machine is busy."""
ANSWER = 1 << 20
"""The longest description of a file, in bytes."""
RENDITIONS = 6
RENDITION = 16 << 20
"""How many renditions a picture may have, and the largest of them in bytes."""

PROGRAM = ("-m", "generator.decoding.worker")

_KEPT = ("SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""What a Python may need of the environment to start at all; nothing else is handed on."""
_CONTENT = TypeAdapter(Content)

Decoded = tuple[Content, tuple[bytes, ...]]
"""What a file holds, and the bytes of its renditions."""


class Guard:
    """Starts a worker when there is a file for it, and another when that has died. `used` is how many seconds of the
    processor the workers have taken for the files so far."""

    def __init__(self, wall: float = WALL, program: Sequence[str] = PROGRAM) -> None:
        self.used = 0.0
        self._wall = wall
        self._command = (sys.executable, *program)
        self._worker: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Guard:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._end()

    def decode(self, data: bytes) -> Decoded:
        """What these bytes hold. Never raises for them. A worker that has seen other files may be ill because of them:
        it is no witness against this one, so what it cannot do is tried with a new one."""
        for fresh in (False, True) if self._worker else (True,):
            if fresh:
                self._end()
            decoded = self._asked(b"decode", data)
            if decoded is not None and decoded[0].fault != "demanding":
                return decoded
        return decoded or (Content("other", "demanding"), ())

    def measure(self, data: bytes) -> Content:
        """What kind these bytes are and, of a picture, its size. Never raises for them."""
        measured = self._asked(b"measure", data) or self._asked(b"measure", data)
        return measured[0] if measured else Content("other", "demanding")

    def _asked(self, word: bytes, data: bytes) -> Decoded | None:
        """Ask a worker; None if it died over the question or was killed."""
        worker = self._worker = self._worker or self._start()
        assert worker.stdin is not None
        assert worker.stdout is not None
        late = Event()

        def kill() -> None:
            late.set()
            worker.kill()

        watch = Timer(self._wall, kill)
        watch.start()
        began = _used_by(worker.pid)
        try:
            worker.stdin.write(b"%s %d\n" % (word, len(data)) + data)
            worker.stdin.flush()
            decoded = _answer(worker.stdout)
        except OSError:
            decoded = None
        finally:
            watch.cancel()
            self.used += _used_by(worker.pid) - began
        if decoded is None or late.is_set():
            self._end()
        return decoded

    def _start(self) -> subprocess.Popen[bytes]:
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        # The program is our own, its input are bytes.
        return subprocess.Popen(  # noqa: S603
            self._command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(generator.__file__).parents[1],
            env={**kept, "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def _end(self) -> None:
        worker, self._worker = self._worker, None
        if worker is None:
            return
        worker.kill()
        for stream in (worker.stdin, worker.stdout):
            if stream:
                with suppress(OSError):  # what was written last may not have got through
                    stream.close()
        worker.wait()


def _used_by(process: int) -> float:
    """How many seconds of the processor a process has used, dead ones until they are waited for. Where no system tells,
    the clock must do."""
    if sys.platform != "linux":
        return time.monotonic()
    return time.clock_gettime(~process << 3 | 2)  # what clock_getcpuclockid(3) gives, which Python does not have


def _answer(stream: IO[bytes]) -> Decoded | None:
    """Read an answer. The worker has been at a stranger's file: nothing that it says is believed unseen."""
    try:
        content = _CONTENT.validate_json(stream.readline(ANSWER), extra="forbid")
    except ValidationError:
        return None
    made = content.renditions
    if len(made) > RENDITIONS or (made and content.kind not in PICTURES):
        return None
    blobs: list[bytes] = []
    for each in made:
        if not 0 < each.size <= RENDITION:
            return None
        blob = stream.read(each.size)
        if sha256(blob).hexdigest() != each.digest:
            return None
        blobs.append(blob)
    return content, tuple(blobs)
