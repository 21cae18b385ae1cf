"""Rules other than indicator systems in the Edition: in full, they are public."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from generator.core.dataset import Entry
from generator.core.edition import form
from generator.core.records import rules as records
from generator.core.records.base import Record

R = TypeVar("R", bound=Record)


def latest_first(shelf: Mapping[str, Entry[R]]) -> list[Entry[R]]:
    """The rules of a kind, the latest year first."""
    by_id = sorted(shelf.values(), key=lambda entry: entry.id)
    return sorted(by_id, key=lambda entry: entry.year, reverse=True)


def criteria(entry: Entry[records.Criteria]) -> form.Criteria:
    """Conditions of recognition."""
    record = entry.record
    return form.Criteria(
        id=entry.id,
        title=record.title,
        year=entry.year,
        basis=record.basis,
        cutoff=record.cutoff,
        criteria=tuple(
            form.Criterion(one.id, one.text, one.test, one.at_most, one.inclusive, one.years, one.months, one.any_of)
            for one in record.criteria
        ),
        disqualified=record.disqualified,
    )


def process(entry: Entry[records.Process]) -> form.Process:
    """The recognition process, in its order."""
    record = entry.record
    steps = tuple(form.ProcessStep(step.name, step.body, step.content, step.period) for step in record.steps)
    return form.Process(entry.id, record.title, entry.year, record.basis, steps)


def duties(entry: Entry[records.Duties]) -> form.Duties:
    """Who does what, which tasks there are, what the school provides."""
    record = entry.record
    groups = tuple(
        form.DutyGroup(
            group.name, group.sort, group.members, tuple(form.Duty(item.text, item.measure) for item in group.items)
        )
        for group in record.groups
    )
    return form.Duties(entry.id, record.title, entry.year, record.basis, groups)


def cycle(entry: Entry[records.Cycle]) -> form.Cycle:
    """The yearly cycle, in the order of its days."""
    record = entry.record
    ordered = sorted(record.items, key=lambda item: (item.following_year, item.due))
    return form.Cycle(
        id=entry.id,
        title=record.title,
        year=entry.year,
        basis=record.basis,
        council_meetings=record.council_meetings,
        office_meetings=record.office_meetings,
        items=tuple(form.CycleItem(item.name, item.due, item.who, item.to, item.following_year) for item in ordered),
        contest_months=record.contest_months,
    )


def consequences(entry: Entry[records.Consequences]) -> form.Consequences:
    """What grades and cases lead to."""
    record = entry.record
    rows = tuple((row.grade, row.consequence) for row in record.consequences)
    return form.Consequences(entry.id, record.title, entry.year, record.basis, rows)
