"""Checks of the pages that the school writes by hand: what they lead to is there, and what they show may be shown.

Only what the records tell for certain is said here; of what no record tells (a place in a page, what the program itself
writes) the finished tree is asked, by `generator.website.links`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from posixpath import basename, dirname, normpath, relpath
from urllib.parse import unquote

from generator.core.compute.address import by_hand, exists, holder, page_of
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.prose import outline
from generator.core.source import PAGES
from generator.core.values.word import ALL_BUT_THE_SAME, nearest

NOTHING_INLINE = Code("M255", Severity.WARNING)
BROKEN_LINK = Code("W101")
"""Said of the finished site too. It keeps nothing from being published: a studio may have caused it."""

_FRONT = re.compile(r"---\n.*?^---\n", re.DOTALL | re.MULTILINE)
_IDLE = re.compile(r"(?:.*/)?[._][^/]*|.*\.draft\.md")
"""What MkDocs does not publish."""
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//")
_TAG = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)\b[^<>]*>")
_ATTRIBUTE = re.compile(r"""\s([a-zA-Z][\w:.-]*)\s*=\s*(?:"([^"<>]*)"|'([^'<>]*)'|([^\s"'<>]+))""")
_WITHOUT_EFFECT = frozenset({"script", "style"})
_FOLDERS = frozenset(
    "achievements archive assets calendar cards data explore files grades groups guide log n notices people plans "
    "press rounds rules search statistics studios trainings".split()
)
"""Folders of the site into which the program writes."""
_UNTOLD = re.compile(r"(?:archive|assets|cards|data|explore|files|guide|log|search)/.*")
"""What is there is known when it is built."""
_SECTIONS = re.compile(
    rf"(?:(?:{'|'.join(sorted(_FOLDERS))})/)?index(?:-[0-9]+)?\.html|[a-z]+/by-[a-z]+(?:-[0-9]+)?\.html"
    r"|achievements/(?:year|type|level)-[a-z0-9-]+\.html|achievements/[^/]+/index(?:-[0-9]+)?\.html"
    r"|(?:[a-z]+|studios/[^/]+)/[a-z0-9-]+-[0-9]+\.html|(?:trainings|press|calendar)/[0-9]{4}\.html"
    r"|grades/[0-9]{4}/index\.html|notices/verify\.html|(?:404|compare|map|search|status|about)\.html"
)
"""Pages of no single record: lists, their further pages, years."""
_OF_PROGRAM = frozenset(
    {"sitemap.xml", "robots.txt", "status.json", "_redirects", "redirects.nginx.conf"}
    | {"feed.xml", "feed.json", "calendar.ics"}
)


@dataclass(frozen=True, slots=True)
class _Link:
    """Where a page leads, or what it loads, as it is written."""

    url: str
    where: Where
    loaded: bool


def links_lead_somewhere(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every link of a page by hand leads to a page or file, and what it shows comes from the site itself."""
    there = _Targets(dataset)
    for path, text in dataset.pages.items():
        if path.endswith(".md") and not _IDLE.fullmatch(path.removeprefix(PAGES)):
            for link in _links(path, text):
                if said := there.judge(path, link):
                    hint, meant = said
                    # Whatever it leads to, a studio may have taken away: the site is not held up.
                    yield problem(BROKEN_LINK, link.where, hint=hint, contested=True, link=link.url, meant=meant)


def nothing_inline(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No page by hand relies on scripts, styles or events of its own: pages allow nothing inline."""
    for path, text in dataset.pages.items():
        if path.endswith(".md") and not _IDLE.fullmatch(path.removeprefix(PAGES)):
            for where, tag, written in _tags(path, text):
                name = tag.casefold()
                found = next((each[1] for each in _ATTRIBUTE.finditer(written) if _is_inline(each[1])), "")
                if name in _WITHOUT_EFFECT or found:
                    shown = f"<{name}>" if name in _WITHOUT_EFFECT else found
                    yield problem(NOTHING_INLINE, where, found=shown)


def _is_inline(attribute: str) -> bool:
    return attribute.casefold() == "style" or attribute.casefold().startswith("on")


def _links(path: str, text: str) -> Iterator[_Link]:
    line, body = _body(text)
    found = outline(path, body, line)
    lines = text.split("\n")
    for target, loaded in (*((each, False) for each in found.links), *((each, True) for each in found.images)):
        for url in dict.fromkeys((target.url, unquote(target.url))):
            at = lines[target.where.line - 1].find(url, target.where.column - 1)
            if at >= 0:
                yield _Link(url, replace(target.where, column=at + 1, length=len(url) or 1), loaded)
                break
        else:
            yield _Link(unquote(target.url), target.where, loaded)
    for where, _, written in _tags(path, text):
        for each in _ATTRIBUTE.finditer(written):
            if each[1].casefold() in {"href", "src", "poster"}:
                group = next(number for number in (2, 3, 4) if each[number] is not None)
                place = replace(where, column=where.column + each.start(group), length=len(each[group]) or 1)
                yield _Link(each[group], place, each[1].casefold() != "href")


def _tags(path: str, text: str) -> Iterator[tuple[Where, str, str]]:
    """The HTML that is written in a page, outside of code, tag by tag: those that stand on one line."""
    first, body = _body(text)
    lines = body.split("\n")
    for line, column, last, end in outline(path, body, 1).verbatim:
        for number in range(line, min(last, len(lines)) + 1):
            start = column - 1 if number == line else 0
            stop = end if number == last else len(lines[number - 1])
            covered = lines[number - 1]
            lines[number - 1] = covered[:start] + " " * (stop - start) + covered[stop:]
    for number, line_text in enumerate(lines):
        for found in _TAG.finditer(line_text):
            yield Where(path, first + number, found.start() + 1, len(found[0])), found[1], found[0]


def _body(text: str) -> tuple[int, str]:
    """The line on which the Markdown of a page begins, and the Markdown."""
    front = _FRONT.match(text)
    return (front[0].count("\n") + 1, text[front.end() :]) if front else (1, text)


class _Targets:
    """What can be linked to, as far as the records tell."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._sources = {path.removeprefix(PAGES) for path in dataset.pages}
        self._pages = by_hand(dataset.pages)
        self._files = {path for path in self._sources if not path.endswith(".md")}

    def judge(self, path: str, link: _Link) -> tuple[str, str] | None:
        """Which hint tells what is wrong with a link, and what was most likely meant; None for one that is sound, or of
        which nothing is known."""
        if _SCHEME.match(link.url):
            return ("hint_foreign", "") if link.loaded and not link.url.startswith("data:") else None
        written = unquote(re.split("[?#]", link.url, maxsplit=1)[0])
        if written.startswith("/"):
            return "hint_absolute", ""
        if not written:
            return None
        folder = dirname(path.removeprefix(PAGES))
        target = normpath(f"{folder}/{written}") if folder else normpath(written)
        if not written.endswith("/") and self._is_there(target):
            return None
        meant = _meant(target, sorted(self._like(target)))
        return ("hint_nearest", relpath(meant, folder or ".")) if meant else ("hint_missing", "")

    def _is_there(self, target: str) -> bool:
        if target.endswith(".md"):
            return target in self._sources
        if target in self._pages or target in self._files or target in _OF_PROGRAM or _UNTOLD.fullmatch(target):
            return True
        if not target.endswith(".html"):
            return target.partition("/")[0] in _FOLDERS and "/" in target and _suffix(target) not in _SHOWN
        key = holder(target)
        return exists(key, self._dataset) if key else _SECTIONS.fullmatch(target) is not None

    def _like(self, target: str) -> Collection[str]:
        """What the link may have been meant for: pages for a page, files of its kind for a file."""
        if target.endswith(".md"):
            return {each for each in self._sources if each.endswith(".md")}
        if _suffix(target) not in {"", "html"}:
            return self._files
        records = {page for key in self._dataset.known if (page := page_of(key))}
        sections = {
            f"{folder}/index.html" for folder in _FOLDERS if not _UNTOLD.fullmatch(f"{folder}/") and folder != "n"
        }
        return self._pages | records | sections


def _meant(target: str, among: Sequence[str]) -> str | None:
    """The one that is all but the same, or the only one of this name elsewhere: addresses are alike in most else."""
    found = nearest(target, among)
    if found and SequenceMatcher(None, found, target).ratio() >= ALL_BUT_THE_SAME:
        return found
    name = basename(target)
    elsewhere = [each for each in among if basename(each) == name != "index.html"]
    return elsewhere[0] if len(elsewhere) == 1 else None


_SHOWN = frozenset({"png", "jpg", "jpeg", "webp", "gif", "svg", "pdf", "docx", "xlsx", "pptx", "zip"})
"""What the program writes into none of its folders but those of which nothing is told."""


def _suffix(target: str) -> str:
    return target.rpartition("/")[2].rpartition(".")[2].casefold() if "." in target.rpartition("/")[2] else ""
