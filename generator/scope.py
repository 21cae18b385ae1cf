"""The scope of a check: which of all problems concern whoever asks. Everything is read and checked all the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from generator.changes import NoHistory, changed_since, lay_out, left_at
from generator.core.checks.waiver import Waived
from generator.core.pipeline import Prepared, prepare
from generator.core.problem import Problem
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.fingerprint import fingerprints


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


def as_it_was(prepared: Prepared, ref: str) -> Prepared | None:
    """The same on the same day as it was where this branch left a commit; None where git does not know."""
    with TemporaryDirectory(prefix="jiangpu-") as folder:
        root = Path(folder).resolve()
        try:
            lay_out(prepared.root, left_at(prepared.root, ref), ("content", "studios"), root)
        except NoHistory:
            return None
        return prepare(root, prepared.as_of, decode=prepared.decode)


def before_own_changes(prepared: Prepared, places: Sequence[str]) -> Prepared | None:
    """As it was at the last commit, if anything in the `places` has been changed since: what is newly wrong elsewhere
    is then most likely the effect. None if nothing has, or where there is no git."""
    try:
        changed = changed_since(prepared.root, "HEAD")
    except NoHistory:
        return None
    touched = any(_reaches(place, path) for place in places for path in changed)
    return as_it_was(prepared, "HEAD") if touched else None


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
    return any(_reaches(place, path) for place in places for path in touched)


def _reaches(place: str, path: str) -> bool:
    """Whether a path is a place, lies in it, or is a folder around it."""
    return place in {".", path} or path.startswith(f"{place}/") or place.startswith(f"{path}/")
