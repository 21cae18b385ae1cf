"""Grades: score, band, veto and quota, final grade, each apart from the others and each with its reason.

All arithmetic is exact: marks are fractions, since the mean of three reviewers has no exact decimal form; rounding is
for display only. A missing reviewer's mark is not zero: it blocks the
final grade, as does a record that was left out for a fault.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor
from typing import Literal

from generator.core.compute.facts import StudioYear, studio_year
from generator.core.compute.rules import Measure, earned, measure
from generator.core.dataset import Dataset, Entry
from generator.core.records.assessment import NO_MARK, Assessment
from generator.core.records.indicators import Indicators, ObservationPoint
from generator.core.records.studio import Status
from generator.core.values.date import PartialDate

Reason = Literal["band", "quota", "veto", "tie", "missing_marks", "incomplete", "no_bands", "announced"]
"""Why the final grade is what it is, or why there is none. `announced` is never computed: a notice said it, and the
records do not or not yet lead there."""


@dataclass(frozen=True, slots=True)
class PointResult:
    """An observation point: what was measured, what the reviewers gave, the marks that follow (None where a mark is
    missing). `reviews` are the marks that count, without names, abstentions or conflicts."""

    point: ObservationPoint
    indicator: str
    measure: Measure
    reviews: tuple[Fraction, ...]
    marks: Fraction | None
    incomplete: bool

    @property
    def most(self) -> Fraction:
        """The most the point can give, weight included."""
        return weighted(self.point, Fraction(self.point.marks))


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """The points of one category and their sum; None while a mark is missing."""

    name: str
    points: tuple[PointResult, ...]

    @property
    def marks(self) -> Fraction | None:
        """The sum of the points."""
        return _sum(point.marks for point in self.points)

    @property
    def most(self) -> Fraction:
        """The most the category can give, bonus and deductions apart."""
        return sum((point.most for point in self.points if point.point.sort == "mark"), Fraction(0))


@dataclass(frozen=True, slots=True)
class StudioGrade:
    """How one studio stands in one year. Grades are the ids of the bands (`A`). Without an assessment it is a trial:
    what the records would come to, with every reviewer's mark missing."""

    studio: str
    assessment: Entry[Assessment] | None
    categories: tuple[CategoryResult, ...]
    score: Fraction | None
    band: str | None
    capped_by: tuple[str, ...]
    final: str | None
    reason: Reason
    incomplete: bool
    place: int | None = None


@dataclass(frozen=True, slots=True)
class Absent:
    """A studio that was there in the year and was not assessed: as it stands on the day, and since when."""

    studio: str
    status: Status
    since: PartialDate


@dataclass(frozen=True, slots=True)
class YearGrades:
    """The studios of a year under one indicator system: all that were assessed, or those that were asked for. `places`
    is how many may have the quota's grade, `assessed` how many were assessed. `absent` are those that were not: one
    that has ended shows as ended, never as the lowest grade."""

    year: int
    system: Entry[Indicators]
    studios: tuple[StudioGrade, ...]
    places: int | None
    assessed: int
    absent: tuple[Absent, ...] = ()


def weighted(point: ObservationPoint, marks: Fraction) -> Fraction:
    """Marks times weight; no weight means 1."""
    return marks * (Fraction(point.weight) if point.weight is not None else 1)


def grade_years(dataset: Dataset, as_of: date) -> tuple[YearGrades, ...]:
    """The grades of every year that has an indicator system and assessments, the latest first."""
    systems = {entry.record.year: entry for entry in dataset.indicators.values()}
    by_year: dict[int, list[Entry[Assessment]]] = {}
    for entry in dataset.assessments.values():
        if int(entry.year) in systems:
            by_year.setdefault(int(entry.year), []).append(entry)
    return tuple(
        _grade_year(systems[year], sorted(by_year[year], key=lambda entry: entry.name), dataset, as_of)
        for year in sorted(by_year, reverse=True)
    )


def _grade_year(
    system: Entry[Indicators], assessments: Sequence[Entry[Assessment]], dataset: Dataset, as_of: date
) -> YearGrades:
    year = system.record.year
    graded = [
        _score(
            system.record,
            entry.name,
            entry,
            studio_year(dataset, entry.name, year, as_of),
            contested=dataset.lacks("assessment", entry.name, str(year)),
        )
        for entry in assessments
    ]
    ranked = _place(graded)
    places = quota_places(system.record, len(ranked))
    absent = tuple(_absent({entry.name for entry in assessments}, year, dataset, as_of))
    return YearGrades(year, system, _apply_quota(system.record, ranked, places), places, len(ranked), absent)


def _absent(assessed: Set[str], year: int, dataset: Dataset, as_of: date) -> Iterator[Absent]:
    """The studios that had been founded by the end of the year, had not ended before it, and were not assessed."""
    for studio in dataset.studios.values():
        founded, ended = studio.record.founded.earliest, studio.record.ended
        if studio.id in assessed or founded is None or founded > date(year, 12, 31):
            continue
        step = studio.record.status_on(as_of)
        if step is not None and (ended is None or ended >= date(year, 1, 1)):
            yield Absent(studio.id, step.status, step.since)


def trial(dataset: Dataset, studio: str, year: int, as_of: date) -> YearGrades | None:
    """What a studio's records of a year come to before anybody has assessed them, under the system of that year or the
    latest before it; None where there is no system yet. Nobody's place or quota follows from it."""
    systems = {entry.record.year: entry for entry in dataset.indicators.values() if entry.record.year <= year}
    if not systems or studio not in dataset.studios:
        return None
    system = systems[max(systems)]
    graded = _score(system.record, studio, None, studio_year(dataset, studio, year, as_of))
    return YearGrades(year, system, (graded,), None, 0)


def _score(
    system: Indicators,
    studio: str,
    assessment: Entry[Assessment] | None,
    facts: StudioYear,
    *,
    contested: bool = False,
) -> StudioGrade:
    categories = tuple(
        CategoryResult(
            category.name,
            tuple(
                _point(system, point, indicator.name, assessment.record if assessment else None, facts)
                for indicator in category.indicators
                for point in indicator.points
            ),
        )
        for category in system.categories
    )
    score = _sum(category.marks for category in categories)
    if score is not None:
        # Bonus may pass the total as far as the system's cap; deductions never go below nothing.
        score = max(Fraction(0), min(score, Fraction(system.total if system.cap is None else system.cap)))
    incomplete = contested or any(point.incomplete for category in categories for point in category.points)
    band = band_of(system, score) if score is not None else None
    vetoes = tuple(finding.veto for finding in assessment.record.vetoes) if assessment else ()
    final = capped(system, band, vetoes) if band is not None else None
    reason: Reason = "veto" if final != band else "band"
    if not system.bands:
        reason = "no_bands"
    elif score is None:
        reason = "missing_marks"
    elif incomplete:
        reason, final = "incomplete", None
    return StudioGrade(studio, assessment, categories, score, band, vetoes, final, reason, incomplete)


def _point(
    system: Indicators, point: ObservationPoint, indicator: str, assessment: Assessment | None, facts: StudioYear
) -> PointResult:
    found = measure(point.rule, facts)
    reviews = given_marks(assessment, point.id) if assessment else ()
    judged = review(system, reviews)
    full = Fraction(point.marks)
    proportional = point.partial == "按比例"
    marks: Fraction | None
    if point.by == "评审":
        marks = judged
    elif point.by == "计算":
        marks = earned(point.rule, found, full, proportional=proportional)
    else:
        # 计算并复核: the computed part is the most that the reviewers can give; without it they give nothing.
        marks = confirmed(earned(point.rule, found, full, proportional=proportional), judged)
    return PointResult(
        point,
        indicator,
        found,
        reviews if point.by != "计算" else (),
        None if marks is None else weighted(point, marks),
        bool(found.reads & facts.lacking),
    )


def confirmed(computed: Fraction, judged: Fraction | None) -> Fraction | None:
    """What reviewers leave of what was computed: no more than they see fit, of a deduction no more than they take."""
    if computed == 0:
        return computed
    if judged is None:
        return None
    return min(judged, computed) if computed > 0 else max(-judged, computed)


def review(system: Indicators, marks: Sequence[Fraction]) -> Fraction | None:
    """What the reviewers' marks come to: their mean, the highest and the lowest left out where the system says so and
    enough have marked. None without a mark: missing is not zero."""
    if not marks:
        return None
    counted = sorted(marks)
    if system.review == "去掉最高最低" and len(counted) >= max(system.trim_from, 3):
        counted = counted[1:-1]
    return sum(counted, Fraction(0)) / len(counted)


def given_marks(assessment: Assessment, point: str) -> tuple[Fraction, ...]:
    """The reviewers' marks of a point that count."""
    line = assessment.marks.get(point, "")
    return tuple(Fraction(mark) for mark in line.split() if mark not in NO_MARK)


def _sum(marks: Iterable[Fraction | None]) -> Fraction | None:
    total = Fraction(0)
    for mark in marks:
        if mark is None:
            return None
        total += mark
    return total


def band_of(system: Indicators, score: Fraction) -> str | None:
    """The grade whose half-open band the exact score falls into."""
    for band in sorted(system.bands, key=lambda band: band.at_least, reverse=True):
        if score >= Fraction(band.at_least):
            return band.grade
    return None


def grade_order(system: Indicators) -> dict[str, int]:
    """Rank of each grade, the best first."""
    best_first = sorted(system.bands, key=lambda band: band.at_least, reverse=True)
    return {band.grade: place for place, band in enumerate(best_first)}


def capped(system: Indicators, band: str, vetoes: Sequence[str]) -> str:
    """The grade that vetoes leave of a band."""
    order = grade_order(system)
    caps = [veto.caps_at for veto in system.vetoes if veto.id in vetoes]
    return max([band, *caps], key=lambda grade: order.get(grade, 0))


def quota_places(system: Indicators, assessed: int) -> int | None:
    """How many studios may have the quota's grade: its share of those assessed, cut down to a whole number."""
    if system.quota is None:
        return None
    return floor(Fraction(system.quota.share) * assessed)


def beyond_quota(system: Indicators, grade: str) -> str:
    """What becomes of a grade when the quota's places are taken."""
    order = list(grade_order(system))
    if system.quota is None or grade != system.quota.grade or grade not in order:
        return grade
    return order[min(order.index(grade) + 1, len(order) - 1)]


def _place(graded: Sequence[StudioGrade]) -> list[StudioGrade]:
    """Give each scored studio its place: equal scores share one."""
    scores = sorted((grade.score for grade in graded if grade.score is not None), reverse=True)
    return [grade if grade.score is None else replace(grade, place=scores.index(grade.score) + 1) for grade in graded]


def _apply_quota(system: Indicators, graded: Sequence[StudioGrade], places: int | None) -> tuple[StudioGrade, ...]:
    """Push those beyond the quota down one grade. A tie at the edge asks for a human decision instead of choosing.

    A studio whose own grade is open may yet take a place: whoever would have to make room for it waits.
    """
    if system.quota is None or places is None:
        return tuple(graded)
    best = system.quota.grade
    below = beyond_quota(system, best)
    candidates = [grade for grade in graded if grade.final == best and grade.score is not None]
    scores: Mapping[str, Fraction] = {grade.studio: grade.score for grade in candidates if grade.score is not None}
    undecided = sum(
        grade.reason in {"missing_marks", "incomplete"} and capped(system, best, grade.capped_by) == best
        for grade in graded
    )
    settled: list[StudioGrade] = []
    for grade in graded:
        if grade.studio not in scores:
            settled.append(grade)
            continue
        higher = sum(other > scores[grade.studio] for other in scores.values())
        equal = sum(other == scores[grade.studio] for other in scores.values())
        if higher + equal + undecided <= places:
            settled.append(grade)
        elif higher + equal <= places:
            settled.append(replace(grade, final=None, reason="incomplete", incomplete=True))
        elif higher >= places:
            settled.append(replace(grade, final=below, reason="quota"))
        else:
            settled.append(replace(grade, final=None, reason="tie"))
    return tuple(settled)
