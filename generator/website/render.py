"""Renders data pages: our own Jinja over `theme/pages`, autoescape on, undefined names an error.

What a template may use:

    page, view          the Page and its view; `view.anything` is data
    t(key, **blanks)    the words of the site; templates hold none themselves
    link(address)       a relative link from this page to an address of the site
    root                `../` as often as the page lies deep
    search_index        the address of the search's directory: link(search_index), see generator/website/search.py
    explore_data        the addresses of the explorer's directories by kind, see generator/website/explore.py
    once(thing, macro)  what a macro makes of a thing, drawn once for all pages of a folder: macro(thing, …) may see
                        nothing else that differs between them
    asset(name)         a relative link to a file of the theme: asset("assets/javascripts/notice.js")
    cells, column       characters set as a seal or a stamp, for partials/jp/drawings.html
    address             where each noun has its page: link(address.studio(id)), see generator/core/pages/address.py
    share strip radar … what is drawn, in numbers: see drawing.py
    states              every state of a notice
    qr(text)            a QR code as a path: see qr.py
    filters             date short_date weekday thousands quantity name nb, see chinese.py
    theme/partials      {% import "partials/jp/drawings.html" as draw %}: everything that is drawn

Macros see nothing but their arguments unless imported `with context`; then they see `link` and `root` too.

HTML out of the core has a name that ends in `_html`: `{{ view.studio.profile_html }}` is printed as it is, everything
else is escaped. The name alone decides, and only where a template writes it out; a computed subscript never does. So
no template needs `|safe`, and a test sees to it that none has it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from types import CodeType, MappingProxyType
from typing import Any, get_args
from urllib.parse import quote

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.utils import internalcode
from markupsafe import Markup

from generator.core.compute.notice import State
from generator.core.pages import address as addresses
from generator.core.pages.page import Page
from generator.website import drawing
from generator.website.chinese import filters
from generator.website.qr import qr
from generator.website.seal import cells, column
from generator.wording import Wording

CLEAN = "_html"
"""How the names of fields end that hold clean HTML, made by generator.core.prose and by nothing else."""

_PLAIN = re.compile(r"[0-9A-Za-z_.~/-]*")
"""A way that stands in a link as it is."""
_PICTURE = re.compile(r'<img src="([^"]*)" srcset="([^"]*)"')

_DRAWING = {
    made.__name__: made
    for made in (
        drawing.share,
        drawing.aims,
        drawing.radar,
        drawing.strip,
        drawing.course,
        drawing.moves,
        qr,
        drawing.row_header,
        drawing.stack,
        drawing.level_kind,
        drawing.giver_kind,
    )
}


class _Context(Context):
    @internalcode
    def call(self, called: Callable[..., Any], /, *args: Any, **more: Any) -> Any:
        """Call something without asking whether it wants to see the context: nothing of ours does."""
        more.pop("_loop_vars", None)
        more.pop("_block_vars", None)
        return called(*args, **more)


class _Environment(Environment):
    context_class = _Context
    root = ""
    """The way from the page at work to the site's root, where the addresses of pictures in clean HTML begin."""

    def getattr(self, obj: Any, attribute: str) -> Any:
        try:
            value = getattr(obj, attribute)
        except AttributeError:
            value = super().getattr(obj, attribute)
        if attribute.endswith(CLEAN) and isinstance(value, str):
            value = _PICTURE.sub(self._placed, value)
            return Markup(value)  # noqa: S704 - the one place where HTML passes unescaped; see above
        return value

    def _placed(self, found: re.Match[str]) -> str:
        sources = ", ".join(self.root + source for source in found[2].split(", "))
        return f'<img src="{self.root}{found[1]}" srcset="{sources}"'


class _Compiled(BytecodeCache):
    """Templates as they were compiled, for as long as this process runs: a preview, a snapshot and a comparison need
    them more than once, and to compile them takes longer than to draw a small site. Nothing is written: what is read
    from a disk may be somebody else's program."""

    def __init__(self) -> None:
        self._code: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002 - by what it says alone
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._code.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        assert bucket.code is not None
        self._code[bucket.key, bucket.checksum] = bucket.code


@cache
def _compiled(_: str) -> _Compiled:
    """Those of a language: what a template says of constants is worked out when it is compiled."""
    return _Compiled()


class Renderer:
    """Turns pages into HTML; made once a build."""

    def __init__(
        self,
        theme: Path,
        published: Mapping[str, str],
        words: Wording,
        search_index: str = "",
        explore_data: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self._published = published
        self.asked: set[str] = set()
        """The addresses of the theme's files that pages have asked for."""
        self._once: dict[tuple[str, int], tuple[object, str]] = {}
        """What was drawn of a thing for the pages of a folder; the thing is kept, so that no other takes its number."""
        self._environment = _Environment(
            loader=FileSystemLoader([theme / "pages", theme]),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=False,
            auto_reload=False,
            bytecode_cache=_compiled(words.lang),
        )
        self._environment.filters.update(filters(words))
        self._environment.globals.update(
            t=words,
            cells=cells,
            column=column,
            address=addresses,
            states=get_args(State),
            search_index=search_index,
            explore_data=explore_data,
            **_DRAWING,
        )

    def fragment(self, page: Page) -> str:
        """The content of a page: what hangs in the frame."""

        def link(address: str) -> str:
            return link_from(page.address, address)

        def asset(name: str) -> str:
            self.asked.add(self._published[name])
            return link_from(page.address, self._published[name])

        folder = page.address.rpartition("/")[0]

        def once(thing: object, macro: Callable[..., str], *more: object) -> str:
            key = folder, id(thing)
            if key not in self._once:
                self._once[key] = thing, macro(thing, *more)
            return self._once[key][1]

        template = self._environment.get_template(page.template)
        self._environment.root = root = "../" * page.depth
        told = template.render(page=page, view=page.view, link=link, asset=asset, once=once, root=root)
        if page.earlier:  # beneath any page, whatever it is about
            told += self._environment.get_template("parts/earlier.html").render(page=page, link=link)
        return told


def link_from(here: str, address: str) -> str:
    """A relative link from one address of the site to another, which may carry a query or a fragment."""
    place, mark, rest = _split(address)
    if not place or place == here:
        return mark + rest or quote(here.rpartition("/")[2])
    folders, parts = here.split("/")[:-1], place.split("/")
    same = 0
    while same < min(len(folders), len(parts) - 1) and folders[same] == parts[same]:
        same += 1
    way = "/".join(parts[same:])
    return "../" * (len(folders) - same) + (way if _PLAIN.fullmatch(way) else quote(way)) + mark + rest


def _split(address: str) -> tuple[str, str, str]:
    for mark in "?#":  # a fragment may contain a question mark, a query no #: whichever comes first ends the place
        place, found, rest = address.partition(mark)
        if found and "#" not in place:
            return place, found, rest
    return address, "", ""
