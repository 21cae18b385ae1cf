"""What is around a page: no value ends the place it stands in."""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser

from generator.core.pages.page import Imprint, Page
from generator.website.around import foot, head

EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u2028&amp;"


def page() -> Page:
    whose = Imprint(EVIL, "", EVIL, EVIL, EVIL, EVIL, EVIL)
    return Page("a.html", "about", "log.html", EVIL, EVIL, imprint=whose, newest="2026-03")


def test_a_value_in_the_head_stays_a_value() -> None:
    tree = LexborHTMLParser(f"<html><head>{head(page())}</head><body></body></html>")
    told = {
        one.attributes.get("name") or one.attributes["property"]: one.attributes["content"] for one in tree.css("meta")
    }
    evil = {"SiteName", "ColumnDescription", "og:title", "og:description", "og:site_name"}
    assert {name for name, content in told.items() if content == EVIL} == evil
    [script] = tree.css("script")
    assert script.attributes == {"type": "application/ld+json"}
    said = json.loads(script.text())
    assert (said["name"], said["publisher"]["name"], said["publisher"]["address"]["postalCode"]) == (EVIL, EVIL, EVIL)
    assert tree.css("img") == []


def test_a_value_at_the_foot_stays_a_value() -> None:
    tree = LexborHTMLParser(foot(page()))
    [letter] = tree.css("a")
    assert str(letter.attributes["href"]).startswith(f"mailto:{EVIL}?subject=")
    assert [one.text() for one in tree.css("time")] == ["2026年3月"]
    assert tree.css("script, img") == []


def test_a_page_that_has_nothing_to_say_says_nothing() -> None:
    bare = Page("a.html", "home", "home.html", "题", "述")
    assert (head(bare), foot(bare)) == ("", "")
