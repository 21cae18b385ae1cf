"""Files as they were read and parsed, for whoever reads a repository again after every change.

A file is taken to be as it was by its size, its times and its place on the disk, as git's index does; one that was
changed so shortly before it was read that another change might bear the same time is read again.
"""

from __future__ import annotations

import os
import stat
import time
from dataclasses import dataclass, field
from typing import Any

from generator.core.document import Parsed, parse
from generator.core.source import Read, SourceFile, read_file
from generator.untouched import at_rest

FILES = 65_536
"""How many files are remembered."""
VERSIONS = 2
"""How many of each: what was changed may be changed back, or be asked for beside what it was."""

_Stamp = tuple[int, ...]


@dataclass(slots=True)
class Memory:
    """What a file holds, by its place; and what stands in it, by its path and what it holds."""

    _files: dict[str, tuple[_Stamp, SourceFile]] = field(default_factory=dict)
    _parsed: dict[str, tuple[tuple[SourceFile, Parsed], ...]] = field(default_factory=dict)

    def read(self, path: str, relative: str) -> Read:
        """The file at a place, read again unless it is surely as it was. What may not be used is always read again."""
        began = time.time_ns()
        try:
            found = os.lstat(path)
        except OSError:
            return read_file(path, relative)
        seen = (found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino, found.st_dev, found.st_mode)
        known = self._files.get(path)
        if known and known[0] == seen and known[1].path == relative:
            return known[1]
        self._files.pop(path, None)
        file = read_file(path, relative)
        rests = at_rest(max(found.st_mtime_ns, found.st_ctime_ns), began)
        if isinstance(file, SourceFile) and rests and stat.S_ISREG(found.st_mode):
            self._files[path] = (seen, file)
            _forget(self._files)
        return file

    def parse(self, file: SourceFile) -> Parsed:
        """What stands in a file."""
        kept = self._parsed.pop(file.path, ())
        parsed = next((parsed for known, parsed in kept if known == file), None) or parse(file)
        others = tuple(each for each in kept if each[1] is not parsed)
        self._parsed[file.path] = ((file, parsed), *others[: VERSIONS - 1])
        _forget(self._parsed)
        return parsed


def _forget(kept: dict[str, Any]) -> None:
    """Leave out what was not asked for the longest."""
    if len(kept) > FILES:
        kept.pop(next(iter(kept)), None)  # while another thread may do the same
