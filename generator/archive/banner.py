"""What an archived page says above everything else: that it is archived, of which day, where its page and the other
years are now.

It is put into the finished HTML, and nothing else is touched: without it a page is byte for byte what the site's own
build of that day gives.
"""

from __future__ import annotations

import re
from datetime import date
from html import escape
from urllib.parse import quote

from generator.core.pages.address import ARCHIVE
from generator.website.frame import NOINDEX
from generator.wording import wording

_HEAD = re.compile(r"</head>")
_BODY = re.compile(r"<body\b[^>]*>")


def archived(html: str, address: str, day: date, site_url: str) -> str:
    """A finished page with the banner, kept out of search engines. Where the site knows no address of its own, the
    banner leads nowhere."""
    if NOINDEX not in html:
        html = _HEAD.sub(lambda found: NOINDEX + found[0], html, count=1)
    return _BODY.sub(lambda found: found[0] + _banner(address, day, site_url), html, count=1)


def _banner(address: str, day: date, site_url: str) -> str:
    words = wording()
    said = words("archive.banner", year=day.year, month=day.month, day=day.day)
    mark, now = escape(words("archive.archived")), escape(words("archive.now"))
    link = f'<a href="{escape(site_url + quote(address))}">{now}</a>' if site_url else ""
    if site_url:
        link += f'<a href="{escape(site_url + ARCHIVE)}">{escape(words("archive.all_years"))}</a>'
    return f'<aside class="jp-frozen" aria-label="{mark}"><b>{mark}</b><span>{escape(said)}</span>{link}</aside>'
