"""Waivers: which warnings they cover, and what is wrong with them.

All that is wrong with a waiver is a warning, so that bookkeeping never keeps anything from being published; a waiver
with a fault covers nothing, and nothing covers the faults of waivers.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from generator.core.checks.text import PLACEHOLDER
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity
from generator.core.records.partial import is_read
from generator.core.records.waiver import Waiver
from generator.core.values.word import slip

EXPIRED = Code("V951", Severity.WARNING)
IDLE = Code("V952", Severity.WARNING)
NO_SUCH_CODE = Code("V953", Severity.WARNING)
NOT_TO_BE_WAIVED = Code("V954", Severity.WARNING)
TOO_LONG = Code("V955", Severity.WARNING)
OUTSIDE = Code("V956", Severity.WARNING)

LONGEST = 366
"""Days from the day of the check to the end of a waiver, at most."""


@dataclass(frozen=True, slots=True)
class Waived:
    """A warning that is not shown, and the waiver that covers it."""

    problem: Problem
    waiver: Entry[Waiver]


@dataclass(frozen=True, slots=True)
class Judged:
    """All problems that are still to be shown, those of the waivers among them, and the warnings that are not."""

    problems: tuple[Problem, ...]
    waived: tuple[Waived, ...]


def waive(problems: Sequence[Problem], dataset: Dataset, codes: Mapping[str, Code], as_of: date) -> Judged:
    """Take the warnings out that are waived on the day; `codes` are all there are."""
    kept = list(problems)
    waived: list[Waived] = []
    samples = {found.record for found in problems if found.code == PLACEHOLDER}
    for entry in _waivers(dataset.with_broken()):
        if entry.key in samples:
            continue  # a sample of `new` covers nothing, and has been told
        faults = list(_faults(entry, codes, problems, as_of))
        kept += faults
        if faults or entry.broken:
            continue
        covered = [found for found in problems if found.code.id == entry.record.code and _covers(entry, found)]
        if not covered and not any(found.is_error and _covers(entry, found) for found in problems):
            kept.append(entry.problem(IDLE, "code", waived=entry.record.code))  # an error may hide the warning
        waived += [Waived(found, entry) for found in covered if found in kept]
        kept = [found for found in kept if found not in covered]
    return Judged(tuple(kept), tuple(waived))


def _waivers(dataset: Dataset) -> list[Entry[Waiver]]:
    return [*dataset.shelf("waiver").values(), *dataset.shelf("school-waiver").values()]


def _faults(
    entry: Entry[Waiver], codes: Mapping[str, Code], problems: Sequence[Problem], as_of: date
) -> Iterator[Problem]:
    """What keeps a waiver from covering anything, as far as it can be read."""
    waiver = entry.record
    if is_read(waiver, "code"):
        code = codes.get(waiver.code)
        if code is None:
            yield _unknown(entry, codes, problems)
        elif not may_be_waived(code):
            yield entry.problem(NOT_TO_BE_WAIVED, "code", waived=code.id)
    if is_read(waiver, "path") and waiver.path and not _within(waiver.path, _folder(entry)):
        yield entry.problem(OUTSIDE, "path", path=waiver.path, folder=_folder(entry))
    if is_read(waiver, "until") and waiver.until < as_of:
        yield entry.problem(EXPIRED, "until", until=waiver.until.isoformat())
    elif is_read(waiver, "until") and waiver.until > as_of + timedelta(days=LONGEST):
        yield entry.problem(TOO_LONG, "until", until=waiver.until.isoformat(), limit=LONGEST)


def _unknown(entry: Entry[Waiver], codes: Mapping[str, Code], problems: Sequence[Problem]) -> Problem:
    """A code that is none, with the one that was most likely meant: of a warning that is told where the waiver would
    cover it, else of any that it could."""
    given = entry.record.code
    told = sorted({found.code.id for found in problems if may_be_waived(found.code) and _covers(entry, found)})
    others = [name for name, code in codes.items() if may_be_waived(code)]
    meant = next((found for among in (told, others) if (found := slip(given.upper(), among))), None)
    exact = given.upper() if given.upper() in codes else None
    meant = (
        exact or meant or (told[0] if len(told) == 1 and is_read(entry.record, "path") and entry.record.path else None)
    )
    hint = "hint_nearest" if meant else "hint"
    return entry.problem(NO_SUCH_CODE, "code", hint=hint, waived=given, meant=meant or "")


def may_be_waived(code: Code) -> bool:
    """Whether a waiver can cover problems of a code."""
    return code.severity is Severity.WARNING and code.id[0] != EXPIRED.id[0]


def _covers(entry: Entry[Waiver], found: Problem) -> bool:
    if not is_read(entry.record, "path"):
        return False
    return _within(found.where.path, entry.record.path or _folder(entry))


def _folder(entry: Entry[Waiver]) -> str:
    """Where a waiver may cover anything: the studio's folder, or everywhere."""
    return f"studios/{entry.studio}" if entry.studio else ""


def _within(path: str, folder: str) -> bool:
    return not folder or path == folder or path.startswith(f"{folder.rstrip('/')}/")
