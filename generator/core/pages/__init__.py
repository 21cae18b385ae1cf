"""Pages: what is drawn, from an Edition and from nothing else.

Each module turns one noun of the Edition into `Page` values; `draw` is the table of contents.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from generator.core.edition import Edition
from generator.core.edition.form import Studio
from generator.core.pages import (
    achievement,
    address,
    agenda,
    archive,
    breakdown,
    code,
    compare,
    correction,
    data,
    embed,
    explore,
    grade,
    group,
    guide,
    home,
    log,
    metric,
    notice,
    person,
    plan,
    press,
    rules,
    search,
    statistics,
    status,
    studio,
    takedown,
    training,
)
from generator.core.pages import round as rounds
from generator.core.pages.card import with_cards
from generator.core.pages.chrome import Chrome, chrome
from generator.core.pages.kept import with_kept
from generator.core.pages.newest import Newest
from generator.core.pages.page import SECTIONS, TABS, Page
from generator.core.pages.sharing import imprint
from generator.core.pages.site_map import with_map

__all__ = ["SECTIONS", "TABS", "Chrome", "Page", "chrome", "draw", "published"]

PAGES: tuple[Callable[[Edition], Iterator[Page]], ...] = (
    home.pages,
    studio.pages,
    training.pages,
    person.pages,
    achievement.pages,
    notice.pages,
    log.pages,
    grade.pages,
    rules.pages,
    status.pages,
    correction.pages,
    takedown.pages,
    rounds.pages,
    plan.pages,
    group.pages,
    press.pages,
    agenda.pages,
    statistics.pages,
    breakdown.pages,
    metric.pages,
    archive.pages,
    search.pages,
    explore.pages,
    compare.pages,
    data.pages,
    embed.pages,
)
OF_STUDIO: tuple[Callable[[Edition, Studio], Iterator[Page]], ...] = (
    studio.of_studio,
    person.of_studio,
    achievement.of_studio,
    correction.of_studio,
)
"""Of those what is one studio's own."""
OF_THE_PROGRAM: tuple[Callable[[Edition], Iterator[Page]], ...] = (guide.pages, code.pages)
"""The guide for those who fill in the files: it is no record of the school's."""


def draw(edition: Edition, *, guide: bool = True) -> tuple[Page, ...]:
    """Every data page of the site, in the order of their addresses; without the guide what is only of the school."""
    edition = _held(edition)
    if not guide:  # its addresses are promised by the live site
        kept = tuple(each for each in edition.addresses if not each.address.startswith(f"{address.GUIDE_FOLDER}/"))
        edition = replace(edition, addresses=kept)
    drawn = [page for pages in (*PAGES, *(OF_THE_PROGRAM if guide else ())) for page in pages(edition)]
    drawn = list(with_map(edition, list(with_kept(edition, drawn))))
    return tuple(sorted(_finished(edition, drawn), key=lambda page: page.address))


def draw_studio(edition: Edition, studio: str) -> tuple[Page, ...]:
    """Those pages that are one studio's own, as `draw` has them but for the addresses that once led to them."""
    edition = _held(edition)
    drawn = [
        page for each in edition.studios if each.id == studio for pages in OF_STUDIO for page in pages(edition, each)
    ]
    return tuple(_finished(edition, drawn))


def _held(edition: Edition) -> Edition:
    """An Edition in which nothing moves, where the whole site is held at a day."""
    if not edition.fixed:
        return edition
    return replace(edition, notices=tuple(replace(notice, turns=()) for notice in edition.notices))


def _finished(edition: Edition, drawn: Sequence[Page]) -> Iterator[Page]:
    """Pages with what each of them says of itself."""
    stood = [(each.year, frozenset(each.mounted.pages)) for each in edition.frozen if each.mounted]
    if stood:
        drawn = [replace(page, earlier=_earlier(page.address, stood)) for page in drawn]
    days, whose = Newest(edition.as_of), imprint(edition.site)
    yield from with_cards(edition, (replace(page, newest=days.of(page), imprint=whose) for page in drawn))


def published(drawn: Sequence[Page]) -> frozenset[str]:
    """The addresses at which something is shown that shall be found there for good: the pages and what hangs on them,
    but for those that only say that something is wrong, gone or elsewhere."""
    pages = [page for page in drawn if not page.stub]
    short = {file.address for page in pages for file in page.downloads if file.address.startswith("n/")}
    return frozenset({page.address for page in pages} | short)


def _earlier(here: str, stood: Sequence[tuple[str, frozenset[str]]]) -> tuple[tuple[str, str], ...]:
    """The archived years that have a page of this address."""
    return tuple((year, address.archived(year, here)) for year, pages in stood if here in pages)
