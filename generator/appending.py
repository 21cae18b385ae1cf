"""Writing the log of notices and the list of addresses: the only place that does, and only at their ends."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.core.records.address import Promise
from generator.core.records.log import Line
from generator.core.source import ADDRESSES
from generator.replacing import replace_file


def append_lines(root: Path, before: Mapping[str, bytes], lines: Mapping[str, Sequence[Line]]) -> None:
    """Add lines to the logs by path; `before` is what the logs held when the lines were computed. A log holds all of
    its new lines or none. Raises FileMoved."""
    for log, new in lines.items():
        held = before.get(log)
        replace_file(root / log, held, (held or b"") + b"".join(line.written() for line in new))


def append_addresses(root: Path, before: Mapping[str, bytes], new: Sequence[Promise]) -> None:
    """Add addresses to the list of those once published; it gets all of them or none. Raises FileMoved."""
    if new:
        held = before.get(ADDRESSES)
        begun = held if not held or held.endswith(b"\n") else held + b"\n"
        replace_file(root / ADDRESSES, held, (begun or b"") + b"".join(each.written() for each in new))
