"""Writing a bag: a folder and a zip of it, both or neither."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from generator.bags.bag import PAYLOAD, entry_of, tag_files
from generator.bags.fault import ArchiveError

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can tell: its files have no time of their own."""
_MODE = 0o100644 << 16
_UNIX = 3


def write_bag(
    target: Path,
    name: str,
    payload: Mapping[str, bytes | Path],
    info: tuple[tuple[str, str], ...],
    others: Mapping[str, bytes],
) -> tuple[Path, Path]:
    """Write the bag `name` below `target` and a zip of it beside it. Nothing is ever overwritten. Raises ArchiveError;
    then nothing is left of them."""
    folder, packed = target / name, target / f"{name}.zip"
    for place in (folder, packed):
        if place.exists() or place.is_symlink():
            raise ArchiveError("occupied", path=place)
    try:
        _write_both(target, folder, packed, payload, info, others)
    except OSError as error:
        raise ArchiveError("write", path=error.filename or target, reason=error.strerror or error) from error
    return folder, packed


def _write_both(
    target: Path,
    folder: Path,
    packed: Path,
    payload: Mapping[str, bytes | Path],
    info: tuple[tuple[str, str], ...],
    others: Mapping[str, bytes],
) -> None:
    name = folder.name
    with _aside(target, name) as aside:
        entries = {}
        for path, content in payload.items():
            data = content if isinstance(content, bytes) else content.read_bytes()
            entries[path] = entry_of(data)
            _write(aside / name / PAYLOAD / path, data)
        for path, data in tag_files(entries, info, others).items():
            _write(aside / name / path, data)
        _zip(aside / name, aside / packed.name)
        (aside / packed.name).rename(packed)
        try:
            (aside / name).rename(folder)
        except OSError:
            packed.unlink()
            raise


@contextmanager
def _aside(target: Path, name: str) -> Iterator[Path]:
    """A hidden folder beside the place; it is gone afterwards, and so is `target` if it was made for nothing."""
    made = next((place for place in (*reversed(target.parents), target) if not place.exists()), None)
    target.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{name}-", dir=target))
    try:
        yield aside
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        if made is not None:
            shutil.rmtree(made, ignore_errors=True)
        raise
    shutil.rmtree(aside, ignore_errors=True)


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(data)


def _zip(folder: Path, packed: Path) -> None:
    """The same bytes wherever it is made: sorted, stored as they are, without times, owners and modes of their own."""
    with ZipFile(packed, "x", ZIP_STORED) as archive:
        for path in sorted(folder.rglob("*"), key=lambda path: path.relative_to(folder).as_posix()):
            if path.is_file():
                entry = ZipInfo(f"{folder.name}/{path.relative_to(folder).as_posix()}", _EPOCH)
                entry.external_attr, entry.create_system = _MODE, _UNIX
                archive.writestr(entry, path.read_bytes())
