"""The scope of a check: which of all problems concern whoever asks. Everything is read and checked all the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.changes import NoHistory, Odd, changed_since, ignored, lay_out, lay_over, left_at
from generator.core.checks.waiver import Waived
from generator.core.codes import OUTSIDE
from generator.core.content import Decode, nothing_decoded
from generator.core.document import parse
from generator.core.frozen import Mount, nothing_mounted
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Problem, Where, problem
from generator.core.reading import Parse
from generator.core.source import refused_entry
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.fingerprint import fingerprints

RECORDS = ("content", "studios")
"""Where the records of a repository are."""
_BELOW = tuple(f"{folder}/" for folder in RECORDS)


class OutsideRepository(Exception):
    """A path that is no file or folder of the repository."""


@dataclass(frozen=True, slots=True)
class Selection:
    """The problems to show, how many there are elsewhere, and the waived warnings that would be shown else."""

    problems: tuple[Problem, ...]
    elsewhere: Elsewhere = NOTHING
    waived: tuple[Waived, ...] = ()


def place_in(root: Path, path: Path) -> str:
    """The place that somebody means, as seen from the repository, else from where the command was typed; the path
    from the root with `/`. Raises OutsideRepository."""
    given = next((place for place in (root / path, Path.cwd() / path) if place.exists()), None)
    if given is None or not given.resolve().is_relative_to(root):
        raise OutsideRepository(path)
    return given.resolve().relative_to(root).as_posix()


@contextmanager
def tree_of(root: Path, commit: str, folders: Sequence[str] = RECORDS) -> Iterator[tuple[Path, tuple[Problem, ...]]]:
    """A folder with what a repository has in these `folders` as a commit has it, checked out by nobody, and what of it
    is no file. Raises NoHistory."""
    with TemporaryDirectory(prefix="jiangpu-") as folder:
        place = Path(folder).resolve()
        yield place, _refused(lay_out(root, commit, folders, place))


def _refused(odd: Sequence[Odd]) -> tuple[Problem, ...]:
    return tuple(refused_entry(each.path, each.what) for each in odd)


@contextmanager
def as_it_was(
    root: Path,
    as_of: date,
    ref: str,
    head: str = "HEAD",
    decode: Decode = nothing_decoded,
    mount: Mount = nothing_mounted,
    parse: Parse = parse,
) -> Iterator[Prepared | None]:
    """A repository on a day as it was where this branch, or that of `head`, left a commit, for as long as its files are
    laid out; None where git does not know."""
    with ExitStack() as stack:
        try:
            place, refused = stack.enter_context(tree_of(root, left_at(root, ref, head)))
        except NoHistory:
            yield None
            return
        yield prepare(place, as_of, refused=refused, decode=decode, mount=mount, parse=parse)


def outside(paths: Sequence[str], folder: str) -> tuple[Problem, ...]:
    """The changed files that lie outside a folder; for `studios` itself, outside the one studio that was changed
    most; for `.` none."""
    if folder == ".":
        return ()
    if folder == "studios":
        studios = Counter(path.split("/")[1] for path in paths if path.startswith("studios/") and path.count("/") > 1)
        folder = f"studios/{studios.most_common(1)[0][0]}" if studios else folder
    return tuple(problem(OUTSIDE, Where(path), folder=folder) for path in paths if not path.startswith(f"{folder}/"))


def before_own_changes(prepared: Prepared, places: Sequence[str], parse: Parse = parse) -> Prepared | None:
    """As it would be had nothing in the `places` been changed since the last commit, and everything else been changed
    as it is: what is newly wrong elsewhere is the effect of these changes, and of nobody else's. None if nothing has
    been changed there, or where there is no git."""
    root = prepared.root
    try:
        changed = changed_since(root, "HEAD")
        others = [path for path in changed if path.startswith(_BELOW) and not _reached(places, path)]
        if not any(_reached(places, path) for path in changed):
            return None
        others += ignored(root, RECORDS)
        with tree_of(root, "HEAD") as (place, refused):
            odd = lay_over(root, others, place)
            refused = (*(found for found in refused if found.where.path not in others), *_refused(odd))
            decode, mount = prepared.decode, prepared.mount
            return prepare(place, prepared.as_of, refused=refused, decode=decode, mount=mount, parse=parse)
    except NoHistory:
        return None


def select(prepared: Prepared, places: Sequence[str] | None, before: Prepared | None = None) -> Selection:
    """What concerns the `places` (files and folders by their paths; None for everything): what stands there, points
    there, or belongs to a record that stands there. With what was `before` the places were changed, also what was not
    wrong then, wherever it shows: a reference to a record that is gone, a grade that has lost its rule."""
    if places is None:
        return Selection(prepared.problems, waived=prepared.waived)
    homes = _homes(prepared)
    old = frozenset(fingerprints(before.problems, before.sources)) if before else None
    marks = fingerprints(prepared.problems, prepared.sources)
    mine = tuple(
        found
        for found, mark in zip(prepared.problems, marks, strict=True)
        if _concerns(found, places, homes) or (old is not None and mark not in old)
    )
    errors = prepared.errors - sum(found.is_error for found in mine)
    waived = tuple(each for each in prepared.waived if _concerns(each.problem, places, homes))
    return Selection(mine, Elsewhere(errors, len(prepared.problems) - len(mine) - errors), waived)


def _homes(prepared: Prepared) -> dict[tuple[str, str], str]:
    """The file of every record, broken ones too."""
    dataset = prepared.dataset
    homes: dict[tuple[str, str], str] = {out.key: out.where.path for out in dataset.left_out}
    for shelf in dataset.shelves.values():
        homes |= {entry.key: entry.document.path for entry in shelf.values()}
    return homes


def _concerns(found: Problem, places: Sequence[str], homes: dict[tuple[str, str], str]) -> bool:
    touched = {found.where.path, *(place.path for place in found.related)}
    if found.record is not None and found.record in homes:
        touched.add(homes[found.record])
    return any(_reached(places, path) for path in touched)


def _reached(places: Sequence[str], path: str) -> bool:
    return any(_reaches(place, path) for place in places)


def _reaches(place: str, path: str) -> bool:
    """Whether a path is a place, lies in it, or is a folder around it."""
    return place in {".", path} or path.startswith(f"{place}/") or place.startswith(f"{path}/")
