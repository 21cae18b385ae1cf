"""Proving a bag: every byte against its manifests, its log by itself and against the school's, its digest on record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import ValidationError

from generator.archive.bag import PAYLOAD, Fault, judge
from generator.archive.fault import ArchiveError
from generator.archive.files import Files, Unreadable, files_at, read_whole
from generator.archive.snapshot import EDITION
from generator.core.edition import Edition
from generator.core.records.archive import Archive
from generator.core.records.log import FIRST, digest, read_line

SUMMARY = f"{PAYLOAD}snapshot.json"
LOG = f"{PAYLOAD}log/notices.jsonl"
SEAL = "tagmanifest-sha256.txt"
"""The one file whose digest is the digest of everything: it lists the manifests, and they list the rest."""

Standing = Literal["recorded", "unrecorded", "differs", "foreign"]
"""How a bag stands to the record in `content/archive/`: as recorded; not there; another bag is recorded as this
version; it is no snapshot of ours."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of a bag. `log` names what is wrong with its log: a line of its own, or that the school's log, as
    it is now, does not begin with it."""

    name: str
    files: int
    size: int
    faults: tuple[Fault, ...]
    summary: Mapping[str, Any] | None
    digest: str
    standing: Standing
    log: str = ""

    @property
    def holds(self) -> bool:
        """Whether nothing is wrong; that it is not on record is a warning."""
        return not any(fault.is_error for fault in self.faults) and not self.log and self.standing != "differs"


def verify(path: Path, archives: Mapping[str, Archive], current_log: bytes | None) -> Proof:
    """Prove the bag at a path, folder or zip, against what is on record by year, and the school's log as it is now.
    Raises ArchiveError."""
    with files_at(path) as files:
        faults = judge(files)
        seal = _digest(files, SEAL)
        summary = _summary(files)
        standing = _standing(summary, seal, archives)
        log = _log(files, summary, current_log) if summary else ""
        return Proof(files.name, len(files.sizes), sum(files.sizes.values()), faults, summary, seal, standing, log)


def edition_in(path: Path) -> tuple[Edition, str]:
    """The Edition in a snapshot, and the snapshot's digest. Raises ArchiveError, also for what does not prove."""
    with files_at(path) as files:
        if any(fault.is_error for fault in judge(files)):
            raise ArchiveError("damaged", path=path)
        try:
            return EDITION.validate_json(read_whole(files, f"{PAYLOAD}edition.json")), _digest(files, SEAL)
        except (KeyError, Unreadable, ValidationError) as error:
            raise ArchiveError("foreign", path=path) from error


def _digest(files: Files, name: str) -> str:
    try:
        return digest(read_whole(files, name))
    except (KeyError, Unreadable, OSError):
        return ""


def _summary(files: Files) -> Mapping[str, Any] | None:
    if SUMMARY not in files.sizes:
        return None
    try:
        said = json.loads(read_whole(files, SUMMARY))
    except (ValueError, Unreadable):
        return None
    return said if isinstance(said, dict) and {"year", "version"} <= said.keys() else None


def _standing(summary: Mapping[str, Any] | None, seal: str, archives: Mapping[str, Archive]) -> Standing:
    if summary is None:
        return "foreign"
    record = archives.get(str(summary["year"]))
    versions = [each for each in record.versions if each.version == summary["version"]] if record else []
    if not versions:
        return "unrecorded"
    return "recorded" if any(each.digest == seal for each in versions) else "differs"


def _log(files: Files, summary: Mapping[str, Any], current: bytes | None) -> str:
    said = summary.get("log")
    if LOG not in files.sizes:
        return "missing" if said else ""
    data = read_whole(files, LOG)
    head, number = FIRST, 0
    for raw in data.splitlines(keepends=True):
        line = read_line(raw)
        number += 1
        if line is None or line.number != number or line.previous != head:
            return f"line {number}"
        head = digest(raw)
    if not isinstance(said, dict) or (said.get("lines"), said.get("head")) != (number, head):
        return "head"
    return "" if current is None or current.startswith(data) else "rewritten"
