"""Frames: what is cut where, what is escaped, and what happens when the theme loses a mark."""

from __future__ import annotations

import pytest

from generator.core.pages.page import Page
from generator.website.frame import CONTENT, DESCRIPTION, FOOT, HEAD, TITLE, FrameError, FrameKey, cut, filling, keys_of

KEY = FrameKey("studios", 2)


def _html(title: str = TITLE, content: str = CONTENT) -> str:
    return (
        f'<link rel="canonical" href="https://x.example/{KEY.address}"><title>{title} · 站</title>'
        f'<meta name="description" content="{DESCRIPTION}">{HEAD}<main>{content}</main>{FOOT}'
    )


def _hung(page: Page, fragment: str, html: str | None = None, *, canonical: bool = True) -> str:
    filled = {mark: text.encode() for mark, text in filling(page, fragment).items()}
    return cut(_html() if html is None else html, KEY, canonical=canonical).hang(page, filled).decode()


def _page(title: str = "题", address: str = "studios/a/index.html") -> Page:
    return Page(address, "studios", "studio.html", title, "述")


def test_hangs_a_page_into_its_marks() -> None:
    html = _hung(_page(), "<p>文</p>")
    assert html == (
        '<link rel="canonical" href="https://x.example/studios/a/index.html"><title>题 · 站</title>'
        '<meta name="description" content="述"><main><p>文</p></main>'
    )


def test_escapes_what_is_no_fragment() -> None:
    page = Page("studios/甲 乙.html", "studios", "t", '</title><script>"', "\"><script>'")
    html = _hung(page, "")
    assert "<script>" not in html
    assert "<title>&lt;/title&gt;&lt;script&gt;&quot; · 站</title>" in html
    assert 'content="&quot;&gt;&lt;script&gt;&#x27;"' in html
    assert 'href="https://x.example/studios/%E7%94%B2%20%E4%B9%99.html"' in html


def test_a_value_that_looks_like_a_mark_is_only_text() -> None:
    html = _hung(_page(title=CONTENT), DESCRIPTION)
    assert html.count(CONTENT) == 1
    assert html.count(DESCRIPTION) == 1


@pytest.mark.parametrize(
    "html", [_html(title="x"), _html(content=CONTENT + TITLE), _html().replace(KEY.address, "a.html")]
)
def test_a_mark_lost_or_doubled_is_our_bug(html: str) -> None:
    with pytest.raises(FrameError):
        cut(html, KEY, canonical=True)


def test_a_site_without_an_address_has_no_canonical_link() -> None:
    bare = _html().replace(f'<link rel="canonical" href="https://x.example/{KEY.address}">', "")
    assert "canonical" not in _hung(_page(), "", bare, canonical=False)
    with pytest.raises(FrameError):
        cut(bare, KEY, canonical=True)


@pytest.mark.parametrize("depth", range(4))
def test_a_frame_lies_as_deep_as_its_pages(depth: int) -> None:
    key = FrameKey("home", depth)
    assert key.address.count("/") == key.source.count("/") == depth


def test_one_frame_for_each_kind_of_place() -> None:
    pages = [_page(), _page(address="studios/b/index.html"), _page(address="studios/index.html")]
    assert keys_of(pages) == (FrameKey("studios", 1), FrameKey("studios", 2))


def test_pages_share_the_pieces_of_their_frame() -> None:
    frame = cut(_html(), KEY, canonical=True)
    assert frame.around(_page()) is frame.around(_page("其他"))
