"""Checks of studios."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from generator.core.checks.person import same_name, unknown_person
from generator.core.compute.address import since_when
from generator.core.compute.person import consents
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity
from generator.core.records.studio import Studio
from generator.core.values.personal import is_mobile

MASTER_UNKNOWN = Code("S301", cause=("person", "person"))
STATUS_ORDER = Code("S302")
NAME_TWICE = Code("S303", cause=("called", "studio", "@studio"))
CONTACT_UNKNOWN = Code("S304", cause=("person", "person"))
MASTER_WITHOUT_ROLE = Code("S305", Severity.WARNING)
PLAQUE_TWICE = Code("S307")
MOBILE_NOT_AGREED = Code("S306", Severity.WARNING)


def master_is_member(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The lead master stands in the studio's members.yml, with the role 大师."""
    for studio in dataset.studios.values():
        master = studio.record.master
        if not dataset.knows("member", f"{studio.id}/{master}"):
            if dataset.knows("person", master) or not dataset.may_know_person(master):
                yield unknown_person(MASTER_UNKNOWN, dataset, studio, "master", person=master)
            continue
        entry = dataset.shelf("member").get(f"{studio.id}/{master}")
        if entry and all(held.role != "大师" for held in entry.record.roles):
            yield studio.problem(MASTER_WITHOUT_ROLE, "master", related=(entry.where("roles"),), person=master)


def status_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Each step of a studio's life begins no earlier than the one before."""
    for studio in dataset.studios.values():
        before = None
        for index, step in enumerate(studio.record.status):
            if before is not None and step.since.latest is not None and step.since.latest < before:
                yield studio.problem(
                    STATUS_ORDER,
                    "status",
                    index,
                    "since",
                    related=(studio.where("status", index - 1, "since"),),
                    date=str(step.since),
                )
            before = step.since.earliest or before


def names_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No two studios bear the same official name, with that of the school before it or not. Of two that were published
    on one day it is that to which the school has given it in a round."""
    school = dataset.site.record.school.name if dataset.site else ""
    given = {
        (application.name.removeprefix(school), application.studio)
        for entry in dataset.shelf("round").values()
        for application in entry.record.applications
    }
    bearers: dict[str, list[tuple[Entry[Studio], int]]] = {}
    for studio in dataset.studios.values():
        for index, each in enumerate(studio.record.names):
            bearers.setdefault(each.name.removeprefix(school), []).append((studio, index))
    turn = _turn(dataset)
    for called, found in bearers.items():
        found.sort(key=lambda each: turn(each[0], (called, each[0].id) in given))
        holder, place = found[0]
        for studio, index in found[1:]:
            if studio.key != holder.key:
                other = holder.where("names", place, "name")
                name = studio.record.names[index].name
                yield studio.problem(NAME_TWICE, "names", index, "name", related=(other,), name=name, studio=holder.id)


def plaques_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No two studios have the same plaque."""
    first: dict[str, Entry[Studio]] = {}
    for studio in _in_turn(dataset):
        if studio.record.plaque is None:
            continue
        number = studio.record.plaque.number
        holder = first.setdefault(number, studio)
        if holder is not studio and not same_name(dataset, holder.id, studio.id):
            other = holder.where("plaque", "number")
            yield studio.problem(PLAQUE_TWICE, "plaque", "number", related=(other,), number=number, studio=holder.id)


def _in_turn(dataset: Dataset) -> list[Entry[Studio]]:
    return sorted(dataset.studios.values(), key=_turn(dataset))


def _turn(dataset: Dataset) -> Callable[..., tuple[date, bool, date, str]]:
    """Those first that were published first, as the list of addresses has it: nothing that a studio writes down makes
    what another has its own. Of one day that first to which the school has `given` what both claim. What two newcomers
    both claim is more likely the older one's."""
    since = since_when(dataset)

    def turn(entry: Entry[Studio], given: bool = False) -> tuple[date, bool, date, str]:
        published = since.get(f"studios/{entry.id}/index.html")
        founded = entry.record.founded.earliest or date.max
        return published or date.max, not given, founded if published is None else date.min, entry.id

    return turn


def mobile_agreed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A mobile number is shown when its owner has agreed to that, as the school has on record."""
    for studio in dataset.studios.values():
        contact = studio.record.contact
        if contact is None or contact.phone is None or not is_mobile(contact.phone):
            continue
        if contact.person is None or not consents(dataset, contact.person, "联系电话", as_of):
            yield studio.problem(MOBILE_NOT_AGREED, "contact", "phone")


def contact_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The contact person exists."""
    for studio in dataset.studios.values():
        contact = studio.record.contact
        if contact and contact.person and not dataset.may_know_person(contact.person):
            yield unknown_person(CONTACT_UNKNOWN, dataset, studio, "contact", "person", person=contact.person)
