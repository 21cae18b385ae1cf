"""The environment of the page templates: what is escaped, what is undefined, where links lead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from jinja2 import UndefinedError

from generator.core.pages.page import Page
from generator.website.render import Renderer, link_from
from generator.wording import wording
from tests.website.small import HOUSE


@dataclass(frozen=True)
class _Record:
    name: str
    story_html: str


def _render(tmp_path: Path, template: str, view: Mapping[str, Any], address: str = "a/b.html") -> str:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "t.html").write_text(template, encoding="utf-8")
    page = Page(address, "home", "t.html", "题", "述", view)
    return Renderer(tmp_path, {"assets/x.js": "assets/x.1234.js"}, wording()).fragment(page)


def test_text_is_escaped_and_clean_html_is_not(tmp_path: Path) -> None:
    view = {"record": _Record("<b>", "<p>文</p>"), "top_html": "<i>"}
    template = "{{ view.record.name }} {{ view.record.story_html }} {{ view.top_html }}"
    assert _render(tmp_path, template, view) == "&lt;b&gt; <p>文</p> <i>"


@pytest.mark.parametrize(
    "template",
    [
        "{{ view.table[view.key] }}",
        "{{ view.table['evil_html'] }}",
        "{% for key, value in view.table.items() %}{{ value }}{% endfor %}",
        "{{ [view.table]|map(attribute='evil_html')|join }}",
    ],
)
def test_a_name_that_a_contributor_chose_never_makes_html(tmp_path: Path, template: str) -> None:
    view = {"table": {"evil_html": "<script>"}, "key": "evil_html"}
    assert _render(tmp_path, template, view) == "&lt;script&gt;"


def test_contributed_braces_stay_braces(tmp_path: Path) -> None:
    assert _render(tmp_path, "{{ view.name }}", {"name": "{{ 7 * 7 }}"}) == "{{ 7 * 7 }}"


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError):
        _render(tmp_path, "{{ view.nothing }}", {})


def test_words_links_and_assets(tmp_path: Path) -> None:
    template = '{{ t("section.home") }} {{ link("index.html") }} {{ root }} {{ asset("assets/x.js") }}'
    assert _render(tmp_path, template, {}) == "首页 ../index.html ../ ../assets/x.1234.js"


def test_a_macro_with_context_sees_the_links_of_its_page(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    macro = "{% macro go(to) %}{{ link(to) }}{% endmacro %}"
    (tmp_path / "partials" / "m.html").write_text(macro, encoding="utf-8")
    template = '{% import "partials/m.html" as m with context %}{{ m.go("c.html") }}'
    assert _render(tmp_path, template, {}, "a/b/c.html") == "../../c.html"


@pytest.mark.parametrize(
    ("here", "address", "link"),
    [
        ("index.html", "index.html", "index.html"),
        ("a/b.html", "a/b.html", "b.html"),
        ("a/b.html", "a/c.html", "c.html"),
        ("a/b.html", "index.html", "../index.html"),
        ("a/b/c.html", "a/d/e.html", "../d/e.html"),
        ("a/b/c.html", "a/b.html", "../b.html"),
        ("index.html", "a/b/c.html", "a/b/c.html"),
        ("a/b.html", "a/b.html#x", "#x"),
        ("a/b.html", "#x", "#x"),
        ("a/b.html", "a/c.html?y=1#x?", "c.html?y=1#x?"),
        ("a/b.html", "中文/甲:乙.html", "../%E4%B8%AD%E6%96%87/%E7%94%B2%3A%E4%B9%99.html"),
    ],
)
def test_links_are_relative_to_their_page(here: str, address: str, link: str) -> None:
    assert link_from(here, address) == link


THEME = sorted((HOUSE / "theme").rglob("*.html"))


@pytest.mark.parametrize("path", THEME, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_no_template_defeats_escaping_or_a_strict_policy(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\|\s*safe\b|\bMarkup\b|autoescape\s+false", text), "HTML goes by the name of its field"
    assert not re.search(r"\sstyle\s*=|<style\b", text), "styles stand in jiangpu.css"
    assert not re.search(r"""\son[a-z]+\s*=\s*["']|javascript:|<script(?![^>]*\ssrc=)""", text), "scripts are files"


BY_MKDOCS = [path for path in THEME if "pages" not in path.relative_to(HOUSE / "theme").parts]


@pytest.mark.parametrize("path", BY_MKDOCS, ids=lambda path: path.relative_to(HOUSE).as_posix())
def test_what_mkdocs_prints_is_escaped_by_hand(path: Path) -> None:
    markup = re.compile(r"page\.content|super\(\)|draw\.\w+\(|level\(|^[\"' ]|loop\.")
    for printed in re.findall(r"\{\{-?\s*(.*?)\s*-?\}\}", path.read_text(encoding="utf-8")):
        assert printed.endswith("|e") or markup.match(printed), f"{{{{ {printed} }}}} needs |e"
