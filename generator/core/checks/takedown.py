"""Checks of what the school takes down: that each entry takes something down, and where something of it may be left."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from generator.core.checks.text import is_sample
from generator.core.compute.takedown import FILE, NOT_TO_BE_TAKEN, PERSON, exists, in_effect, names_of, target
from generator.core.dataset import Dataset, Entry
from generator.core.frozen import Frozen
from generator.core.problem import Code, Problem, RecordKey, Severity
from generator.core.records.kinds import place_of
from generator.core.records.takedown import Takedown
from generator.core.values.word import nearest

NO_RECORD = Code("X930", Severity.WARNING)
NOT_HERE = Code("X931")
TWICE = Code("X932", Severity.WARNING)
NOT_YET = Code("X933", Severity.WARNING)
STILL_NAMED = Code("X934", Severity.WARNING)
IN_ARCHIVE = Code("X935", Severity.WARNING)
_SHORTEST = 2
"""Of a name or title that is looked for in notices."""


def takedowns_mean_something(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Each entry names something that can be taken down here, once, on a day that has come. That it names nothing is no
    error: a studio may delete what was taken down, and its address goes on saying so."""
    shelf: Mapping[str, Entry[Takedown]] = dataset.shelf("takedown")
    first: dict[RecordKey, Entry[Takedown]] = {}
    for entry in shelf.values():
        given = entry.record.record
        key = target(given)
        if key is None or key.kind in NOT_TO_BE_TAKEN:
            yield entry.problem(NOT_HERE, "record", hint=_why_not(given, key), taken=given)
            continue
        if key in first:
            yield entry.problem(TWICE, "record", related=(first[key].where("record"),), taken=given)
            continue
        first[key] = entry
        if not exists(dataset, key) and not dataset.lacks(key.kind):
            names = names_of(dataset, key.kind)
            meant = nearest(key.id, names)
            shown = "" if meant is None else meant if key.kind == FILE else f"{key.kind} {meant}"
            yield entry.problem(NO_RECORD, "record", hint="hint_nearest" if meant else "hint", taken=given, meant=shown)
        if entry.record.date > as_of:
            yield entry.problem(NOT_YET, "date", date=entry.record.date.isoformat())


def _why_not(given: str, key: RecordKey | None) -> str:
    """The hint for what nobody takes down in this register."""
    if given.startswith("content/notices/") or (key is not None and key.kind == "notice"):
        return "hint_notice"
    if key is not None:
        return "hint_kind"
    place = place_of(given)
    return "hint_row" if place is not None and place.kind.listed else "hint"


def taken_down_is_not_named(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No public notice goes on naming somebody, or the achievement, that was taken down: notices are left to the letter
    and have a way of their own."""
    people = dataset.people()
    for key, entry in in_effect(dataset, as_of).items():
        if key.kind == PERSON and key.id in people:
            name = people[key.id].record.name or ""
        elif key.kind == "achievement" and key.id in dataset.achievements:
            record = dataset.achievements[key.id].record
            name = "" if is_sample(record.title, type(record).model_fields["title"].title or "") else record.title
        else:
            continue
        if len(name) < _SHORTEST:
            continue
        for notice in dataset.notices.values():
            told = notice.record
            if told.scope != "公开" or (told.taken_down and told.taken_down.date <= as_of):
                continue
            said = [told.title, notice.prose.text if notice.prose else ""]
            said += [cell for group in told.groups for row in group.rows for cell in row]
            if any(name in text for text in said):
                yield entry.problem(STILL_NAMED, "record", related=(notice.where(),), notice=notice.id)


def archives_without_taken_down(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No archived year that the site shows still has a page or file of what was taken down."""
    down = in_effect(dataset, as_of)
    for frozen in dataset.mounts.values():
        for key, entry in down.items():
            if found := _held(key, frozen, dataset):
                yield entry.problem(IN_ARCHIVE, "record", year=frozen.year, address=found)


def _held(key: RecordKey, frozen: Frozen, dataset: Dataset) -> str | None:
    """The address at which a snapshot holds it."""
    if key.kind == FILE:
        content = dataset.contents.get(key.id)
        digests = [made.digest for made in content.renditions] if content else []
        digests += [dataset.files[key.id][0]] if key.id in dataset.files else []
        return next((at for at, digest in sorted(frozen.site.items()) if digest in digests), None)
    studio, _, name = key.id.rpartition("/")
    folder = {PERSON: "people", "achievement": "achievements", "report": "studios"}.get(key.kind, f"{key.kind}s")
    tail = "/index.html" if key.kind == "studio" else ".html"
    pattern = re.compile(f"{folder}/{studio and f'{re.escape(studio)}/(?:.+/)?'}{re.escape(name)}{tail}")
    return next((at for at in sorted(frozen.site) if pattern.fullmatch(at)), None)
