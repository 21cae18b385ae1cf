"""Checks of people and their roles."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem
from generator.core.records.person import Member

DEFINED_TWICE = Code("P311")
NOT_DEFINED = Code("P312")
ROLE_ORDER = Code("P313")
TEACHER_UNKNOWN = Code("P314")


def defined_once(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A number belongs to one person in the whole school."""
    first: dict[str, Entry[Member]] = {}
    for member in dataset.members:
        if member.record.name is None:
            continue
        holder = first.setdefault(member.record.id, member)
        if holder is not member:
            yield member.problem(
                DEFINED_TWICE,
                "id",
                related=(holder.where("id"),),
                person=member.record.id,
                studio=holder.studio,
                name=holder.record.name or "",
            )


def reference_defined(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An entry without a name refers to a person who is defined somewhere."""
    defined = dataset.people()
    for member in dataset.members:
        number = member.record.id
        if (
            member.record.name is None
            and number not in defined
            and not _broken_elsewhere(dataset, number, member.studio)
        ):
            yield member.problem(NOT_DEFINED, "id", person=number)


def _broken_elsewhere(dataset: Dataset, number: str, studio: str) -> bool:
    """Whether the definition may stand in another studio's entry that has its own fault."""
    return any(
        out.key.kind == "member" and out.studio != studio and out.key.id in {f"{out.studio}/{number}", out.studio}
        for out in dataset.left_out
    )


def roles_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A role does not end before it begins."""
    for member in dataset.members:
        for index, held in enumerate(member.record.roles):
            if held.until and held.until.latest and held.since.earliest and held.until.latest < held.since.earliest:
                yield member.problem(
                    ROLE_ORDER,
                    "roles",
                    index,
                    "until",
                    related=(member.where("roles", index, "since"),),
                    since=str(held.since),
                    until=str(held.until),
                )


def teacher_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The teacher of an apprentice exists."""
    for member in dataset.members:
        for index, held in enumerate(member.record.roles):
            if held.teacher and not dataset.may_know_person(held.teacher):
                yield member.problem(TEACHER_UNKNOWN, "roles", index, "teacher", person=held.teacher)
