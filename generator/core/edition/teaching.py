"""Learners in numbers, evaluations and safety in the Edition. Nobody is named; of an incident only day and level are
public, since its account may touch somebody's health."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any, get_args

from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.yearly import yearly
from generator.core.records.apprenticeship import SKILL_LEVELS, Apprenticeship
from generator.core.records.enrolment import Enrolment
from generator.core.records.evaluation import Evaluation, Evaluator
from generator.core.records.safety import SafetyRegister
from generator.core.values.number import shown


def teaching(studio: str, dataset: Dataset, as_of: date) -> form.Teaching:
    """What is public of a studio's teaching."""
    pairs = [entry.record for entry in dataset.of_studio("apprenticeship", studio)]
    return form.Teaching(
        apprenticeships=apprenticeships(pairs, as_of, dataset.lacks("apprenticeship", studio)),
        enrolments=tuple(_enrolment(entry) for entry in _latest_first(dataset, "enrolment", studio)),
        evaluations=tuple(
            form.EvaluationYear(
                year,
                tuple(_evaluation(entry.record) for entry in entries),
                tuple((party, sum(entry.record.by == party for entry in entries)) for party in get_args(Evaluator)),
                incomplete,
            )
            for year, entries, incomplete in yearly(dataset, "evaluation", studio)
        ),
        safety=tuple(_safety(entry, as_of) for entry in _latest_first(dataset, "safety", studio)),
    )


def apprenticeships(pairs: Sequence[Apprenticeship], as_of: date, incomplete: bool) -> form.Apprenticeships:
    """Count apprenticeships; one whose end has not come is under way."""
    finished = [pair for pair in pairs if pair.until and (pair.until.latest is None or pair.until.latest < as_of)]
    known = [pair for pair in pairs if not (pair.until and pair.until.earliest and pair.until.earliest > as_of)]
    outcomes = Counter(pair.outcome for pair in known if pair.outcome)
    return form.Apprenticeships(
        current=len(pairs) - len(finished),
        finished=len(finished),
        outcomes=tuple((level, outcomes[level]) for level in reversed(SKILL_LEVELS) if outcomes[level]),
        began=tuple(sorted(Counter(str(pair.since.year) for pair in pairs).items(), reverse=True)),
        incomplete=incomplete,
    )


def taken(dataset: Dataset) -> tuple[form.Taken, ...]:
    """How many apprentices each studio took, by the semester of the day."""
    assert dataset.site is not None
    site = dataset.site.record
    counted: Counter[tuple[str, str, str]] = Counter()
    for entry in dataset.shelf("apprenticeship").values():
        since = entry.record.since
        names = (name for name, starts, ends in site.semester_bounds(since.year) if starts <= since <= ends)
        counted[entry.studio, str(since.year), next(names, "")] += 1
    return tuple(form.Taken(*key, counted[key]) for key in sorted(counted))


def _latest_first(dataset: Dataset, kind: str, studio: str) -> list[Entry[Any]]:
    return sorted(dataset.of_studio(kind, studio), key=lambda entry: entry.year, reverse=True)


def _enrolment(entry: Entry[Enrolment]) -> form.Enrolment:
    record = entry.record
    part = Fraction(record.studio_students * 100, record.major_students) if record.major_students else None
    return form.Enrolment(
        year=entry.year,
        counted_on=record.counted_on.isoformat(),
        studio_students=record.studio_students,
        major_students=record.major_students,
        share=None if part is None else shown(part),
        source=record.source,
    )


def _evaluation(record: Evaluation) -> form.Evaluation:
    return form.Evaluation(
        id=record.id,
        date=record.date.isoformat(),
        by=record.by,
        subject=record.subject,
        form=record.form,
        respondents=record.respondents,
        result=record.result,
    )


def _safety(entry: Entry[SafetyRegister], as_of: date) -> form.SafetyYear:
    return form.SafetyYear(
        year=entry.year,
        incidents=tuple(
            (incident.date.isoformat(), incident.level) for incident in entry.record.incidents if incident.date <= as_of
        ),
        inspections=tuple(
            form.Inspection(visit.date.isoformat(), visit.by, visit.result)
            for visit in entry.record.inspections
            if visit.date <= as_of
        ),
    )
