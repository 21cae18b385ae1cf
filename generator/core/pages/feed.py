"""Feeds, in Atom and as JSON Feed 1.1: of the notices and of each kind of them, of the site, of a studio, of
corrections, of the school's year.

Of a notice an entry holds what the register says, never its text or its lists: what has to come down after the period
shall not live on in the readers of a feed.
"""

from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence
from posixpath import dirname, relpath
from typing import Any

from generator.core.edition import Edition
from generator.core.edition.form import Site
from generator.core.pages import address, story
from generator.core.pages.download import Download, written
from generator.core.pages.following import line, url, urn
from generator.core.pages.story import Story
from generator.wording import wording

MOST = 100
"""How many entries a feed holds: those that came out or changed last."""
LANGUAGE = "zh-CN"
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"


def feeds(edition: Edition) -> tuple[Download, ...]:
    """Both feeds of the notices; none as long as there is no notice."""
    t, site = wording(), edition.site
    stories = (story.of_notice(site, notice) for notice in edition.notices)
    said = t("follow.description", school=site.school)
    return both(site, address.NOTICES, t("follow.title", site=site.name), said, stories)


def both(
    site: Site, page: str, title: str, description: str, stories: Iterable[Story], folder: str = ""
) -> tuple[Download, ...]:
    """The two feeds of a page, beside it or in a folder of their own; none where there is nothing to tell."""
    latest = sorted(stories, key=lambda told: (told.updated, told.published, told.name), reverse=True)[:MOST]
    if not latest:
        return ()
    folder = folder or dirname(page)
    places = [f"{folder}/{name}".lstrip("/") for name in ("feed.xml", "feed.json")]
    return (
        _atom(site, places[0], page, title, description, latest),
        _json(site, places[1], page, title, description, latest),
    )


def _moment(day: str) -> str:
    """The beginning of a civil day in China."""
    return f"{day}T00:00:00+08:00"


def _from(feed: str, place: str) -> str:
    """A place as seen from a feed, for a site without an address of its own."""
    return relpath(place, dirname(feed) or ".")


def _atom(site: Site, here: str, page: str, title: str, description: str, stories: Sequence[Story]) -> Download:
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": LANGUAGE})
    own = url(site, here)
    _say(feed, "id", own or urn(site, here))
    _say(feed, "title", title)
    _say(feed, "subtitle", description)
    _say(feed, "updated", _moment(max(told.updated for told in stories)))
    _author(feed, site.school)
    alternate = url(site, page) or _from(here, page)
    ET.SubElement(feed, "link", {"rel": "alternate", "type": "text/html", "href": alternate})
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own or "feed.xml"})
    for told in stories:
        entry = ET.SubElement(feed, "entry")
        _say(entry, "id", told.name)
        _say(entry, "title", told.title)
        _say(entry, "published", _moment(told.published))
        _say(entry, "updated", _moment(told.updated))
        for author in told.authors:
            _author(entry, author)
        href = url(site, told.place) or _from(here, told.place)
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
        ET.SubElement(entry, "category", {"term": told.kind})
        _say(entry, "summary", told.summary)
    ET.indent(feed, " ")
    data = io.BytesIO()
    ET.ElementTree(feed).write(data, encoding="utf-8", xml_declaration=True)
    return Download(here, data.getvalue() + b"\n")


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = line(text)


def _author(parent: ET.Element, name: str) -> None:
    _say(ET.SubElement(parent, "author"), "name", name)


def _json(site: Site, here: str, page: str, title: str, description: str, stories: Sequence[Story]) -> Download:
    feed: dict[str, Any] = {"version": _JSON_FEED, "title": line(title)}
    if site.url:
        feed |= {"home_page_url": url(site, page), "feed_url": url(site, here)}
    feed |= {
        "description": line(description),
        "language": LANGUAGE,
        "authors": [{"name": line(site.school)}],
        "items": [_item(site, told) for told in stories],
    }
    return Download(here, written(feed))


def _item(site: Site, told: Story) -> dict[str, Any]:
    item: dict[str, Any] = {"id": told.name}
    if site.url:
        item["url"] = url(site, told.place)
    return item | {
        "title": line(told.title),
        "content_text": line(told.summary),
        "date_published": _moment(told.published),
        "date_modified": _moment(told.updated),
        "authors": [{"name": line(author)} for author in told.authors],
        "tags": [told.kind],
    }
