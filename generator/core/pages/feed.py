"""Feeds of the notices, in Atom and as JSON Feed 1.1.

An entry holds what the register says of a notice, never its text or its lists: what has to come down after the period
shall not live on in the readers of a feed.
"""

from __future__ import annotations

import io
import json
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from typing import Any

from generator.core.edition import Edition
from generator.core.edition.form import Notice, Site
from generator.core.pages import address
from generator.core.pages.download import Download
from generator.core.pages.following import about, line, name_of, updated, url, urn
from generator.wording import wording

MOST = 100
"""How many notices a feed holds: those that were published or changed last."""
LANGUAGE = "zh-CN"
_ATOM = "http://www.w3.org/2005/Atom"
_JSON_FEED = "https://jsonfeed.org/version/1.1"
# JSON may be taken for a page by a careless server or reader.
_AS_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def feeds(edition: Edition) -> tuple[Download, ...]:
    """Both feeds; none as long as there is no notice."""
    latest = sorted(edition.notices, key=lambda notice: (updated(notice), notice.published, notice.id), reverse=True)
    return (_atom(edition.site, latest[:MOST]), _json(edition.site, latest[:MOST])) if latest else ()


def _moment(day: str) -> str:
    """The beginning of a civil day in China."""
    return f"{day}T00:00:00+08:00"


def _title(site: Site) -> str:
    return line(wording()("follow.title", site=site.name))


def _atom(site: Site, notices: Sequence[Notice]) -> Download:
    feed = ET.Element("feed", {"xmlns": _ATOM, "xml:lang": LANGUAGE})
    own = url(site, address.NOTICES_FEED)
    _say(feed, "id", own or urn(site, address.NOTICES_FEED))
    _say(feed, "title", _title(site))
    _say(feed, "subtitle", wording()("follow.description", school=site.school))
    _say(feed, "updated", _moment(max(map(updated, notices))))
    _author(feed, site.school)
    ET.SubElement(
        feed, "link", {"rel": "alternate", "type": "text/html", "href": url(site, address.NOTICES) or "index.html"}
    )
    ET.SubElement(feed, "link", {"rel": "self", "type": "application/atom+xml", "href": own or "feed.xml"})
    for notice in notices:
        entry = ET.SubElement(feed, "entry")
        _say(entry, "id", name_of(site, notice))
        _say(entry, "title", notice.title)
        _say(entry, "published", _moment(notice.published))
        _say(entry, "updated", _moment(updated(notice)))
        for issuer in notice.issuers:
            _author(entry, issuer)
        href = url(site, address.notice(notice.id)) or f"{notice.id}.html"
        ET.SubElement(entry, "link", {"rel": "alternate", "type": "text/html", "href": href})
        ET.SubElement(entry, "category", {"term": notice.kind})
        _say(entry, "summary", about(notice))
    ET.indent(feed, " ")
    written = io.BytesIO()
    ET.ElementTree(feed).write(written, encoding="utf-8", xml_declaration=True)
    return Download(address.NOTICES_FEED, written.getvalue().decode() + "\n")


def _say(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = line(text)


def _author(parent: ET.Element, name: str) -> None:
    _say(ET.SubElement(parent, "author"), "name", name)


def _json(site: Site, notices: Sequence[Notice]) -> Download:
    feed: dict[str, Any] = {"version": _JSON_FEED, "title": _title(site)}
    if site.url:
        feed |= {"home_page_url": url(site, address.NOTICES), "feed_url": url(site, address.NOTICES_JSON)}
    feed |= {
        "description": line(wording()("follow.description", school=site.school)),
        "language": LANGUAGE,
        "authors": [{"name": line(site.school)}],
        "items": [_item(site, notice) for notice in notices],
    }
    text = json.dumps(feed, ensure_ascii=False, indent=1).translate(_AS_ESCAPES)
    return Download(address.NOTICES_JSON, text + "\n")


def _item(site: Site, notice: Notice) -> dict[str, Any]:
    item: dict[str, Any] = {"id": name_of(site, notice)}
    if site.url:
        item["url"] = url(site, address.notice(notice.id))
    return item | {
        "title": line(notice.title),
        "content_text": line(about(notice)),
        "date_published": _moment(notice.published),
        "date_modified": _moment(updated(notice)),
        "authors": [{"name": line(issuer)} for issuer in notice.issuers],
        "tags": [notice.kind],
    }
