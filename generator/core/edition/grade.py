"""Grades and indicator systems in the Edition, no further than the year's disclosure allows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction

from generator.core.compute.announced import Announced, announced
from generator.core.compute.facts import FIELDS, FLAG, NO, YES
from generator.core.compute.grade import (
    CategoryResult,
    PointResult,
    Reason,
    StudioGrade,
    YearGrades,
    beyond_quota,
    capped,
)
from generator.core.compute.rules import Measure
from generator.core.compute.working import LeftOut, Working, workings
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.naming import Names
from generator.core.edition.round import supervision
from generator.core.problem import RecordKey
from generator.core.records import indicators as records
from generator.core.records.indicators import Rule
from generator.core.records.notice import Notice
from generator.core.records.report import called
from generator.core.records.schema import find_kind
from generator.core.records.site import Disclosure, Site
from generator.core.records.studio import ENDED
from generator.core.values.number import plain, shown

DEPTHS: tuple[Disclosure, ...] = ("等级", "总分", "分类", "各观测点")
"""From the least to the most that may be shown. A year for which nothing is said shows the grade alone."""


def grade_year(
    year: YearGrades,
    dataset: Dataset,
    left: Dataset,
    notices: Mapping[str, Entry[Notice]],
    site: Site,
    names: Names,
    as_of: date,
) -> form.GradeYear:
    """A year's grades: they count what was there; of what was taken down since, which is not in `left`, it is only said
    that it counted."""
    given = next((given for given in site.disclosure if given.year == str(year.year)), None)
    disclosure = given.level if given else DEPTHS[0]
    depth = DEPTHS.index(disclosure)
    ranking = given is not None and given.ranking and depth >= 1
    grades = tuple(
        _grade(grade, year, depth, dataset, left, notices, site.school.name, names, as_of) for grade in year.studios
    )
    order = [band.name for band in sorted(year.system.record.bands, key=lambda band: -band.at_least)]
    public = [grade.final for grade in grades if grade.announced]
    return form.GradeYear(
        year=year.year,
        system=year.system.id,
        disclosure=disclosure,
        ranking=ranking,
        absent=tuple(
            form.AbsentStudio(each.studio, each.status, str(each.since), each.status in ENDED) for each in year.absent
        ),
        grades=tuple(sorted(grades, key=lambda grade: _rank(grade, order, ranking=ranking))),
        distribution=tuple((name, public.count(name)) for name in order),
    )


def _rank(grade: form.Grade, order: list[str], *, ranking: bool) -> tuple[int, int, str]:
    """The best grades first; within a grade by place, where places are public, else by name."""
    best = order.index(grade.final) if grade.final in order else len(order)
    return best, grade.place if ranking and grade.place is not None else 0, grade.studio


def _grade(
    grade: StudioGrade,
    year: YearGrades,
    depth: int,
    dataset: Dataset,
    left: Dataset,
    notices: Mapping[str, Entry[Notice]],
    school: str,
    names: Names,
    as_of: date,
) -> form.Grade:
    system = year.system.record
    bands = {band.grade: band for band in system.bands}
    decision = grade.assessment.record.decision if grade.assessment else None
    announcement = notices.get(decision.notice) if decision and decision.notice else None
    public = announcement is not None
    studio = dataset.studios.get(grade.studio)
    said = announced(announcement, studio.record, school, system, notices) if announcement and studio else None
    if said:
        grade = _as_announced(grade, said, system, contested=dataset.lacks("assessment", grade.studio, str(year.year)))
    score_shown = public and depth >= 1
    band = bands.get(grade.band) if grade.band else None
    final = bands.get(grade.final) if grade.final else None
    quota = system.quota
    vetoes = {veto.id: veto.name for veto in system.vetoes}
    # Only where every point is public is it explained too.
    explained = workings(system, dataset, grade.studio, year.year, as_of) if public and depth >= 3 else None
    return form.Grade(
        studio=grade.studio,
        year=year.year,
        announced=public,
        score=_shown(grade.score) if score_shown else None,
        most=plain(system.total),
        band=band.name if band and score_shown else None,
        band_from=plain(band.at_least) if band and score_shown else None,
        vetoes=tuple(vetoes.get(veto, veto) for veto in grade.capped_by) if public else (),
        final=final.name if final and public else None,
        reason=grade.reason if public else "not_announced",
        place=grade.place if score_shown else None,
        assessed=len(year.studios),
        quota_grade=bands[quota.grade].name if quota and quota.grade in bands else None,
        quota_share=plain(quota.share * 100) + "%" if quota else None,
        quota_places=year.places,
        incomplete=grade.incomplete and public,
        categories=tuple(_category(category, dataset, left, names, explained) for category in grade.categories)
        if public and depth >= 2
        else (),
        decided_by=decision.body if decision and public else None,
        decided_on=decision.date.isoformat() if decision and public else None,
        consequence=decision.consequence if decision and public else None,
        notice=announcement.id if announcement else None,
        notice_number=announcement.record.number if announcement else None,
        supervision=supervision(grade.assessment.record.supervision, as_of) if public and grade.assessment else (),
    )


def _as_announced(grade: StudioGrade, said: Announced, system: records.Indicators, *, contested: bool) -> StudioGrade:
    """What was announced stands, whatever becomes of other studios' records, and of its own: only the working can be
    incomplete. Where the studio's own marks do not lead to it, that it was announced is the reason."""
    final = said.band.grade
    incomplete = contested or any(point.incomplete for category in grade.categories for point in category.points)
    alone = None if incomplete or grade.band is None else capped(system, grade.band, grade.capped_by)
    reason: Reason = "announced"
    if alone == final:
        reason = "band" if final == grade.band else "veto"
    elif alone is not None and beyond_quota(system, alone) == final:
        reason = "quota"
    place = grade.place if said.place is None else said.place
    return replace(grade, final=final, reason=reason, incomplete=incomplete, place=place)


def _shown(value: Fraction | None) -> str | None:
    return None if value is None else shown(value)


def _category(
    category: CategoryResult,
    dataset: Dataset,
    left: Dataset,
    names: Names,
    explained: Mapping[str, Working] | None,
) -> form.CategoryGrade:
    marks = category.marks
    return form.CategoryGrade(
        name=category.name,
        marks=_shown(marks),
        most=shown(category.most),
        lost=shown(category.most - marks) if marks is not None and marks < category.most else None,
        points=()
        if explained is None
        else tuple(_point(point, dataset, left, names, explained.get(point.point.id)) for point in category.points),
    )


def _point(result: PointResult, dataset: Dataset, left: Dataset, names: Names, working: Working | None) -> form.Point:
    point = result.point
    amounts = working.amounts if working else {}
    return form.Point(
        id=point.id,
        label=point.label,
        indicator=result.indicator,
        sort=point.sort,
        by=point.by,
        marks=_shown(result.marks),
        most=shown(result.most),
        weight=plain(point.weight) if point.weight is not None else "1",
        lost=result.marks is not None and _lost(result, result.marks),
        measured=tuple(_measured(point.rule, result.measure)),
        reviews=len(result.reviews),
        evidence=tuple(
            replace(_evidence(key, dataset, left, names), amount=_shown(amounts.get(key)))
            for key in result.measure.evidence
        ),
        left_out=tuple(_left_out(out, result, summed=bool(amounts)) for out in (working.left_out if working else ())),
        incomplete=result.incomplete,
    )


def _left_out(out: LeftOut, result: PointResult, *, summed: bool) -> form.LeftOut:
    kind = FIELDS[out.records]
    flag = out.why == "word" and kind.fields.get(out.what) == FLAG
    found = find_kind(kind.record)
    field = found[1].model_fields.get(out.what) if found and out.why != "year" else None
    return form.LeftOut(
        why="flag" if flag else out.why,
        what=out.what if flag or field is None else field.title or out.what,
        having=out.having,
        count=len(out.keys),
        amount=shown(out.amount) if summed else None,
        unit=result.measure.unit,
    )


def _lost(result: PointResult, marks: Fraction) -> bool:
    """Whether marks are gone that could have been had: a bonus not earned is no loss, a deduction is one."""
    if result.point.sort == "mark":
        return marks < result.most
    return marks < 0


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
                    shown(part.measured),
                    shown(part.required),
                    None if part.met else shown(part.short),
                )
                for part in found.parts
            ),
            found.met,
        )


_LABELS = {
    "achievement": "title",
    "training": "topic",
    "service": "topic",
    "governing": "title",
    "partner": "name",
    "agreement": "title",
    "facility": "name",
    "donation": "item",
    "evaluation": "subject",
    "resource": "organisation",
    "meeting": "topic",
}
"""The field by which a counted record is called."""
_PEOPLE = {"member": "id", "apprenticeship": "apprentice", "appointment": "person"}
"""The field that holds the person whose name a counted record is called by."""


def _evidence(key: RecordKey, dataset: Dataset, left: Dataset, names: Names) -> form.EvidenceRef:
    entry = left.shelf(key.kind).get(key.id)
    if entry is None:
        return form.EvidenceRef(key.kind, "", dataset.shelf(key.kind)[key.id].studio, "", form.TAKEN_DOWN)
    if key.kind in _PEOPLE:
        person = names.person(getattr(entry.record, _PEOPLE[key.kind]))
        return form.EvidenceRef(key.kind, person.id or "", entry.studio, "", person.name)
    label = getattr(entry.record, _LABELS[key.kind]) if key.kind in _LABELS else entry.year
    return form.EvidenceRef(key.kind, entry.name, entry.studio, entry.year, label)


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
                        indicator.name,
                        point.sort,
                        plain(point.marks),
                        plain(point.weight) if point.weight is not None else "1",
                        point.by,
                        _rule(point.rule, point.partial),
                        point.evidence,
                        point.basis,
                    )
                    for indicator in category.indicators
                    for point in indicator.points
                ),
            )
            for category in record.categories
        ),
    )


def _rule(rule: Rule, partial: str) -> form.RuleText:
    select: records.Selection | None = getattr(rule, "select", None)
    counts: list[str] = []
    flags: list[str] = []
    without: list[str] = []
    for name, words in select.where.items() if select else ():
        if set(words) == {YES}:
            flags.append(name)
        elif set(words) == {NO}:
            without.append(name)
        else:
            counts += words
    at_least: str | None = None
    unit: str = getattr(rule, "unit", "")
    each: str | None = None
    tiers: tuple[tuple[str, str], ...] = ()
    inner: tuple[form.RuleText, ...] = ()
    match rule:
        case records.CountRule() | records.EachSemesterRule():
            at_least = str(rule.at_least)
        case records.SumRule():
            at_least = plain(rule.at_least)
        case records.CoversRule():
            counts += rule.values
        case records.RatioRule():
            at_least = str(rule.at_least)
        case records.FiledRule():
            counts += [called(filing.document, filing.semester) for filing in rule.filings]
        case records.TiersRule():
            tiers = tuple((plain(tier.at_least), f"{plain(tier.share * 100)}%") for tier in rule.tiers)
        case records.PerMissingRule():
            at_least, each = str(rule.required), plain(rule.deduct)
        case records.BonusRule() | records.DeductionRule():
            each = plain(rule.each)
        case records.AllRule():
            inner = tuple(_rule(one, partial) for one in rule.rules)
        case records.ReviewRule():
            counts = [rule.evidence] if rule.evidence else []
        case records.ZeroRule():
            at_least = "0"
    return form.RuleText(
        rule.kind,
        select.records if select else "",
        tuple(counts),
        tuple(flags),
        tuple(without),
        tuple((name, plain(value)) for name, value in select.least.items()) if select else (),
        at_least,
        unit,
        each,
        tiers,
        partial,
        inner,
    )
