"""Checks of the log of notices: nothing that was published changes, goes or moves unseen.

A school that has no log yet has no problem here. What is wrong with a notice, or with a line, is said once: what
follows from it is not judged until that is right.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from generator.core.compute.log import Digests, Event, Row, account, comparable, digests, logs, other_line_ends
from generator.core.dataset import Dataset, Entry
from generator.core.document import Document
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.records.log import FIRST
from generator.core.records.notice import Notice

LINE_FORM = Code("B901", cause=("line", "each", "@path"))
LINE_NUMBER = Code("B902")
CHAIN = Code("B903")
CHANGED = Code("B904", cause=("elsewhere", "elsewhere"))
GONE = Code("B905")
NO_EVENT = Code("B906")
DATES_BACK = Code("B907")
LATE = Code("B908")
NOT_LOGGED = Code("B909", Severity.WARNING, cause=("log", "last"))
SALT_TWICE = Code("B910")
GOES_BACK = Code("B911")
STUB_CHANGED = Code("B912")

OF_CHAIN = frozenset({LINE_FORM, LINE_NUMBER, CHAIN, DATES_BACK})
"""What is wrong with the lines of a log and how they follow."""

STAYS = ("title", "kind", "number", "issuers", "published", "signed", "scope", "period", "studios", "links")
"""What is still shown of a notice that was taken down, and what decides where it stands."""

_ID = re.compile(rb'"id":"([a-z0-9-]{1,200})"')


def lines_chained(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every line has its form and number, follows in time and holds the digest of the line before."""
    for book in logs(dataset).values():
        before: Row | None = None
        sound = True
        for row in book:
            found = _misformed(row) or _unchained(row, before, sound=sound)
            if found:
                sound = False
                yield found
            before = row


def _misformed(row: Row) -> Problem | None:
    if row.line is not None:
        return None
    hint = "hint_end" if not row.raw.endswith(b"\n") else "hint_crlf" if row.raw.endswith(b"\r\n") else "hint"
    # Other line ends are one fault of the whole file.
    each = "" if hint == "hint_crlf" else str(row.number)
    return problem(LINE_FORM, _at(row), hint=hint, number=row.number, notice=_named(row), each=each)


def _unchained(row: Row, before: Row | None, *, sound: bool) -> Problem | None:
    """What is wrong between a line and the one before; `sound` while nothing was, since one fault moves all numbers."""
    assert row.line is not None
    given: dict[str, Any] = {"number": row.number, "notice": row.line.id}
    if before is None and row.line.previous != FIRST:
        return problem(CHAIN, _at(row), hint="hint_first", before="—", **given)
    # A line that is none has been told already.
    if before and before.line and row.line.previous != before.digest:
        return problem(CHAIN, _at(row), related=(_at(before),), before=before.line.id, **given)
    if sound and row.line.number != row.number:
        return problem(LINE_NUMBER, _at(row), written=row.line.number, **given)
    if sound and before and before.line and row.line.day < before.line.day:
        days: dict[str, Any] = {"day": row.line.day.isoformat(), "last": before.line.day.isoformat()}
        return problem(DATES_BACK, _at(row), related=(_at(before),), **given, **days)
    return None


def notices_unchanged(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every notice in the log is there, and is to the byte what it was."""
    books = logs(dataset)
    sound, changed = set[str](), []
    for name, found in _by_notice(books).items():
        entry = dataset.notices.get(name)
        if entry is None:
            if RecordKey("notice", name) not in dataset.known:
                yield _gone(name, found[0], _renamed(found[0], books, dataset))
            continue
        own = digests(entry, dataset)
        if dataset.lacks("calendar") or not _offices_read(entry, dataset):
            own = replace(own, record="")  # a fault of the office's names or of the calendar is told where it is
        wrong = [row for row in found if comparable(row, entry, books, as_of) and _other(row, own)]
        if wrong:
            changed.append((entry, wrong, own))
        elif own.record:
            sound |= _offices(entry)
    for entry, wrong, own in changed:
        yield _changed(entry, wrong, own, dataset, sound)


def _offices(entry: Entry[Notice]) -> set[str]:
    return {contact.office for contact in entry.record.contacts if contact.office is not None}


def _offices_read(entry: Entry[Notice], dataset: Dataset) -> bool:
    """Whether each office that a notice names stands in site.yml, and once."""
    if dataset.site is None:
        return False
    known = [office.id for office in dataset.site.record.offices]
    return all(known.count(office) == 1 for office in _offices(entry))


def _by_notice(books: Mapping[str, tuple[Row, ...]]) -> dict[str, list[Row]]:
    lines: dict[str, list[Row]] = {}
    for row in (row for book in books.values() for row in book):
        if row.line is not None:
            lines.setdefault(row.line.id, []).append(row)
    return lines


def _renamed(row: Row, books: Mapping[str, tuple[Row, ...]], dataset: Dataset) -> Entry[Notice] | None:
    """The notice of a line under another name, of which the log knows nothing."""
    assert row.line is not None
    known = _by_notice(books)
    return next(
        (
            entry
            for entry in dataset.notices.values()
            if entry.id not in known and digests(entry, dataset).source == row.line.source
        ),
        None,
    )


def _other(row: Row, own: Digests) -> bool:
    assert row.line is not None
    return row.line.source != own.source or row.line.record != (own.record or row.line.record)


def _changed(entry: Entry[Notice], wrong: list[Row], own: Digests, dataset: Dataset, sound: set[str]) -> Problem:
    """What has changed of a notice; `sound` are the offices of those that have not."""
    line = wrong[0].line
    assert line is not None
    published = entry.record.published
    given: dict[str, Any] = {
        "notice": entry.id,
        "number": wrong[0].number,
        "logged": line.day.isoformat(),
        "published": published.isoformat(),
        "elsewhere": entry.id,
    }
    related = tuple(_at(row) for row in wrong)
    if line.event == "publish" and line.day != published:
        return entry.problem(CHANGED, "published", hint="hint_date", related=related, **given)
    if entry.record.salt is None and line.event != "take_down":
        return entry.problem(CHANGED, hint="hint_salt", related=related, **given)
    if line.source == own.source:
        return _changed_elsewhere(entry, given, related, dataset, sound)
    hint = "hint_source" if line.record == own.record else "hint"
    return entry.problem(CHANGED, hint=hint, related=related, **given)


def _changed_elsewhere(
    entry: Entry[Notice], given: dict[str, Any], related: tuple[Where, ...], dataset: Dataset, sound: set[str]
) -> Problem:
    """A notice that reads otherwise though its files are what they were: most likely for an office that none of the
    unchanged ones names. It is one cause for all that name it."""
    contacts = [contact.office for contact in entry.record.contacts]
    named = [office for office in contacts if office is not None and office not in sound]
    if not named or dataset.site is None:
        return entry.problem(CHANGED, hint="hint_record", related=related, **given | {"elsewhere": ""})
    office = named[0]
    place = [each.id for each in dataset.site.record.offices].index(office)
    return entry.problem(
        CHANGED,
        "contacts",
        contacts.index(office),
        "office",
        hint="hint_office",
        related=(dataset.site.where("offices", place, "id"), *related),
        **given | {"elsewhere": office},
    )


def _gone(name: str, row: Row, renamed: Entry[Notice] | None) -> Problem:
    assert row.line is not None
    given: dict[str, Any] = {"notice": name, "number": row.number, "logged": row.line.day.isoformat()}
    key = RecordKey("notice", name)
    if renamed:
        related = (renamed.where(),)
        return problem(GONE, _at(row), hint="hint_renamed", related=related, record=key, now=renamed.id, **given)
    return problem(GONE, _at(row), record=key, now="", **given)


def events_accounted(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every line has its event among the notices, and every event that is due its line."""
    books = logs(dataset)
    if not books or any(row.line is None for book in books.values() for row in book):
        return
    found = account(dataset)
    faulty = set(_faulty(dataset, as_of))
    if not faulty and not dataset.lacks("notice"):
        for row in found.stray:
            yield problem(NO_EVENT, _at(row), day="", **_given(row))
        for row, event in found.moved:
            related = (_origin(event, dataset),)
            yield problem(
                NO_EVENT, _at(row), hint="hint_date", related=related, day=event.day.isoformat(), **_given(row)
            )
    told: set[str] = set()
    for log, event in found.missing:
        if event.day > as_of or event.by in told | faulty:
            continue
        told.add(event.by)
        last = max((row.line.day for row in books.get(log, ()) if row.line is not None), default=date.min)
        yield _missing(event, last, dataset)


def _faulty(dataset: Dataset, day: date) -> Iterator[str]:
    """The notices of which something has been said already."""
    for found in notices_unchanged(dataset, day):
        args = dict(found.args)
        yield str(args["notice"])
        if now := args.get("now"):
            yield str(now)


def _given(row: Row) -> dict[str, Any]:
    assert row.line is not None
    return {"number": row.number, "notice": row.line.id, "event": row.line.event}


def _missing(event: Event, last: date, dataset: Dataset) -> Problem:
    where = _origin(event, dataset)
    given: dict[str, Any] = {"notice": event.by, "day": event.day.isoformat(), "last": last.isoformat()}
    key = RecordKey("notice", event.by)
    if event.day < last:
        return problem(LATE, where, record=key, **given)
    entry = dataset.notices[event.id]
    salted = entry.record.salt or event.kind == "take_down"
    odd = bool(other_line_ends(entry, dataset))
    hint = "hint_salt" if not salted else "hint_line_ends" if odd else "hint"
    return problem(NOT_LOGGED, where, hint=hint, record=key, **given)


def _origin(event: Event, dataset: Dataset) -> Where:
    """Where the day of an event is written."""
    entry = dataset.notices[event.by]
    return entry.where("taken_down", "date") if event.kind == "take_down" else entry.where("published")


def salts_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No two notices have one salt: what is left of one would open the other after it was taken down."""
    first: dict[str, Entry[Notice]] = {}
    for entry in sorted(dataset.notices.values(), key=lambda entry: (entry.record.published, entry.id)):
        if entry.record.salt is None:
            continue
        holder = first.setdefault(entry.record.salt, entry)
        if holder is not entry:
            yield entry.problem(SALT_TWICE, "salt", related=(holder.where("salt"),), notice=entry.id, other=holder.id)


def _at(row: Row) -> Where:
    return Where(row.log, row.number)


def _named(row: Row) -> str:
    """The notice that a broken line speaks of, if that can be told."""
    found = _ID.search(row.raw)
    return found[1].decode() if found else "—"


def goes_on(dataset: Dataset, earlier: Mapping[str, Iterable[tuple[str, bytes]]]) -> Iterator[Problem]:
    """The logs go on from every earlier version that is known, named as git names it: none is cut or written anew. A
    sample site of one stated day, which says on every page that it is none of today, may begin again with a commit:
    it goes on from the latest version."""
    stated = dataset.site is not None and dataset.site.record.as_of is not None
    for log, versions in earlier.items():
        now = dataset.kept.get(log, b"")
        for revision, before in islice(versions, 1 if stated else None):
            if not now.startswith(before):
                lines, same = before.count(b"\n"), _same_lines(before, now)
                yield problem(GOES_BACK, Where(log, same + 1), lines=lines, revision=revision[:12], same=same, path=log)
                break


def _same_lines(before: bytes, now: bytes) -> int:
    pairs = zip(before.split(b"\n")[:-1], now.split(b"\n")[:-1], strict=False)
    return next(
        (number for number, (old, new) in enumerate(pairs) if old != new), min(before.count(b"\n"), now.count(b"\n"))
    )


def stub_kept(entry: Entry[Notice], logged: Document) -> Iterator[Problem]:
    """What stays of a notice that was taken down is what the logged document said."""
    for key in STAYS:
        if entry.document.value.get(key) != logged.value.get(key):
            yield entry.problem(STUB_CHANGED, key, key=key, notice=entry.id)
