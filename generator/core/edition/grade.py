"""Grades and indicator systems in the Edition, no further than the year's disclosure allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction

from generator.core.compute.grade import CategoryResult, PointResult, StudioGrade, YearGrades
from generator.core.compute.rules import Measure
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.naming import Names
from generator.core.problem import RecordKey
from generator.core.records import indicators as records
from generator.core.records.indicators import Rule
from generator.core.records.notice import Notice
from generator.core.records.site import Disclosure, Site
from generator.core.values.number import plain, shown

DEPTHS: tuple[Disclosure, ...] = ("等级", "总分", "分类", "各观测点")
"""From the least to the most that may be shown. A year for which nothing is said shows the grade alone."""


def grade_year(
    year: YearGrades, dataset: Dataset, notices: Mapping[str, Entry[Notice]], site: Site, names: Names
) -> form.GradeYear:
    """A year's grades."""
    disclosure = next((given.level for given in site.disclosure if given.year == str(year.year)), DEPTHS[0])
    grades = tuple(_grade(grade, year, DEPTHS.index(disclosure), dataset, notices, names) for grade in year.studios)
    order = [band.name for band in sorted(year.system.record.bands, key=lambda band: -band.at_least)]
    announced = [grade.final for grade in grades if grade.announced]
    return form.GradeYear(
        year=year.year,
        system=year.system.id,
        disclosure=disclosure,
        grades=tuple(sorted(grades, key=lambda grade: _rank(grade, order))),
        distribution=tuple((name, announced.count(name)) for name in order),
    )


def _rank(grade: form.Grade, order: list[str]) -> tuple[int, str]:
    return (order.index(grade.final) if grade.final in order else len(order), grade.studio)


def _grade(
    grade: StudioGrade,
    year: YearGrades,
    depth: int,
    dataset: Dataset,
    notices: Mapping[str, Entry[Notice]],
    names: Names,
) -> form.Grade:
    system = year.system.record
    bands = {band.grade: band for band in system.bands}
    decision = grade.assessment.record.decision
    announcement = notices.get(decision.notice) if decision and decision.notice else None
    announced = announcement is not None
    score_shown = announced and depth >= 1
    band = bands.get(grade.band) if grade.band else None
    final = bands.get(grade.final) if grade.final else None
    quota = system.quota
    vetoes = {veto.id: veto.name for veto in system.vetoes}
    return form.Grade(
        studio=grade.studio,
        year=year.year,
        announced=announced,
        score=_shown(grade.score) if score_shown else None,
        most=plain(system.total),
        band=band.name if band and score_shown else None,
        band_from=plain(band.at_least) if band and score_shown else None,
        vetoes=tuple(vetoes.get(veto, veto) for veto in grade.capped_by) if announced else (),
        final=final.name if final and announced else None,
        reason=grade.reason if announced else "not_announced",
        place=grade.place if score_shown else None,
        assessed=len(year.studios),
        quota_grade=bands[quota.grade].name if quota and quota.grade in bands else None,
        quota_share=plain(quota.share * 100) + "%" if quota else None,
        quota_places=year.places,
        incomplete=grade.incomplete and announced,
        categories=tuple(_category(category, depth, dataset, names) for category in grade.categories)
        if announced and depth >= 2
        else (),
        decided_by=decision.body if decision and announced else None,
        decided_on=decision.date.isoformat() if decision and announced else None,
        notice=announcement.id if announcement else None,
        notice_number=announcement.record.number if announcement else None,
    )


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else shown(value)


def _category(category: CategoryResult, depth: int, dataset: Dataset, names: Names) -> form.CategoryGrade:
    marks = category.marks
    return form.CategoryGrade(
        name=category.name,
        marks=_shown(marks),
        most=shown(category.most),
        lost=shown(category.most - marks) if marks is not None and marks < category.most else None,
        points=tuple(_point(point, dataset, names) for point in category.points) if depth >= 3 else (),
    )


def _point(result: PointResult, dataset: Dataset, names: Names) -> form.Point:
    point = result.point
    return form.Point(
        id=point.id,
        label=point.label,
        by=point.by,
        marks=_shown(result.marks),
        most=shown(result.most),
        weight=plain(point.weight) if point.weight is not None else "1",
        lost=result.marks is not None and result.marks < result.most,
        measured=tuple(_measured(point.rule, result.measure)),
        reviews=len(result.reviews),
        evidence=tuple(_evidence(key, dataset, names) for key in result.measure.evidence),
        incomplete=result.incomplete,
    )


def _measured(rule: Rule, found: Measure) -> Iterator[form.Measured]:
    if isinstance(rule, records.AllRule):
        for inner_rule, inner in zip(rule.rules, found.inner, strict=True):
            yield from _measured(inner_rule, inner)
    elif found.parts:
        yield form.Measured(
            rule.kind,
            found.unit,
            tuple(
                form.MeasuredPart(
                    part.name,
                    plain(part.measured),
                    plain(part.required),
                    None if part.met else plain(part.required - part.measured),
                )
                for part in found.parts
            ),
            found.met,
        )


def _evidence(key: RecordKey, dataset: Dataset, names: Names) -> form.EvidenceRef:
    if key.kind == "achievement":
        achievement = dataset.achievements[key.id]
        return form.EvidenceRef(
            key.kind, achievement.name, achievement.studio, achievement.year, achievement.record.title
        )
    if key.kind == "training":
        training = dataset.trainings[key.id]
        return form.EvidenceRef(key.kind, training.name, training.studio, training.year, training.record.topic)
    member = next(entry for entry in dataset.members if entry.key == key)
    person = names.person(member.record.id)
    return form.EvidenceRef(key.kind, person.id or "", member.studio, "", person.name)


def system(entry: Entry[records.Indicators]) -> form.IndicatorSystem:
    """An indicator system, in full: the rules are public."""
    record = entry.record
    bands = sorted(record.bands, key=lambda band: -band.at_least)
    named = {band.grade: band.name for band in bands}
    return form.IndicatorSystem(
        id=entry.id,
        title=record.title,
        year=record.year,
        basis=record.basis,
        total=plain(record.total),
        bands=tuple(
            form.BandRow(band.grade, band.name, plain(band.at_least), plain(above.at_least) if above else None)
            for band, above in zip(bands, (None, *bands), strict=False)
        ),
        quota_grade=named.get(record.quota.grade) if record.quota else None,
        quota_share=plain(record.quota.share * 100) + "%" if record.quota else None,
        vetoes=tuple((veto.name, named.get(veto.caps_at, veto.caps_at)) for veto in record.vetoes),
        categories=tuple(
            form.SystemCategory(
                category.name,
                plain(category.marks),
                tuple(
                    form.SystemPoint(
                        point.id,
                        point.label,
                        plain(point.marks),
                        plain(point.weight) if point.weight is not None else "1",
                        point.by,
                        _rule(point.rule, point.partial),
                    )
                    for point in category.points
                ),
            )
            for category in record.categories
        ),
    )


def _rule(rule: Rule, partial: str) -> form.RuleText:
    counts: tuple[str, ...] = ()
    at_least: str | None = None
    unit = ""
    inner: tuple[form.RuleText, ...] = ()
    if isinstance(rule, records.CountRule):
        wanted = rule.achievements
        flags = [name for name in ("lead_is_master", "recognised", "adopted") if getattr(wanted, name)]
        counts = (
            *wanted.types,
            *wanted.levels,
            *wanted.ranks,
            *wanted.forms,
            *((f"{wanted.contestants}参赛",) if wanted.contestants else ()),
            *(records.AchievementFilter.model_fields[name].title or "" for name in flags),
        )
        at_least, unit = str(rule.at_least), "项"
    elif isinstance(rule, records.PersonDaysRule):
        counts, at_least, unit = (*rule.trainings.kinds, *rule.trainings.audiences), plain(rule.at_least), "人天"
    elif isinstance(rule, records.EachSemesterRule):
        counts, at_least, unit = (*rule.trainings.kinds, *rule.trainings.audiences), str(rule.at_least), "次"
    elif isinstance(rule, records.RolesRule):
        counts = rule.roles
    elif isinstance(rule, records.RoleCountRule):
        counts = (*rule.roles, *((records.RoleCountRule.model_fields["new"].title or "",) if rule.new else ()))
        at_least, unit = str(rule.at_least), "人"
    elif isinstance(rule, records.AllRule):
        inner = tuple(_rule(each, partial) for each in rule.rules)
    else:
        counts = (rule.evidence,) if rule.evidence else ()
    return form.RuleText(rule.kind, counts, at_least, unit, partial, inner)
