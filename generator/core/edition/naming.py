"""How people and studios are named beside other records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.core.compute.person import consents, is_learner, masked
from generator.core.dataset import Dataset
from generator.core.edition.form import PersonRef
from generator.core.records.person import Member
from generator.core.records.register import Publishing

UNDER_CORRECTION = ""
"""The name of someone whose entry is under correction; templates say so."""


WITHHELD = "姓名不公开"
"""The name of someone whom the school's register keeps from the public."""


def publishing(dataset: Dataset, number: str) -> Publishing:
    """How the school's register lets a person be named in public."""
    registered = dataset.shelf("register").get(number)
    return registered.record.publish if registered else "全名"


@dataclass(frozen=True, slots=True)
class Names:
    """Public names by number: learners masked unless they consent, everyone else linked."""

    people: Mapping[str, PersonRef]
    studios: Mapping[str, str]

    @classmethod
    def of(cls, dataset: Dataset, as_of: date) -> Names:
        """Gather the names of a dataset on a day."""
        everyone: dict[str, list[Member]] = {}
        for entry in dataset.members:
            everyone.setdefault(entry.record.id, []).append(entry.record)
        people: dict[str, PersonRef] = {}
        for number, entries in everyone.items():
            name = next((entry.name for entry in entries if entry.name), None)
            if name is None:
                continue
            learner = all(is_learner(entry) for entry in entries)
            way = publishing(dataset, number)
            if way == "不公开":
                people[number] = PersonRef(WITHHELD)
            elif way == "隐名" or (learner and not consents(dataset, number, "姓名", as_of)):
                people[number] = PersonRef(masked(name))
            else:
                people[number] = PersonRef(name, None if learner else number)
        studios = {entry.id: entry.record.official_name(as_of) for entry in dataset.studios.values()}
        return cls(people, studios)

    def person(self, number: str) -> PersonRef:
        """The person behind a number; without a name while the entry is under correction."""
        return self.people.get(number, PersonRef(UNDER_CORRECTION))

    def optional(self, number: str | None) -> PersonRef | None:
        """The person behind a number that may not be given."""
        return None if number is None else self.person(number)
