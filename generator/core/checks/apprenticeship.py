"""Checks of apprenticeships and appointments: people who exist, dates in order."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.checks.person import unknown_person
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity
from generator.core.records.partial import is_read

PERSON_UNKNOWN = Code("P321", cause=("person", "person"))
OWN_MASTER = Code("P322")
DATES = Code("P323")
NOT_APPRENTICE = Code("P324", Severity.WARNING)
FACILITY_UNKNOWN = Code("E731", cause=("facility", "facility", "@studio"))


def people_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Master, apprentice and appointed person exist."""
    for kind, fields in (("apprenticeship", ("master", "apprentice")), ("appointment", ("person",))):
        for entry in dataset.shelf(kind).values():
            for name in [name for name in fields if is_read(entry.record, name)]:
                person = getattr(entry.record, name)
                if not dataset.may_know_person(person):
                    yield unknown_person(PERSON_UNKNOWN, dataset, entry, name, person=person)


def two_people(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Nobody is his own apprentice."""
    for entry in dataset.shelf("apprenticeship").values():
        if entry.record.master == entry.record.apprentice:
            yield entry.problem(OWN_MASTER, "apprentice", related=(entry.where("master"),), person=entry.record.master)


def dates_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An apprenticeship or appointment does not end before it begins."""
    for kind in ("apprenticeship", "appointment"):
        for entry in dataset.shelf(kind).values():
            since, until = entry.record.since, entry.record.until
            begun = since if isinstance(since, date) else since.earliest
            if until is not None and until.latest is not None and begun is not None and until.latest < begun:
                yield entry.problem(DATES, "until", related=(entry.where("since"),), since=str(since), until=str(until))


def apprentice_is_member(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An apprentice stands in members.yml with the role 徒弟."""
    for entry in dataset.shelf("apprenticeship").values():
        person = entry.record.apprentice
        member = dataset.shelf("member").get(f"{entry.studio}/{person}")
        if person == entry.record.master:
            continue  # one of the two is wrong
        if member is not None and all(held.role != "徒弟" for held in member.record.roles):
            yield entry.problem(NOT_APPRENTICE, "apprentice", related=(member.where("roles"),), person=person)


def facility_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The venue to which equipment was given exists."""
    for entry in dataset.shelf("donation").values():
        facility = entry.record.facility
        if facility is None or dataset.knows("facility", f"{entry.studio}/{facility}"):
            continue
        if not dataset.lacks("facility", entry.studio):
            among = dataset.named("facility", entry.studio)
            yield entry.unknown(FACILITY_UNKNOWN, "facility", facility=facility, given=facility, among=among)
