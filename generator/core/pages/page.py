"""What a page is before it is rendered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.core.edition.form import File
from generator.core.pages import address
from generator.core.pages.download import Download

TABS: Mapping[str, str] = {
    "home": address.HOME,
    "studios": address.STUDIOS,
    "notices": address.NOTICES,
    "achievements": address.ACHIEVEMENTS,
    "grades": address.GRADES,
    "statistics": address.STATISTICS,
    "archive": address.ARCHIVE,
}
"""The tabs of the site in their order: each is a wording key `section.<name>` and the address it leads to."""

SECTIONS = (*TABS, "search", "about")
"""Every section: those with a tab, the search in the head of every page, and the site's account of itself, which is
reached from the foot of the page."""

STUBS = frozenset({"correction.html", "gone.html", "takedown.html"})
"""The templates of pages that only say that something is wrong, gone or elsewhere: they are there for whoever has the
address, and nobody shall find them."""


@dataclass(frozen=True, slots=True)
class Imprint:
    """What every page says of the site and of the school that answers for it; `email` is where faults are told."""

    name: str
    url: str
    school: str
    publisher: str
    address: str | None
    postcode: str | None
    email: str | None


@dataclass(frozen=True, slots=True)
class Card:
    """What is drawn where a page is shared, and where the picture lies: from above, what it is of, its title, a line
    below it; at the foot the site and its host. `url` is the full address, which is what others fetch."""

    address: str
    url: str
    kicker: str
    title: str
    line: str
    site: str
    host: str


@dataclass(frozen=True, slots=True)
class Page:
    """One data page: a pure function of its view, its template and its frame.

    `address` is relative to the site's root and names a file (`studios/welding-he/index.html`); `section` is one of
    `SECTIONS`, whose tab is lit; `template` a file of `theme/pages/`; `view` what the template may see: plain data and
    the frozen dataclasses of `core.edition.form`. `crumbs` are the titles and addresses above the page, the nearest
    last. `downloads` are files of the page's own: what it shows, to take away;
    `files` those of the studios and the school that it shows or leads to. No other file of theirs is published.
    `earlier` are the years in which an archived page stands at the same address, the latest first, each with where it
    is now. `newest` is the day of its newest record, "" where it shows none; `imprint` whose it is, from which
    `pages.sharing` tells what it says of itself; `card` the picture that stands for it where it is shared.
    """

    address: str
    section: str
    template: str
    title: str
    description: str
    view: Mapping[str, Any] = field(default_factory=dict)
    crumbs: tuple[tuple[str, str], ...] = ()
    downloads: tuple[Download, ...] = ()
    files: tuple[File, ...] = ()
    earlier: tuple[tuple[str, str], ...] = ()
    newest: str = ""
    imprint: Imprint | None = None
    card: Card | None = None

    @property
    def depth(self) -> int:
        """How many folders lie between the site's root and the page."""
        return self.address.count("/")

    @property
    def stub(self) -> bool:
        """Whether the page only keeps an address: no sitemap names it, and search engines are asked to leave it."""
        return self.template in STUBS
