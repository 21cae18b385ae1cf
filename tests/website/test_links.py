"""The link check finds what is planted and nothing else."""

from __future__ import annotations

import pytest

from generator.website.links import Broken, broken_links, pages_of

FILES = {"index.html", "a/b.html", "a/c.html", "assets/x.css", "data/t.csv", "中文/页.html"}


def _check(html: str, page: str = "a/b.html", other: str = "") -> list[tuple[str, str]]:
    pages = {page: (html,), "a/c.html": (other,)}
    return [(found.link, found.reason) for found in broken_links(pages, FILES)]


@pytest.mark.parametrize(
    "link",
    [
        "c.html",
        "../index.html",
        "../a/c.html?x=1",
        "../assets/x.css",
        "../data/t.csv",
        "../%E4%B8%AD%E6%96%87/%E9%A1%B5.html",
        "#here",
        "b.html#here",
        "c.html#there",
        "c.html#q=%E7%84%8A",
        "https://elsewhere.example/",
        "mailto:a@b.example",
        "tel:0000-5550119",
        "?page=2",
    ],
)
def test_whole_links(link: str) -> None:
    assert _check(f'<p id="here"><a href="{link}">x</a></p>', other='<h2 id="there">') == []


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        ('<a href="d.html">', "missing"),
        ("<a class=x href=d.html>", "missing"),
        ("<a href='d.html'>", "missing"),
        ('<img src="../assets/y.png" alt="">', "missing"),
        ('<a href="../a/">', "missing"),
        ('<a href="../../index.html">', "missing"),
        ('<a href="#gone">', "anchor"),
        ('<a href="c.html#gone">', "anchor"),
        ('<a href="/a/c.html">', "absolute"),
        ('<img src="https://elsewhere.example/p.png">', "foreign"),
        ('<script src="//elsewhere.example/s.js"></script>', "foreign"),
        ('<img srcset="../assets/x.css 1x, d.png 2x">', "missing"),
    ],
)
def test_planted_faults(html: str, reason: str) -> None:
    assert [found for _, found in _check(html)] == [reason]


def test_text_and_code_are_no_links() -> None:
    assert _check('<code>&lt;a href="d.html"&gt;</code> href="d.html" <p title="a">src="d.png"</p>') == []


def test_what_an_attribute_says_is_no_attribute() -> None:
    """A studio's title stands in the description of every page; what it says must not stop the site."""
    said = "&lt;img src=//evil.example/x href=nowhere.html&gt;"
    assert _check(f'<meta name="description" content="甲 src=//evil.example/x {said}" id="m">') == []
    assert _check(f"<a title='id=1 src=x {said}' href=\"c.html\">x</a>") == []


def test_a_tag_may_hold_both_a_place_and_a_link() -> None:
    assert _check('<a id="one" href="#one">') == []


def test_the_page_for_lost_visitors_links_from_the_root() -> None:
    page = {"404.html": ('<a href="/school/a/c.html"><a href="/a/c.html"><a href="/school/d.html">',)}
    found = broken_links(page, FILES, rooted={"404.html": "/school/"})
    assert found == (Broken("404.html", "/a/c.html", "absolute"), Broken("404.html", "/school/d.html", "missing"))


def test_shared_pieces_are_judged_from_where_they_stand() -> None:
    shared = '<a href="../index.html">'
    pages = {"a/b.html": (shared, ""), "index.html": (shared, "")}
    assert broken_links(pages, FILES) == (Broken("index.html", "../index.html", "missing"),)


def test_reads_a_written_tree() -> None:
    pages = pages_of([("a/b.html", b'<a href="c.html">'), ("assets/x.css", b"a{}")])
    assert broken_links(pages, {"a/b.html"}) == (Broken("a/b.html", "c.html", "missing"),)
