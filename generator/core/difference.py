"""What a change does to the site: two sites of one day compared, address by address.

Only what is public is compared: whoever sees the answer sees no more than the site shows. A page is compared by what
it shows, which `shown` tells of it: two views may differ in what no template prints.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from generator.core.edition import Edition
from generator.core.edition.form.grade import Grade
from generator.core.edition.form.notice import Notice
from generator.core.pages import Page

K = TypeVar("K")
T = TypeVar("T")

Kind = Literal["studios", "notices", "grades", "achievements", "others", "files"]
"""What stands at an address: a page of one of these sections or of another, or a file that is no page."""
KINDS: tuple[Kind, ...] = ("studios", "notices", "grades", "achievements", "others", "files")
"""All kinds, the ones to be seen first standing first."""

Shown = Callable[[Page], object]
"""From a page to something that is equal for two pages of one address exactly if they show the same."""


@dataclass(frozen=True, slots=True)
class Put:
    """What stands at an address without any record behind it: `told` is equal exactly if it is the same."""

    address: str
    title: str
    told: object


@dataclass(frozen=True, slots=True)
class Side:
    """A site on one side of a change: its records and their pages, what the school put there by hand, and what stands
    `around` every page, which is equal exactly if it is the same."""

    edition: Edition
    pages: Sequence[Page]
    by_hand: Sequence[Put] = ()
    around: object = None


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page, or a file to take away from it, by its address, the page's title and what kind it is."""

    address: str
    title: str
    kind: Kind = "others"


@dataclass(frozen=True, slots=True)
class NoticeTurned:
    """A notice whose state or period differs; None on the side on which the site has no such notice."""

    id: str
    before: Notice | None
    after: Notice | None


@dataclass(frozen=True, slots=True)
class GradeMoved:
    """A studio whose public grade of a year differs; None where it has none."""

    year: int
    studio: str
    before: Grade | None
    after: Grade | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs, each by address, id, or year and studio. `around` when every page does, by its head or foot;
    `replaced` are files that are gone because every page that offered one has another of its name instead."""

    added: tuple[PageRef, ...] = ()
    changed: tuple[PageRef, ...] = ()
    removed: tuple[PageRef, ...] = ()
    replaced: tuple[PageRef, ...] = ()
    around: bool = False
    notices: tuple[NoticeTurned, ...] = ()
    grades: tuple[GradeMoved, ...] = ()


@dataclass(frozen=True, slots=True)
class _Standing:
    """What stands at an address: a page drawn from records, or else what `told` says of it."""

    ref: PageRef
    page: Page | None = None
    told: object = None


def difference(before: Side, after: Side, shown: Shown) -> Difference:
    """Compare the site that there was with the one that there would be."""
    old, new = _standing(before), _standing(after)
    both = sorted(old.keys() & new.keys())
    gone = sorted(old.keys() - new.keys())
    replaced = _replaced(before, after, gone)
    return Difference(
        added=tuple(new[address].ref for address in sorted(new.keys() - old.keys())),
        changed=tuple(new[address].ref for address in both if not _same(old[address], new[address], shown)),
        removed=tuple(old[address].ref for address in gone if address not in replaced),
        replaced=tuple(old[address].ref for address in gone if address in replaced),
        around=before.around != after.around,
        notices=tuple(_notices(before.edition.notices, after.edition.notices)),
        grades=tuple(_grades(before.edition, after.edition)),
    )


def _standing(side: Side) -> dict[str, _Standing]:
    """Everything of a site that has an address of its own."""
    found = {put.address: _Standing(_ref(put.address, put.title), told=put.told) for put in side.by_hand}
    for page in side.pages:
        found[page.address] = _Standing(_ref(page.address, page.title, page.section), page)
        for download in page.downloads:
            found[download.address] = _Standing(_ref(download.address, page.title, page.section), told=download.content)
        for file in page.files:  # its address says which bytes it has
            found[file.address] = _Standing(_ref(file.address, page.title, page.section))
    return found


def _replaced(before: Side, after: Side, gone: Sequence[str]) -> frozenset[str]:
    """The addresses of files, among those that are gone, that were given up for the sake of their new content alone."""
    old, new = _offered(before), _offered(after)
    fresh = {(page, _name(address)) for page, address in new - old}
    offered: dict[str, set[tuple[str, str]]] = {}
    for page, address in old:
        offered.setdefault(address, set()).add((page, _name(address)))
    return frozenset(address for address in gone if address in offered and offered[address] <= fresh)


def _offered(side: Side) -> set[tuple[str, str]]:
    """The address of every page that shows or leads to a file, with that of the file."""
    return {(page.address, file.address) for page in side.pages for file in page.files}


def _name(address: str) -> str:
    return address.rpartition("/")[2]


def _ref(address: str, title: str, section: str = "") -> PageRef:
    kind: Kind = next((kind for kind in KINDS if kind == section), "others")
    return PageRef(address, title, kind if address.endswith(".html") else "files")


def _same(old: _Standing, new: _Standing, shown: Shown) -> bool:
    if old.page is None or new.page is None:
        return old.page is new.page and old.told == new.told
    return old.page == new.page or shown(old.page) == shown(new.page)


def _notices(before: Sequence[Notice], after: Sequence[Notice]) -> Iterator[NoticeTurned]:
    pairs = _pairs({notice.id: notice for notice in before}, {notice.id: notice for notice in after}, _told)
    for name, old, new in pairs:
        yield NoticeTurned(name, old, new)


def _told(notice: Notice) -> object:
    period = notice.period
    return notice.state, (period.opens, period.closes) if period else None


def _grades(before: Edition, after: Edition) -> Iterator[GradeMoved]:
    for (year, studio), old, new in _pairs(_by_studio(before), _by_studio(after), _result):
        yield GradeMoved(year, studio, old, new)


def _by_studio(edition: Edition) -> dict[tuple[int, str], Grade]:
    return {(grade.year, grade.studio): grade for year in edition.grade_years for grade in year.grades}


def _result(grade: Grade) -> object:
    return grade.final, grade.band, grade.score, grade.place, grade.incomplete


def _pairs(
    before: Mapping[K, T], after: Mapping[K, T], told: Callable[[T], object]
) -> Iterator[tuple[K, T | None, T | None]]:
    """What stands on one side only, and what does not say the same on both."""
    for key in sorted({*before, *after}, key=str):
        old, new = before.get(key), after.get(key)
        if (old is None) != (new is None) or (old is not None and new is not None and told(old) != told(new)):
            yield key, old, new
