"""Which addresses are a contract, and which record stands behind each.

Pages of records, sections and years keep their address for good; pages of facets, and those that only go on with a
list, come and go with what they list.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from generator.core.dataset import Dataset
from generator.core.problem import RecordKey
from generator.core.records.address import Promise, read_promises
from generator.core.source import ADDRESSES, PAGES

_OF_STUDIO = "index|trainings|services|meetings|documents|cooperation|teaching"
_LISTS = r"(?!index\.|index-|by-)"
_RECORDS = tuple(
    (kind, re.compile(expression))
    for kind, expression in (
        ("achievement", rf"achievements/([^/]+)/{_LISTS}([^/]+)\.html"),
        ("person", rf"people/{_LISTS}([^/]+)\.html"),
        ("notice", rf"(?:notices|n)/{_LISTS}(?!verify\.)([^/]+)\.html"),
        ("studio", rf"studios/([^/]+)/(?:{_OF_STUDIO})\.html"),
        ("report", r"studios/([^/]+)/reports/([^/]+)\.html"),
        ("assessment", rf"grades/([0-9]{{4}})/{_LISTS}([^/]+)\.html"),
        ("rules", rf"rules/{_LISTS}([^/]+)\.html"),
        ("round", rf"rounds/{_LISTS}([^/]+)\.html"),
        ("plan", rf"plans/{_LISTS}([^/]+)\.html"),
        ("group", rf"groups/{_LISTS}([^/]+)\.html"),
    )
)
PATHS: Mapping[str, str] = {
    "achievement": "studios/{studio}/achievements/…/{name}.md",
    "person": "studios/…/members: {name}",
    "notice": "content/notices/…/{name}.md",
    "studio": "studios/{name}/studio.yml",
    "report": "studios/{studio}/reports/…/{name}.md",
    "assessment": "content/assessments/{studio}/{name}.yml",
    "rules": "content/rules/…/{name}.yml",
    "round": "content/rounds/{name}.yml",
    "plan": "content/plans/{name}.yml",
    "group": "content/groups/{name}.yml",
}
"""Where each kind of record is written, as far as an address tells."""
_OTHERS = re.compile(
    r"(?:[a-z]+/)?index\.html|notices/verify\.html|status\.html"
    r"|achievements/year-[0-9]{4}\.html|(?:trainings|press|calendar)/[0-9]{4}\.html|grades/[0-9]{4}/index\.html"
)
"""Sections and years."""


@lru_cache(100_000)
def holder(address: str) -> RecordKey | None:
    """The record whose page an address is; None for that of a section, a year, a facet or a page by hand."""
    for kind, expression in _RECORDS:
        if found := expression.fullmatch(address):
            return RecordKey(kind, "/".join(found.groups()))
    return None


_PAGES: Mapping[str, str] = {
    "achievement": "achievements/{id}.html",
    "notice": "notices/{id}.html",
    "studio": "studios/{id}/index.html",
    "rules": "rules/{id}.html",
    "round": "rounds/{id}.html",
    "plan": "plans/{id}.html",
    "group": "groups/{id}.html",
}


def page_of(key: RecordKey) -> str:
    """The address of a record's own page, for those kinds that are linked to by hand; "" for the others."""
    return _PAGES[key.kind].format(id=key.id) if key.kind in _PAGES else ""


def lasting(address: str) -> bool:
    """Whether an address of a page that is drawn is part of the contract."""
    return holder(address) is not None or _OTHERS.fullmatch(address) is not None


def by_hand(pages: Iterable[str]) -> frozenset[str]:
    """The addresses of the pages in `content/pages`, of which the paths are given."""
    found = (path.removeprefix(PAGES) for path in pages if path.endswith(".md"))
    return frozenset(re.sub(r"(^|/)README\.html$", r"\1index.html", f"{path[:-3]}.html") for path in found)


@dataclass(frozen=True, slots=True)
class Standing:
    """An address that was published by a day, and what the school says became of it: `outcome` is "" for nothing."""

    promise: Promise
    outcome: str = ""
    to: str = ""
    day: date | None = None
    reason: str = ""


def promises(dataset: Dataset) -> tuple[Promise, ...]:
    """Every address of the list, as far as it can be read."""
    return _promises(dataset.kept.get(ADDRESSES, b""))


@lru_cache(2)
def _promises(data: bytes) -> tuple[Promise, ...]:
    """Asked for many times of the same bytes."""
    return tuple(each for each in read_promises(data) if isinstance(each, Promise))


def since_when(dataset: Dataset) -> Mapping[str, date]:
    """The first day of each address that was published. No studio writes this list: what is claimed twice belongs to
    whoever has stood there longer."""
    return {each.address: each.since for each in promises(dataset)}


def due(dataset: Dataset, as_of: date) -> tuple[Promise, ...]:
    """Those that were published by a day, by address."""
    found = {each.address: each for each in promises(dataset) if each.since <= as_of}
    return tuple(found[address] for address in sorted(found))


def standing(dataset: Dataset, as_of: date) -> tuple[Standing, ...]:
    """The addresses that are due on a day, by address. What became of one later is not known yet."""
    changed = {
        entry.record.address: entry.record for entry in dataset.shelf("address").values() if entry.record.date <= as_of
    }
    return tuple(
        Standing(promise, change.outcome, change.to or "", change.date, change.reason)
        if (change := changed.get(promise.address))
        else Standing(promise)
        for promise in due(dataset, as_of)
    )


def exists(key: RecordKey, dataset: Dataset) -> bool:
    """Whether a record is there, whole, broken, or somewhere in what could not be read."""
    if key.kind == "person":
        return dataset.may_be_registered(key.id)
    if dataset.knows(key.kind, key.id):
        return True
    return key.kind in {"achievement", "report"} and _unread(key.id.partition("/")[0], dataset)


def _unread(studio: str, dataset: Dataset) -> bool:
    """Whether not all of a studio's files are known by name."""
    folders = {out.studio or out.key.id for out in dataset.left_out if out.where.path.count("/") == 1}
    return studio in dataset.cut_short or studio in folders


def lost(dataset: Dataset, as_of: date) -> Iterator[Promise]:
    """The addresses that are due and have neither a record nor a word of the school's."""
    spoken_for = {entry.record.address for entry in dataset.shelf("address").values()}
    for promise in due(dataset, as_of):
        if promise.address not in spoken_for and is_lost(promise.address, dataset):
            yield promise


def is_lost(address: str, dataset: Dataset) -> bool:
    """Whether nothing stands behind an address any more: neither its record nor its page by hand."""
    key = holder(address)
    if key is not None:
        return not exists(key, dataset)
    return not lasting(address) and address not in by_hand(dataset.pages)


def still_to_promise(drawn: Collection[str], dataset: Dataset, as_of: date) -> tuple[Promise, ...]:
    """The addresses among those drawn that the list has not yet, as lines to be added."""
    known = {each.address for each in promises(dataset)}
    there = {address for address in drawn if lasting(address)} | by_hand(dataset.pages)
    return tuple(Promise(address, as_of, 0) for address in sorted(there - known))
