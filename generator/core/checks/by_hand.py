"""Checks of the pages that the school writes by hand: what they lead to is there, and what they show may be shown.

Only what the records and the pages themselves tell for certain is said here; of the rest (a place in a page that is
drawn, what the program itself writes) the finished tree is asked, by `generator.website.links`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from posixpath import basename, dirname, normpath, relpath
from urllib.parse import unquote

from generator.core.compute.address import by_hand, exists, holder, page_of
from generator.core.conflict import unmerged
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.prose import outline, without_code
from generator.core.records.schema import kind_names
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
    "achievements archive assets calendar cards data embed explore files grades groups guide log n notices people "
    "plans press rounds rules search statistics studios trainings".split()
)
"""Folders of the site into which the program writes."""
_UNTOLD = re.compile(r"(?:archive|assets|cards|data|embed|explore|files|search)/.*|statistics/by-[a-z]+-[a-z]+\.csv")
"""What is there is known when it is built."""
_SECTIONS = re.compile(
    rf"(?:(?:{'|'.join(sorted(_FOLDERS))})/)?index(?:-[0-9]+)?\.html|[a-z]+/by-[a-z]+(?:-[a-z]+)?(?:-[0-9]+)?\.html"
    r"|achievements/(?:year|type|level)-[a-z0-9-]+\.html|achievements/[^/]+/index(?:-[0-9]+)?\.html"
    r"|(?:[a-z]+|studios/[^/]+)/[a-z0-9-]+-[0-9]+\.html|(?:trainings|press|calendar)/[0-9]{4}\.html"
    r"|grades/[0-9]{4}/index\.html|notices/verify\.html|(?:404|compare|map|search|status|about)\.html"
)
"""Pages of no single record: lists, their further pages, years."""
_HEADING = re.compile(r"^[ \t>]*#{1,6}(.*)$", re.MULTILINE)
_CHANGED = frozenset("+=^~<&\\")
"""Signs in a heading of which MkDocs may make something else than its text."""
_NAMED = re.compile(r"""\{[^}\n]*#([^\s}]+)|\b(?:id|name)\s*=\s*("[^"\n]*"|'[^'\n]*'|[^\s"'>]+)""")
_NOTE = re.compile(r"\[\^([^\]\n]+)\]")
_GUIDE = frozenset(f"guide/{name}.html" for name in ("codes/index", *kind_names()))
_CODE = re.compile(r"guide/codes/[a-z][0-9]{3}\.html")
_OF_RECORD = re.compile(r"(notices/[^/]+?)(?:\.json|(?:\.days)?\.ics)|(studios/[^/]+/reports/[^/]+)\.(?:json|css)")
"""What of a notice or a report can be taken away."""
_OF_YEAR = re.compile(r"grades/([0-9]{4})/grades\.(?:csv|json)")
_SUBSCRIBED = re.compile(
    r"(?:notices/|notices/(?:kinds/[a-z-]+|corrections)/|calendar/|studios/(?P<studio>[^/]+)/)?"
    r"(?:feed\.(?:xml|json)|calendar\.ics)"
)
"""What can be subscribed to; of a kind of notices that there is none of, only the build can tell."""
_OF_PROGRAM = frozenset({"sitemap.xml", "robots.txt", "status.json", "_redirects", "redirects.nginx.conf"})


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
                if said := there.judge(path, link) or there.judge_place(path, link):
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


def nothing_unmerged(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """No page by hand has the marks of a merge that nobody finished."""
    for path, text in dataset.pages.items():
        yield from unmerged(path, text).problems


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
    for number, line_text in enumerate(without_code(body, outline(path, body, 1).verbatim)):
        for found in _TAG.finditer(line_text):
            yield Where(path, first + number, found.start() + 1, len(found[0])), found[1], found[0]


def _places(path: str, text: str) -> frozenset[str] | None:
    """The places of a page to which a link can lead: at least all that it has; None where nobody can tell them."""
    _, body = _body(text)
    lines = [found[1].strip("# ") for found in _HEADING.finditer(body)]
    headings = [title for _, title in outline(path, body, 1).headings]
    if any(set(title) & _CHANGED for title in (*lines, *headings)):
        return None
    named = {each.strip("\"'") for found in _NAMED.finditer(body) for each in found.groups() if each}
    notes = {f"{kind}:{name}" for kind in ("fn", "fnref") for name in _NOTE.findall(body)}
    return frozenset({*named, *notes, *map(_slug, headings), *(_slug(re.sub(r"\{.*", "", line)) for line in lines)})


def _slug(title: str) -> str:
    """The place of a heading, as `slugify` of `mkdocs.yml` makes it."""
    return re.sub(r"[^\w\- ]", "", unicodedata.normalize("NFC", title).strip().lower()).replace(" ", "-")


def _body(text: str) -> tuple[int, str]:
    """The line on which the Markdown of a page begins, and the Markdown."""
    front = _FRONT.match(text)
    return (front[0].count("\n") + 1, text[front.end() :]) if front else (1, text)


class _Targets:
    """What can be linked to, as far as the records tell."""

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._sources = {path.removeprefix(PAGES) for path in dataset.pages}
        self._by_address = {
            address: path.removeprefix(PAGES)
            for path in dataset.pages
            if path.endswith(".md")
            for address in by_hand([path])
        }
        self._pages = self._by_address.keys()
        self._files = {path for path in self._sources if not path.endswith(".md")}
        self._years = {key.id.partition("/")[0] for key in dataset.known if key.kind == "assessment"}
        self._places: dict[str, frozenset[str] | None] = {}

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
        folder, target = dirname(path.removeprefix(PAGES)), _target(path, written)
        if not written.endswith("/") and self._is_there(target):
            return None
        meant = _meant(target, sorted(self._like(target)))
        return ("hint_nearest", relpath(meant, folder or ".")) if meant else ("hint_missing", "")

    def judge_place(self, path: str, link: _Link) -> tuple[str, str] | None:
        """The same of the place within a page by hand, if all its places are known."""
        written, _, place = (unquote(part) for part in link.url.partition("#"))
        # One with an equals sign is the state of a script, one with underscores before it MkDocs' own.
        if not place or "=" in place or place.startswith("__") or _SCHEME.match(link.url):
            return None
        target = _target(path, written.partition("?")[0])
        source = self._by_address.get(target, target)
        if source not in self._places and source in self._sources and source.endswith(".md"):
            self._places[source] = _places(f"{PAGES}{source}", self._dataset.pages[f"{PAGES}{source}"])
        known = self._places.get(source)
        if known is None or place in known or re.sub(r"_[0-9]+$", "", place) in known:
            return None
        meant = nearest(place.lower(), sorted(known))
        return ("hint_place", f"#{meant}") if meant else ("hint_anchor", "")

    def _is_there(self, target: str) -> bool:
        if target.endswith(".md"):
            return target in self._sources
        if target in self._pages or target in self._files or target in _OF_PROGRAM or _UNTOLD.fullmatch(target):
            return True
        if not target.endswith(".html"):
            return self._is_download(target)
        key = holder(target)
        if key:
            return exists(key, self._dataset)
        return target in _GUIDE or any(each.fullmatch(target) for each in (_SECTIONS, _CODE))

    def _is_download(self, target: str) -> bool:
        if found := _SUBSCRIBED.fullmatch(target):
            return found["studio"] is None or found["studio"] in self._dataset.studios
        if found := _OF_RECORD.fullmatch(target):
            key = holder(f"{found[1] or found[2]}.html")
            return key is not None and exists(key, self._dataset)
        if found := _OF_YEAR.fullmatch(target):
            return found[1] in self._years
        return target == "log/notices.jsonl"

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


def _target(path: str, written: str) -> str:
    """What a page's link leads to, from the root of the site; the page itself for one that names none."""
    own = path.removeprefix(PAGES)
    return normpath(f"{dirname(own)}/{written}".lstrip("/")) if written else own


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
