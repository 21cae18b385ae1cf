"""Checks of what only the school says of people."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.checks.person import not_registered
from generator.core.compute.person import is_learner
from generator.core.content import PICTURES, kind_by_name
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity

PERSON_UNKNOWN = Code("C611", Severity.WARNING, cause=("person", "person"))
CONSENT_DATES = Code("C612")
GUARDIAN = Code("C613", Severity.WARNING)
PICTURE_UNKNOWN = Code("X936", Severity.WARNING)


def people_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Whoever consents is known: from a studio, or as an applicant or reviewer from the register."""
    for entry in dataset.shelf("consent").values():
        person = entry.record.person
        if not dataset.may_be_registered(person):
            yield not_registered(PERSON_UNKNOWN, dataset, entry, "person", person=person)


def consent_dates(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A consent does not end, nor is it withdrawn, before it begins."""
    for entry in dataset.shelf("consent").values():
        for key in ("until", "withdrawn"):
            day = getattr(entry.record, key)
            if day is not None and day < entry.record.since:
                yield entry.problem(
                    CONSENT_DATES,
                    key,
                    related=(entry.where("since"),),
                    since=entry.record.since.isoformat(),
                    until=day.isoformat(),
                )


def guardians_asked(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A learner's consent has the guardian's beside it: most are minors."""
    people = dataset.people()
    for entry in dataset.shelf("consent").values():
        member = people.get(entry.record.person)
        if member is None or entry.record.guardian or not is_learner(member.record):
            continue
        if any(held.role == "重点培养学生" for held in member.record.roles):
            yield entry.problem(GUARDIAN, "person", related=(member.where("roles"),), person=entry.record.person)


def consented_pictures_exist(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A picture that somebody has agreed to lies there under exactly that name: else the consent is to none."""
    pictures = [path for path in dataset.files if kind_by_name(path) in PICTURES]
    for entry in dataset.shelf("consent").values():
        for index, path in enumerate(entry.record.pictures):
            parts = path.split("/")
            unread = path in dataset.refused or (len(parts) > 1 and parts[1] in dataset.cut_short)
            if path not in pictures and not unread:
                yield entry.unknown(PICTURE_UNKNOWN, "pictures", index, given=path, among=pictures, path=path[:80])
