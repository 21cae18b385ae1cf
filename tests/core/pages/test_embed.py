"""What others put on their own pages: light, whole, silent, and only what is public."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256

import pytest
from selectolax.lexbor import LexborHTMLParser as HTMLParser

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.embed import ROWS, pages
from generator.core.pages.embed.svg import DARK
from generator.core.pages.page import Page

MOST = 8 * 1024
"""Bytes of a file, at most."""
DRAWN_BY = frozenset(
    (
        *("x", "y", "width", "height", "viewBox", "fill", "stroke", "role", "aria-labelledby", "lang", "id"),
        *("font-family", "font-size", "font-weight", "text-anchor"),
    )
)
"""The attributes of a drawing: none runs or loads anything, and none is a style, which a strict policy forbids. Where
it forbids style sheets too, the light colours stay."""


@pytest.fixture(scope="module")
def page(edition: Edition) -> Page:
    (found,) = pages(edition)
    return found


def files(page: Page, suffix: str) -> dict[str, str]:
    return {file.address: file.content.decode() for file in page.downloads if file.address.endswith(suffix)}


def of(edition: Edition) -> dict[str, str]:
    (found,) = pages(edition)
    return {file.address: file.content.decode() for file in found.downloads}


def said(text: str) -> str:
    return "".join(ET.fromstring(text).itertext())


def test_every_studio_and_table_has_a_picture_and_a_page_for_a_frame(page: Page, edition: Edition) -> None:
    there = {file.address for file in page.downloads}
    places = [address.embed_studio(studio.id) for studio in edition.studios]
    places += [address.embed_figure(table.id) for table in edition.statistics]
    assert {f"{place}{suffix}" for place in places for suffix in (".svg", ".html")} <= there
    assert len(there) == len(page.downloads)


def test_all_are_light(page: Page) -> None:
    assert max(len(file.content.decode().encode()) for file in page.downloads) < MOST


def test_a_picture_needs_nothing_and_says_what_it_shows(page: Page) -> None:
    for place, text in files(page, ".svg").items():
        svg = ET.fromstring(text)
        assert {node.tag.rpartition("}")[2] for node in svg.iter()} <= {
            "svg",
            "title",
            "desc",
            "style",
            "rect",
            "text",
        }, place
        assert {name for node in svg.iter() for name in node.attrib} <= DRAWN_BY, place
        assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "name told")
        title, told = list(svg)[:2]
        assert (title.get("id"), told.get("id")) == ("name", "told")
        assert title.text
        assert told.text
        assert "云岭职业学校，数据截至2026年3月18日" in told.text


def test_a_page_for_a_frame_runs_nothing_and_leads_to_the_site(page: Page, edition: Edition) -> None:
    for place, text in files(page, ".html").items():
        tree = HTMLParser(text)
        (policy,) = tree.css("meta[http-equiv=Content-Security-Policy]")
        (style,) = tree.css("style")
        digest = b64encode(sha256(style.text().encode()).digest()).decode()
        assert policy.attributes["content"] == (
            f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
        )
        assert not tree.css("script, [style], img, iframe, link[rel=stylesheet]"), place
        (link,) = tree.css("a")
        assert (link.attributes["target"], link.attributes["rel"]) == ("_blank", "noopener")
        assert (link.attributes["href"] or "").startswith(edition.site.url)
        (named,), (titled,) = link.css("svg[role=img] > title"), tree.css("head > title")
        assert named.text() == titled.text()
        picture = files(page, ".svg")[place.replace(".html", ".svg")]
        assert picture.strip() in text


def test_every_colour_has_one_for_the_dark(page: Page) -> None:
    for text in files(page, ".svg").values():
        nodes = list(ET.fromstring(text).iter())
        used = {(name, value) for node in nodes for name, value in node.attrib.items() if name in ("fill", "stroke")}
        (style,) = [node.text or "" for node in nodes if node.tag.endswith("style")]
        assert style.startswith("@media (prefers-color-scheme:dark){")
        assert all(f'[{name}="{value}"]{{{name}:{DARK[value]}}}' in style for name, value in used)
        assert "url(" not in style
        assert "import" not in style


def test_a_card_says_what_the_studio_page_says(edition: Edition) -> None:
    found = of(edition)
    for studio in edition.studios:
        text = said(found[f"{address.embed_studio(studio.id)}.svg"])
        figures = (studio.achievements, studio.national, studio.all_person_days)
        for word in (studio.name, studio.master.name, studio.level, *(f"{each.value}{each.unit}" for each in figures)):
            assert word in text


def test_a_long_figure_is_written_smaller(edition: Edition) -> None:
    long = tuple(
        replace(studio, all_person_days=replace(studio.all_person_days, value="123456789.5"))
        for studio in edition.studios
    )
    svg = ET.fromstring(of(replace(edition, studios=long))["embed/studios/welding-he.svg"])
    sizes = {node.text: int(node.get("font-size", "")) for node in svg.iter("{http://www.w3.org/2000/svg}text")}
    assert sizes["123456789.5人天"] < sizes["32项"] == 20


def test_only_an_announced_grade_has_a_badge(edition: Edition) -> None:
    announced = {
        f"{address.embed_grade(year.year, grade.studio)}.svg": grade.final
        for year in edition.grade_years
        for grade in year.grades
        if grade.announced and grade.final
    }
    found = {place: text for place, text in of(edition).items() if place.startswith("embed/grades/")}
    assert announced
    assert {place for place in found if place.endswith(".svg")} == announced.keys()
    for place, final in announced.items():
        assert final
        assert said(found[place]).endswith(final)
    secret = tuple(
        replace(year, grades=tuple(replace(grade, announced=False) for grade in year.grades))
        for year in edition.grade_years
    )
    assert not [place for place in of(replace(edition, grade_years=secret)) if place.startswith("embed/grades/")]
    withheld = tuple(
        replace(year, grades=tuple(replace(grade, final=None) for grade in year.grades)) for year in edition.grade_years
    )
    assert not [place for place in of(replace(edition, grade_years=withheld)) if place.startswith("embed/grades/")]


def test_a_studio_without_a_page_has_no_badge(edition: Edition) -> None:
    first, *others = edition.studios
    found = of(replace(edition, studios=tuple(others)))
    assert not [place for place in found if f"/{first.id}." in place]


def test_a_figure_has_the_numbers_of_its_table(edition: Edition) -> None:
    found = of(edition)
    for table in edition.statistics:
        svg = ET.fromstring(found[f"{address.embed_figure(table.id)}.svg"])
        texts = [node.text for node in svg.iter("{http://www.w3.org/2000/svg}text")]
        totals = [row.total for row in table.rows]
        if len(totals) <= ROWS:
            assert sorted(texts[2:-1:2], key=str) == sorted(totals)
        else:
            assert f"前{ROWS}行" in (texts[0] or "")
            assert len(texts[2:-1:2]) == ROWS


def test_the_longest_bar_is_the_largest_number_and_nothing_has_none(edition: Edition) -> None:
    table = next(table for table in edition.statistics if table.id == "achievements-by-level")
    svg = ET.fromstring(of(edition)[f"{address.embed_figure(table.id)}.svg"])
    widths = [float(node.get("width", "")) for node in svg.iter("{http://www.w3.org/2000/svg}rect")][1:]
    years = sorted(table.rows, key=lambda row: row.name, reverse=True)
    most = max(int(row.total) for row in years)
    assert widths == [round(int(row.total) / most * 220, 1) for row in years]


def test_what_may_be_more_says_so(edition: Edition) -> None:
    unsure = tuple(
        replace(studio, achievements=replace(studio.achievements, incomplete=True)) for studio in edition.studios
    )
    tables = tuple(
        replace(table, rows=tuple(replace(row, incomplete=True) for row in table.rows)) for table in edition.statistics
    )
    found = of(replace(edition, studios=unsure, statistics=tables))
    assert "成果（不全）" in said(found["embed/studios/welding-he.svg"])
    assert "2025年（不全）86" in said(found["embed/figures/achievements-by-level.svg"])
    assert "2026年至今" in said(of(edition)["embed/figures/achievements-by-level.svg"])


def test_text_is_text_and_is_cut_where_there_is_no_room(edition: Edition) -> None:
    name = '<script>alert("1")</script>&\u2028' + "很长的名称" * 20
    studios = tuple(replace(studio, name=name) for studio in edition.studios)
    found = of(replace(edition, studios=studios))
    picture = found["embed/studios/welding-he.svg"]
    assert "<script" not in picture
    assert ET.fromstring(picture)[0].text == name.replace("\u2028", " ")
    shown = [node.text or "" for node in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
    assert shown[0].startswith("<script>")
    assert shown[1].endswith("…")
    assert "<script" not in found["embed/studios/welding-he.html"]


def test_what_is_copied_is_whole(page: Page, edition: Edition) -> None:
    """The snippets name files that are there, in full, and carry the name for those who do not see."""
    there = {edition.site.url + file.address for file in page.downloads}
    for *_, found in page.view["groups"]:
        for each in found:
            (_, frame), (_, image) = each.snippets
            tree = HTMLParser(frame + image)
            (inner,), (picture,) = tree.css("iframe"), tree.css("a > img")
            assert {inner.attributes["src"], picture.attributes["src"]} <= there
            assert inner.attributes["title"] == picture.attributes["alt"] == each.title
            assert inner.attributes["sandbox"] == "allow-popups allow-popups-to-escape-sandbox"
            assert not re.search(r"style=|<script|on[a-z]+=", frame + image)


def test_a_site_without_an_address_of_its_own_gives_nothing_to_copy(edition: Edition) -> None:
    (found,) = pages(replace(edition, site=replace(edition.site, url="")))
    assert not any(each.snippets for *_, group in found.view["groups"] for each in group)
    framed = files(found, ".html")["embed/studios/welding-he.html"]
    assert '<a href="../../studios/welding-he/index.html"' in framed
