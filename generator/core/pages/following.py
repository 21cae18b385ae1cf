"""Following the notices: what feeds and calendars know a notice by, and when it last changed.

All of it comes from the records, so that a file changes when a notice does and at no other time.
"""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlsplit
from uuid import NAMESPACE_URL, uuid5

from generator.core.edition.form import Notice, Site
from generator.core.pages import address
from generator.core.pages.day import in_words
from generator.core.pages.page import Imprint
from generator.wording import wording

_PLAIN = re.compile(r"[0-9A-Za-z_.~/#-]*")
"""An address that stands in a URL as it is."""
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?")
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
"""What ends a line somewhere, and what XML cannot hold."""


def line(text: str) -> str:
    """Text in one line, without controls: no file that is read line by line can be forged with it."""
    return " ".join(_UNSEEN.sub(" ", text).split())


def url(site: Site | Imprint, place: str) -> str:
    """Where a visitor finds an address of the site; without a site's own URL there is none."""
    return _begin(site.url) + (place if _PLAIN.fullmatch(place) else quote(place, safe="/#")) if site.url else ""


@lru_cache(maxsize=8)
def _begin(url: str) -> str:
    return line(url).replace(" ", "%20")


def name_of(site: Site, notice: Notice) -> str:
    """The name by which readers know a notice again."""
    return tag(site, notice.published, address.notice(notice.id))


def tag(site: Site, when: str, place: str) -> str:
    """The name by which readers know something again that has been at a place since a year or a day: a tag URI below
    the site's host, else a UUID."""
    try:
        found = urlsplit(site.url)
    except ValueError:
        found = urlsplit("")
    host = (found.hostname or "").lower()
    if not _HOST.fullmatch(host):
        return urn(site, place)
    return f"tag:{host},{when}:{quote(found.path.lstrip('/'))}{quote(place, safe='/#')}"


def urn(site: Site, place: str) -> str:
    """A name for an address of a site that knows no URL of its own."""
    return uuid5(NAMESPACE_URL, f"{site.school}/{place}").urn


def updated(notice: Notice) -> str:
    """The day of a notice's last change: it was published, another did something to it, it was taken down."""
    taken = [notice.taken_on] if notice.taken_on else []
    return max([notice.published, *taken, *(link.published for link in notice.links if not link.forward)])


def about(notice: Notice) -> str:
    """A notice in a sentence: its summary, else from when to when it stands."""
    t = wording()
    if notice.summary:
        return notice.summary
    if notice.period:
        opens, closes = in_words(notice.period.opens), in_words(notice.period.closes)
        return t("notice.period_description", title=notice.title, opens=opens, closes=closes)
    return t("notice.description", title=notice.title, published=in_words(notice.published))
