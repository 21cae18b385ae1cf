"""What is around a page and different on every one: what it says of itself in its head, and at its foot the day of its
newest record and where to tell what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from generator.core.pages import address
from generator.core.pages.page import Card, Page
from generator.core.pages.sharing import fault, sharing
from generator.website.cards import HEIGHT, WIDTH
from generator.website.chinese import set_date
from generator.wording import wording

_IN_SCRIPT = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
"""What could end a script, whatever it holds."""


_FEEDS = {
    "feed.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "calendar.ics": "text/calendar",
}
_EVERYWHERE = frozenset({address.NOTICES_FEED, address.NOTICES_JSON})


def head(page: Page) -> str:
    """The marks in the head of a page; its data are no script to a browser, which runs none of them."""
    told = sharing(page)
    metas = [f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in told.named]
    metas += [f'<meta property="{escape(name)}" content="{escape(content)}">' for name, content in told.graph]
    shown = card(page.card) if page.card else ()
    metas += [f'<meta {kind}="{name}" content="{escape(content)}">' for kind, name, content in shown]
    title = escape(page.title)
    metas += [f'<link rel="alternate" type="{kind}" title="{title}" href="{name}">' for name, kind in _feeds(page)]
    if told.linked:
        data = json.dumps(told.linked, ensure_ascii=False, separators=(",", ":"))
        for sign, instead in _IN_SCRIPT.items():
            data = data.replace(sign, instead)
        metas.append(f'<script type="application/ld+json">{data}</script>')
    return "\n".join(metas)


def card(shown: Card) -> Iterator[tuple[str, str, str]]:
    """What a page says of its card: the kind of each mark, its name and its content."""
    yield "property", "og:image", shown.url
    yield "property", "og:image:type", "image/png"
    yield "property", "og:image:width", str(WIDTH)
    yield "property", "og:image:height", str(HEIGHT)
    yield "property", "og:image:alt", wording()("card.alt", title=shown.title, site=shown.site)
    yield "name", "twitter:card", "summary_large_image"


def _feeds(page: Page) -> Iterator[tuple[str, str]]:
    """The feeds and calendars that lie beside a page, with their media types; those of the notices every page names."""
    for file in page.downloads:
        folder, _, name = file.address.rpartition("/")
        if name in _FEEDS and folder == page.address.rpartition("/")[0] and file.address not in _EVERYWHERE:
            yield name, _FEEDS[name]


def foot(page: Page) -> str:
    """The line at the foot of a page; nothing where there is nothing to say."""
    t = wording()
    said = []
    if page.newest:
        day = escape(set_date(page.newest, t))
        said.append(f'{escape(t("sharing.newest"))}<time datetime="{escape(page.newest)}">{day}</time>')
    if letter := fault(page):
        said.append(f'<a href="{escape(letter)}">{escape(t("sharing.fault"))}</a>')
    return f'<p class="jp-foot__page">{" · ".join(said)}</p>' if said else ""
