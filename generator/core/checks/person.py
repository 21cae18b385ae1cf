"""Checks of people and their roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from generator.core.compute.address import since_when
from generator.core.compute.person import is_learner, masked
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity
from generator.core.records.base import Record
from generator.core.records.person import Member
from generator.core.values.word import slip

DEFINED_TWICE = Code("P311")
NOT_DEFINED = Code("P312", cause=("person", "person"))
ROLE_ORDER = Code("P313")
TEACHER_UNKNOWN = Code("P314", cause=("person", "person"))
NOT_AGREED = Code("P316", Severity.WARNING)
NOT_THERE = Code("P317", Severity.WARNING)


def defined_once(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A number belongs to one person in the whole school."""
    named: dict[str, list[Entry[Member]]] = {}
    for member in dataset.members:
        if member.record.name is not None:
            named.setdefault(member.record.id, []).append(member)
    masters = {(studio.id, studio.record.master) for studio in dataset.studios.values()}
    since = since_when(dataset)
    for number, entries in named.items():
        # Where the studios were not published on one day, that decides: nobody takes a person from another studio by
        # writing something down. Of newcomers the one is likelier that the person leads, then where the role is older.
        holder = min(
            entries,
            key=lambda member: (
                published := since.get(f"studios/{member.studio}/index.html", date.max),
                published == date.max and (member.studio, number) not in masters,
                _since(member) if published == date.max else date.min,
                entries.index(member),
            ),
        )
        for member in (entry for entry in entries if entry is not holder):
            if same_name(dataset, holder.studio, member.studio):
                continue  # a whole studio was copied, and that is said
            yield member.problem(
                DEFINED_TWICE,
                "id",
                related=(holder.where("id"),),
                person=member.record.id,
                studio=holder.studio,
                name=holder.record.name or "",
            )


def same_name(dataset: Dataset, one: str, other: str) -> bool:
    """Whether a studio bears a name of another: one of them is a copy, and everything in it is."""
    both = [dataset.studios.get(studio) for studio in (one, other)]
    first, second = ({name.name for name in entry.record.names} if entry else set() for entry in both)
    return bool(first & second)


def _since(member: Entry[Member]) -> date:
    return min((held.since.earliest or date.max for held in member.record.roles), default=date.max)


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
            yield unknown_person(NOT_DEFINED, dataset, member, "id", person=number, elsewhere=True)


def _broken_elsewhere(dataset: Dataset, number: str, studio: str) -> bool:
    """Whether the definition may stand in another studio's entry that has its own fault."""
    return any(
        out.key.kind == "member" and out.studio != studio and out.key.id in {f"{out.studio}/{number}", out.studio}
        for out in dataset.left_out
    )


def unknown_person(
    code: Code,
    dataset: Dataset,
    entry: Entry[Record],
    *route: str | int,
    person: str,
    elsewhere: bool = False,
    contested: bool = False,
    **args: str,
) -> Problem:
    """A number that is nobody's, with the only one that a slip of the finger away is somebody's: of the own studio
    first, or only `elsewhere`, where the studio's own people cannot be meant."""
    people = dataset.people()
    own = {member.record.id for member in dataset.of_studio("member", entry.studio)}
    meant = _only_slip(person, () if elsewhere else people.keys() & own, people.keys() - own)
    if meant is None:
        related = [people[person].where("id")] if person in people else []
        return entry.problem(code, *route, related=related, contested=contested, person=person, **args)
    name = people[meant].record.name or ""
    shown = masked(name) if is_learner(people[meant].record) else name
    related = [people[meant].where("id")]
    return entry.problem(
        code,
        *route,
        hint="hint_nearest",
        related=related,
        contested=contested,
        person=person,
        meant=meant,
        name=shown,
        **args,
    )


def _only_slip(number: str, *groups: Iterable[str]) -> str | None:
    """The number a slip away, in the first of these groups that has one, if it is the only one there: of several none
    is likelier than the others."""
    near = next((found for among in groups if (found := [each for each in among if slip(number, [each])])), [])
    return near[0] if len(near) == 1 else None


def not_registered(code: Code, dataset: Dataset, entry: Entry[Record], *route: str | int, person: str) -> Problem:
    """The same for someone who need not belong to a studio: an applicant, a reviewer. Their names stand on paper."""
    known: dict[str, Entry[Any]] = {**dataset.people(), **dataset.shelf("register")}
    meant = _only_slip(person, known)
    hint = "hint_nearest" if meant else "hint"
    related = [known[meant].where("id")] if meant else []
    return entry.problem(code, *route, hint=hint, related=related, person=person, meant=meant or "")


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
                allowed = " ".join(
                    each.record.id
                    for each in dataset.of_studio("member", member.studio)
                    if each is not member and not is_learner(each.record)
                )
                yield unknown_person(
                    TEACHER_UNKNOWN,
                    dataset,
                    member,
                    "roles",
                    index,
                    "teacher",
                    person=held.teacher,
                    allowed=allowed or "—",
                )


def places_agreed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A person's own studio names the others in which that person works, and they name the person: else nothing that
    they say stands on the person's page."""
    people = dataset.people()
    for member in dataset.members:
        record = member.record
        home = people.get(record.id)
        if home is None:
            continue
        alone = member.studio not in {home.studio, *home.record.elsewhere}
        if any(not dataset.knows("studio", each) for each in home.record.elsewhere):
            alone = False  # one of the names is told to be none: most likely this studio's
        if record.name is None and alone and not same_name(dataset, home.studio, member.studio):
            yield member.problem(
                NOT_AGREED, "id", related=(home.where("id"),), person=record.id, studio=member.studio, home=home.studio
            )
        for index, studio in enumerate(record.elsewhere if home is member else ()):
            if not dataset.may_hold(studio, record.id):
                yield member.unknown(
                    NOT_THERE,
                    "elsewhere",
                    index,
                    given=studio,
                    among=() if dataset.knows("studio", studio) else dataset.studios,
                    person=record.id,
                    studio=studio,
                )
