"""What MkDocs is asked for: the chrome and the frames that the data pages of one edition need, and nothing of them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass

from generator.core.pages import address as places
from generator.core.pages.chrome import Chrome
from generator.core.pages.page import Card, Page
from generator.website.cards import fonts
from generator.website.facade import DOORS
from generator.website.fault import WebsiteError
from generator.website.frame import PREFIX, FrameKey, keys_of
from generator.website.house import House
from generator.website.redirects import FOR_HOSTS, FOR_NGINX

OWN = frozenset({"status.json", "robots.txt", "sitemap.xml", FOR_HOSTS, FOR_NGINX})
"""What stands at the root of every site beside its pages."""

_ARCHIVED = re.compile(r"archive/(?:\d{4}/|jiangpu-)")
"""Where archived years stand, and whatever is frozen later."""


@dataclass(frozen=True, slots=True)
class Plan:
    """The inputs of MkDocs that come from the records: small, and the same as long as no page of a new kind appears."""

    chrome: Chrome
    keys: tuple[FrameKey, ...]
    open_doors: tuple[str, ...]
    cards: tuple[tuple[str, Card], ...] = ()
    """The cards of sections, which their hand-written pages show too; none where the computer draws none."""

    def as_text(self) -> str:
        """The plan in one line, equal for equal plans."""
        return json.dumps(asdict(self), ensure_ascii=True, sort_keys=True)


def plan_for(house: House, chrome: Chrome, pages: Iterable[Page]) -> Plan:
    """Plan the frames of `pages`; a door is open if a data page or a hand-written one stands there.

    Raises WebsiteError if a file of the school's takes an address or a name of ours: before anything is written.
    """
    pages = tuple(pages)
    drawn = {page.address for page in pages}
    drawn |= {file.address for page in pages for file in page.downloads}
    drawn |= {file.address for page in pages for file in page.files}
    drawn |= {page.card.address for page in pages if page.card}
    by_hand = dict(_by_hand(house))
    # Some systems take A and a for the same name, and the site shall unpack on all of them.
    taken = {address.casefold() for address in drawn | OWN}
    for address, source in by_hand.items():
        if address.startswith(PREFIX):
            raise WebsiteError("reserved", source=source, prefix=PREFIX)
        if found := _ARCHIVED.match(address):
            raise WebsiteError("reserved", source=source, prefix=found[0])
        if address.casefold() in taken:
            raise WebsiteError("collision", source=source, address=address)
    cards = {page.section: page.card for page in pages if page.card and page.card.address == _card(page)}
    shown = tuple(sorted(cards.items())) if fonts() else ()
    return Plan(chrome, keys_of(pages), tuple(sorted((drawn | by_hand.keys()) & DOORS)), shown)


def _card(page: Page) -> str:
    return places.card("sections", page.section)


def _by_hand(house: House) -> Iterator[tuple[str, str]]:
    """Every file of the school's pages: its address on the site, and its path from the repository's root."""
    for path in sorted(house.pages.rglob("*")):
        if path.is_file():
            place = path.relative_to(house.pages)
            if path.suffix == ".md":
                place = place.with_name("index.html" if path.stem == "README" else f"{path.stem}.html")
            yield place.as_posix(), path.relative_to(house.root).as_posix()
