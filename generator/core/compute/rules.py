"""Rule kinds: one pure function each, from a studio's records of a year to what was measured against what was asked.

The list is closed: an indicator system chooses among these kinds and fills in their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from generator.core.dataset import Entry
from generator.core.problem import RecordKey
from generator.core.records.achievement import Achievement
from generator.core.records.indicators import (
    AchievementFilter,
    AllRule,
    CountRule,
    EachSemesterRule,
    PersonDaysRule,
    ReviewRule,
    RoleCountRule,
    RolesRule,
    Rule,
    TrainingFilter,
)
from generator.core.records.person import Member, Role
from generator.core.records.training import Training


@dataclass(frozen=True, slots=True)
class StudioYear:
    """What a studio has to show for one assessed year.

    `achievements` and `trainings` are those dated within the year; `members` all entries of the studio; `semesters`
    name, first and last day; `lacking` the kinds of which a record was left out for a fault.
    """

    studio: str
    year: int
    master: str
    achievements: tuple[Entry[Achievement], ...]
    trainings: tuple[Entry[Training], ...]
    members: tuple[Entry[Member], ...]
    semesters: tuple[tuple[str, date, date], ...]
    lacking: frozenset[str] = frozenset()

    @property
    def first(self) -> date:
        """The first day of the year."""
        return date(self.year, 1, 1)

    @property
    def last(self) -> date:
        """The last day of the year."""
        return date(self.year, 12, 31)


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was measured: a name (a semester, a role; "" for the whole), the value and what was asked."""

    name: str
    measured: Decimal
    required: Decimal

    @property
    def met(self) -> bool:
        """Whether it reaches what was asked; 以上 includes the number itself."""
        return self.measured >= self.required


@dataclass(frozen=True, slots=True)
class Measure:
    """The outcome of a rule: its parts in one unit, the records that were counted, and the kinds it reads."""

    unit: str
    parts: tuple[Part, ...]
    evidence: tuple[RecordKey, ...]
    reads: frozenset[str]
    inner: tuple[Measure, ...] = ()

    @property
    def met(self) -> bool:
        """Whether every part is met."""
        return all(part.met for part in self.parts) and all(measure.met for measure in self.inner)

    @property
    def ratio(self) -> Fraction:
        """How far the condition is met, from 0 to 1: the mean over its parts, each capped at 1."""
        shares = [measure.ratio for measure in self.inner]
        shares += [
            Fraction(1) if part.met else Fraction(part.measured) / Fraction(part.required) for part in self.parts
        ]
        return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(1)


def measure(rule: Rule, facts: StudioYear) -> Measure:
    """Measure a rule; a rule of reviewers alone measures nothing."""
    return _MEASURES[type(rule)](rule, facts)


def _count(rule: CountRule, facts: StudioYear) -> Measure:
    counted = [
        entry for entry in facts.achievements if matches_achievement(rule.achievements, entry.record, facts.master)
    ]
    return _whole("项", len(counted), rule.at_least, _keys(counted), "achievement")


def _person_days(rule: PersonDaysRule, facts: StudioYear) -> Measure:
    counted = [entry for entry in facts.trainings if matches_training(rule.trainings, entry.record)]
    total = sum((entry.record.person_days for entry in counted), Decimal(0))
    return _whole("人天", total, rule.at_least, _keys(counted), "training")


def _each_semester(rule: EachSemesterRule, facts: StudioYear) -> Measure:
    counted = [entry for entry in facts.trainings if matches_training(rule.trainings, entry.record)]
    parts = tuple(
        Part(name, Decimal(sum(first <= entry.record.date <= last for entry in counted)), Decimal(rule.at_least))
        for name, first, last in facts.semesters
    )
    return Measure("次", parts, _keys(counted), frozenset({"training"}))


def _roles(rule: RolesRule, facts: StudioYear) -> Measure:
    held: dict[Role, list[Entry[Member]]] = {role: _holders((role,), facts) for role in rule.roles}
    parts = tuple(Part(role, Decimal(min(len(entries), 1)), Decimal(1)) for role, entries in held.items())
    evidence = _keys(entry for entries in held.values() for entry in entries)
    return Measure("类", parts, tuple(dict.fromkeys(evidence)), frozenset({"member"}))


def _role_count(rule: RoleCountRule, facts: StudioYear) -> Measure:
    counted = _holders(rule.roles, facts, new=rule.new)
    return _whole("人", len(counted), rule.at_least, _keys(counted), "member")


def _all(rule: AllRule, facts: StudioYear) -> Measure:
    inner = tuple(measure(each, facts) for each in rule.rules)
    evidence = tuple(dict.fromkeys(key for found in inner for key in found.evidence))
    return Measure("", (), evidence, frozenset().union(*(found.reads for found in inner)), inner)


def _review(rule: ReviewRule, facts: StudioYear) -> Measure:  # noqa: ARG001 - every kind has the same shape
    return Measure("", (), (), frozenset())


_MEASURES: Mapping[type[Any], Callable[[Any, StudioYear], Measure]] = {
    CountRule: _count,
    PersonDaysRule: _person_days,
    EachSemesterRule: _each_semester,
    RolesRule: _roles,
    RoleCountRule: _role_count,
    AllRule: _all,
    ReviewRule: _review,
}


def matches_achievement(wanted: AchievementFilter, given: Achievement, master: str) -> bool:
    """Whether an achievement counts; an empty list asks for nothing."""
    return (
        (not wanted.types or given.type in wanted.types)
        and (not wanted.levels or given.level in wanted.levels)
        and (not wanted.ranks or given.rank in wanted.ranks)
        and (wanted.contestants is None or given.contestants == wanted.contestants)
        and (not wanted.forms or given.form in wanted.forms)
        and (not wanted.lead_is_master or given.lead == master)
        and (not wanted.recognised or given.recognised is not None)
        and (not wanted.adopted or given.adopted_by is not None)
    )


def matches_training(wanted: TrainingFilter, given: Training) -> bool:
    """Whether a training counts; an empty list asks for nothing."""
    return (not wanted.kinds or given.kind in wanted.kinds) and (
        not wanted.audiences or given.audience in wanted.audiences
    )


def _holders(roles: Iterable[Role], facts: StudioYear, *, new: bool = False) -> list[Entry[Member]]:
    """The members who hold one of the roles in the year, or who began to in it."""
    wanted = frozenset(roles)

    def counts(entry: Entry[Member]) -> bool:
        for held in entry.record.roles:
            if held.role not in wanted:
                continue
            begun = held.since.earliest
            if new and begun is not None and facts.first <= begun <= facts.last:
                return True
            if not new and held.overlaps(facts.first, facts.last):
                return True
        return False

    return [entry for entry in facts.members if counts(entry)]


def _whole(
    unit: str, measured: Decimal | int, required: Decimal | int, evidence: tuple[RecordKey, ...], kind: str
) -> Measure:
    return Measure(unit, (Part("", Decimal(measured), Decimal(required)),), evidence, frozenset({kind}))


def _keys(entries: Iterable[Entry[Any]]) -> tuple[RecordKey, ...]:
    return tuple(entry.key for entry in entries)
