"""What is around a page and different on every one: what it says of itself in its head, and at its foot the day of its
newest record and where to tell what is wrong with it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from html import escape

from generator.core.pages import address
from generator.core.pages.page import Page
from generator.website.cards import HEIGHT, WIDTH
from generator.website.chinese import set_date
from generator.wording import wording

_IN_SCRIPT = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What could end a script, whatever it holds."""


_FEEDS = {
    "feed.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
    "calendar.ics": "text/calendar",
}
_EVERYWHERE = frozenset({address.NOTICES_FEED, address.NOTICES_JSON})


def head(page: Page) -> str:
    """The marks in the head of a page; its data are no script to a browser, which runs none of them."""
    told = page.sharing
    metas = [f'<meta name="{escape(name)}" content="{escape(content)}">' for name, content in told.named]
    metas += [f'<meta property="{escape(name)}" content="{escape(content)}">' for name, content in told.graph]
    if page.card:
        shown: dict[str, object] = {"og:image": page.card.url, "og:image:type": "image/png"}
        shown |= {"og:image:width": WIDTH, "og:image:height": HEIGHT}
        shown["og:image:alt"] = wording()("card.alt", title=page.card.title, site=page.card.site)
        metas += [f'<meta property="{name}" content="{escape(str(content))}">' for name, content in shown.items()]
        metas.append('<meta name="twitter:card" content="summary_large_image">')
    title = escape(page.title)
    metas += [f'<link rel="alternate" type="{kind}" title="{title}" href="{name}">' for name, kind in _feeds(page)]
    if told.linked:
        data = json.dumps(told.linked, ensure_ascii=False, separators=(",", ":")).translate(_IN_SCRIPT)
        metas.append(f'<script type="application/ld+json">{data}</script>')
    return "\n".join(metas)


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
    if page.fault:
        said.append(f'<a href="{escape(page.fault)}">{escape(t("sharing.fault"))}</a>')
    return f'<p class="jp-foot__page">{" · ".join(said)}</p>' if said else ""
