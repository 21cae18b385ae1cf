"""What a change does to the site: two Editions of one day compared, page by page, without rendering any.

Only what is public is compared: whoever sees the answer sees no more than the site shows.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from generator.core.edition import Edition
from generator.core.edition.form.grade import Grade
from generator.core.edition.form.notice import Notice
from generator.core.pages import Page, chrome, draw

K = TypeVar("K")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PageRef:
    """A page, or a file to take away from it, by its address and the page's title."""

    address: str
    title: str


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
    """What differs, each by address, id, or year and studio. `around` when every page does, by its head or foot."""

    added: tuple[PageRef, ...] = ()
    changed: tuple[PageRef, ...] = ()
    removed: tuple[PageRef, ...] = ()
    around: bool = False
    notices: tuple[NoticeTurned, ...] = ()
    grades: tuple[GradeMoved, ...] = ()


def difference(before: Edition, after: Edition) -> Difference:
    """Compare the Edition that there was with the one that there would be."""
    pages, drawn = draw(after), {page.address: page for page in draw(before)}
    old, new = _addresses(drawn.values()), _addresses(pages)
    return Difference(
        added=tuple(new[address] for address in sorted(new.keys() - old.keys())),
        changed=tuple(new[page.address] for page in pages if page.address in drawn and drawn[page.address] != page),
        removed=tuple(old[address] for address in sorted(old.keys() - new.keys())),
        around=chrome(before) != chrome(after),
        notices=tuple(_notices(before.notices, after.notices)),
        grades=tuple(_grades(before, after)),
    )


def _addresses(pages: Iterable[Page]) -> dict[str, PageRef]:
    found: dict[str, PageRef] = {}
    for page in pages:
        found[page.address] = PageRef(page.address, page.title)
        found |= {file.address: PageRef(file.address, page.title) for file in page.downloads}
    return found


def _notices(before: Sequence[Notice], after: Sequence[Notice]) -> Iterator[NoticeTurned]:
    pairs = _pairs({notice.id: notice for notice in before}, {notice.id: notice for notice in after}, _standing)
    for name, old, new in pairs:
        yield NoticeTurned(name, old, new)


def _standing(notice: Notice) -> object:
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
