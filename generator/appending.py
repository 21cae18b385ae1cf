"""Writing the log of notices: the only place that does, and only at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from generator.core.records.log import Line
from generator.replacing import replace_file


def append_lines(root: Path, before: Mapping[str, bytes], lines: Mapping[str, Sequence[Line]]) -> None:
    """Add lines to the logs by path; `before` is what the logs held when the lines were computed. A log holds all of
    its new lines or none. Raises FileMoved."""
    for log, new in lines.items():
        held = before.get(log)
        replace_file(root / log, held, (held or b"") + b"".join(line.written() for line in new))
