"""Writing the log of notices: the only place that does, and only at its end."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from generator.core.records.log import Line


class LogMoved(Exception):
    """The log is not what it was when the lines were computed: somebody else wrote meanwhile."""


def append_lines(root: Path, before: Mapping[str, bytes], lines: Mapping[str, Sequence[Line]]) -> None:
    """Add lines to the logs by path; `before` is what the logs held when the lines were computed. Each log is written
    aside, read again and renamed, so that a log holds all of its new lines or none. Raises LogMoved."""
    for log, new in lines.items():
        _replace(root / log, before.get(log), b"".join(line.written() for line in new))


def _replace(path: Path, before: bytes | None, new: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.jiangpu-", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write((before or b"") + new)
            file.flush()
            os.fsync(handle)
        aside.chmod(path.stat().st_mode if path.exists() else 0o644)
        # What the memory held may not be what the disk got: a wrong bit would stay in the log for ever.
        if aside.read_bytes() != (before or b"") + new or (path.read_bytes() if path.exists() else None) != before:
            raise LogMoved(str(path))
        os.replace(aside, path)  # noqa: PTH105 - beside os.fsync
    finally:
        with suppress(FileNotFoundError):
            aside.unlink()
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
