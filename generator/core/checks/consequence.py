"""Checks of what must follow: from the lowest grade, from an end; and of records that stand still."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

from generator.core.checks import achievement, row, training
from generator.core.checks.assessment import ANNOUNCING, marks_fit
from generator.core.compute.announced import GRADE, SCORE, Line, lines_of, read_score
from generator.core.compute.grade import StudioGrade, YearGrades, grade_order, grade_years
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity, problem
from generator.core.records.assessment import Assessment
from generator.core.records.notice import Notice
from generator.core.records.studio import ENDED
from generator.core.values.number import shown

NO_CONSEQUENCE = Code("G521", Severity.WARNING)
NOT_STATED = Code("G523", Severity.WARNING)
GRADE_DIFFERS = Code("G535", Severity.WARNING)
SCORE_DIFFERS = Code("G536", Severity.WARNING)
END_NOT_ANNOUNCED = Code("S341", Severity.WARNING)
STALE = Code("S342", Severity.WARNING)

FAILING = "不合格"
"""The name of the grade that ends a studio."""
ENDING_KINDS = frozenset({"终止", "撤销", "摘牌"})
_COUNTED = ("studios/", "content/assessments/", "content/rules/", "content/site.yml")
"""Where what grades count is written."""
_NOT_YET = frozenset({achievement.IN_FUTURE, training.IN_FUTURE, row.IN_FUTURE})
"""What is said of records whose date is still to come: mostly a slip, and until then they do not count."""
STALE_AFTER = timedelta(days=365)


def grades_have_consequences(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What must follow from grades. They are computed for it once: nothing else in a check takes as long."""
    for year in _sure_years(dataset, as_of):
        yield from _lowest_has_consequence(dataset, year)
        yield from _consequence_stated(dataset, year)
        yield from _announced_as_computed(dataset, year, as_of)


def _lowest_has_consequence(dataset: Dataset, year: YearGrades) -> Iterator[Problem]:
    """The grade 不合格, which is the lowest, calls for a notice that ends or revokes the studio. A system whose lowest
    grade is a pass asks for nothing."""
    if dataset.lacks("notice"):
        return
    failing = {band.grade for band in year.system.record.bands if band.name == FAILING}
    for grade in year.studios:
        assessment = grade.assessment
        if grade.studio not in dataset.studios:
            continue  # nothing of it was counted
        if grade.final not in failing or assessment is None or assessment.record.decision is None:
            continue
        decided = assessment.record.decision.date
        followed = any(
            notice.record.kind in ENDING_KINDS
            and grade.studio in notice.record.studios
            and notice.record.published >= decided
            for notice in dataset.notices.values()
        )
        if not followed:
            band = (year.system.where("bands"),)
            yield assessment.problem(
                NO_CONSEQUENCE, "decision", "date", related=band, grade=grade.final, studio=grade.studio
            )


def _consequence_stated(dataset: Dataset, year: YearGrades) -> Iterator[Problem]:
    """The best grade, the grade 不合格 and every veto call for a decision that says what follows."""
    names = {band.grade: band.name for band in year.system.record.bands}
    best = next(iter(grade_order(year.system.record)), None)
    for grade in year.studios:
        assessment = grade.assessment
        if grade.studio not in dataset.studios or assessment is None:
            continue
        if assessment.record.decision is None or assessment.record.decision.consequence:
            continue
        name = names.get(grade.final or "")
        if name is not None and (grade.final == best or name == FAILING or grade.capped_by):
            band = (year.system.where("bands"),)
            yield assessment.problem(NOT_STATED, "decision", "date", related=band, grade=name, studio=grade.studio)


def as_far_as_sure(problems: Sequence[Problem]) -> tuple[Problem, ...]:
    """The same problems without what is said of announced lists, if something that grades may count is wrong: what it
    comes to once that is right nobody knows, even where no record is left out because of it."""
    unsure = any((each.is_error or each.code in _NOT_YET) and each.where.path.startswith(_COUNTED) for each in problems)
    return tuple(each for each in problems if not (unsure and each.code in {GRADE_DIFFERS, SCORE_DIFFERS}))


def _announced_as_computed(dataset: Dataset, year: YearGrades, as_of: date) -> Iterator[Problem]:
    """The list by which grades become public has what marks and records come to, once all is there and decided."""
    if dataset.site is None or dataset.lacks("notice"):
        return
    for grade in year.studios:
        assessment, studio = grade.assessment, dataset.studios.get(grade.studio)
        decision = assessment.record.decision if assessment else None
        notice = dataset.notices.get(decision.notice or "") if decision else None
        if assessment is None or decision is None or notice is None or studio is None:
            continue
        if grade.final is None or decision.date > as_of or notice.record.kind != ANNOUNCING:
            continue
        school = dataset.site.record.school.name
        for line in lines_of(notice, studio.record, school, dataset.notices):
            yield from _line_as_computed(dataset, year, grade, assessment, notice, line)


def _line_as_computed(
    dataset: Dataset,
    year: YearGrades,
    grade: StudioGrade,
    assessment: Entry[Assessment],
    notice: Entry[Notice],
    line: Line,
) -> Iterator[Problem]:
    """One difference of a row: the grade, else the score as exactly as it is written there. Of a list that is not
    logged the list is what can be corrected; what is logged stays, and marks and records are what has changed."""
    names = {band.grade: band.name for band in year.system.record.bands}
    given, score = line.cell(GRADE), line.cell(SCORE)
    final = names.get(grade.final or "", "")
    exact = read_score(score[1]) if score else None
    other_grade = given is not None and given[1] not in {final, grade.final}
    if given and other_grade:
        (column, value), meant = given, final
    elif score and exact is not None and grade.score is not None and _apart(exact, grade.score):
        (column, value), meant = score, shown(grade.score)
    else:
        return
    listed = notice.where("groups", line.number, "rows", line.index, column)
    there = assessment.where("decision", "notice")
    is_logged = notice.id in dataset.logged
    yield problem(
        GRADE_DIFFERS if other_grade else SCORE_DIFFERS,
        there if is_logged else listed,
        hint="hint_logged" if is_logged else "hint",
        related=(listed if is_logged else there,),
        record=assessment.key if is_logged else notice.key,
        studio=grade.studio,
        notice=notice.id,
        value=value,
        meant=meant,
    )


def _apart(written: Decimal, exact: Fraction) -> bool:
    """Whether a score is another than that which is written, whether it was cut there or rounded."""
    places = -min(0, int(written.as_tuple().exponent))
    return abs(Fraction(written) - exact) >= Fraction(1, 10**places)


def _sure_years(dataset: Dataset, day: date) -> Iterator[YearGrades]:
    """The years whose grades can be relied on: no mark is called wrong already, nothing is left out that may count and
    no studio is unknown, for within the quota one studio's grade moves another's; and it is known when the school's
    semesters end."""
    if dataset.site is None:
        return iter(())
    wrong = {found.record.id.partition("/")[0] for found in marks_fit(dataset, day) if found.record}
    wrong |= {out.year for out in dataset.left_out}
    wrong |= {entry.year for entry in dataset.assessments.values() if not dataset.knows("studio", entry.name)}
    return (year for year in grade_years(dataset, day) if str(year.system.record.year) not in wrong and "" not in wrong)


def end_announced(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The end of a studio is announced by a notice."""
    for studio in dataset.studios.values():
        status = studio.record.status_on(as_of)
        if status is None or status.status not in ENDED or dataset.lacks("notice"):
            continue
        step = studio.record.status.index(status)
        if not any(
            notice.record.kind in ENDING_KINDS and studio.id in notice.record.studios
            for notice in dataset.notices.values()
        ):
            yield studio.problem(END_NOT_ANNOUNCED, "status", step, "status", status=status.status)


def records_fresh(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio at work has something dated within the last year."""
    for studio in dataset.studios.values():
        if dataset.lacks("training", studio.id) or dataset.lacks("achievement", studio.id):
            continue
        status = studio.record.status_on(as_of)
        founded = studio.record.founded.latest
        if status is None or status.status in ENDED or founded is None or as_of - founded < STALE_AFTER:
            continue
        days = [entry.record.date for entry in dataset.of_studio("training", studio.id)]
        days += [
            entry.record.date.latest
            for entry in dataset.of_studio("achievement", studio.id)
            if entry.record.date.latest
        ]
        latest = max((day for day in days if day <= as_of), default=None)
        if latest is None or as_of - latest > STALE_AFTER:
            step = studio.record.status.index(status)
            yield studio.problem(STALE, "status", step, "status", latest=latest.isoformat() if latest else "—")
