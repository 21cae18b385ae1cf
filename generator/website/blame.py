"""Whose record it is where only the finished pages show personal data: a studio's fault is held to that studio.

No check of single values sees what two of them make together: a number whose halves stand in two fields that a page
sets side by side, a word in one field that tells what the date in the next is. The finished site shows it. Whatever a
studio can write, it could stop everybody's site by that; so its record is put under correction like any other that is
faulty, and the site is drawn and looked through anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from generator.core.checks.personal import CODES, TOGETHER
from generator.core.dataset import Dataset, Entry
from generator.core.edition.form import Correction
from generator.core.pages import address
from generator.core.pages.correction import address_of
from generator.core.problem import Problem, RecordKey
from generator.core.records.kinds import OF_STUDIOS
from generator.website.gate import Left

ROUNDS = 3
"""In the first round what stands for itself is put under correction, then people, from then on whole studios: each of
these shows what the ones before it say, and falls for what is still there without them. So there are few rounds,
however many records there are."""
SHORTEST = 2
"""How long a value is of which it can be told that it stands somewhere."""


def blamed(dataset: Dataset, left: Sequence[Left], rounds: int) -> tuple[Problem, ...]:
    """The records of studios that must be put under correction next, since what is left stands on their pages or, where
    it stands on the school's alone, is in their words; none where it is nobody's. `rounds` have been before."""
    shown = {each.page: each for each in reversed(left)}
    by_rank: tuple[dict[str, Problem], ...] = tuple({} for _ in range(ROUNDS))
    for kind in OF_STUDIOS & dataset.shelves.keys():
        for entry in dataset.shelf(kind).values():
            for rank, where in _places(kind, entry, shown):
                found = shown[where]
                told = entry.problem(TOGETHER, address=where.partition("#")[0], like=CODES[found.kind, True].id)
                by_rank[rank].setdefault(entry.id, told)
    own = next((tuple(rank.values()) for rank in by_rank[min(rounds, ROUNDS - 1) :] if rank), ())
    return own or tuple(_by_words(dataset, {(each.line, each.start): each for each in left}.values()))


def _by_words(dataset: Dataset, left: Iterable[Left]) -> Iterator[Problem]:
    """The records whose values make up most of what was found, as it stands on a list beside those of others. Who only
    wrote a piece of it once more, so that another seems to have said it, has said more of it than that one."""
    entries = [entry for kind in OF_STUDIOS & dataset.shelves.keys() for entry in dataset.shelf(kind).values()]
    told: dict[RecordKey, Problem] = {}
    for each in left:
        shares = [(len(_said(entry.record.model_dump(), each)), entry) for entry in entries] if each.line else []
        most = max((share for share, _ in shares), default=0)
        for share, entry in shares:
            if share == most > 0:
                like = CODES[each.kind, True].id
                told.setdefault(entry.key, entry.problem(TOGETHER, address=each.address, like=like))
    yield from told.values()


def _said(value: object, left: Left) -> set[int]:
    """Which characters of what was found are some value's that stands there whole."""
    match value:
        case str() if len(value) >= SHORTEST and (at := left.line.find(value)) >= 0:
            said: set[int] = set()
            while at >= 0:
                said |= set(range(max(at, left.start), min(at + len(value), left.end)))
                at = left.line.find(value, at + 1)
            return said
        case dict():
            return set().union(*(_said(each, left) for each in value.values()))
        case list() | tuple():
            return set().union(*(_said(each, left) for each in value))
    return set()


def _places(kind: str, entry: Entry[Any], pages: Iterable[str]) -> Iterable[tuple[int, str]]:
    """The pages among these that are the entry's, with its rank."""
    if kind == "studio":
        folders = tuple(f"{folder}/{entry.id}/" for folder in ("studios", "achievements"))
        return [(2, page) for page in pages if page.startswith(folders)]
    own = address_of(Correction(kind, entry.id, entry.studio, entry.year)) or address.place(
        kind, entry.studio, entry.name
    )
    return [(int(kind == "member"), page) for page in pages if page == own]
