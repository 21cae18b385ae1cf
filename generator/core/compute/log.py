"""The append-only log of notices: what a notice says as bytes, which events there were, how the log accounts for them.

What is published of a notice must give the same bytes for ever, whatever else is written later and whatever day it is:
`record_of` rests on nothing but what the notice itself says, with the offices that it names and the calendar that it is
counted by (and on which of the notices before it are internal, which never changes). A field that is not written is
not in it, so that fields which notices may have one day change no digest of today.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from pydantic import BaseModel

from generator.core.compute.calendar import CalendarMissing, working_days
from generator.core.compute.notice import span_of
from generator.core.dataset import Dataset, Entry
from generator.core.records.log import DONE_TO, EVENTS, FIRST, INTERNAL, PUBLIC, EventKind, Line, digest, read_line
from generator.core.records.notice import Notice, NoticeContact

WRITTEN = frozenset(
    "title kind number issuers to published scope basis steps studios groups period objection corrections valid_until "
    "lists taken_down contacts attachments copies signed disclosure links index_number topic credits summary".split()
)
"""The fields of a notice that make up its published record; with them goes its text."""
OFFICE = ("name", "phone", "fax", "email", "address", "postcode", "hours")
"""What an office says for a contact that does not say it itself."""
UNSAID = frozenset({"approved_by"})
"""What parts of a notice say that is never published."""


@dataclass(frozen=True, slots=True)
class Digests:
    """Of what a notice says and of the files it was written in, each behind its salt."""

    record: str
    source: str


@dataclass(frozen=True, slots=True)
class Event:
    """What happened to notice `id` on a day; `by` is the notice that did it."""

    day: date
    id: str
    kind: EventKind
    by: str


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a log as it stands there: its place from 1, its bytes with the line feed if there is one, their
    digest; `line` is None if it is none."""

    log: str
    number: int
    raw: bytes
    digest: str
    line: Line | None


@dataclass(frozen=True, slots=True)
class Account:
    """How the logs and the notices fit together. `missing` are events without a line, by log, in the order in which
    they belong there; `moved` lines that have another day than their event; `stray` lines of which no notice knows."""

    missing: tuple[tuple[str, Event], ...]
    moved: tuple[tuple[Row, Event], ...]
    stray: tuple[Row, ...]


def record_of(entry: Entry[Notice], dataset: Dataset) -> bytes:
    """What a notice says: JSON in UTF-8 with sorted keys and no blanks, without a line feed anywhere. Lists from tables
    beside it are in it, the digests of its attachments, its contacts in full and the first and last day of its period
    as it was counted, so that neither an office nor a calendar can change them unseen. A public notice does not say
    that it has to do with an internal one."""
    notice, notices = entry.record, dataset.notices
    said = {name: _plain(getattr(notice, name)) for name in notice.model_fields_set & WRITTEN}
    if "links" in said and notice.scope == "公开":
        internal = {other.id for other in notices.values() if other.record.scope == "校内"}
        said["links"] = [_plain(link) for link in notice.links if link.to not in internal]
    for attachment in said.get("attachments", ()):
        if found := dataset.files.get(beside(entry, attachment.get("file", ""))):
            attachment["sha256"], attachment["bytes"] = found
    if "contacts" in said:
        said["contacts"] = [_reached(contact, dataset) for contact in notice.contacts]
    with suppress(CalendarMissing):  # an error that keeps anything from being logged
        if span := span_of(notice, working_days(each.record for each in dataset.calendars.values())):
            said["stands"] = {"from": span.opens.isoformat(), "to": span.closes.isoformat()}
    said["text"] = entry.document.body
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _reached(contact: NoticeContact, dataset: Dataset) -> dict[str, Any]:
    """A contact as it is published: what the notice leaves open is said by the office that it names."""
    offices = dataset.site.record.offices if dataset.site else ()
    office = next((each for each in offices if each.id == contact.office), None)
    ours = {name: _plain(getattr(office, name)) for name in OFFICE if office and getattr(office, name) is not None}
    return {**ours, **_plain(contact)}


def _plain(value: Any) -> Any:
    match value:
        case BaseModel():
            return {name: _plain(getattr(value, name)) for name in value.model_fields_set - UNSAID}
        case tuple() | list():
            return [_plain(inner) for inner in value]
        case date():
            return value.isoformat()
        case bool() | int() | str() | None:
            return value
        case _:
            return str(value)


def files_of(entry: Entry[Notice], kept: Mapping[str, bytes]) -> tuple[str, ...]:
    """The files in which a notice was written: its own, then those beside it that it names in a field `file`."""
    named = {beside(entry, name) for name in _named(entry.record)}
    return (entry.document.path, *sorted(named & kept.keys()))


def beside(entry: Entry[Notice], name: str) -> str:
    """The path of a file that a notice names."""
    return f"{entry.document.path.rpartition('/')[0]}/{name}"


def _named(value: Any) -> Iterator[str]:
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                inner = getattr(value, name)
                if name == "file" and isinstance(inner, str):
                    yield inner
                yield from _named(inner)
        case tuple():
            for inner in value:
                yield from _named(inner)


def digests(entry: Entry[Notice], dataset: Dataset) -> Digests:
    """Of a notice as it stands. What was taken down has no salt any more."""
    salt = (entry.record.salt or "").encode()
    source = b"".join(dataset.kept.get(path, b"") for path in files_of(entry, dataset.kept))
    return Digests(digest(salt + record_of(entry, dataset)), digest(salt + source))


def events(notices: Mapping[str, Entry[Notice]]) -> tuple[Event, ...]:
    """All that happened or is to happen to all notices, by day and id."""
    found: set[Event] = set()
    for entry in notices.values():
        notice = entry.record
        found.add(Event(notice.published, entry.id, "publish", entry.id))
        for link in notice.links:
            if link.type in DONE_TO and link.to in notices and link.to != entry.id:
                found.add(Event(notice.published, link.to, DONE_TO[link.type], entry.id))
        if notice.taken_down:
            found.add(Event(notice.taken_down.date, entry.id, "take_down", entry.id))
    return tuple(sorted(found, key=lambda event: (event.day, event.id, EVENTS.index(event.kind), event.by)))


def log_of(event: Event, notices: Mapping[str, Entry[Notice]]) -> str:
    """The log that an event belongs in: what has to do with an internal notice is internal."""
    internal = any(notices[name].record.scope == "校内" for name in (event.id, event.by))
    return INTERNAL if internal else PUBLIC


def rows(log: str, data: bytes) -> tuple[Row, ...]:
    """The lines of a log."""
    raw = [part + b"\n" for part in data.split(b"\n")]
    raw[-1] = raw[-1][:-1]
    return tuple(Row(log, number, line, digest(line), read_line(line)) for number, line in enumerate(raw, 1) if line)


def logs(dataset: Dataset) -> Mapping[str, tuple[Row, ...]]:
    """The logs that there are, by path."""
    return {log: rows(log, dataset.kept[log]) for log in (PUBLIC, INTERNAL) if log in dataset.kept}


def account(dataset: Dataset) -> Account:
    """Find for every event its line, and for every line its event."""
    open_events: dict[tuple[str, EventKind, str], list[Event]] = defaultdict(list)
    for event in events(dataset.notices):
        open_events[log_of(event, dataset.notices), event.kind, event.id].append(event)
    left: list[Row] = []
    for row in (row for log in logs(dataset).values() for row in log if row.line is not None):
        assert row.line is not None
        waiting = open_events[row.log, row.line.event, row.line.id]
        match = next((event for event in waiting if event.day == row.line.day), None)
        if match:
            waiting.remove(match)
        else:
            left.append(row)
    moved: list[tuple[Row, Event]] = []
    stray: list[Row] = []
    for row in left:
        assert row.line is not None
        if waiting := open_events[row.log, row.line.event, row.line.id]:
            moved.append((row, waiting.pop(0)))
        else:
            stray.append(row)
    missing = {event: log for (log, _, _), waiting in open_events.items() for event in waiting}
    ordered = tuple((missing[event], event) for event in events(dataset.notices) if event in missing)
    return Account(ordered, tuple(moved), tuple(stray))


def due(dataset: Dataset, as_of: date) -> Mapping[str, tuple[Event, ...]]:
    """The events of the day and of those before it that have no line yet, by log."""
    missing = sorted(((log, event) for log, event in account(dataset).missing if event.day <= as_of), key=_log)
    return {log: tuple(event for _, event in found) for log, found in groupby(missing, key=_log)}


def _log(found: tuple[str, Event]) -> str:
    return found[0]


def appended(dataset: Dataset, as_of: date) -> Mapping[str, tuple[Line, ...]]:
    """The lines to write at the end of each log. Every notice that is due must have a salt, but what was taken down."""
    written = logs(dataset)
    lines: dict[str, tuple[Line, ...]] = {}
    for log, found in due(dataset, as_of).items():
        before = written.get(log, ())
        number, previous = len(before), before[-1].digest if before else FIRST
        new: list[Line] = []
        for event in found:
            own = digests(dataset.notices[event.id], dataset)
            number += 1
            line = Line(number, event.kind, event.id, event.day, own.record, own.source, previous)
            previous = digest(line.written())
            new.append(line)
        lines[log] = tuple(new)
    return lines


def without_salt(dataset: Dataset, as_of: date) -> tuple[Entry[Notice], ...]:
    """The notices with an event that is due, but without the salt that its line needs."""
    names = dict.fromkeys(event.id for found in due(dataset, as_of).values() for event in found)
    entries = [dataset.notices[name] for name in names]
    return tuple(entry for entry in entries if entry.record.salt is None and not _taken(entry.record, as_of))


def with_other_line_ends(dataset: Dataset, as_of: date) -> tuple[str, ...]:
    """The notices, and the lists beside them, that are due and have other line ends than a line feed: git may keep and
    hand out other bytes than these, and their line would hold for nobody else."""
    names = dict.fromkeys(event.id for found in due(dataset, as_of).values() for event in found)
    return tuple(path for name in names for path in other_line_ends(dataset.notices[name], dataset))


def other_line_ends(entry: Entry[Notice], dataset: Dataset) -> tuple[str, ...]:
    """Those of the files in which a notice was written that are text, and have other line ends than a line feed."""
    texts = (path for path in files_of(entry, dataset.kept) if path.endswith((".md", ".csv")))
    return tuple(path for path in texts if b"\r" in dataset.kept.get(path, b""))


def _taken(notice: Notice, as_of: date) -> bool:
    return notice.taken_down is not None and notice.taken_down.date <= as_of


def comparable(row: Row, entry: Entry[Notice], books: Mapping[str, tuple[Row, ...]], as_of: date) -> bool:
    """Whether a line can be compared with the notice as it stands: not with what is left of one that was taken down
    after the line was written. That is withdrawn from view, and only the chain still vouches for it."""
    assert row.line is not None
    if entry.record.taken_down is None:
        return True
    taken = next((each for each in books.get(row.log, ()) if _takes_down(each, entry.id)), None)
    if taken is not None:
        return row.number >= taken.number
    if any(_takes_down(each, entry.id) for book in books.values() for each in book):
        return row.line.day > entry.record.taken_down.date
    return entry.record.taken_down.date > as_of


def _takes_down(row: Row, name: str) -> bool:
    return row.line is not None and row.line.event == "take_down" and row.line.id == name
