"""A leaf: what one page puts into its frame, with all that is asked of it before the site may go out.

To render a page and to look through it needs nothing but the page and what is the same for all of them, so it can be
done anywhere and in any order: in another process, on another machine, or in an earlier build.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.core.pages.page import Page
from generator.website.cut import cut
from generator.website.frame import filling
from generator.website.gate import Said, said_in
from generator.website.links import Links, links_of
from generator.website.render import Renderer
from generator.wording import wording


@dataclass(frozen=True, slots=True)
class Leaf:
    """What fills a page's frame, by the marks of the frame, in bytes; the addresses of the theme's files that it asks
    for; where it leads; and what it says that looks like somebody's personal data."""

    filling: Mapping[str, bytes]
    asked: frozenset[str]
    links: Links
    said: Said


@dataclass(frozen=True, slots=True)
class Press:
    """What all leaves of a build have in common: the theme's folder and the addresses of its files; for those that lead
    there, the addresses of the directories of the search and of the explorer."""

    theme: Path
    published: Mapping[str, str]
    search_index: str = ""
    explore_data: Mapping[str, str] = field(default_factory=dict)

    def renderer(self) -> Renderer:
        """What renders them; to make one takes a while."""
        return Renderer(self.theme, self.published, wording(), self.search_index, self.explore_data)


def leaf(renderer: Renderer, page: Page) -> Leaf:
    """Render a page and look through it."""
    before, renderer.asked = renderer.asked, set()
    said = filling(page, renderer.fragment(page))
    filled = {mark: text.encode() for mark, text in said.items()}
    asked, renderer.asked = frozenset(renderer.asked), before | renderer.asked
    pieces = [cut(text) for text in said.values()]
    return Leaf(filled, asked, links_of(pieces), said_in(pieces))


def leaves_elsewhere(press: Press, pages: tuple[Page, ...]) -> tuple[Leaf, ...]:
    """The leaves of some pages, for whoever runs it: all that it needs comes with it."""
    # Threads share what is here, and one that renders must not be disturbed by another.
    if getattr(_here, "press", None) != press:
        _here.press, _here.renderer = press, press.renderer()
    return tuple(leaf(_here.renderer, page) for page in pages)


_here = threading.local()
