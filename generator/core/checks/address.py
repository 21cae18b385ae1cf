"""Checks of the addresses once published: each still has a page, or a word of the school's where it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from generator.core.compute.address import PATHS, holder, is_lost, lasting, lost, promises
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.records.address import AddressChange, Promise, read_promises
from generator.core.records.kinds import OF_STUDIOS
from generator.core.records.partial import as_far_as_read, is_read
from generator.core.source import ADDRESSES
from generator.core.values.word import nearest

LINE_FORM = Code("H101", cause=("@path",))
TWICE = Code("H102")
LOST = Code("H103")
REUSED = Code("H104")
LEADS_NOWHERE = Code("H105")
NEVER_PUBLISHED = Code("H106", Severity.WARNING)
OUTCOME = Code("H107")
TAKEN_OUT = Code("H108")
SAID_TWICE = Code("H109")
OF_LIST = frozenset({LINE_FORM, TWICE, TAKEN_OUT})
"""What is wrong with the list itself, whatever became of what it lists."""
Change = Entry[AddressChange]


def list_is_sound(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every line of the list is a day and an address, and no address has two."""
    first: dict[str, Promise] = {}
    for each in read_promises(dataset.kept.get(ADDRESSES, b"")):
        if isinstance(each, int):
            yield problem(LINE_FORM, Where(ADDRESSES, each), number=each)
        elif first.setdefault(each.address, each) is not each:
            other = first[each.address]
            yield problem(TWICE, _at(each), related=(_at(other),), address=each.address, number=other.line)


def addresses_kept(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Behind every address that is due stands a record or a page, or the school says what became of it. A studio that
    is gone as a whole is told once."""
    gone: dict[str, list[Promise]] = {}
    for promise in lost(dataset, as_of):
        key = holder(promise.address)
        studio = key.id.partition("/")[0] if key and key.kind in OF_STUDIOS else ""
        if studio and RecordKey("studio", studio) not in dataset.known:
            gone.setdefault(studio, []).append(promise)
        else:
            yield _lost(promise, key, dataset, as_of)
    for studio, below in gone.items():
        own = next((each for each in below if each.address == f"studios/{studio}/index.html"), below[0])
        new = _renamed_studio(studio, below, dataset)
        hint = "hint_studio_renamed" if new else "hint_studio"
        yield problem(
            LOST,
            _at(own),
            hint=hint,
            record=RecordKey("studio", studio),
            contested=True,
            address=own.address,
            since=own.since.isoformat(),
            source=f"studios/{studio}/",
            count=len(below),
            new=new or "",
            day=as_of.isoformat(),
        )


def _renamed_studio(studio: str, below: Iterable[Promise], dataset: Dataset) -> str | None:
    """The studio never published that has the achievements of one that is gone, or nearly its name."""
    new = sorted({key.id for key in dataset.known if key.kind == "studio"} - _studios(promises(dataset)))
    names = {key.id.rpartition("/")[2] for each in below if (key := holder(each.address)) and key.kind == "achievement"}
    alike = {each: sum(entry.name in names for entry in dataset.achievements_of(each)) for each in new}
    best = max(new, key=lambda each: alike[each], default="")
    return best if best and alike[best] * 2 > len(names) else nearest(studio, new)


def _lost(promise: Promise, key: RecordKey | None, dataset: Dataset, as_of: date) -> Problem:
    new = _renamed(promise.address, key, dataset)
    return problem(
        LOST,
        _at(promise),
        hint="hint_renamed" if new else "hint",
        record=key if key and key.kind in OF_STUDIOS else None,
        contested=_theirs(key),
        address=promise.address,
        since=promise.since.isoformat(),
        source=_source(promise.address, key),
        count=1,
        new=new,
        day=as_of.isoformat(),
    )


def _source(address: str, key: RecordKey | None) -> str:
    """The file or entry that the record was, as far as its address tells."""
    if key is None:
        return f"content/pages/{address.removesuffix('.html')}.md"
    studio, _, name = key.id.rpartition("/")
    return PATHS[key.kind].format(studio=studio, name=name)


def _theirs(key: RecordKey | None) -> bool:
    """Whether a studio can have taken a record away, or brought it back: then its own pages are under correction, and
    those of the others are published."""
    return key is not None and (key.kind in OF_STUDIOS or key.kind == "person")


def _renamed(address: str, key: RecordKey | None, dataset: Dataset) -> str:
    """The address of a record of the same kind and studio that is new: one with nearly its name, or the only one where
    no other was lost."""
    if key is None or key.kind == "person":
        return ""
    name = key.id.rpartition("/")[2]
    promised = {holder(each.address) for each in promises(dataset)}
    new = {other.id.rpartition("/")[2] for other in dataset.known - promised if _beside(other, key)}
    gone = sum(is_lost(each.address, dataset) and _beside(holder(each.address), key) for each in promises(dataset))
    meant = nearest(name, sorted(new)) or (min(new) if len(new) == gone == 1 else "")
    head, _, _ = address.rpartition("/")
    return f"{head}/{meant}.html" if meant else ""


def _beside(key: RecordKey | None, other: RecordKey) -> bool:
    """Whether two records are of one kind and one studio."""
    return key is not None and key.kind == other.kind and key.id.rpartition("/")[0] == other.id.rpartition("/")[0]


def _studios(promised: Iterable[Promise]) -> set[str]:
    keys = (holder(each.address) for each in promised)
    return {key.id for key in keys if key and key.kind == "studio"}


def changes_make_sense(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An entry speaks of an address that was published and has no record any more, and leads to one that has."""
    entries: list[Change] = list(dataset.shelf("address").values())
    promised = [each.address for each in promises(dataset)]
    changed: dict[str, Change] = {}
    for entry in entries:
        change = entry.record
        if first := changed.get(change.address):
            related = (first.where("address"),)
            yield entry.problem(SAID_TWICE, "address", related=related, address=change.address)
            continue
        changed[change.address] = entry
        if change.address not in promised:
            yield entry.unknown(
                NEVER_PUBLISHED, "address", given=change.address, among=promised, address=change.address
            )
    for entry in changed.values():
        yield from as_far_as_read(_sense(entry, changed, dataset))


def _sense(entry: Change, changed: dict[str, Change], dataset: Dataset) -> Iterator[Problem]:
    change = entry.record
    if _is_there(change.address, dataset) and (holder(change.address) or not lasting(change.address)):
        source = _source(change.address, holder(change.address))
        key = holder(change.address)
        yield replace(
            entry.problem(REUSED, "address", address=change.address, source=source),
            record=key if key and key.kind in OF_STUDIOS else entry.key,
            contested=_theirs(key),
        )
    if change.to is not None and not (is_read(change, "outcome") and change.outcome == "撤销"):
        yield from _leads(entry, change.to, changed, dataset)
    if change.to is None and change.outcome != "撤销":
        yield entry.problem(OUTCOME, "outcome", hint="hint_to", address=change.address, outcome=change.outcome)
    elif change.to is not None and change.outcome == "撤销":
        yield entry.problem(OUTCOME, "to", hint="hint_no_to", address=change.address, outcome=change.outcome)


def _is_there(address: str, dataset: Dataset) -> bool:
    """Whether something stands behind an address for sure: of a studio without `studio.yml` nothing is known."""
    key = holder(address)
    surely = key is None or key.kind not in OF_STUDIOS or dataset.knows(key.kind, key.id)
    return surely and not is_lost(address, dataset)


def _leads(entry: Change, to: str, changed: dict[str, Change], dataset: Dataset) -> Iterator[Problem]:
    """Whether an entry leads to a page, and to one that does not lead further."""
    other = changed.get(to)
    if other is not None:
        yield entry.problem(
            LEADS_NOWHERE,
            "to",
            hint="hint_further" if other.record.to else "hint_gone",
            related=(other.where("address"),),
            to=to,
            further=other.record.to or "",
            meant="",
        )
    elif is_lost(to, dataset) and not _of_studio_gone(to, dataset):
        there = sorted(each.address for each in promises(dataset) if not is_lost(each.address, dataset))
        meant = nearest(to, there)
        hint = "hint_nearest" if meant else "hint"
        theirs = _theirs(holder(to))
        yield entry.problem(LEADS_NOWHERE, "to", hint=hint, contested=theirs, to=to, further="", meant=meant or "")


def _of_studio_gone(to: str, dataset: Dataset) -> bool:
    """Whether a published page is one of a studio that is gone as a whole, of which that is told once."""
    key = holder(to)
    if key is None or key.kind not in OF_STUDIOS:
        return False
    studio = RecordKey("studio", key.id.partition("/")[0])
    return studio not in dataset.known and any(each.address == to for each in promises(dataset))


def nothing_taken_out(dataset: Dataset, versions: Iterable[tuple[str, bytes]]) -> Iterator[Problem]:
    """Every address that stood in an earlier version of the list, named as git names it, stands there still, or in a
    line that is told to be none. What one version had and is gone is told once."""
    listed = dataset.kept.get(ADDRESSES, b"")
    lines = listed.splitlines()
    said = {each.address for each in promises(dataset)}
    broken = b"\n".join(lines[each - 1] for each in read_promises(listed) if isinstance(each, int))
    for revision, data in versions:
        gone = [
            each
            for each in read_promises(data)
            if isinstance(each, Promise) and each.address not in said and each.address.encode() not in broken
        ]
        said |= {each.address for each in gone}
        if gone:
            first = gone[0]
            yield problem(
                TAKEN_OUT,
                Where(ADDRESSES, min(first.line, len(lines)) or 1),
                hint="hint_several" if len(gone) > 1 else "hint",
                address=first.address,
                revision=revision[:12],
                line=first.written().decode().strip(),
                count=len(gone),
            )


def _at(promise: Promise) -> Where:
    return Where(ADDRESSES, promise.line)
