"""What holds for the working of every grade, whatever the rules, the records and the marks."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.core.compute.facts import StudioYear, studio_year
from generator.core.compute.grade import PointResult
from generator.core.compute.rules import Part, earned, measure
from generator.core.problem import RecordKey
from generator.core.records import indicators as rules
from generator.core.records.indicators import ObservationPoint, Rule
from tests.property.years import AS_OF, YEAR, Year, years

EXAMPLES = 1_000 if os.environ.get("JIANGPU_LONG") == "1" else 120

often = settings(max_examples=EXAMPLES, derandomize=True, deadline=None, suppress_health_check=list(HealthCheck))


def facts_of(year: Year) -> Iterator[tuple[StudioYear, list[PointResult]]]:
    """What each studio has to show, with its points."""
    for grade in year.grades.studios:
        yield (
            studio_year(year.dataset, grade.studio, YEAR, AS_OF),
            [point for category in grade.categories for point in category.points],
        )


def without(facts: StudioYear, *gone: RecordKey) -> StudioYear:
    """The same studio, had it not kept some records."""
    kept = {kind: tuple(fact for fact in each if fact.key not in gone) for kind, each in facts.facts.items()}
    return replace(facts, facts=kept)


def only(facts: StudioYear, key: RecordKey) -> StudioYear:
    """The same studio, had it kept nothing else."""
    kept = {kind: tuple(fact for fact in each if fact.key == key) for kind, each in facts.facts.items()}
    return replace(facts, facts=kept)


def nothing(facts: StudioYear) -> StudioYear:
    """The same studio, had it kept nothing at all."""
    return replace(facts, facts={})


def parts(rule: Rule, facts: StudioYear) -> tuple[Part, ...]:
    """All that a rule measures."""
    found = measure(rule, facts)
    return found.parts + tuple(part for inner in found.inner for part in inner.parts)


def marks(point: ObservationPoint, facts: StudioYear) -> Fraction:
    """What the records alone earn."""
    found = measure(point.rule, facts)
    return earned(point.rule, found, Fraction(point.marks), proportional=point.partial == "按比例")


THRESHOLDS = (
    rules.CountRule,
    rules.SumRule,
    rules.CoversRule,
    rules.EachSemesterRule,
    rules.FiledRule,
    rules.TiersRule,
    rules.PerMissingRule,
    rules.BonusRule,
)


def is_threshold(rule: Rule) -> bool:
    """Whether something must be reached; a share of all, a register of accidents and a deduction are otherwise."""
    inner = rule.rules if isinstance(rule, rules.AllRule) else [rule]
    return all(isinstance(each, THRESHOLDS) for each in inner)


@often
@given(years(), st.data())
def test_more_evidence_never_lowers_a_threshold_point(year: Year, data: st.DataObject) -> None:
    for facts, points in facts_of(year):
        keys = sorted({fact.key for each in facts.facts.values() for fact in each})
        gone = data.draw(st.lists(st.sampled_from(keys), max_size=3)) if keys else []
        for result in points:
            if is_threshold(result.point.rule):
                assert marks(result.point, without(facts, *gone)) <= marks(result.point, facts)


@often
@given(years(), st.randoms(use_true_random=False))
def test_the_order_of_files_does_not_matter(year: Year, order: Random) -> None:
    mixed = {}
    for kind, shelf in year.dataset.shelves.items():
        names = list(shelf)
        order.shuffle(names)
        mixed[kind] = {name: shelf[name] for name in names}
    answers = [json.loads(each.answer) for each in (year, Year(replace(year.dataset, shelves=mixed)))]
    for answer in answers:
        for studio in answer["studios"]:
            for point in studio["points"]:
                point["evidence"].sort(key=lambda place: place["path"])
    assert answers[0] == answers[1]


@often
@given(years())
def test_each_mark_has_evidence_or_a_reviewer(year: Year) -> None:
    """Unless the rule asks for nothing: then nothing earns the mark as well."""
    for facts, points in facts_of(year):
        for result in points:
            if result.marks and not result.measure.evidence and not result.reviews:
                assert marks(result.point, nothing(facts)) == marks(result.point, facts) > 0


COUNTING = (
    rules.SumRule,
    rules.EachSemesterRule,
    rules.RatioRule,
    rules.ZeroRule,
    rules.TiersRule,
    rules.PerMissingRule,
    rules.BonusRule,
)


def counts_each(rule: Rule) -> bool:
    """Whether every record makes a difference. Where one of several will do, a second makes none."""
    return (
        isinstance(rule, COUNTING)
        or (isinstance(rule, rules.CountRule) and rule.distinct is None)
        or (isinstance(rule, rules.DeductionRule) and rule.number is None)
    )


@often
@given(years())
def test_deleting_a_record_that_is_evidence_changes_what_was_measured(year: Year) -> None:
    for facts, points in facts_of(year):
        for result in points:
            for key in result.measure.evidence:
                if counts_each(result.point.rule):
                    assert parts(result.point.rule, without(facts, key)) != parts(result.point.rule, facts)


@often
@given(years())
def test_deleting_all_evidence_leaves_nothing_measured(year: Year) -> None:
    for facts, points in facts_of(year):
        for result in points:
            rest = without(facts, *result.measure.evidence)
            assert parts(result.point.rule, rest) == parts(result.point.rule, nothing(facts))


@often
@given(years())
def test_each_record_of_evidence_would_be_measured_alone(year: Year) -> None:
    """A report that came too late and a register without accidents are shown, and measured as nothing; half of a share
    alone is none."""
    shown = (rules.FiledRule, rules.DeductionRule, rules.RatioRule, rules.AllRule)
    for facts, points in facts_of(year):
        for result in points:
            if not isinstance(result.point.rule, shown):
                for key in result.measure.evidence:
                    assert parts(result.point.rule, only(facts, key)) != parts(result.point.rule, nothing(facts))
