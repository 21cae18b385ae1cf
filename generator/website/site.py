"""The finished site as one mapping from addresses to contents: the same whoever writes it down."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Self
from urllib.parse import quote, unquote, urlsplit
from xml.sax.saxutils import escape

from generator import __version__
from generator.core.checks.by_hand import BROKEN_LINK
from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.pages.status import status
from generator.core.problem import Problem, Where, in_order, problem
from generator.website import assets
from generator.website.cards import drawn, fonts
from generator.website.cut import cut
from generator.website.engine import Rendered
from generator.website.explore import Data, explored
from generator.website.frame import key_of
from generator.website.gate import PersonalLeft, Said, personal_left, said_in
from generator.website.house import House
from generator.website.leaf import Press
from generator.website.links import Broken, Links, broken_links
from generator.website.redirects import redirects
from generator.website.search import NOT_FOUND, Index, indexed
from generator.website.work import STEP, Work

_NOT_LISTED = frozenset({NOT_FOUND})


Put = Callable[[str, bytes | Path], None]
"""Where the files of a site go, each by its address."""


class BrokenPages(Exception):
    """Data pages link to nothing: our bug, since we write both ends."""


@dataclass(frozen=True, slots=True)
class Site:
    """How many files the site has, how many of them are pages, and what is wrong with those that the school wrote by
    hand."""

    files: int
    pages: int
    press: Press
    problems: tuple[Problem, ...] = ()
    rendered: int = 0
    """How many data pages had to be rendered."""


@dataclass(frozen=True, slots=True)
class Lists:
    """What visitors find records by: the index of the search, and the data of the explorer."""

    search: Index
    explore: Data

    @classmethod
    def of(cls, edition: Edition, finished: Mapping[str, Path]) -> Self:
        """Those of an Edition and of the pages by hand among finished files."""
        return cls(indexed(edition, finished), explored(edition))


def assemble(
    house: House,
    rendered: Rendered,
    pages: Sequence[Page],
    site_url: str,
    edition: Edition,
    files: Mapping[str, Path],
    archived: Mapping[str, bytes | Path],
    listed: Callable[[], Lists],
    work: Work,
    put: Put,
) -> Site:
    """Render the data pages into their frames, and `put` them and all other files of the site: the lists, for which
    `listed` waits, the `files` that pages name and the `archived` years, which are as they were: what they say was
    looked through when they were frozen.

    A page is put as soon as it is rendered: all of them would be most of what a build holds. Whatever says anything
    that looks personal waits until all has been looked through.
    """
    if len({page.address for page in pages}) != len(pages):
        raise ValueError("two data pages have one address")
    theme = assets.published(house.theme)
    cards = drawn((page.card for page in pages if page.card), house.cache / "cards", fonts())
    if not cards:
        pages = [replace(page, card=None) for page in pages]
    press = Press(house.theme, dict(theme))

    @cache
    def lists() -> Lists:
        work.progress("search", 0, 1)
        found = listed()
        work.progress("search", 1, 1)
        return found

    def leading() -> Press:
        return replace(press, search_index=lists().search.directory, explore_data=dict(lists().explore.directories))

    quiet = cache(lambda around: not said_in(map(cut, around)))
    links: dict[tuple[str, bool], tuple[str, bool]] = {}
    linked: dict[str, Sequence[str | Links]] = {}
    said: dict[str, Sequence[str | Said]] = {}
    made: dict[str, bytes | Path] = {}
    asked: set[str] = set()
    due = 0
    for page, leaf, fresh in work.leaves(press, leading, pages, house.cache):
        frame = rendered.frames[key_of(page)]
        around, hung = frame.around(page), frame.hang(page, leaf.filling)
        linked[page.address] = (*around, leaf.links.among(links))
        said[page.address] = (*around, leaf.said)
        asked |= leaf.asked
        due += fresh
        if leaf.said or not quiet(around):
            made[page.address] = hung
        else:
            put(page.address, hung)
    by_hand = [address for address in rendered.files if _is_page(address)]
    made |= {file.address: file.content for page in pages for file in page.downloads}
    made |= lists().search.files
    made |= cards
    made |= lists().explore.files
    made |= files
    made |= archived
    made["status.json"] = _status(edition)
    made["robots.txt"] = _robots(site_url, edition)
    made |= redirects(edition, site_url)
    if site_url:
        found = (page.address for page in pages if not page.stub)
        made["sitemap.xml"] = _sitemap(site_url, sorted((*found, *by_hand)))
    if clash := (made.keys() | said.keys()) & rendered.files.keys():
        raise ValueError(f"two sources for {sorted(clash)}")  # plan_for has seen to what the school can cause
    idle = {theme[name] for name in theme if assets.on_demand(name)} - asked
    made |= {address: file for address, file in rendered.files.items() if address not in idle}
    every = dict.fromkeys(said, b"") | made
    work.progress("links", 0, len(every))
    problems = _check_links(house, rendered, linked, every, site_url)
    work.progress("links", len(every), len(every))
    work.progress("gate", 0, len(every))
    clean = work.clean(house.cache)
    if left := personal_left(said, _without(every, archived), edition, clean):
        raise PersonalLeft(left)
    clean.keep()
    work.progress("gate", len(every), len(every))
    for number, where in enumerate(sorted(made)):
        put(where, made[where])
        if number % STEP == 0:
            work.progress("write", number, len(made))
    work.progress("write", len(made), len(made))
    return Site(len(every), len(pages) + len(by_hand), press, problems, due)


def _is_page(address: str) -> bool:
    return address.endswith(".html") and address not in _NOT_LISTED


def _status(edition: Edition) -> bytes:
    said = {"generator": f"Jiangpu {__version__}", **status(edition)}
    return json.dumps(said, ensure_ascii=False, indent=1).encode() + b"\n"


def _without(files: Mapping[str, bytes | Path], others: Collection[str]) -> Mapping[str, bytes | Path]:
    return {address: file for address, file in files.items() if address not in others} if others else files


def _robots(site_url: str, edition: Edition) -> bytes:
    """Archived years are there for those who look for them, not for search engines."""
    base = urlsplit(site_url).path or "/"
    years = [each for each in edition.frozen if each.mounted]
    lines = ["User-agent: *", "Allow: /"]
    lines += [f"Disallow: {base}{address.archived(each.year, '')}" for each in years]
    zips = (each.mounted.name for each in years if each.mounted and each.mounted.zip)
    lines += [f"Disallow: {base}{address.snapshot(name)}" for name in zips]
    if site_url:
        lines.append(f"Sitemap: {site_url}sitemap.xml")
    return "\n".join((*lines, "")).encode()


def _sitemap(site_url: str, addresses: Sequence[str]) -> bytes:
    entries = (f"<url><loc>{escape(site_url + quote(address))}</loc></url>\n" for address in addresses)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return "".join((head, *entries, "</urlset>\n")).encode()


def _source(house: House, address: str) -> str:
    """The file behind an address that MkDocs has rendered, from the repository's root."""
    for name in (re.sub(r"\.html$", ".md", address), re.sub(r"index\.html$", "README.md", address), address):
        if (house.pages / name).is_file():
            return f"content/pages/{name}"
    return f"theme/{address}"


def _check_links(
    house: House,
    rendered: Rendered,
    linked: Mapping[str, Sequence[str | Links]],
    files: Mapping[str, object],
    site_url: str,
) -> tuple[Problem, ...]:
    by_hand = {
        address: (path.read_text(encoding="utf-8"),)
        for address, path in rendered.files.items()
        if address.endswith(".html")
    }
    found = broken_links({**linked, **by_hand}, files, rooted={NOT_FOUND: urlsplit(site_url).path or "/"})
    if ours := [fault for fault in found if fault.page in linked]:
        shown = "".join(f"\n  {fault.page}: {fault.link} ({fault.reason})" for fault in ours[:20])
        raise BrokenPages(f"{len(ours)} broken links on data pages:{shown}")
    return in_order(_problem(house, fault) for fault in found)


def _problem(house: House, fault: Broken) -> Problem:
    source = _source(house, fault.page)
    where, shown = Where(source), unquote(fault.link)
    path = house.root / source
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else []
    # MkDocs writes what is no Latin letter as numbers, and the name of a page's source as its address.
    for link in dict.fromkeys((fault.link, shown, re.sub(r"\.html(?=#|$)", ".md", shown))):
        number = next((number for number, line in enumerate(lines, start=1) if link in line), 0)
        if number:
            where, shown = Where(source, number, lines[number - 1].index(link) + 1, len(link)), link
            break
    return problem(BROKEN_LINK, where, hint=f"hint_{fault.reason}", link=shown, meant="")
