"""The Edition itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar

from generator.core.edition.form.achievement import Achievement
from generator.core.edition.form.address import Address
from generator.core.edition.form.agenda import AgendaYear
from generator.core.edition.form.deadline import Deadline
from generator.core.edition.form.filing import Filing
from generator.core.edition.form.frozen import FrozenYear
from generator.core.edition.form.grade import Grade, GradeYear
from generator.core.edition.form.group import Group
from generator.core.edition.form.indicators import IndicatorSystem
from generator.core.edition.form.log import Log
from generator.core.edition.form.notice import Notice
from generator.core.edition.form.person import Person
from generator.core.edition.form.plan import Plan
from generator.core.edition.form.press import Press
from generator.core.edition.form.round import Round
from generator.core.edition.form.rules import Consequences, Criteria, Cycle, Duties, Process
from generator.core.edition.form.site import Site
from generator.core.edition.form.statistics import Statistic
from generator.core.edition.form.studio import Studio
from generator.core.edition.form.teaching import Taken

T = TypeVar("T")
VERSION = 2
"""Of the Edition's shape; raised when a field changes its meaning or goes: `edition.reading` reads the earlier ones."""

Scope = Literal["public", "internal"]
TAKEN_DOWN = "已撤下"
"""The name of whoever and whatever was taken down, where something else still refers to it."""


class _Aside(dict[str, Any]):
    """An empty dictionary with what was worked out beside it: so it is never written down with the Edition."""

    def __init__(self, *_: object) -> None:
        super().__init__()
        self.kept: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Correction:
    """A record under correction: it keeps its address and says nothing else; of someone who may learn, and
    where the id itself is something personal, no id."""

    kind: str
    id: str
    studio: str
    year: str


@dataclass(frozen=True, slots=True)
class TakenDown:
    """A record that was taken down and had a page: its address says since when and why, and what kind of thing it was.
    `id` is its name within its studio."""

    kind: str
    id: str
    studio: str
    date: str
    reason: str
    basis: str | None


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that may be shown, as it stood on `as_of`."""

    version: int
    scope: Scope
    as_of: str
    next_change: str | None
    site: Site
    studios: tuple[Studio, ...]
    people: tuple[Person, ...]
    achievements: tuple[Achievement, ...]
    notices: tuple[Notice, ...]
    grade_years: tuple[GradeYear, ...]
    systems: tuple[IndicatorSystem, ...]
    statistics: tuple[Statistic, ...]
    corrections: tuple[Correction, ...]
    criteria: tuple[Criteria, ...]
    processes: tuple[Process, ...]
    duties: tuple[Duties, ...]
    cycles: tuple[Cycle, ...]
    consequences: tuple[Consequences, ...]
    rounds: tuple[Round, ...]
    plans: tuple[Plan, ...]
    groups: tuple[Group, ...]
    press: tuple[Press, ...]
    agenda: tuple[AgendaYear, ...]
    filings: tuple[Filing, ...]
    log: Log | None
    frozen: tuple[FrozenYear, ...] = ()
    addresses: tuple[Address, ...] = ()
    """Those that are due: each has a page, whatever has become of its record."""
    taken_down: tuple[TakenDown, ...] = ()
    deadlines: tuple[Deadline, ...] = ()
    taken: tuple[Taken, ...] = ()
    """Apprentices, by studio and semester."""
    _worked_out: dict[str, Any] = field(init=False, repr=False, compare=False, default_factory=_Aside)
    """What was asked for before: every studio's page asks, and would look through all others again."""

    def achievements_of(self, studio: str) -> Sequence[Achievement]:
        """What a studio has a part in, in the order of the achievements."""

        def found() -> Mapping[str, Sequence[Achievement]]:
            return _by_studio(self.achievements, lambda one: (one.studio, *one.shared_with))

        return self.once("achievements", found).get(studio, ())

    def notices_of(self, studio: str) -> Sequence[Notice]:
        """What concerns a studio, in the order of the notices."""

        def found() -> Mapping[str, Sequence[Notice]]:
            return _by_studio(self.notices, lambda notice: notice.studios)

        return self.once("notices", found).get(studio, ())

    def press_of(self, studio: str) -> Sequence[Press]:
        """What was reported of a studio, in the order of the press."""
        return self.once("press", lambda: _by_studio(self.press, lambda one: one.studios)).get(studio, ())

    def grades_of(self, studio: str) -> Sequence[Grade]:
        """A studio's grades, in the order of the years."""

        def found() -> Mapping[str, Sequence[Grade]]:
            grades = (grade for year in self.grade_years for grade in year.grades)
            return _by_studio(grades, lambda grade: (grade.studio,))

        return self.once("grades", found).get(studio, ())

    def people_of(self, studio: str) -> Sequence[Person]:
        """Who has or had a role in a studio, in the order of the people."""

        def found() -> Mapping[str, Sequence[Person]]:
            return _by_studio(self.people, lambda person: [role.studio for role in person.roles])

        return self.once("people", found).get(studio, ())

    def person(self, number: str | None) -> Person | None:
        """Somebody who has a page."""
        return self.once("person", lambda: {each.id: each for each in reversed(self.people)}).get(number or "")

    def deadlines_of(self, studio: str) -> Sequence[Deadline]:
        """What was asked of a studio, in the order of the deadlines."""

        def found() -> Mapping[str, Sequence[Deadline]]:
            return _by_studio(self.deadlines, lambda each: [one.studio for one in each.filings])

        return self.once("deadlines", found).get(studio, ())

    def once(self, name: str, work: Callable[[], T]) -> T:
        """What is worked out of the Edition and asked for many times, by its name."""
        kept = self._worked_out.kept if isinstance(self._worked_out, _Aside) else {}
        if name not in kept:
            kept[name] = work()
        found: T = kept[name]
        return found

    @property
    def studio_names(self) -> Mapping[str, str]:
        """The studios' short names by id; of one that was taken down, that it was."""
        return self.once("studio names", self._named)

    def _named(self) -> Mapping[str, str]:
        gone = {down.studio: TAKEN_DOWN for down in self.taken_down if down.kind == "studio"}
        return gone | {studio.id: studio.short for studio in self.studios}

    @property
    def fixed(self) -> str | None:
        """The day that the whole site is held at, if it is: then no page shows another."""
        return self.as_of if self.site.fixed_day else None


def _by_studio(every: Iterable[T], studios: Callable[[T], Iterable[str]]) -> Mapping[str, Sequence[T]]:
    """What each studio has of something that may be several studios', in the order given."""
    found: dict[str, list[T]] = {}
    for one in every:
        for name in dict.fromkeys(studios(one)):
            found.setdefault(name, []).append(one)
    return found
