"""Problems are values: what is wrong, where, and in which record. Nothing a contributor writes may raise."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How much a code weighs: an error keeps the record (or the whole site) out, a warning never does."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of problem. Its message, hints and reason stand in the catalogues under its id.

    An id is ASCII, never reused. Codes are constants beside the code that finds the problem.
    """

    id: str
    severity: Severity = Severity.ERROR
    cause: tuple[str, ...] = ()
    """Where one cause shows in many places, what names it: a word for what it is about (codes of one word tell of one
    thing) and the blanks in which all agree, or `@path`, `@folder`, `@studio`, `@kind` (a studio's folder of records)
    of the place. Problems of one cause are told once."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of a table as a spreadsheet numbers it: the row from 1, and `last` where a run of rows is meant; the
    letters of the column, "" for a whole row; the column's name, "" in the row of names itself."""

    row: int
    letters: str = ""
    name: str = ""
    last: int = 0


@dataclass(frozen=True, slots=True, order=True)
class Where:
    """A place in a file: the path from the repository's root with `/`; line and column in characters, from 1. In a
    table also its cell, since lines are not rows where a cell holds line breaks; in a document that has pages these,
    from 1."""

    path: str
    line: int = 1
    column: int = 1
    length: int = 1
    cell: Cell | None = field(default=None, compare=False)
    pages: tuple[int, ...] = field(default=(), compare=False)


def part_of(where: Where, text: str, start: int, part: str) -> Where:
    """The place of a part of a text that stands there, if it is written as it is: without quotes, on one line."""
    if where.length != len(text):
        return where
    return replace(where, column=where.column + start, length=len(part))


class RecordKey(NamedTuple):
    """Which record a problem belongs to: its kind (the noun of its module) and its id, unique within the kind."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of one contributor.

    `args` fill the blanks of the catalogue's message and hint; `hint` names which of the code's hints fits
    ("hint" unless a better one applies); `related` are further places, such as the first of two duplicates;
    `record` is the record that is left out because of it, if it is an error; `because` is the place of another fault
    from which it follows: it is told of there; `contested` is a fault between the school and a studio, told where the
    school wrote: whichever was wrong, the record is under correction and the site is not held up.
    """

    code: Code
    where: Where
    args: tuple[tuple[str, object], ...] = ()
    hint: str = "hint"
    related: tuple[Where, ...] = ()
    record: RecordKey | None = None
    because: Where | None = None
    contested: bool = False

    @property
    def is_error(self) -> bool:
        """Whether the problem keeps something from being published."""
        return self.code.severity is Severity.ERROR

    @property
    def stops_the_site(self) -> bool:
        """Whether it is an error that no studio can have made: then nothing may be published."""
        return self.is_error and not self.contested and not self.where.path.startswith("studios/")


def problem(
    code: Code,
    where: Where,
    *,
    hint: str = "hint",
    related: Iterable[Where] = (),
    record: RecordKey | None = None,
    contested: bool = False,
    **args: object,
) -> Problem:
    """Write a problem down; keyword arguments are the blanks of its message."""
    return Problem(code, where, tuple(args.items()), hint, tuple(related), record, contested=contested)


def told_once(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """One problem for each cause: the first of those that have it, with the places of the others, and of all that
    follows from it, beside its own."""
    groups: dict[object, list[Problem]] = {}
    echoes: dict[Where, list[Problem]] = {}
    told = list(problems)
    for found in told:
        if found.because:
            echoes.setdefault(found.because, []).append(found)
    for number, found in enumerate(each for each in told if not each.because):
        key = _cause(found) if found.code.cause else number
        groups.setdefault(key, []).append(found)
        groups[key] += echoes.pop(found.where, ())
    return tuple(
        replace(first, related=(*first.related, *(other.where for other in others))) if others else first
        for first, *others in groups.values()
    )


def _cause(found: Problem) -> tuple[object, ...]:
    path = found.where.path
    parts = path.split("/")
    values = dict(found.args) | {
        "@path": path,
        "@folder": "/".join(parts[:-1]),
        "@studio": "/".join(parts[:2]),
        "@kind": "/".join(parts[:3]),
    }
    return found.code.severity, found.hint, *(values.get(name, name) for name in found.code.cause)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Sort by place, then code, and drop what is said twice of the same place."""
    kept: dict[tuple[Where, str, tuple[tuple[str, object], ...]], Problem] = {}
    for found in problems:
        kept.setdefault((found.where, found.code.id, found.args), found)
    return tuple(sorted(kept.values(), key=lambda found: (found.where, found.code.id, repr(found.args))))
