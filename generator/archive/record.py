"""Putting a snapshot on record: its digests in `content/archive/<year>.yml`, behind those that are there."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import file_digest
from pathlib import Path

from generator.archive.verify import Proof
from generator.bags.fault import ArchiveError
from generator.bags.snapshot import Summary
from generator.core.records.archive import Archive
from generator.replacing import FileMoved, replace_file


def record(root: Path, path: Path, found: Proof, archives: Mapping[str, Archive]) -> Path:
    """Write the entry of a bag that was proven. Raises ArchiveError."""
    if found.summary is None:
        raise ArchiveError("foreign", path=path)
    summary = found.summary
    if summary.scope != "public":
        raise ArchiveError("internal", path=path)
    if found.standing == "recorded":
        raise ArchiveError("recorded", year=summary.year, version=summary.version)
    if not found.holds:
        raise ArchiveError("not_proven", path=path)
    known = archives.get(str(summary.year))
    wanted = len(known.versions) + 1 if known else 1
    if summary.version != wanted:
        raise ArchiveError("not_next", year=summary.year, wanted=wanted, version=summary.version)
    place = root / "content" / "archive" / f"{summary.year}.yml"
    try:
        held = place.read_bytes() if place.exists() else None
        replace_file(place, held, (held or b"versions:\n") + _entry(path, found, summary).encode())
    except (OSError, FileMoved) as error:
        raise ArchiveError("write", path=place, reason=getattr(error, "strerror", None) or error) from error
    return place


def _entry(path: Path, found: Proof, summary: Summary) -> str:
    """An entry as the file's readers have it: short words, and what could be taken for something else in quotes."""
    log, erratum = summary.log, summary.erratum
    lines = [
        f"  - version: {summary.version}",
        f"    as_of: {summary.as_of}",
        f"    commit: {_text(summary.commit)}",
        f"    digest: {_text(found.digest)}",
    ]
    if path.is_file():
        with path.open("rb") as file:
            lines.append(f"    zip: {_text(file_digest(file, 'sha256').hexdigest())}")
    lines += [f"    files: {found.files}", f"    bytes: {found.size}", "    counts:"]
    lines += [f"      {name}: {count}" for name, count in summary.counts.items()]
    if log:
        lines += [f"    log_lines: {log.lines}", f"    log_head: {_text(log.head)}"]
    if erratum:
        lines.append(f"    reason: {_text(erratum.reason)}")
        if erratum.changed:
            lines.append("    changed:")
            lines += [f"      - {_text(f'{each.what} {each.kind} {each.id}')}" for each in erratum.changed]
    return "".join(f"{line}\n" for line in lines)


def _text(value: str) -> str:
    """In quotes: a text of JSON is one of YAML."""
    return json.dumps(value, ensure_ascii=False)
