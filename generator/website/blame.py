"""Whose record it is where only the finished pages show personal data: a studio's fault is held to that studio.

No check of single values sees what two of them make together: a number whose halves stand in two fields that a page
sets side by side, a word in one field that tells what the date in the next is. The finished site shows it. Whatever a
studio can write, it could stop everybody's site by that; so its record is put under correction like any other that is
faulty, and the site is drawn and looked through anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from generator.core.checks.personal import CODES, TOGETHER
from generator.core.dataset import Dataset, Entry
from generator.core.edition.form import Correction
from generator.core.pages import address
from generator.core.pages.correction import address_of
from generator.core.problem import Problem
from generator.core.records.kinds import OF_STUDIOS
from generator.website.gate import Left

ROUNDS = 3
"""In the first round what stands for itself is put under correction, then people, from then on whole studios: each of
these shows what the ones before it say, and falls for what is still there without them. So there are few rounds,
however many records there are."""


def blamed(dataset: Dataset, left: Sequence[Left], rounds: int) -> tuple[Problem, ...]:
    """The records of studios that must be put under correction next, since what is left stands on their pages; none
    where it stands on the school's alone, or on those of all studios. `rounds` have been before."""
    shown = {each.page: each for each in reversed(left)}
    by_rank: tuple[dict[str, Problem], ...] = tuple({} for _ in range(ROUNDS))
    for kind in OF_STUDIOS & dataset.shelves.keys():
        for entry in dataset.shelf(kind).values():
            for rank, where in _places(kind, entry, shown):
                found = shown[where]
                told = entry.problem(TOGETHER, address=where.partition("#")[0], like=CODES[found.kind, True].id)
                by_rank[rank].setdefault(entry.id, told)
    return next((tuple(rank.values()) for rank in by_rank[min(rounds, ROUNDS - 1) :] if rank), ())


def _places(kind: str, entry: Entry[Any], pages: Iterable[str]) -> Iterable[tuple[int, str]]:
    """The pages among these that are the entry's, with its rank."""
    if kind == "studio":
        folders = tuple(f"{folder}/{entry.id}/" for folder in ("studios", "achievements"))
        return [(2, page) for page in pages if page.startswith(folders)]
    own = address_of(Correction(kind, entry.id, entry.studio, entry.year)) or address.place(
        kind, entry.studio, entry.name
    )
    return [(int(kind == "member"), page) for page in pages if page == own]
