"""Checks of assessments: reviewers' marks against the indicator system of their year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from generator.core.checks.person import not_registered
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity, Where, part_of
from generator.core.records.assessment import NO_MARK, Assessment, Decision
from generator.core.records.indicators import Indicators, ObservationPoint
from generator.core.records.kinds import NAME, RULES
from generator.core.records.partial import as_far_as_read
from generator.core.records.person import LEARNERS
from generator.core.values.number import plain
from generator.core.values.word import nearest

STUDIO_UNKNOWN = Code("G511", cause=("studio", "studio"))
NO_SYSTEM = Code("G512", cause=("system", "year"))
POINT_UNKNOWN = Code("G513", cause=("point", "point"))
NOT_REVIEWED = Code("G514")
MARK_COUNT = Code("G515", cause=("reviewers", "@path"))
MARK_TOO_HIGH = Code("G516")
MARK_MISSING = Code("G517", Severity.WARNING)
VETO_UNKNOWN = Code("G518")
NOTICE_UNKNOWN = Code("G519", cause=("notice", "notice"))
REVIEWER_UNKNOWN = Code("G522", Severity.WARNING, cause=("register", "person"))
WRONG_ANNOUNCEMENT = Code("G527")
DECIDED_OUT_OF_TURN = Code("G528")
NO_PART_OF_YEAR = Code("G529", cause=("life", "studio"))
REVIEWER_TWICE = Code("G530")
OWN_REVIEWER = Code("G531")

ANNOUNCING = "考核结果公布"
"""The kind of notice by which grades become public."""


def _with_system(dataset: Dataset) -> Iterator[tuple[Entry[Assessment], Entry[Indicators]]]:
    systems: dict[str, list[Entry[Indicators]]] = {}
    for system in dataset.indicators.values():
        systems.setdefault(str(system.record.year), []).append(system)
    for entry in dataset.assessments.values():
        found = systems.get(entry.year, [])
        if len(found) == 1:  # which of two it should be is not for us to say
            yield entry, found[0]


def _points(system: Entry[Indicators]) -> dict[str, ObservationPoint]:
    return {point.id: point for point in system.record.points}


def studio_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The file is named after a studio."""
    for entry in dataset.assessments.values():
        # Of a name that no file may have, that is told.
        if NAME.fullmatch(entry.name) and not dataset.knows("studio", entry.name):
            yield entry.unknown(
                STUDIO_UNKNOWN,
                studio=entry.name,
                given=entry.name,
                among=dataset.studios,
                contested=True,
            )


def system_exists(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The year has an indicator system."""
    years = {str(entry.record.year) for entry in dataset.indicators.values()}
    read = {name for kind in RULES.values() for name in dataset.shelf(kind[0])}
    broken = any(key.kind == "rules" and key.id not in read for key in dataset.known)
    for entry in dataset.assessments.values():
        if entry.year not in years and not broken:
            yield entry.problem(NO_SYSTEM, year=entry.year)


def points_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every marked point exists in the system and is one that reviewers mark."""
    for entry, system in _with_system(dataset):
        points = _points(system)
        if system.document.mended:
            continue  # not all points may be where they belong
        for point in entry.record.marks:
            if point not in points:
                meant = _meant(point, entry, points)
                hint = "hint_nearest" if meant else "hint"
                where = _where(system, meant) if meant else system.where("categories")
                yield _at_key(entry, POINT_UNKNOWN, point, where, hint, meant or "")
            elif points[point].by == "计算":
                yield _at_key(entry, NOT_REVIEWED, point, _where(system, point))


def _meant(name: str, entry: Entry[Assessment], points: Mapping[str, ObservationPoint]) -> str | None:
    """The point that a wrong name stands for: most likely one that waits for its marks."""
    waiting = [point.id for point in points.values() if point.by != "计算" and point.id not in entry.record.marks]
    return nearest(name, waiting) or nearest(name, tuple(points))


def _where(system: Entry[Indicators], point: str) -> Where:
    """Where a point stands in its system."""
    return next(
        system.where("categories", number, "indicators", place, "points", index, "id")
        for number, category in enumerate(system.record.categories)
        for place, indicator in enumerate(category.indicators)
        for index, one in enumerate(indicator.points)
        if one.id == point
    )


def _at_key(
    entry: Entry[Assessment], code: Code, point: str, there: Where, hint: str = "hint", meant: str = ""
) -> Problem:
    found = entry.problem(code, "marks", point, hint=hint, related=(there,), point=point, meant=meant)
    return Problem(
        found.code, entry.document.where_key("marks", point), found.args, found.hint, found.related, found.record
    )


def marks_fit(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Each reviewer has one entry, and none is above what the point can give."""
    for entry, system in _with_system(dataset):
        points = _points(system)
        reviewers = len(entry.record.reviewers)
        for point, line in entry.record.marks.items():
            given = line.split()
            if len(given) != reviewers:
                marking = (entry.where("reviewers"),)
                yield entry.problem(
                    MARK_COUNT, "marks", point, related=marking, point=point, given=len(given), reviewers=reviewers
                )
            most = points[point].marks if point in points else None
            for found in re.finditer(r"\S+", line):
                mark = found[0]
                if most is not None and mark not in NO_MARK and Decimal(mark) > most:
                    there = (_where(system, point),)
                    told = entry.problem(
                        MARK_TOO_HIGH, "marks", point, related=there, point=point, mark=mark, most=plain(most)
                    )
                    yield replace(told, where=part_of(told.where, line, found.start(), mark))


def marks_complete(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every point that reviewers mark has a mark; a missing one is not zero and blocks the final grade."""
    for entry, system in _with_system(dataset):
        points = _points(system)
        # A mark under a name that is none may be the one that is missed here; that is said already.
        misnamed = {_meant(name, entry, points) for name in entry.record.marks if name not in points}
        unmarked = {point for point, line in entry.record.marks.items() if set(line.split()) <= NO_MARK}
        marked = set(entry.record.marks) - unmarked  # a mark that cannot be read is not missing
        missing = [point for point in points.values() if point.by != "计算" and point.id not in marked.union(misnamed)]
        none = not entry.record.marks  # then that is what is to be said, and once
        for point in missing[:1] if none else missing:
            told = entry.problem(
                MARK_MISSING,
                "marks",
                hint="hint_none" if none else "hint",
                related=(_where(system, point.id),),
                point=point.id,
                label=point.label,
                count=len(missing),
                most=plain(point.marks),
            )
            written = point.id in entry.document.value.get("marks", {})
            route = ("marks", point.id) if written else ("marks",)
            yield told if none else replace(told, where=entry.document.where_key(*route))


def vetoes_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A veto that is found stands in the system."""
    for entry, system in _with_system(dataset):
        allowed = [veto.id for veto in system.record.vetoes]
        for index, finding in enumerate(entry.record.vetoes):
            if finding.veto not in allowed:
                yield entry.unknown(
                    VETO_UNKNOWN,
                    "vetoes",
                    index,
                    "veto",
                    related=(system.where("vetoes"),),
                    veto=finding.veto,
                    given=finding.veto,
                    among=allowed,
                )


def reviewers_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A reviewer stands in the school's register, once it keeps one."""
    if not dataset.shelf("register"):
        return
    for entry in dataset.assessments.values():
        for index, person in enumerate(entry.record.reviewers):
            if not dataset.may_be_registered(person):
                yield not_registered(REVIEWER_UNKNOWN, dataset, entry, "reviewers", index, person=person)


def reviewers_apart(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Each reviewer marks once, and nobody marks a studio in which he has held a role since the year began."""
    for entry in dataset.assessments.values():
        reviewers = entry.record.reviewers
        for index, person in enumerate(reviewers):
            member = dataset.shelf("member").get(f"{entry.name}/{person}")
            if reviewers.index(person) != index:
                first = entry.where("reviewers", reviewers.index(person))
                yield entry.problem(REVIEWER_TWICE, "reviewers", index, related=(first,), person=person)
            elif member and any(
                held.role not in LEARNERS and held.overlaps(date(int(entry.year), 1, 1), as_of)
                for held in member.record.roles
            ):
                yield entry.problem(
                    OWN_REVIEWER,
                    "reviewers",
                    index,
                    related=(member.where("id"),),
                    contested=True,
                    person=person,
                    studio=entry.name,
                )


def studio_was_there(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Only a studio that was at work in the year is assessed for it; one that ended shows as ended, not as a grade."""
    for entry in dataset.assessments.values():
        studio = dataset.studios.get(entry.name)
        if studio is None:
            continue
        year = int(entry.year)
        founded, ended = studio.record.founded.earliest, studio.record.ended
        if founded is not None and founded > date(year, 12, 31):
            related = (studio.where("founded"),)
            yield entry.problem(
                NO_PART_OF_YEAR, "marks", related=related, contested=True, studio=entry.name, year=entry.year
            )
        elif ended is not None and ended <= date(year, 12, 31):
            related = (studio.where("status", len(studio.record.status) - 1, "status"),)
            yield entry.problem(
                NO_PART_OF_YEAR,
                "marks",
                hint="hint_ended",
                related=related,
                contested=True,
                studio=entry.name,
                year=entry.year,
            )


def decision_in_turn(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A grade is decided when its year is over, and published by the notice of the result, not before the decision."""
    years = {str(entry.record.year) for entry in dataset.indicators.values()}
    for entry in dataset.assessments.values():
        decision = entry.record.decision
        if decision is None or entry.year not in years:
            continue  # a year without a system is likely the wrong one, and that is said
        yield from as_far_as_read(_decided_in_turn(dataset, entry, decision))


def _decided_in_turn(dataset: Dataset, entry: Entry[Assessment], decision: Decision) -> Iterator[Problem]:
    if decision.date <= date(int(entry.year), 12, 31):
        yield entry.problem(DECIDED_OUT_OF_TURN, "decision", "date", date=decision.date.isoformat(), year=entry.year)
    notice = dataset.notices.get(decision.notice or "")
    if notice and (notice.record.kind != ANNOUNCING or notice.record.published < decision.date):
        yield entry.problem(
            WRONG_ANNOUNCEMENT,
            "decision",
            "notice",
            related=(notice.where("published"),),
            notice=notice.id,
            kind=notice.record.kind,
            published=notice.record.published.isoformat(),
            date=decision.date.isoformat(),
        )


def decision_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The notice that announces the decision exists."""
    for entry in dataset.assessments.values():
        decision = entry.record.decision
        if decision and decision.notice and not dataset.knows("notice", decision.notice):
            yield entry.unknown(
                NOTICE_UNKNOWN,
                "decision",
                "notice",
                notice=decision.notice,
                given=decision.notice,
                among=dataset.notices,
            )
