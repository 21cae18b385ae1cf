"""What was taken down, and what is left to be shown.

Whatever somebody took down is in the Dataset all the same: it is checked, and a grade for which it counted still counts
it, for it was so. From the day on nothing else of the public site knows of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from generator.core.dataset import Dataset, Entry
from generator.core.problem import RecordKey
from generator.core.records.kinds import KINDS, place_of
from generator.core.records.takedown import Takedown

PERSON, FILE = "person", "file"
"""What can be taken down and is no record of a file of its own: a person, in all studios; a picture or document."""
_FILE = re.compile(r"studios/[^/]+/files/.+")
_BY_WORD = {word: kind.name for kind in KINDS for word in (kind.name, kind.title)}
_BY_WORD |= {PERSON: PERSON, "人员": PERSON, "member": PERSON, "成员与角色": PERSON}
_NEVER_SHOWN = frozenset({"register", "consent", *(kind.name for kind in KINDS if kind.internal)})
NOT_TO_BE_TAKEN = _NEVER_SHOWN | {"site", "rules", "archive", "address", "assessment", "notice"}
"""Kinds that nobody takes down here: notices have a way of their own, rules are public by law, and the others are no
pages or never public."""


@lru_cache(1000)
def target(given: str) -> RecordKey | None:
    """The record that an entry means, by its path or by its kind and id; None where it says neither. It need not
    exist."""
    if given.startswith(("studios/", "content/")):
        place = place_of(given)
        if place is None:
            return RecordKey(FILE, given) if _FILE.fullmatch(given) else None
        return None if place.kind.listed else place.key
    word, _, name = given.partition(" ")
    kind, name = _BY_WORD.get(word), name.strip()
    if kind is None or not name:
        return None
    return RecordKey(kind, name.rpartition("/")[2] if kind == PERSON else name)


def in_effect(dataset: Dataset, as_of: date) -> Mapping[RecordKey, Entry[Takedown]]:
    """What is taken down on a day; of an entry that is written twice the earlier counts."""
    found: dict[RecordKey, Entry[Takedown]] = {}
    shelf: Mapping[str, Entry[Takedown]] = dataset.shelf("takedown")
    for entry in sorted(shelf.values(), key=lambda entry: entry.record.date):
        key = target(entry.record.record)
        if key is not None and key.kind not in NOT_TO_BE_TAKEN and entry.record.date <= as_of:
            found.setdefault(key, entry)
    return found


def next_taking(dataset: Dataset, as_of: date) -> date | None:
    """The first day after `as_of` on which something is taken down."""
    days = (entry.record.date for entry in dataset.shelf("takedown").values())
    return min((day for day in days if day > as_of), default=None)


def exists(dataset: Dataset, key: RecordKey) -> bool:
    """Whether there is such a record, whole or broken; or a file, also one that was refused."""
    if key.kind == FILE:
        return key.id in dataset.files or key.id in dataset.refused
    if key.kind == PERSON:
        return dataset.may_know_person(key.id)
    return dataset.knows(*key)


def names_of(dataset: Dataset, kind: str) -> list[str]:
    """The ids of everything of a kind that could be taken down."""
    if kind == FILE:
        return sorted(dataset.files)
    if kind == PERSON:
        return sorted(dataset.people())
    return sorted(key.id for key in dataset.known if key.kind == kind)
