"""What is around a page: no value ends the place it stands in."""

from __future__ import annotations

import json

from selectolax.lexbor import LexborHTMLParser

from generator.core.pages.page import Page, Sharing
from generator.website.around import foot, head

EVIL = "</script><script>alert(1)</script>\"'><img src=x onerror=alert(2)>\u2028&amp;"


def page() -> Page:
    given = Sharing(
        named=(("ArticleTitle", EVIL),), graph=(("og:title", EVIL),), linked={"@type": "Article", "name": EVIL, EVIL: 1}
    )
    return Page("a.html", "home", "home.html", EVIL, EVIL, sharing=given, newest="2026-03", fault=f"mailto:a@b?{EVIL}")


def test_a_value_in_the_head_stays_a_value() -> None:
    tree = LexborHTMLParser(f"<html><head>{head(page())}</head><body></body></html>")
    assert [one.attributes["content"] for one in tree.css("meta")] == [EVIL, EVIL]
    [script] = tree.css("script")
    assert script.attributes == {"type": "application/ld+json"}
    assert json.loads(script.text()) == {"@type": "Article", "name": EVIL, EVIL: 1}
    assert tree.css("img") == []


def test_a_value_at_the_foot_stays_a_value() -> None:
    tree = LexborHTMLParser(foot(page()))
    assert [one.attributes["href"] for one in tree.css("a")] == [f"mailto:a@b?{EVIL}"]
    assert [one.text() for one in tree.css("time")] == ["2026年3月"]
    assert tree.css("script, img") == []


def test_a_page_that_has_nothing_to_say_says_nothing() -> None:
    bare = Page("a.html", "home", "home.html", "题", "述")
    assert (head(bare), foot(bare)) == ("", "")
