"""Checks of achievements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.core.checks.file import missing_file
from generator.core.checks.person import unknown_person
from generator.core.compute.address import exists
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, RecordKey, Severity
from generator.core.values.isbn import isbn_meant
from generator.core.values.word import nearest

PERSON_UNKNOWN = Code("A321", cause=("person", "person"))
LEAD_NOT_NAMED = Code("A322", Severity.WARNING)
OTHER_YEAR = Code("A323", cause=("year", "year", "@folder"))
IN_FUTURE = Code("A324", Severity.WARNING)
CONTEST_INCOMPLETE = Code("A325")
EVIDENCE_MISSING = Code("A326")
SHARING_UNKNOWN = Code("A327")
NOT_AGREED = Code("A328", Severity.WARNING)
NOT_SHARED = Code("A329", Severity.WARNING)
ISBN_WRONG = Code("A333", Severity.WARNING)


def people_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Everyone who is named exists."""
    for entry in dataset.achievements.values():
        for index, person in enumerate(entry.record.people):
            if not dataset.may_know_person(person):
                yield unknown_person(PERSON_UNKNOWN, dataset, entry, "people", index, person=person)
        lead = entry.record.lead
        if lead and lead not in entry.record.people and not dataset.may_know_person(lead):
            yield unknown_person(PERSON_UNKNOWN, dataset, entry, "lead", person=lead)


def lead_among_people(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Who leads is also named among the people."""
    for entry in dataset.achievements.values():
        lead = entry.record.lead
        if lead and entry.record.people and lead not in entry.record.people:
            yield entry.problem(LEAD_NOT_NAMED, "lead", related=(entry.where("people"),), person=lead)


def filed_under_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The folder's year is the year of the date."""
    for entry in dataset.achievements.values():
        year = entry.record.date.year
        if year is not None and str(year) != entry.year:
            yield entry.problem(OTHER_YEAR, "date", year=str(year), folder=entry.year)


def not_in_future(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What has not happened yet is not shown. A date outside the folder's year has been called wrong already."""
    for entry in dataset.achievements.values():
        earliest = entry.record.date.earliest
        if earliest is not None and earliest > as_of and str(earliest.year) == entry.year:
            yield entry.problem(IN_FUTURE, "date", date=str(entry.record.date), as_of=as_of.isoformat())


def contest_complete(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A contest award says its level, its rank and who competed."""
    for entry in dataset.achievements.values():
        if entry.record.type != "竞赛获奖":
            continue
        for key, title in (("level", "级别"), ("rank", "等次"), ("contestants", "参赛者")):
            if getattr(entry.record, key) is None:
                yield entry.problem(CONTEST_INCOMPLETE, "type", key=key, title=title)


def isbn_right(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The last digit of a book's number fits the others."""
    for entry in dataset.achievements.values():
        for isbn in re.split(r"[、，,；;/]", entry.record.isbn or ""):
            if isbn.strip() and (meant := isbn_meant(isbn)) is not None:
                hint = "hint" if meant else "hint_length"
                yield entry.problem(ISBN_WRONG, "isbn", hint=hint, number=isbn.strip(), meant=meant)


def evidence_exists(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An evidence file lies in the studio's `files/`, under exactly that name."""
    for entry in dataset.achievements.values():
        for index, evidence in enumerate(entry.record.evidence):
            if evidence.file is None:
                continue
            if found := missing_file(EVIDENCE_MISSING, dataset, entry, "evidence", index, "file", file=evidence.file):
                yield found


def sharing_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio that shares an achievement exists."""
    for entry in dataset.achievements.values():
        for index, studio in enumerate(entry.record.shared_with):
            if not dataset.knows("studio", studio):
                yield entry.unknown(
                    SHARING_UNKNOWN,
                    "shared_with",
                    index,
                    studio=studio,
                    given=studio,
                    among=dataset.studios,
                )


def sharing_agreed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What a studio shows as shared with another, the other names too: else it is the first one's alone."""
    for entry in dataset.achievements.values():
        for index, name in enumerate(entry.record.shared_with):
            if name != entry.studio and (other := dataset.studios.get(name)) and entry.id not in other.record.shares:
                gone = (each.partition("/") for each in other.record.shares)
                if any(there == entry.name and not dataset.knows("studio", studio) for studio, _, there in gone):
                    continue  # it names a studio that is none: most likely this one
                related = (other.where("shares" if other.record.shares else "names"),)
                yield entry.problem(
                    NOT_AGREED, "shared_with", index, related=related, studio=name, achievement=entry.id
                )


def shares_exist(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What a studio names as shared exists and names the studio. What is under correction may."""
    out = {left.key for left in dataset.left_out}
    for studio in dataset.studios.values():
        for index, name in enumerate(studio.record.shares):
            entry = dataset.achievements.get(name)
            key = RecordKey("achievement", name)
            if entry is None and (key in out or exists(key, dataset)):
                continue
            if entry and any(each not in dataset.studios for each in entry.record.shared_with):
                continue  # one of the names is told to be none: most likely this studio's
            if entry is None or studio.id not in entry.record.shared_with:
                owner = name.partition("/")[0]
                meant = nearest(name, tuple(dataset.achievements)) if entry is None else None
                hint = "hint" if entry else "hint_nearest" if meant else "hint_unknown"
                related = (entry.where(),) if entry else ()
                yield studio.problem(
                    NOT_SHARED,
                    "shares",
                    index,
                    hint=hint,
                    related=related,
                    achievement=name,
                    owner=owner,
                    studio=studio.id,
                    meant=meant or "",
                )
