"""Rules other than indicator systems: criteria, process, duties, cycle, consequences; `year` is from when they hold."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Criterion:
    """A condition of recognition; `any_of` are alternatives, each of which will do."""

    id: str
    text: str
    test: str
    at_most: int | None
    inclusive: bool
    years: int | None
    months: int | None
    any_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Criteria:
    id: str
    title: str
    year: str
    basis: str
    cutoff: str
    criteria: tuple[Criterion, ...]
    disqualified: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProcessStep:
    name: str
    body: str
    content: str
    period: str | None


@dataclass(frozen=True, slots=True)
class Process:
    id: str
    title: str
    year: str
    basis: str
    steps: tuple[ProcessStep, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    text: str
    measure: str | None


@dataclass(frozen=True, slots=True)
class DutyGroup:
    """What is asked of one holder, or provided for; `sort` is 职责, 任务 or 保障, `members` are posts."""

    name: str
    sort: str
    members: tuple[str, ...]
    items: tuple[Duty, ...]


@dataclass(frozen=True, slots=True)
class Duties:
    id: str
    title: str
    year: str
    basis: str
    groups: tuple[DutyGroup, ...]


@dataclass(frozen=True, slots=True)
class CycleItem:
    """Something due every year: `due` is month and day (`01-31`), in the year after the assessed one if so marked."""

    name: str
    due: str
    who: str
    to: str | None
    following_year: bool


@dataclass(frozen=True, slots=True)
class Cycle:
    """The yearly cycle, its items in the order of the days on which they are due."""

    id: str
    title: str
    year: str
    basis: str
    council_meetings: int
    office_meetings: int
    items: tuple[CycleItem, ...]
    contest_months: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Consequences:
    """What grades or cases lead to: pairs of case and consequence."""

    id: str
    title: str
    year: str
    basis: str
    rows: tuple[tuple[str, str], ...]
