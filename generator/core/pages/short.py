"""Pages that do nothing but lead to another: the short address of a notice, and an address that has moved."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from os.path import relpath
from posixpath import dirname

from generator.core.edition.form import Notice, Site
from generator.core.pages import address
from generator.core.pages.download import Download
from generator.core.pages.following import line, url
from generator.wording import wording


def forwarding(site: Site, notice: Notice) -> Download:
    """A notice's short address."""
    return leading(site, address.short(notice.id), address.notice(notice.id), notice.title)


def leading(site: Site, here: str, to: str, title: str) -> Download:
    """A page at one address that leads to another, in plain HTML: the frame of the site would only flash by."""
    target = relpath(to, dirname(here) or ".").replace("\\", "/")
    html = ET.Element("html", {"lang": "zh-CN"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'"})
    ET.SubElement(head, "title").text = line(title)
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"})
    ET.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    ET.SubElement(head, "link", {"rel": "canonical", "href": url(site, to) or target})
    ET.SubElement(head, "meta", {"http-equiv": "refresh", "content": f"0; url={target}"})
    said = ET.SubElement(ET.SubElement(html, "body"), "p")
    said.text = wording()("follow.forward")
    ET.SubElement(said, "a", {"href": target}).text = line(title)
    return Download.of(here, f"<!DOCTYPE html>\n{ET.tostring(html, 'unicode', 'html')}\n")
