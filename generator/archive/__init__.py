"""Annual snapshots: made once from a commit, proven by anyone with `sha256sum`, opened without Jiangpu."""

from __future__ import annotations

from generator.archive import say
from generator.archive.create import Asked, Made, create
from generator.archive.diff import changes
from generator.archive.record import record
from generator.archive.verify import Proof, edition_in, verify
from generator.bags.fault import ArchiveError
from generator.core.edition.changes import Change

__all__ = [
    "ArchiveError",
    "Asked",
    "Change",
    "Made",
    "Proof",
    "changes",
    "create",
    "edition_in",
    "record",
    "say",
    "verify",
]
