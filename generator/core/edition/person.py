"""People in the Edition: those who are named, with their roles in every studio that may say so."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date

from generator.core.compute.person import entries_of, is_learner, publishing
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.teaching import apprenticeships
from generator.core.records.person import LEARNERS, Member


def people(dataset: Dataset, as_of: date, among: Container[str] | None = None) -> tuple[form.Person, ...]:
    """Everyone who holds, or held, a role that is not a learner's, and whom the school's register lets be named; or
    those `among` some numbers."""
    entries = entries_of(dataset)
    definitions = dataset.people()
    return tuple(
        _person(definitions[number].record, entries[number], dataset, as_of)
        for number in sorted(definitions)
        if (among is None or number in among)
        and not all(is_learner(entry.record) for entry in entries[number])
        and publishing(dataset, number, as_of) == "全名"
    )


def _person(record: Member, entries: Sequence[Entry[Member]], dataset: Dataset, as_of: date) -> form.Person:
    """Roles and honours that have come by the day; those whom the person teaches are counted."""
    roles = tuple(
        form.PersonRole(
            entry.studio,
            held.role,
            str(held.since),
            str(held.until) if held.until else None,
            held.overlaps(as_of, as_of),
        )
        for entry in entries
        for held in entry.record.roles
        if held.role not in LEARNERS and (held.since.earliest is None or held.since.earliest <= as_of)
    )
    where = {entry.studio for entry in entries}
    pairs = [
        pair.record
        for studio in sorted(where)
        for pair in dataset.of_studio("apprenticeship", studio)
        if pair.record.master == record.id
    ]
    lacking = any(dataset.lacks("apprenticeship", entry.studio) for entry in entries)
    return form.Person(
        id=record.id,
        name=record.name or "",
        title=record.title,
        employer=record.employer,
        side=record.side,
        bio=record.bio,
        dual_post=record.dual_post,
        enterprise_years=record.enterprise_years,
        awards=tuple(
            form.Award(award.name, award.level, str(award.year))
            for award in record.awards
            if award.year.earliest is None or award.year.earliest <= as_of
        ),
        roles=roles,
        apprentices=apprenticeships(pairs, as_of, lacking),
    )
