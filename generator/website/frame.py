"""Frames: the chrome around data pages, rendered by MkDocs once for each kind of place.

MkDocs renders an ordinary page whose title, description, address and content are marks. Its finished HTML, cut at the
marks, is the frame in which every data page of that section and depth is hung. The frame's own page lies as deep as
the pages it is for, so all relative links in it come out right.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import chain
from urllib.parse import quote

from generator.core.pages.page import Page
from generator.website.around import foot, head

PREFIX = "jp-frame-"
"""How the files of frames begin; no page of the site may."""

TITLE = "jp-mark-of-the-title"
DESCRIPTION = "jp-mark-of-the-description"
CONTENT = "jp-mark-of-the-content"
HEAD = "jp-mark-of-the-head"
FOOT = "jp-mark-of-the-foot"

NOINDEX = '<meta name="robots" content="noindex">'
"""What asks search engines to leave a page."""


class FrameError(Exception):
    """The theme lost a mark or says one twice: our bug."""


@dataclass(frozen=True, slots=True, order=True)
class FrameKey:
    """A kind of place: pages of one section, equally deep, look the same around their content."""

    section: str
    depth: int

    @property
    def address(self) -> str:
        """Where MkDocs puts the frame's page, which is also the mark of a page's address."""
        return "/".join([*(f"{PREFIX}{level}" for level in range(1, self.depth + 1)), f"{PREFIX}{self.section}.html"])

    @property
    def source(self) -> str:
        """The frame's Markdown file, as MkDocs shall believe it lies in docs_dir."""
        return self.address.removesuffix(".html") + ".md"

    @property
    def markdown(self) -> str:
        """What is in that file: marks, in front matter, where Markdown does not touch them."""
        meta = {"title": TITLE, "description": DESCRIPTION, "frame_content": CONTENT}
        meta |= {"frame_head": HEAD, "frame_foot": FOOT, "section": self.section}
        return "".join(["---\n", *(f"{key}: {json.dumps(text)}\n" for key, text in meta.items()), "---\n"])


@dataclass(frozen=True, slots=True)
class Frame:
    """The finished HTML of a frame page, cut at its marks: one more piece than there are marks."""

    pieces: tuple[str, ...]
    marks: tuple[str, ...]

    def hang(self, page: Page, filling: Mapping[str, bytes]) -> bytes:
        """Hang a page, given by what fills its marks, in bytes."""
        # The only mark that is not a word of ours is the frame's address.
        filled = (filling[mark] if mark in filling else quote(page.address).encode() for mark in self.marks)
        pieces = _bytes(self.around(page))
        return b"".join((pieces[0], *chain.from_iterable(zip(filled, pieces[1:], strict=True))))

    def around(self, page: Page) -> tuple[str, ...]:
        """The pieces that are there before a page hangs in it."""
        if page.stub:
            return tuple(piece.replace("</head>", f"{NOINDEX}</head>") for piece in self.pieces)
        return self.pieces


@lru_cache(maxsize=64)
def _bytes(pieces: tuple[str, ...]) -> tuple[bytes, ...]:
    """What thousands of pages have around them, turned into bytes once."""
    return tuple(piece.encode() for piece in pieces)


def filling(page: Page, fragment: str) -> dict[str, str]:
    """What fills the marks of a page's frame: `fragment` is finished HTML, everything else is escaped here."""
    values = {TITLE: escape(page.title), DESCRIPTION: escape(page.description), CONTENT: fragment}
    return values | {HEAD: head(page), FOOT: foot(page)}


def keys_of(pages: Iterable[Page]) -> tuple[FrameKey, ...]:
    """The frames that a set of pages needs, sorted."""
    return tuple(sorted({key_of(page) for page in pages}))


def key_of(page: Page) -> FrameKey:
    """The frame that a page hangs in."""
    return FrameKey(page.section, page.depth)


def cut(html: str, key: FrameKey, *, canonical: bool) -> Frame:
    """Cut a frame's finished page. `canonical` says whether the site knows its own address, so that the page must."""
    due = {TITLE: 1, DESCRIPTION: 1, CONTENT: 1, HEAD: 1, FOOT: 1, key.address: int(canonical)}
    for mark, times in due.items():
        if html.count(mark) != times:
            raise FrameError(f"the frame {key.address} has the mark {mark} {html.count(mark)} times instead of {times}")
    places = sorted((html.index(mark), mark) for mark, times in due.items() if times)
    pieces: list[str] = []
    start = 0
    for place, mark in places:
        pieces.append(html[start:place])
        start = place + len(mark)
    return Frame((*pieces, html[start:]), tuple(mark for _, mark in places))
