"""Checks of indicator systems: a malformed rule is the school's fault and is located like any other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from fractions import Fraction

from generator.core.compute.grade import weighted
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Where
from generator.core.records.indicators import Indicators
from generator.core.values.number import plain, shown

SYSTEM_TWICE = Code("G501")
POINT_TWICE = Code("G502")
CATEGORY_SUM = Code("G503")
TOTAL_SUM = Code("G504")
BANDS = Code("G505")
GRADE_UNKNOWN = Code("G506")
REVIEW_RULE = Code("G507")


def one_system_a_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A year is assessed under one system."""
    first: dict[int, Entry[Indicators]] = {}
    for entry in dataset.indicators.values():
        holder = first.setdefault(entry.record.year, entry)
        if holder is not entry:
            yield entry.problem(SYSTEM_TWICE, "year", related=(holder.where("year"),), year=entry.record.year)


def points_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Observation points have ids of their own."""
    for entry in dataset.indicators.values():
        seen: dict[str, Where] = {}
        for number, category in enumerate(entry.record.categories):
            for index, point in enumerate(category.points):
                where = entry.where("categories", number, "points", index, "id")
                if point.id in seen:
                    yield entry.problem(
                        POINT_TWICE,
                        "categories",
                        number,
                        "points",
                        index,
                        "id",
                        related=(seen[point.id],),
                        point=point.id,
                    )
                seen.setdefault(point.id, where)


def marks_add_up(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The points of a category add up to its marks, and the categories to the total."""
    for entry in dataset.indicators.values():
        total = Fraction(0)
        for number, category in enumerate(entry.record.categories):
            found = sum((weighted(point, Fraction(point.marks)) for point in category.points), Fraction(0))
            total += found
            if found != category.marks:
                yield entry.problem(
                    CATEGORY_SUM,
                    "categories",
                    number,
                    "marks",
                    name=category.name,
                    stated=plain(category.marks),
                    found=shown(found),
                )
        if total != entry.record.total:
            yield entry.problem(TOTAL_SUM, "total", stated=plain(entry.record.total), found=shown(total))


def bands_cover(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Bands begin at different scores within the total, and the lowest begins at 0."""
    for entry in dataset.indicators.values():
        bands = entry.record.bands
        starts = [band.at_least for band in bands]
        for index, band in enumerate(bands):
            if starts.index(band.at_least) != index:
                yield entry.problem(BANDS, "bands", index, "at_least", hint="hint_same", value=plain(band.at_least))
            elif band.at_least > entry.record.total:
                yield entry.problem(BANDS, "bands", index, "at_least", hint="hint_above", value=plain(band.at_least))
        if bands and min(starts) != 0:
            lowest = starts.index(min(starts))
            yield entry.problem(BANDS, "bands", lowest, "at_least", hint="hint_gap", value=plain(min(starts)))


def grades_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Quota and vetoes speak of grades that have a band."""
    for entry in dataset.indicators.values():
        grades = [band.grade for band in entry.record.bands]
        quota = entry.record.quota
        if quota and quota.grade not in grades:
            yield entry.problem(GRADE_UNKNOWN, "quota", "grade", grade=quota.grade, allowed=" ".join(grades))
        for index, veto in enumerate(entry.record.vetoes):
            if veto.caps_at not in grades:
                yield entry.problem(
                    GRADE_UNKNOWN, "vetoes", index, "caps_at", grade=veto.caps_at, allowed=" ".join(grades)
                )


def review_matches_rule(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A point for reviewers alone has the rule 评审, and only such a point."""
    for entry in dataset.indicators.values():
        for number, category in enumerate(entry.record.categories):
            for index, point in enumerate(category.points):
                if (point.by == "评审") != (point.rule.kind == "评审"):
                    yield entry.problem(
                        REVIEW_RULE, "categories", number, "points", index, "by", by=point.by, rule=point.rule.kind
                    )
