"""What the theme's own partials may see: the words and facts around every page, ready to be printed.

`theme/main.html` and the partials know it as `site`. MkDocs' Jinja does not escape; the templates do, with `|e`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from generator.core.pages import address
from generator.core.pages.chrome import Chrome
from generator.core.pages.page import SECTIONS, TABS, Card
from generator.website import around
from generator.website.assets import on_demand
from generator.website.seal import Cell, cells
from generator.wording import Wording

_DOORS: Mapping[str, Mapping[str, str]] = {
    "data": {"data": address.DATA, "feed": address.NOTICES_FEED},
    "site": {
        "about": address.ABOUT,
        "calendar": address.CALENDAR,
        "rules": address.RULES,
        "guide": address.GUIDE,
        "status": address.STATUS,
        "map": address.SITE_MAP,
    },
}
"""The columns of links in the footer: wording keys below `chrome.foot`, and below `chrome.door` for each door."""

_FEEDS: Mapping[str, str] = {
    address.NOTICES_FEED: "application/atom+xml",
    address.NOTICES_JSON: "application/feed+json",
}
"""The feeds that every page names to whatever reads feeds, with their media types."""

DOORS = frozenset(
    (*TABS.values(), address.SEARCH, *(place for doors in _DOORS.values() for place in doors.values()), *_FEEDS)
)
"""Every address that the chrome links to, if there is a page."""


@dataclass(frozen=True, slots=True)
class Door:
    """A link of the chrome."""

    name: str
    label: str
    address: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column of links in the footer."""

    label: str
    doors: tuple[Door, ...]


@dataclass(frozen=True, slots=True)
class Facade:
    """`site`, as the theme sees it."""

    t: Wording
    chrome: Chrome
    tabs: tuple[Door, ...]
    columns: tuple[Column, ...]
    seal: tuple[Cell, ...]
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    search: Door | None = None
    """In the head of every page."""
    feeds: tuple[tuple[str, str], ...] = ()
    """Address and media type of each feed there is."""
    cards: Mapping[str, Card] = field(default_factory=dict)
    """The cards of sections."""

    @property
    def home(self) -> str:
        """Where the name of the site leads."""
        return TABS["home"]

    @property
    def place(self) -> str:
        """The school's address and postcode in one line."""
        postcode = self.chrome.postcode and self.t("chrome.foot.postcode", postcode=self.chrome.postcode)
        return " · ".join(part for part in (self.chrome.address, postcode) if part)

    @property
    def tagline(self) -> str:
        """The line below the name of the site, which also describes pages that do not describe themselves."""
        return self.t("chrome.tagline", school=self.chrome.school_name)

    def section_of(self, place: str) -> str:
        """The section of a hand-written page that names none: the one it opens, else the site's account of itself."""
        return next((name for name, opens in TABS.items() if opens == place), SECTIONS[-1])

    def card_of(self, section: str) -> tuple[tuple[str, str, str], ...]:
        """What a hand-written page says of the card that it shows: its section's, else the site's, if there are any."""
        shown = self.cards.get(section) or self.cards.get("home")
        return tuple(around.card(shown)) if shown else ()


def facade(
    chrome: Chrome,
    open_doors: Collection[str],
    published: Mapping[str, str],
    words: Wording,
    cards: Iterable[tuple[str, Card]] = (),
) -> Facade:
    """Gather what the theme needs; of all doors, those in `open_doors` lead somewhere."""
    columns = (
        Column(words(f"chrome.foot.{name}"), tuple(_doors(doors, "chrome.door", open_doors, words)))
        for name, doors in _DOORS.items()
    )
    return Facade(
        t=words,
        chrome=chrome,
        tabs=tuple(_doors(TABS, "section", open_doors, words)),
        columns=tuple(column for column in columns if column.doors),
        seal=cells(chrome.site_name),
        styles=tuple(address for address in published.values() if address.endswith(".css")),
        scripts=tuple(address for name, address in published.items() if name.endswith(".js") and not on_demand(name)),
        search=next(iter(_doors({"search": address.SEARCH}, "section", open_doors, words)), None),
        feeds=tuple((place, kind) for place, kind in _FEEDS.items() if place in open_doors),
        cards=dict(cards),
    )


def _doors(doors: Mapping[str, str], words_below: str, open_doors: Collection[str], words: Wording) -> list[Door]:
    return [Door(name, words(f"{words_below}.{name}"), place) for name, place in doors.items() if place in open_doors]
