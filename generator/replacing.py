"""Replacing a file in one step: whoever reads it, and whatever ends the program, finds the old file or the new one."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class FileMoved(Exception):
    """The file is not what it was when its new content was computed: somebody else wrote meanwhile."""


def replace_file(path: Path, before: bytes | None, after: bytes) -> None:
    """Put `after` in the place of `before` (None: there is no such file). It is written aside, read again and renamed;
    a file keeps its mode, and a link is never followed. Raises FileMoved."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.jiangpu-", dir=path.parent)
    aside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(after)
            file.flush()
            os.fsync(handle)
        aside.chmod(path.lstat().st_mode & 0o7777 if path.exists() else 0o644)
        # What the memory held may not be what the disk got: a wrong bit would stay for ever.
        if aside.read_bytes() != after or _held(path) != before:
            raise FileMoved(str(path))
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


def _held(path: Path) -> bytes | None:
    if path.is_symlink():
        raise FileMoved(str(path))
    return path.read_bytes() if path.exists() else None
