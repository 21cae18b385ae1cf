"""The short address of a notice: a page that does nothing but lead to it, by whatever reads it."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from generator.core.edition.form import Notice, Site
from generator.core.pages import address
from generator.core.pages.download import Download
from generator.core.pages.following import line, url
from generator.wording import wording


def forwarding(site: Site, notice: Notice) -> Download:
    """The page, in plain HTML: the frame of the site would only flash by."""
    target = f"../{address.notice(notice.id)}"
    html = ET.Element("html", {"lang": "zh-CN"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": "default-src 'none'"})
    ET.SubElement(head, "title").text = line(notice.title)
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"})
    ET.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    ET.SubElement(head, "link", {"rel": "canonical", "href": url(site, address.notice(notice.id)) or target})
    ET.SubElement(head, "meta", {"http-equiv": "refresh", "content": f"0; url={target}"})
    said = ET.SubElement(ET.SubElement(html, "body"), "p")
    said.text = wording()("follow.forward")
    ET.SubElement(said, "a", {"href": target}).text = line(notice.title)
    return Download(address.short(notice.id), f"<!DOCTYPE html>\n{ET.tostring(html, 'unicode', 'html')}\n")
