"""Writing the open data into a folder: a new or empty one, or one that an earlier export filled.

What an export wrote is listed in its `sha256sums.txt`; of that what is no longer written is removed, and nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from generator.core.pages import address
from generator.core.pages.data import below
from generator.core.pages.download import Download
from generator.replacing import replace_file

_LISTED = re.compile(r"[0-9a-f]{64}  ((?:[a-z0-9][a-z0-9.-]*/)*[a-z0-9][a-z0-9.-]*)")
SUMS = below(address.DATA_SUMS)


class NotOurs(Exception):
    """The folder holds something, and no export."""


def export(folder: Path, files: Sequence[Download]) -> None:
    """Write the files. The list of checksums is written last: where it fits, the export is whole. Raises NotOurs and
    OSError, replace_file's FileMoved."""
    if folder.exists() and any(folder.iterdir()) and not (folder / SUMS).is_file():
        raise NotOurs(str(folder))
    before = _listed(folder / SUMS)
    written = {below(file.address): file.content for file in files}
    for name, content in sorted(written.items(), key=lambda item: item[0] == SUMS):
        place = folder / name
        held = place.read_bytes() if place.is_file() and not place.is_symlink() else None
        if held != content:
            replace_file(place, held, content)
    for name in before - written.keys():
        (folder / name).unlink(missing_ok=True)


def _listed(sums: Path) -> frozenset[str]:
    if not sums.is_file():
        return frozenset()
    found = map(_LISTED.fullmatch, sums.read_text(encoding="utf-8", errors="replace").splitlines())
    return frozenset(each[1] for each in found if each)
