"""The same pages for other generators: every page of a built site as Markdown, and around it what each needs.

The peers get finished text: they turn Markdown into pages, hang them in a theme and write them. What Jiangpu does
besides (checking records, states, grades, statistics, cards, data, feeds of each kind) they are spared.
"""

from __future__ import annotations

import html
import json
import re
import shutil
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

_BLOCKS = frozenset(
    "p h1 h2 h3 h4 h5 h6 li td th dt dd caption figcaption summary div section article header footer tr table ul ol dl "
    "nav aside details figure blockquote pre form label button legend fieldset option select time output".split()
)
_HIDDEN = frozenset({"script", "style", "svg", "template"})
_SPECIAL = re.compile(r"([\\`*_{}\[\]()>#+\-.!])")
"""What both Hugo and Python-Markdown take as it is behind a backslash."""
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)


class _Reader(HTMLParser):
    """Reads the blocks of a page: for each its tag and its text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[tuple[str, str]] = []
        self._tag, self._text, self._hidden = "p", "", 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's way
        self._hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self._end(tag)

    def handle_endtag(self, tag: str) -> None:
        self._hidden -= tag in _HIDDEN
        if tag in _BLOCKS:
            self._end("p")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self._text += data

    def close(self) -> None:
        super().close()
        self._end("p")

    def _end(self, following: str) -> None:
        text = " ".join(self._text.split())
        if text:
            self.blocks.append((self._tag, text))
        self._tag, self._text = following, ""


def blocks(page: str) -> tuple[str, list[tuple[str, str]]]:
    """The title of a page of ours, and the blocks of what it is about: tag and text."""
    title = _TITLE.search(page)
    reader = _Reader()
    reader.feed(_main(page))
    reader.close()
    return html.unescape(title[1]) if title else "", reader.blocks


def _main(page: str) -> str:
    """What stands between a page's head and foot; Material has its navigation there too, and the text in an article."""
    main = page.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return main.partition('<article class="md-content__inner')[2].partition(">")[2] or main


def markdown(page: str) -> tuple[str, str]:
    """The title of a page of ours, and what it says as Markdown."""
    title, found = blocks(page)
    lines = []
    for tag, text in found:
        said = _SPECIAL.sub(r"\\\1", text).replace("&", "&amp;").replace("<", "&lt;")
        mark = "#" * int(tag[1]) + " " if re.fullmatch("h[1-6]", tag) else "- " if tag == "li" else ""
        lines.append(f"{mark}{said}\n")
    return title, "\n".join(lines)


def pages(site: Path) -> Iterator[tuple[str, str]]:
    """The pages of a built site but for archived years, which are files to every generator: address and HTML."""
    for path in sorted(site.rglob("*.html")):
        address = path.relative_to(site).as_posix()
        if address != "404.html" and not re.match(r"archive/\d{4}/", address):
            yield address, path.read_text(encoding="utf-8")


def said(page: str) -> str:
    """What a page of anybody's says, without its blanks and the marks beside headings."""
    return re.sub(r"\s|¶", "", "".join(text for _, text in blocks(page)[1]))


def for_hugo(site: Path, root: Path) -> int:
    """Lay a site for Hugo: sections as it has them, one template, a sitemap and a feed; its links to sections are made
    once. How many pages."""
    shutil.rmtree(root, ignore_errors=True)
    found = list(pages(site))
    for address, page in found:
        title, text = markdown(page)
        name = re.sub(r"(^|/)index\.html$", r"\1_index.md", address).removesuffix(".html")
        head = {"title": title, "url": f"/{address}"}
        _write(root / "content" / (name if name.endswith(".md") else f"{name}.md"), f"{json.dumps(head)}\n\n{text}")
    for folder in sorted((root / "content").iterdir()):
        if folder.is_dir() and not (folder / "_index.md").exists():
            _write(folder / "_index.md", '{"build": {"render": "never"}}\n')
    config = {
        "baseURL": "https://example.org/",
        "locale": "zh-CN",
        "title": "基准",
        "disableKinds": ["taxonomy", "term", "404"],
        "uglyURLs": True,
        "markup": {"goldmark": {"extensions": {"typographer": {"disable": True}}}},
        "outputs": {"home": ["html", "rss"], "section": ["html"], "page": ["html"]},
    }
    _write(root / "hugo.json", json.dumps(config))
    _write(root / "layouts" / "baseof.html", HUGO_BASE)
    _write(root / "layouts" / "_partials" / "sections.html", HUGO_SECTIONS)
    for name in ("single", "list", "home"):
        _write(root / "layouts" / f"{name}.html", '{{ define "main" }}{{ .Content }}{{ end }}')
    return len(found)


HUGO_BASE = """<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{{ .Title }}</title><link rel="canonical" href="{{ .Permalink }}">
<meta name="description" content="{{ .Title }}">
</head><body><header><nav>{{ partialCached "sections.html" . }}</nav></header>
<main>{{ block "main" . }}{{ end }}</main>
<footer>{{ site.Title }}</footer></body></html>
"""
HUGO_SECTIONS = """{{ range where site.Sections "Title" "ne" "" }}
<a href="{{ .RelPermalink }}">{{ .Title }}</a>{{ end }}
"""


def for_mkdocs(site: Path, root: Path, config: Path, out: Path) -> int:
    """Lay a site for MkDocs with Material and its search, or for Zensical, which reads the same; the sections are in
    the navigation, not every page. `config` says how it is built and that it is written to `out`: both lie beside
    `root`."""
    shutil.rmtree(root, ignore_errors=True)
    found = list(pages(site))
    for address, page in found:
        title, text = markdown(page)
        _write(
            root / "docs" / (address.removesuffix(".html") + ".md"), f"---\n{json.dumps({'title': title})}\n---\n{text}"
        )
    tops = sorted(path.relative_to(root / "docs").as_posix() for path in (root / "docs").glob("*/index.md"))
    said = {
        "site_name": "基准",
        "site_url": "https://example.org/",
        "docs_dir": f"{root.name}/docs",
        "site_dir": out.name,
        "use_directory_urls": False,
        "theme": {"name": "material", "language": "zh", "font": False},
        "plugins": ["search"],
        "markdown_extensions": [
            "toc",
            "tables",
            "fenced_code",
        ],  # those of MkDocs; Zensical has a dozen more of its own
        "nav": ["index.md", *tops],
        "validation": {"nav": {"omitted_files": "ignore"}},
    }
    _write(config, json.dumps(said, ensure_ascii=False))
    return len(found)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
