"""Where the files of a bag lie: in a folder, or packed in a zip."""

from __future__ import annotations

import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol
from zipfile import BadZipFile, ZipFile, ZipInfo

from generator.bags.fault import ArchiveError


class Unreadable(Exception):
    """A file is there and cannot be read."""


class Files(Protocol):
    """The files of a bag by their paths from its top, with `/`; `odd` are those that are no plain files or stand there
    twice."""

    @property
    def name(self) -> str:
        """How the bag is called."""

    @property
    def sizes(self) -> Mapping[str, int]:
        """All files, each with its size in bytes."""

    @property
    def odd(self) -> tuple[str, ...]:
        """What is no plain file: a link, a device, a name that stands there twice."""

    def chunks(self, path: str) -> Iterator[bytes]:
        """A file, piece by piece. Raises Unreadable."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A bag in a folder."""

    top: Path
    sizes: Mapping[str, int]
    odd: tuple[str, ...]

    @property
    def name(self) -> str:
        """The folder's own name."""
        return self.top.resolve().name

    def chunks(self, path: str) -> Iterator[bytes]:
        """A file, piece by piece. Raises Unreadable."""
        try:
            with (self.top / path).open("rb") as file:
                yield from _pieces(file)
        except OSError as error:
            raise Unreadable from error


@dataclass(frozen=True, slots=True)
class Packed:
    """A bag in a zip, below its one folder."""

    name: str
    archive: ZipFile
    entries: Mapping[str, ZipInfo]
    sizes: Mapping[str, int]
    odd: tuple[str, ...]

    def chunks(self, path: str) -> Iterator[bytes]:
        """A file, piece by piece. Raises Unreadable."""
        try:
            with self.archive.open(self.entries[path]) as file:
                yield from _pieces(file)
        except (OSError, BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError) as error:
            raise Unreadable from error


def read_whole(files: Files, path: str) -> bytes:
    """A small file. Raises Unreadable."""
    return b"".join(files.chunks(path))


@contextmanager
def files_at(path: Path) -> Iterator[Files]:
    """The files of the bag at a path. Raises ArchiveError."""
    if path.is_dir():
        try:
            folder = _folder(path)
        except OSError as error:
            raise ArchiveError("no_bag", path=path) from error
        yield folder
        return
    if not path.is_file():  # a pipe would be waited for
        raise ArchiveError("no_bag" if path.exists() else "absent", path=path)
    try:
        archive = ZipFile(path)
    except (OSError, BadZipFile, ValueError) as error:
        raise ArchiveError("cut" if _begins_as_zip(path) else "no_bag", path=path) from error
    with archive:
        yield _packed(path, archive)


def _begins_as_zip(path: Path) -> bool:
    """Whether it was a zip once: what lists its files stands at the end, and is lost with it."""
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except OSError:
        return False


_PIECE = 1 << 20


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(_PIECE):
        yield piece


def _folder(top: Path) -> Folder:
    sizes: dict[str, int] = {}
    odd: list[str] = []
    waiting = [top]
    while waiting:
        for path in sorted(waiting.pop().iterdir()):
            place, state = path.relative_to(top).as_posix(), path.lstat()
            if stat.S_ISDIR(state.st_mode):
                waiting.append(path)
            elif stat.S_ISREG(state.st_mode):
                sizes[place] = state.st_size
            else:
                odd.append(place)
    return Folder(top, dict(sorted(sizes.items())), tuple(sorted(odd)))


def _packed(path: Path, archive: ZipFile) -> Packed:
    """A zip holds its bag in one folder of its own (RFC 8493, section 4)."""
    tops = {entry.filename.partition("/")[0] for entry in archive.infolist()}
    if len(tops) != 1:
        raise ArchiveError("no_bag", path=path)
    [top] = tops
    entries: dict[str, ZipInfo] = {}
    odd: list[str] = []
    for entry in archive.infolist():
        place = entry.filename.removeprefix(f"{top}/")
        mode = entry.external_attr >> 16
        if entry.is_dir():
            continue
        if place in entries or (stat.S_IFMT(mode) and not stat.S_ISREG(mode)):
            odd.append(place)
        else:
            entries[place] = entry
    listed = dict(sorted(entries.items()))
    return Packed(top, archive, listed, {path: entry.file_size for path, entry in listed.items()}, tuple(sorted(odd)))
