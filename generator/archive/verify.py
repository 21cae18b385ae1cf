"""Proving a bag: every byte against its manifests, its log by itself and against the school's, its digest on record."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import file_digest
from pathlib import Path
from typing import Literal

from generator.bags.bag import PAYLOAD, Fault, judge
from generator.bags.fault import ArchiveError
from generator.bags.files import Files, Unreadable, files_at, read_whole
from generator.bags.snapshot import Summary, seal_of, summary_of
from generator.core.edition import Edition
from generator.core.edition.reading import read_edition
from generator.core.records.archive import Archive, FrozenVersion
from generator.core.records.log import FIRST, digest, read_line

LOG = f"{PAYLOAD}log/notices.jsonl"
_AS_WRITTEN = re.compile(rb"(?:[0-9a-f]+  [^\r\n]+\n)+")
"""The manifests of ours: the only files that no other digest covers may be written in one way alone."""

Standing = Literal["recorded", "unrecorded", "differs", "internal", "foreign"]
"""How a bag stands to the record in `content/archive/`: as recorded; not there; another bag is recorded as this
version; it is for the school alone and never on record; it is no snapshot of ours."""


@dataclass(frozen=True, slots=True)
class Proof:
    """What was found of a bag. `log` names what is wrong with its log: a line of its own, or that the school's log, as
    it is now, does not begin with it."""

    name: str
    files: int
    size: int
    faults: tuple[Fault, ...]
    summary: Summary | None
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
        seal = seal_of(files)
        summary = summary_of(files)
        version = _recorded(summary, archives) if summary else None
        if summary:
            faults = (*_ours(files, faults), *_repacked(path, version))
        standing = _standing(summary, seal, version)
        log = _log(files, summary, current_log) if summary else ""
        return Proof(files.name, len(files.sizes), sum(files.sizes.values()), faults, summary, seal, standing, log)


def edition_in(path: Path) -> tuple[Edition, str]:
    """The Edition in a snapshot, and the snapshot's digest. Raises ArchiveError, also for what does not prove."""
    with files_at(path) as files:
        if any(fault.is_error for fault in judge(files)):
            raise ArchiveError("damaged", path=path)
        try:
            return read_edition(read_whole(files, f"{PAYLOAD}edition.json")), seal_of(files)
        except (KeyError, Unreadable, ValueError) as error:
            raise ArchiveError("foreign", path=path) from error


def _ours(files: Files, faults: tuple[Fault, ...]) -> Iterator[Fault]:
    """A snapshot of ours is made whole: it has no file that is not listed, and lists are written in one way."""
    named = {fault.path for fault in faults if fault.is_error}
    yield from (replace(fault, kind="extra") if fault.kind == "beside" else fault for fault in faults)
    for path in files.sizes:
        if path.startswith("tagmanifest-") and path not in named:
            try:
                as_written = _AS_WRITTEN.fullmatch(read_whole(files, path))
            except Unreadable:
                as_written = None
            if not as_written:
                yield Fault("manifest", path)


def _repacked(path: Path, version: FrozenVersion | None) -> Iterator[Fault]:
    """A zip whose files are what they were and whose own bytes are not."""
    if version is not None and version.zip and path.is_file():
        with path.open("rb") as file:
            if file_digest(file, "sha256").hexdigest() != version.zip:
                yield Fault("repacked", path.name)


def _recorded(summary: Summary, archives: Mapping[str, Archive]) -> FrozenVersion | None:
    record = archives.get(str(summary.year))
    versions = record.versions if record else ()
    return next((each for each in versions if each.version == summary.version), None)


def _standing(summary: Summary | None, seal: str, version: FrozenVersion | None) -> Standing:
    if summary is None:
        return "foreign"
    if summary.scope == "internal":
        return "internal"
    if version is None:
        return "unrecorded"
    return "recorded" if version.digest == seal else "differs"


def _log(files: Files, summary: Summary, current: bytes | None) -> str:
    said = summary.log
    if LOG not in files.sizes:
        return "missing" if said else ""
    try:
        data = read_whole(files, LOG)
    except Unreadable:
        return "head"
    head, number = FIRST, 0
    for raw in data.splitlines(keepends=True):
        line = read_line(raw)
        number += 1
        if line is None or line.number != number or line.previous != head:
            return f"line {number}"
        head = digest(raw)
    if said is None or (said.lines, said.head) != (number, head):
        return "head"
    return "" if current is None or current.startswith(data) else "rewritten"
