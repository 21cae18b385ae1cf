"""How people and studios are named beside other records."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from generator.core.compute.person import entries_of, is_learner, masked, not_named, publishing
from generator.core.compute.takedown import in_effect
from generator.core.dataset import Dataset
from generator.core.edition.form import TAKEN_DOWN, PersonRef
from generator.core.problem import RecordKey

UNDER_CORRECTION = ""
"""The name of someone whose entry is under correction; templates say so."""


WITHHELD = "姓名不公开"
"""The name of someone whom the school's register keeps from the public."""


@dataclass(frozen=True, slots=True)
class Names:
    """Public names by number: learners masked unless they consent, everyone else linked."""

    people: Mapping[str, PersonRef]
    studios: Mapping[str, str]

    @classmethod
    def of(cls, dataset: Dataset, as_of: date) -> Names:
        """Gather the names of a dataset on a day."""
        hidden, down = not_named(dataset, as_of), in_effect(dataset, as_of)
        people: dict[str, PersonRef] = {}
        entries, defined = entries_of(dataset), dataset.people()
        for number, home in defined.items():
            name = home.record.name
            if not name:
                continue
            if RecordKey("person", number) in down:
                people[number] = PersonRef(TAKEN_DOWN)
            elif publishing(dataset, number, as_of) == "不公开":
                people[number] = PersonRef(WITHHELD)
            elif number in hidden:
                people[number] = PersonRef(masked(name))
            else:
                people[number] = PersonRef(
                    name, None if all(is_learner(entry.record) for entry in entries[number]) else number
                )
        studios = {entry.id: entry.record.official_name(as_of) for entry in dataset.studios.values()}
        return cls(people, studios)

    def linked(self, pages: frozenset[str]) -> Names:
        """The same with links to those alone who have a page."""
        people = {
            number: ref if ref.id is None or ref.id in pages else replace(ref, id=None)
            for number, ref in self.people.items()
        }
        return replace(self, people=people)

    def person(self, number: str) -> PersonRef:
        """The person behind a number; without a name while the entry is under correction."""
        return self.people.get(number, PersonRef(UNDER_CORRECTION))

    def optional(self, number: str | None) -> PersonRef | None:
        """The person behind a number that may not be given."""
        return None if number is None else self.person(number)
