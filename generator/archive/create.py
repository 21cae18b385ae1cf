"""Freezing a year: from a commit, as git has it, into a bag below a folder of the archivist's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from generator.archive.diff import changes
from generator.archive.howto import how_to_verify
from generator.archive.pack import write_bag
from generator.archive.snapshot import Order, Scope, frozen_edition, info, payload
from generator.archive.verify import edition_in
from generator.bags.fault import ArchiveError
from generator.changes import NoHistory, commit_of, day_of, is_whole, uncommitted
from generator.core.content import Decode
from generator.core.edition import Edition
from generator.core.pipeline import Prepared, prepare
from generator.core.records.archive import Archive
from generator.scope import tree_of
from generator.website.work import Progress, Work, silent

HOUSE = ("content", "studios", "theme", "mkdocs.yml", "requirements/runtime.txt")
"""What of a commit goes into its snapshot: the records, and what the site is made with."""
LOCK = "requirements/runtime.txt"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the archivist asks for; without a day that of the commit, with a `reason` an erratum to the version before,
    which is the bag at `previous`."""

    year: int
    target: Path
    scope: Scope
    as_of: date | None
    reason: str | None
    previous: Path | None


@dataclass(frozen=True, slots=True)
class Made:
    """What came of it."""

    folder: Path
    packed: Path
    order: Order
    prepared: Prepared
    files: int
    size: int


def create(root: Path, asked: Asked, decode: Decode, progress: Progress = silent) -> Made:
    """Freeze a year from the last commit. Raises ArchiveError and WebsiteError."""
    try:
        return _create(root, asked, decode, Work(progress=progress))
    except NoHistory:
        raise ArchiveError("no_git") from None
    except OSError as error:  # a disk may be full long before the bag is written
        raise ArchiveError("write", path=error.filename or asked.target, reason=error.strerror or error) from error


def _create(root: Path, asked: Asked, decode: Decode, work: Work) -> Made:
    commit = _clean_commit(root)
    day = asked.as_of or day_of(root, commit)
    if asked.year > day.year:
        raise ArchiveError("not_over", year=asked.year, day=day.isoformat())
    with tree_of(root, commit, HOUSE) as (place, refused):
        work.progress("checking", 0, 1)
        prepared = prepare(place, day, refused=refused, decode=decode)
        if prepared.blocked:
            raise ArchiveError("blocked", count=prepared.errors)
        edition = frozen_edition(prepared)
        if asked.year not in years_of(edition):
            raise ArchiveError("no_year", year=asked.year, years=" ".join(map(str, sorted(years_of(edition)))))
        order = _numbered(Order(asked.year, 1, commit, asked.scope, asked.reason), prepared, edition, asked)
        lock = place / LOCK
        said = lock.read_text("utf-8") if lock.is_file() else ""
        files = payload(prepared, order, said, _source(place, asked), work)
        work.progress("write", 0, len(files))
        folder, packed = write_bag(
            asked.target, order.name, files, tuple(info(order, edition)), how_to_verify(order, edition)
        )
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    return Made(folder, packed, order, replace(prepared, root=root), len(files), size)


def years_of(edition: Edition) -> set[int]:
    """The years of which there is something to show."""
    return {
        *(int(each.year) for each in edition.achievements),
        *(int(each.published[:4]) for each in edition.notices),
        *(year.year for year in edition.grade_years),
        *(int(training.year) for studio in edition.studios for training in studio.trainings),
    }


def _clean_commit(root: Path) -> str:
    commit = commit_of(root, "HEAD")
    if not is_whole(root):
        raise ArchiveError("shallow")
    if changed := uncommitted(root):
        raise ArchiveError("dirty", path=changed[0], count=len(changed))
    return commit


def _numbered(order: Order, prepared: Prepared, edition: Edition, asked: Asked) -> Order:
    """The order with its version: the first, or an erratum to the one that is on record."""
    entry = prepared.dataset.shelf("archive").get(str(order.year))
    record: Archive | None = entry.record if entry else None
    if record is None:
        if asked.reason is not None:
            raise ArchiveError("no_erratum", year=order.year)
        return order
    last = record.versions[-1]
    if asked.reason is None:
        raise ArchiveError("exists", year=order.year, version=last.version)
    if asked.previous is None:
        raise ArchiveError("no_previous", year=order.year, version=last.version)
    before, digest = edition_in(asked.previous)
    if digest != last.digest:
        raise ArchiveError("other_previous", path=asked.previous, version=last.version)
    return replace(order, version=last.version + 1, changed=changes(before, edition))


def _source(place: Path, asked: Asked) -> dict[str, Path]:
    if asked.scope == "public":
        return {}
    return {path.relative_to(place).as_posix(): path for path in sorted(place.rglob("*")) if path.is_file()}
