"""Snapshots that the live site shows: what is in them, and their files, each proven again when it is read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.bags.bag import judge
from generator.bags.fault import ArchiveError
from generator.bags.files import Files, Folder, Unreadable, files_at, read_whole
from generator.bags.snapshot import EDITION, LARGEST_EDITION, SITE, seal_of, summary_of
from generator.core.frozen import Frozen


class Exchanged(Exception):
    """A file is not what it was when the bag was proven; its path."""


@dataclass(frozen=True, slots=True)
class Mounter:
    """A `Mount` for the paths of a repository, in it or beside it."""

    root: Path

    def __call__(self, paths: Sequence[str]) -> Mapping[str, Frozen]:
        """What is at each path."""
        return {path: _frozen(self.root / path) for path in paths}


def _frozen(place: Path) -> Frozen:
    try:
        with files_at(place) as files:
            summary = summary_of(files)
            if summary is None:
                return Frozen("foreign")
            if any(fault.is_error for fault in judge(files)):
                return Frozen("damaged", summary.year, summary.version)
            site = {path.removeprefix(SITE): _digest(files, path) for path in files.sizes if path.startswith(SITE)}
            packed = place.is_file()
            return Frozen(
                year=summary.year,
                version=summary.version,
                internal=summary.scope == "internal",
                digest=seal_of(files),
                site=site,
                size=place.stat().st_size if packed else 0,
                zip=_of_file(place) if packed else "",
                edition=read_whole(files, EDITION) if 0 < files.sizes.get(EDITION, 0) < LARGEST_EDITION else b"",
            )
    except ArchiveError:
        return Frozen("absent")
    except (Unreadable, OSError):
        return Frozen("damaged")


def site_files(place: Path, frozen: Frozen) -> Iterator[tuple[str, bytes | Path]]:
    """The files of the archived site by their addresses in it: bytes out of a zip, places in a folder. Raises Exchanged
    and ArchiveError."""
    with files_at(place) as files:
        for address, digest in frozen.site.items():
            path = SITE + address
            try:
                if isinstance(files, Folder):
                    content: bytes | Path = files.top / path
                    found = _digest(files, path)
                else:
                    content = read_whole(files, path)
                    found = hashlib.sha256(content).hexdigest()
            except (Unreadable, KeyError):
                found = ""
            if found != digest:
                raise Exchanged(path)
            yield address, content


def packed_file(place: Path, frozen: Frozen) -> Path:
    """The zip itself. Raises Exchanged."""
    if _of_file(place) != frozen.zip:
        raise Exchanged(place.name)
    return place


def _digest(files: Files, path: str) -> str:
    digest = hashlib.sha256()
    for piece in files.chunks(path):
        digest.update(piece)
    return digest.hexdigest()


def _of_file(place: Path) -> str:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
