"""Rule kinds: one pure function each, from a studio's facts of a year to what was measured against what was asked.

The list is closed: an indicator system chooses among these kinds and fills in their numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from generator.core.compute.facts import Fact, StudioYear
from generator.core.problem import RecordKey
from generator.core.records.indicators import (
    AllRule,
    BonusRule,
    CountRule,
    CoversRule,
    DeductionRule,
    EachSemesterRule,
    FiledRule,
    Filing,
    PerMissingRule,
    RatioRule,
    ReviewRule,
    Rule,
    Selection,
    SumRule,
    TiersRule,
    ZeroRule,
)
from generator.core.records.report import called
from generator.core.records.site import in_year


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was measured: a name (a semester, a role, a report; "" for the whole), the value, what was asked.

    `most`: the value must not exceed what was asked, instead of reaching it. `whole`: what a share is a share of.
    """

    name: str
    measured: Fraction
    required: Fraction
    most: bool = False
    whole: Fraction | None = None

    @property
    def met(self) -> bool:
        """Whether it reaches what was asked; 以上 includes the number itself."""
        return self.measured <= self.required if self.most else self.measured >= self.required

    @property
    def short(self) -> Fraction:
        """How much is wanting."""
        return Fraction(0) if self.met else abs(self.required - self.measured)


@dataclass(frozen=True, slots=True)
class Measure:
    """The outcome of a rule.

    `share` is the part of the marks it earns by itself where the rule says so (tiers, deductions for what is missing,
    bonus), else None: then it is all or nothing, or in proportion, as the point says. `reads` are the kinds of facts
    it depends on; `evidence` the records that were counted, for an absence the register that was read.
    """

    unit: str
    parts: tuple[Part, ...]
    evidence: tuple[RecordKey, ...]
    reads: frozenset[str]
    share: Fraction | None = None
    inner: tuple[Measure, ...] = ()

    @property
    def met(self) -> bool:
        """Whether every part is met."""
        return all(part.met for part in self.parts) and all(measure.met for measure in self.inner)

    @property
    def ratio(self) -> Fraction:
        """How far the condition is met, from 0 to 1: the mean over its parts, each capped at 1."""
        shares = [measure.ratio for measure in self.inner]
        shares += [Fraction(1) if part.met else _portion(part) for part in self.parts]
        return sum(shares, Fraction(0)) / len(shares) if shares else Fraction(1)


def _portion(part: Part) -> Fraction:
    return part.measured / part.required if part.required and not part.most else Fraction(0)


def measure(rule: Rule, facts: StudioYear) -> Measure:
    """Measure a rule; a rule of reviewers alone measures nothing."""
    return _MEASURES[type(rule)](rule, facts)


def selected(selection: Selection, facts: StudioYear) -> list[Fact]:
    """The facts that a selection counts: some word of every field asked for, every number reached."""
    return [
        fact
        for fact in facts.of(selection.records)
        if all(fact.words.get(name, frozenset()) & set(words) for name, words in selection.where.items())
        and all(fact.numbers.get(name, 0) >= least for name, least in selection.least.items())
    ]


def _count(rule: CountRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    if rule.distinct is None:
        number = len(counted)
    else:
        counted = [fact for fact in counted if fact.words.get(rule.distinct)]
        number = len({word for fact in counted for word in fact.words[rule.distinct]})
    return _whole(rule.select, rule.unit, number, rule.at_least, counted)


def _sum(rule: SumRule, facts: StudioYear) -> Measure:
    counted = _having(selected(rule.select, facts), rule.number)
    return _whole(rule.select, rule.unit, _added(counted, rule.number), rule.at_least, counted)


def _covers(rule: CoversRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    parts = []
    evidence: list[Fact] = []
    for value in rule.values:
        having = [fact for fact in counted if value in fact.words.get(rule.field, frozenset())]
        evidence += having
        parts.append(Part(value, Fraction(min(len(having), 1)), Fraction(1)))
    return Measure("类", tuple(parts), _keys(evidence), frozenset({rule.select.records}))


def _each_semester(rule: EachSemesterRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    parts = []
    evidence: list[Fact] = []
    # A school that names no semesters has not shown anything for each of them.
    for name, first, last in facts.semesters or (("", date.max, date.max),):
        within = [fact for fact in counted if fact.day is not None and first <= fact.day <= last]
        evidence += within
        parts.append(Part(name, Fraction(len(within)), Fraction(rule.at_least)))
    return Measure(rule.unit, tuple(parts), _keys(evidence), frozenset({rule.select.records}))


def _ratio(rule: RatioRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    # Both sides are multiplied out, so that one third is met by exactly one third.
    whole = _added(counted, rule.whole)
    # Of nothing there is no share.
    needed = whole * Fraction(rule.at_least) if whole else Fraction(1)
    part = _added(counted, rule.part) if whole else Fraction(0)
    found = Part("", part, needed, whole=whole)
    evidence = _having(counted, rule.part, rule.whole) if whole else []
    return Measure("人", (found,), _keys(evidence), frozenset({rule.select.records}))


def _filed(rule: FiledRule, facts: StudioYear) -> Measure:
    parts = []
    evidence: list[Fact] = []
    for filing in rule.filings:
        having = [
            fact
            for fact in facts.of("文件")
            if filing.document in fact.words.get("kind", frozenset())
            and (filing.semester is None or filing.semester in fact.words.get("semester", frozenset()))
        ]
        due = due_day(filing, facts.year)
        in_time = [fact for fact in having if fact.day is not None and fact.day <= due]
        evidence += having
        name = called(filing.document, filing.semester)
        parts.append(Part(name, Fraction(min(len(in_time), 1)), Fraction(1)))
    return Measure("份", tuple(parts), _keys(evidence), frozenset({"文件"}))


def due_day(filing: Filing, year: int) -> date:
    """The day by which a report on a year must be filed."""
    return in_year(year + filing.following_year, filing.due)


def _zero(rule: ZeroRule, facts: StudioYear) -> Measure:
    registers = selected(rule.select, facts)
    reads = frozenset({rule.select.records})
    if not registers:
        # No register is no proof of nothing, nor of half of it.
        return Measure("份", (Part(rule.select.records, Fraction(0), Fraction(1)),), (), reads)
    part = Part("", _added(registers, rule.number), Fraction(0), most=True)
    return Measure(rule.unit, (part,), _keys(registers), reads)


def _tiers(rule: TiersRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    if rule.number:
        counted = _having(counted, rule.number)
    value = _added(counted, rule.number) if rule.number else Fraction(len(counted))
    reached = [Fraction(tier.share) for tier in rule.tiers if value >= Fraction(tier.at_least)]
    best = max(rule.tiers, key=lambda tier: (tier.share, -tier.at_least))
    found = _whole(rule.select, rule.unit, value, best.at_least, counted)
    return _with_share(found, max(reached, default=Fraction(0)))


def _per_missing(rule: PerMissingRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    return _whole(rule.select, rule.unit, len(counted), rule.required, counted)


def _bonus(rule: BonusRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    return _whole(rule.select, rule.unit, len(counted), 0, counted)


def _deduction(rule: DeductionRule, facts: StudioYear) -> Measure:
    counted = selected(rule.select, facts)
    value = _added(counted, rule.number) if rule.number else Fraction(len(counted))
    part = Part("", value, Fraction(0), most=True)
    return Measure(rule.unit, (part,), _keys(counted), frozenset({rule.select.records}))


def _all(rule: AllRule, facts: StudioYear) -> Measure:
    inner = tuple(measure(each, facts) for each in rule.rules)
    evidence = tuple(dict.fromkeys(key for found in inner for key in found.evidence))
    return Measure("", (), evidence, frozenset().union(*(found.reads for found in inner)), None, inner)


def _review(rule: ReviewRule, facts: StudioYear) -> Measure:  # noqa: ARG001 - every kind has the same shape
    return Measure("", (), (), frozenset())


_MEASURES: Mapping[type[Any], Callable[[Any, StudioYear], Measure]] = {
    CountRule: _count,
    SumRule: _sum,
    CoversRule: _covers,
    EachSemesterRule: _each_semester,
    RatioRule: _ratio,
    FiledRule: _filed,
    ZeroRule: _zero,
    TiersRule: _tiers,
    PerMissingRule: _per_missing,
    BonusRule: _bonus,
    DeductionRule: _deduction,
    AllRule: _all,
    ReviewRule: _review,
}


def earned(rule: Rule, found: Measure, marks: Fraction, *, proportional: bool) -> Fraction:
    """What a measured rule earns of `marks`, before any reviewer. A deduction earns less than nothing."""
    value = found.parts[0].measured if found.parts else Fraction(0)
    if isinstance(rule, PerMissingRule):
        return max(Fraction(0), marks - found.parts[0].short * Fraction(rule.deduct))
    if isinstance(rule, BonusRule):
        return min(marks, value * Fraction(rule.each))
    if isinstance(rule, DeductionRule):
        return -min(marks, value * Fraction(rule.each))
    if found.share is not None:
        return marks * found.share
    if found.met:
        return marks
    return marks * found.ratio if proportional else Fraction(0)


def _with_share(found: Measure, share: Fraction) -> Measure:
    return Measure(found.unit, found.parts, found.evidence, found.reads, share)


def _added(facts: Iterable[Fact], number: str) -> Fraction:
    return sum((Fraction(fact.numbers.get(number, 0)) for fact in facts), Fraction(0))


def _having(facts: Iterable[Fact], *numbers: str) -> list[Fact]:
    """What adds to a sum; the rest is no evidence of it."""
    return [fact for fact in facts if any(fact.numbers.get(number) for number in numbers)]


def _whole(selection: Selection, unit: str, measured: Any, required: Any, counted: Iterable[Fact]) -> Measure:
    part = Part("", Fraction(measured), Fraction(required))
    return Measure(unit, (part,), _keys(counted), frozenset({selection.records}))


def _keys(facts: Iterable[Fact]) -> tuple[RecordKey, ...]:
    return tuple(dict.fromkeys(fact.key for fact in facts))
