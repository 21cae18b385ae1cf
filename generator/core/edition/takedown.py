"""The Dataset without what was taken down, and what stays at the addresses.

What a figure counts is what it leads to, so that figures and statistics do not count it either. What has a number or a
place in a list of duties (a document in its category, a meeting of its month) stays as a row that says nothing, for
otherwise it would be told as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from generator.core.compute.takedown import FILE, PERSON, in_effect
from generator.core.dataset import Dataset, Entry
from generator.core.edition.form import TAKEN_DOWN, TakenDown
from generator.core.problem import RecordKey
from generator.core.records.base import Record
from generator.core.records.takedown import PERSONAL, Takedown

WITH_A_PAGE = frozenset({"studio", "achievement", "report", PERSON, "plan", "group", "round"})
"""The kinds that have addresses of their own."""
_BLANKED: Mapping[str, Mapping[str, Any]] = {
    "governing": {"title": TAKEN_DOWN, "number": None, "topic": None, "file": None},
    "meeting": {"topic": TAKEN_DOWN, "decision": None, "attendees": None},
}
"""Kinds that are counted against what there must be: their rows stay, with this in their fields."""
_NO_EVIDENCE = {"title": TAKEN_DOWN, "number": None, "issuer": None, "file": None}


def without_taken_down(dataset: Dataset, as_of: date) -> Dataset:
    """What is left to be shown. People stay, for others refer to them: they have no name any more (`Names`)."""
    down = in_effect(dataset, as_of)
    if not down:
        return dataset
    shelves = {
        kind: {name: kept for name, entry in shelf.items() if (kept := _kept(entry, down)) is not None}
        for kind, shelf in dataset.shelves.items()
    }
    return replace(
        dataset,
        shelves=shelves,
        left_out=tuple(out for out in dataset.left_out if not _is_down(out.key, out.studio, down)),
        contents={path: content for path, content in dataset.contents.items() if RecordKey(FILE, path) not in down},
    )


def pages_left(dataset: Dataset, as_of: date) -> tuple[TakenDown, ...]:
    """What stays at the addresses of what was taken down. A studio's page always stays, for others lead to it."""
    left = []
    for key, entry in sorted(in_effect(dataset, as_of).items()):
        given = entry.record.stub
        stays = key.kind == "studio" or (given if given is not None else key.kind != PERSON)
        if key.kind in WITH_A_PAGE and stays:
            studio, _, name = key.id.rpartition("/")
            record = entry.record
            left.append(
                TakenDown(
                    key.kind,
                    name,
                    studio or (name if key.kind == "studio" else ""),
                    record.date.isoformat(),
                    record.reason,
                    record.basis,
                )
            )
    return tuple(left)


def _is_down(key: RecordKey, studio: str, down: Mapping[RecordKey, Entry[Takedown]]) -> bool:
    person = key.kind == "member" and RecordKey(PERSON, key.id.rpartition("/")[2]) in down
    return person or key in down or RecordKey("studio", studio) in down


def _kept(entry: Entry[Any], down: Mapping[RecordKey, Entry[Takedown]]) -> Entry[Any] | None:
    """What is left of an entry; None where nothing is."""
    taken = down.get(entry.key)
    if RecordKey("studio", entry.studio) in down or entry.key == RecordKey("studio", entry.studio) in down:
        return None
    if taken is not None:
        fields = _BLANKED.get(entry.key.kind)
        if fields is None:
            return None
        return replace(entry, record=entry.record.model_copy(update=_blanked(entry.record, taken.record, fields)))
    record = _without_mentions(entry.record, entry.studio, down)
    return entry if record is entry.record else replace(entry, record=record)


def _blanked(record: Record, taken: Takedown, fields: Mapping[str, Any]) -> Mapping[str, Any]:
    """What comes into the fields. An official document may keep title, number and date, unless the reason lies in a
    person."""
    keeps = taken.stub and taken.reason not in PERSONAL and hasattr(type(record), "model_fields")
    if keeps and "number" in fields:
        return {"title": f"{vars(record)['title']}（{TAKEN_DOWN}）", "topic": None, "file": None}
    return fields


def _without_mentions(record: Any, studio: str, down: Mapping[RecordKey, Entry[Takedown]]) -> Any:
    """A record that does not speak of what was taken down: files that prove it, studios that share it, whom to ask."""
    changed: dict[str, Any] = {}
    given = vars(record)
    evidence = given.get("evidence")
    if isinstance(evidence, tuple) and any(_proved_by(one, studio, down) for one in evidence):
        changed["evidence"] = tuple(
            one.model_copy(update=_NO_EVIDENCE) if _proved_by(one, studio, down) else one for one in evidence
        )
    for field in ("shared_with", "studios"):
        named = given.get(field)
        if isinstance(named, tuple) and any(RecordKey("studio", name) in down for name in named):
            changed[field] = tuple(name for name in named if RecordKey("studio", name) not in down)
    contact = given.get("contact")
    if contact is not None and RecordKey(PERSON, getattr(contact, "person", None) or "") in down:
        changed["contact"] = None
    return record.model_copy(update=changed) if changed else record


def _proved_by(evidence: Any, studio: str, down: Mapping[RecordKey, Entry[Takedown]]) -> bool:
    file = getattr(evidence, "file", None)
    return file is not None and RecordKey(FILE, f"studios/{studio}/files/{file}") in down
