"""The working of a mark: how much each record that was counted adds, and what was left out and why.

For people who ask "why 92 of 100 person-days". Nothing here decides a mark: it explains what the rules measured.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from generator.core.compute.facts import FIELDS, Fact, StudioYear, studio_year
from generator.core.compute.rules import selected
from generator.core.dataset import Dataset
from generator.core.problem import RecordKey
from generator.core.records.indicators import (
    AllRule,
    BonusRule,
    CountRule,
    DeductionRule,
    EachSemesterRule,
    Indicators,
    PerMissingRule,
    ReviewRule,
    Rule,
    Selection,
    SumRule,
    TiersRule,
)

Why = Literal["word", "number", "year"]
"""Other words in a field than the rule asks for; a number below the one it asks for; another year than the assessed."""

Counting = CountRule | SumRule | EachSemesterRule | TiersRule | PerMissingRule | BonusRule | DeductionRule
"""The rules that add up records which they select."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records of the kind that a rule counts (`records`, its word) which it did not count, for one reason: `what` is
    the field or the year, `having` the words that stand in the field. `amount` is what they would have added, in the
    rule's unit."""

    records: str
    why: Why
    what: str
    having: tuple[str, ...]
    keys: tuple[RecordKey, ...]
    amount: Fraction


@dataclass(frozen=True, slots=True)
class Working:
    """What explains a point: how much each counted record adds, in the rule's unit, where the rule adds up a number;
    and what was left out."""

    amounts: Mapping[RecordKey, Fraction]
    left_out: tuple[LeftOut, ...]


def workings(system: Indicators, dataset: Dataset, studio: str, year: int, as_of: date) -> Mapping[str, Working]:
    """The working of every point that is computed, by the point's id."""
    facts = studio_year(dataset, studio, year, as_of)
    neighbours = {f"{other}": studio_year(dataset, studio, other, as_of) for other in (year - 1, year + 1)}
    return {
        point.id: Working(amounts(point.rule, facts), left_out(point.rule, facts, neighbours))
        for point in system.points
        if not isinstance(point.rule, ReviewRule)
    }


def amounts(rule: Rule, facts: StudioYear) -> Mapping[RecordKey, Fraction]:
    """How much each record adds to what a rule that adds up a number measures; nothing for rules that count records."""
    number = _number(rule)
    if number is None:
        return {}
    assert isinstance(rule, SumRule | TiersRule | DeductionRule)
    return {fact.key: Fraction(fact.numbers.get(number, 0)) for fact in selected(rule.select, facts)}


def left_out(rule: Rule, facts: StudioYear, neighbours: Mapping[str, StudioYear]) -> tuple[LeftOut, ...]:
    """What came close: records that miss a single one of several conditions, or the only condition of a sum; and those
    that meet them all in a neighbouring year. Records of quite another sort say nothing about a mark."""
    if isinstance(rule, AllRule):
        return tuple(found for each in rule.rules for found in left_out(each, facts, neighbours))
    if not isinstance(rule, Counting):
        return ()
    sorts = FIELDS[rule.select.records].sorts
    groups: dict[tuple[Why, str, tuple[str, ...]], list[Fact]] = {}
    telling = len(rule.select.where) + len(rule.select.least) > 1 or _number(rule) is not None
    for fact in facts.of(rule.select.records) if telling else ():
        misses = list(_misses(rule.select, fact))
        if len(misses) == 1 and misses[0][1] not in sorts:
            groups.setdefault(misses[0], []).append(fact)
    counted = {fact.key for fact in selected(rule.select, facts)}
    for year, other in neighbours.items():
        if elsewhere := [fact for fact in selected(rule.select, other) if fact.key not in counted]:
            groups[("year", year, ())] = elsewhere
    return tuple(
        LeftOut(rule.select.records, *reason, tuple(fact.key for fact in found), _amount(rule, found))
        for reason, found in sorted(groups.items(), key=lambda group: (group[0][0], -len(group[1]), group[0]))
    )


def _misses(selection: Selection, fact: Fact) -> Iterator[tuple[Why, str, tuple[str, ...]]]:
    """Every condition that a fact does not meet."""
    for name, words in selection.where.items():
        having = fact.words.get(name, frozenset())
        if not having & set(words):
            yield "word", name, tuple(sorted(having))
    for name, least in selection.least.items():
        if fact.numbers.get(name, 0) < least:
            yield "number", name, ()


def _number(rule: Rule) -> str | None:
    """The number that a rule adds up; None for one that counts records."""
    return rule.number if isinstance(rule, SumRule | TiersRule | DeductionRule) else None


def _amount(rule: Counting, found: list[Fact]) -> Fraction:
    number = _number(rule)
    if number is None:
        return Fraction(len(found))
    return sum((Fraction(fact.numbers.get(number, 0)) for fact in found), Fraction(0))
