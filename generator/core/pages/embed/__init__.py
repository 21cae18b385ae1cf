"""What others may show on pages of their own: a studio's card, the badge of an announced grade, a figure. Each is a
picture (SVG) and a small page for a frame, neither with a script; and the page on which they stand with what to copy.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from html import escape
from os.path import relpath
from posixpath import dirname

from generator.core.edition import Edition
from generator.core.edition.form import Figure, Grade, GradeYear, Site, Statistic, StatisticRow, Studio
from generator.core.pages import address
from generator.core.pages.day import in_words
from generator.core.pages.download import Download
from generator.core.pages.embed import svg
from generator.core.pages.following import line, url
from generator.core.pages.page import Page
from generator.core.values.number import read_decimal
from generator.wording import wording

ROWS = 16
"""A figure shows no more rows."""
FRAME = 16
"""What a browser leaves free around a page without a style, in pixels, on both sides together."""
_STYLE = b64encode(sha256(svg.STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{_STYLE}'; base-uri 'none'; form-action 'none'"
"""The page for a frame has the drawing's own style sheet and nothing else."""
SANDBOX = "allow-popups allow-popups-to-escape-sandbox"
"""What a frame may do: open the page that it leads to, nothing else."""


@dataclass(frozen=True, slots=True)
class Embed:
    """Something to embed: the picture and the page for a frame, the picture's size and words, and what to copy, which
    is "" while the site knows no address of its own."""

    title: str
    told: str
    picture: Download
    framed: Download
    width: int
    height: int
    frame: str
    image: str


def pages(edition: Edition) -> Iterator[Page]:
    """The page that shows them all, with the files themselves."""
    t = wording()
    groups = (
        ("studios", "", tuple(_studios(edition))),
        ("grades", t("embed.grades_note"), tuple(_grades(edition))),
        ("figures", "", tuple(_figures(edition))),
    )
    yield Page(
        address.EMBED,
        "statistics",
        "embed.html",
        t("embed.title"),
        t("embed.description", school=edition.site.school),
        {
            "groups": tuple(
                (name, t(f"embed.{name}"), note, tuple(map(_shown, found))) for name, note, found in groups if found
            ),
            "addressed": bool(edition.site.url),
        },
        ((t("data.title"), address.DATA),),
        downloads=tuple(file for *_, found in groups for each in found for file in (each.picture, each.framed)),
    )


@dataclass(frozen=True, slots=True)
class Shown:
    """One of them as the page shows it."""

    title: str
    alt: str
    picture: str
    framed: str
    width: int
    height: int
    snippets: tuple[tuple[str, str], ...]


def _shown(each: Embed) -> Shown:
    t = wording()
    snippets = ((t("embed.frame"), each.frame), (t("embed.image"), each.image)) if each.frame else ()
    return Shown(each.title, each.told, each.picture.address, each.framed.address, each.width, each.height, snippets)


def _studios(edition: Edition) -> Iterator[Embed]:
    t, site = wording(), edition.site
    for studio in edition.studios:
        figures = [_figure("achievements", studio.achievements), _figure("national", studio.national)]
        figures.append(_figure("person_days", studio.all_person_days))
        facts = (
            t("embed.trade", trade=studio.trade, level=studio.level, status=studio.status),
            t("embed.master", name=studio.master.name),
        )
        told = t(
            "embed.told",
            said=t("words.comma").join((*facts, *(f"{label}{value}" for value, label in figures))),
            foot=_foot(edition),
        )
        drawing = svg.card(studio.name, told, studio.name, facts, figures, _foot(edition))
        yield _embed(site, address.embed_studio(studio.id), drawing, address.studio(studio.id))


def _figure(key: str, figure: Figure) -> tuple[str, str]:
    t = wording()
    label = t(f"embed.figure.{key}")
    return f"{figure.value}{figure.unit}", t("embed.incomplete", label=label) if figure.incomplete else label


def _grades(edition: Edition) -> Iterator[Embed]:
    """Badges of what a notice has announced, and that alone; a studio whose page shows nothing has none."""
    studios = {studio.id: studio for studio in edition.studios}
    for year in edition.grade_years:
        for grade in year.grades:
            if grade.announced and grade.final and grade.studio in studios:
                yield _badge(edition, year, grade, studios[grade.studio], grade.final)


def _badge(edition: Edition, year: GradeYear, grade: Grade, studio: Studio, final: str) -> Embed:
    t = wording()
    label = t("embed.assessed", studio=studio.short, year=year.year)
    title = t("embed.graded", studio=studio.name, year=year.year, grade=final)
    source = t("embed.announced", school=edition.site.school, number=grade.notice_number or "")
    drawing = svg.badge(title, t("embed.told", said=source, foot=_foot(edition)), label, final)
    return _embed(edition.site, address.embed_grade(year.year, studio.id), drawing, address.grade(year.year, studio.id))


def _figures(edition: Edition) -> Iterator[Embed]:
    t = wording()
    for table in edition.statistics:
        if rows := _rows(edition, table):
            name = t(f"statistic.{table.id}")
            title = t("embed.figure_title", school=edition.site.school, name=name, unit=table.unit)
            said = t(
                "embed.rows",
                rows=t("words.comma").join(f"{row}{value}" for row, value in rows),
                about=t(f"statistic_about.{table.id}"),
            )
            told = t("embed.told", said=said, foot=_foot(edition))
            drawn = [(row, value, read_decimal(value)) for row, value in rows]
            key = "embed.head_of_most" if len(table.rows) > len(rows) else "embed.head"
            head = t(key, name=name, unit=table.unit, count=len(rows))
            drawing = svg.bars(title, told, head, drawn, _foot(edition))
            yield _embed(edition.site, address.embed_figure(table.id), drawing, f"{address.STATISTICS}#{table.id}")


def _rows(edition: Edition, table: Statistic) -> tuple[tuple[str, str], ...]:
    """The rows of a table, each with its total: years from the latest; where there are too many others, those with
    most. What may be more, since a record is under correction or the year goes on, says so."""
    t, names = wording(), edition.studio_names

    def named(row: StatisticRow) -> str:
        name = row.name
        if table.rows_are == "year" and name.isdigit():
            name = t("embed.unfinished" if name == edition.as_of[:4] else "embed.year", year=name)
        elif table.rows_are == "studio":
            name = names.get(name) or t("words.studio_correcting", id=name)
        return t("embed.incomplete", label=name) if row.incomplete else name

    rows = list(table.rows)
    if table.rows_are == "year":
        rows.sort(key=lambda row: row.name, reverse=True)
    elif len(rows) > ROWS:
        rows.sort(key=lambda row: read_decimal(row.total), reverse=True)
    return tuple((named(row), row.total) for row in rows[:ROWS])


def _foot(edition: Edition) -> str:
    return wording()("embed.foot", school=edition.site.school, day=in_words(edition.as_of))


def _embed(site: Site, place: str, drawing: svg.Drawing, to: str) -> Embed:
    """The files of a drawing that leads to a page of the site; `place` is their address without its ending."""
    picture = Download.of(f"{place}.svg", f"{drawing.markup}\n")
    framed = Download.of(f"{place}.html", _framed(site, f"{place}.html", drawing, to))
    frame = image = ""
    if site.url:
        title = escape(drawing.title)
        size = f'width="{drawing.width}" height="{drawing.height}"'
        around = f'width="{drawing.width + FRAME}" height="{drawing.height + FRAME + 4}"'
        frame = (
            f'<iframe src="{escape(url(site, framed.address))}" title="{title}" {around} '
            f'frameborder="0" loading="lazy" sandbox="{SANDBOX}"></iframe>'
        )
        image = (
            f'<a href="{escape(url(site, to))}"><img src="{escape(url(site, picture.address))}" alt="{title}" '
            f"{size}></a>"
        )
    return Embed(drawing.title, drawing.told, picture, framed, drawing.width, drawing.height, frame, image)


def _framed(site: Site, here: str, drawing: svg.Drawing, to: str) -> str:
    """A page with nothing but the drawing, which leads to its page on the site, outside the frame."""
    target = url(site, to) or relpath(to, dirname(here)).replace("\\", "/")
    html = ET.Element("html", {"lang": "zh-CN"})
    head = ET.SubElement(html, "head")
    ET.SubElement(head, "meta", {"charset": "utf-8"})
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": POLICY})
    ET.SubElement(head, "title").text = line(drawing.title)
    ET.SubElement(head, "meta", {"name": "viewport", "content": "width=device-width,initial-scale=1"})
    ET.SubElement(head, "meta", {"name": "color-scheme", "content": "light dark"})
    ET.SubElement(head, "meta", {"name": "robots", "content": "noindex"})
    ET.SubElement(head, "link", {"rel": "canonical", "href": target})
    main = ET.SubElement(ET.SubElement(html, "body"), "main")
    # The drawing is ours, and XML: as a part of HTML it is written as it stands.
    link = ET.SubElement(main, "a", {"href": target, "target": "_blank", "rel": "noopener"})
    link.text = "\0"
    return f"<!DOCTYPE html>\n{ET.tostring(html, 'unicode', 'html')}\n".replace("\0", drawing.markup)
