"""What `fix` mends: the files of a school, but for what its log of notices vouches for.

Nothing here writes. Whatever is changed means what it meant before, or what it must have been meant to; the rest is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.core.problem import Problem
from generator.core.records.kinds import place_of
from generator.core.records.log import read_line
from generator.core.records.notice import LISTS
from generator.core.source import ENCODING, FORBIDDEN_CHARACTER, LOGS, Sources, read_bytes
from generator.fixing.file import Mended, mend
from generator.fixing.reading import told_of

__all__ = ["Mended", "Repair", "mend", "mendable", "repair"]

_ID = re.compile(rb'"id"\s*:\s*"([a-z0-9-]+)"')


@dataclass(frozen=True, slots=True)
class Repair:
    """What there is to mend: every file that was looked at, by path, and the files that would have been changed if
    the log did not vouch for them."""

    files: tuple[Mended, ...]
    vouched: tuple[str, ...]

    @property
    def changed(self) -> tuple[Mended, ...]:
        """The files to write."""
        return tuple(file for file in self.files if file.changed)


def repair(root: Path, sources: Sources, concerns: Callable[[str], bool]) -> Repair:
    """Mend, in memory, the text files that were read, or refused for what stands in them, as far as they concern."""
    refused = {found.where.path for found in sources.problems if found.code in {ENCODING, FORBIDDEN_CHARACTER}}
    texts = {path for path, file in sources.files.items() if file.text is not None}
    files: list[Mended] = []
    held: list[str] = []
    vouched = _vouched(root, sources, refused | texts)
    for path in sorted(path for path in refused | texts if concerns(path)):
        data = read_bytes(root / path, path)
        if isinstance(data, Problem):
            continue  # it went, or became something else, since it was read
        mended = mend(path, data)
        if not vouched(path):
            files.append(mended)
        elif mended.changed:
            held.append(path)
    return Repair(tuple(files), tuple(held))


def mendable(found: Repair, problems: Iterable[Problem]) -> int:
    """How many of the problems are gone when the files are mended: of those that a file has by itself."""
    problems = list(problems)
    told = {problem.where.path for problem in problems}
    gone: set[tuple[object, ...]] = set()
    for file in found.changed:
        if file.path in told:
            before, after = told_of(file.path, file.before), told_of(file.path, file.after)
            gone |= set(map(_told, before)) - set(map(_told, after))
    return sum(_told(each) in gone for each in problems)


def _told(found: Problem) -> tuple[object, ...]:
    # Columns move when something is mended on the same line.
    return found.code, found.where.path, found.where.line, found.args


def _vouched(root: Path, sources: Sources, paths: set[str]) -> Callable[[str], bool]:
    """Whether the log vouches for a file: a notice with a line there, or a file that such a notice names; all notices
    while the log cannot be read or names one that is not there, since that may have got another name. What lies beside
    notices and is neither a notice nor a list is never touched."""
    notices = {path: place.name for path in paths if (place := place_of(path)) and place.kind.name == "notice"}
    lines = [line for log in LOGS for line in _held(sources, log).splitlines(keepends=True)]
    logged = {found.decode() for line in lines for found in _ID.findall(line)}
    unclear = (
        any(found.where.path.startswith("content/log") for found in sources.problems)
        or any(read_line(line) is None for line in lines)
        or not logged <= set(notices.values())
    )
    contents = [read_bytes(root / path, path) for path, name in notices.items() if name in logged]
    named = [data for data in contents if isinstance(data, bytes)]

    def vouched(path: str) -> bool:
        if not path.startswith("content/notices/"):
            return False
        name = path.rpartition("/")[2].encode()
        if unclear or any(name in data for data in named):
            return True
        return notices.get(path) in {None, *logged} and not LISTS.fullmatch(path)

    return vouched


def _held(sources: Sources, log: str) -> bytes:
    file = sources.files.get(log)
    return (file.data if file else None) or b""
