"""One payload in every free text of every record: each file that leaves us is read by a parser of its format."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import comrak
import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from generator.core.difference import Difference, PageRef
from generator.core.edition import Edition
from generator.core.pages.embed.svg import STYLE
from generator.core.pipeline import prepare
from generator.core.problem import Code, Where, problem
from generator.core.source import SourceFile, Sources
from generator.decoding import Decoder
from generator.diagnostics import github, gitlab, markdown, sarif, text
from generator.diagnostics import json as as_json
from generator.website.build import build
from generator.website.explore import FOLDER as EXPLORER
from generator.website.search import FOLDER
from tests.stocked import stocked
from tests.theme.test_pages import AS_OF, lay_hostile_school
from tests.website.small import tree

FIRST = """=1+1|'!A0"\\,;: evil=1 onx='1' </script></title><xx-evil>]]>&amp;{{7*7}}`|"""
LINES = ("::error file=x::y ##[error]z", "BEGIN:VEVENT", "END:VCALENDAR", "- <loc>https://evil.example/</loc>")
PAYLOAD = ("\n\n" + 40 * " ").join((FIRST, *LINES))
"""In quotes of YAML an empty line is a line feed: nothing else than a proper writer keeps it within its value."""
SITE = "https://school.example/"
PUBLISHED = {".webp", ".jpg", ".pdf"}
EVENTS = ("opens", "closes")


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    root = tmp_path_factory.mktemp("formats")
    lay_hostile_school(root / "school", PAYLOAD, FIRST)
    prepared = prepare(root / "school", AS_OF)
    assert prepared.edition is not None, [each for each in prepared.problems if each.is_error]
    assert "\n" in prepared.edition.notices[0].title
    return prepared.edition


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = tmp_path_factory.mktemp("formats")
    lay_hostile_school(root / "school", PAYLOAD, FIRST)
    prepared = prepare(stocked(root / "school"), AS_OF, decode=Decoder(root / "cache"))
    assert build(prepared, root / "site").written is not None
    return tree(root / "site")


TEXT = "data/licence.txt"
"""Plain text, whatever stands in it."""


def files(site: dict[str, bytes], suffix: str) -> list[tuple[str, str]]:
    found = [(name, data.decode()) for name, data in site.items() if name.endswith(suffix)]
    assert found, suffix
    return found


def test_every_kind_of_file_is_looked_at(site: dict[str, bytes]) -> None:
    kinds = {Path(name).suffix for name in site}
    assert kinds == {
        ".html",
        ".xml",
        ".json",
        ".jsonld",
        ".csv",
        ".ics",
        ".txt",
        ".css",
        ".js",
        ".svg",
        ".png",
        *PUBLISHED,
    }
    plain = [
        name
        for name in site
        if name.endswith((".css", ".js", ".svg", ".txt")) and not name.startswith((FOLDER, EXPLORER, "embed/", TEXT))
    ]
    assert [name for name in plain if b"xx-evil" in site[name]] == []


def test_drawings(site: dict[str, bytes]) -> None:
    drawn = [data for name, data in files(site, ".svg") if name.startswith("embed/")]
    assert drawn
    for data in drawn:
        drawing = ET.fromstring(data)
        kinds = {node.tag.rpartition("}")[2] for node in drawing.iter()}
        assert kinds <= {"svg", "title", "desc", "style", "rect", "text"}
        assert [sheet.text for sheet in drawing.iterfind(".//{*}style")] == [STYLE]


def test_html(site: dict[str, bytes]) -> None:
    shown = 0
    for name, page in files(site, ".html"):
        html = LexborHTMLParser(page)
        assert not html.css("xx-evil, loc, [evil], [onx], iframe, object, embed, base"), name
        for node in html.css("[href], [src], [action]"):
            for key in ("href", "src", "action"):
                place = (node.attributes.get(key) or "").strip().lower()
                assert not place.startswith(("javascript:", "data:text", "//", "vbscript:")), (name, place)
                assert not re.search(r"[\x00-\x1f]", place.partition("#")[0]), (name, place)
        shown += html.html.count("&lt;xx-evil&gt;") if html.html else 0
    assert shown > 100


def test_atom_and_sitemap(site: dict[str, bytes], edition: Edition) -> None:
    feed = ET.fromstring(site["notices/feed.xml"])
    spaces = {element.tag.partition("}")[0] for element in feed.iter()}
    assert spaces == {"{http://www.w3.org/2005/Atom"}
    assert len(feed.findall("{*}entry")) == len(edition.notices)
    places = [found.text or "" for found in ET.fromstring(site["sitemap.xml"]).iterfind(".//{*}loc")]
    assert places
    assert all(place.startswith(SITE) for place in places)


def test_json(site: dict[str, bytes], edition: Edition) -> None:
    for name, said in (*files(site, ".json"), *files(site, ".jsonld")):
        assert isinstance(json.loads(said), dict | list), name
    feed = json.loads(site["notices/feed.json"])
    assert len(feed["items"]) == len(edition.notices)
    assert "<" not in site["notices/feed.json"].decode()
    assert json.loads(site["status.json"])["as_of"] == AS_OF.isoformat()


def test_csv(site: dict[str, bytes]) -> None:
    for name, said in files(site, ".csv"):
        rows = list(csv.reader(io.StringIO(said.removeprefix("\ufeff"), newline=""), strict=True))
        assert {len(row) for row in rows} == {len(rows[0])}, name
        cells = [cell for row in rows for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝"))], name


def test_calendars(site: dict[str, bytes], edition: Edition) -> None:
    running = [notice for notice in edition.notices if notice.period]
    assert running
    for name, said in files(site, ".ics"):
        assert not re.search(r"(?<!\r)\n|\r(?!\n)", said), name
        lines = said.removesuffix("\r\n").split("\r\n")
        assert max(len(line.encode()) for line in lines) <= 75
        unfolded = said.replace("\r\n ", "").removesuffix("\r\n").split("\r\n")
        assert all(re.match(r"[A-Z-]+[;:]", line) for line in unfolded), name
        assert unfolded.count("END:VCALENDAR") == 1
        assert unfolded.count("BEGIN:VEVENT") == unfolded.count("END:VEVENT")
        events = Calendar.from_ical(said).walk("VEVENT")
        assert len(events) == unfolded.count("BEGIN:VEVENT")
        assert all(str(event["url"]).startswith("https://school.example/") for event in events)
        if name.startswith("notices/"):
            assert len(events) == len(EVENTS) * (len(running) if name == "notices/calendar.ics" else 1)
            assert all(FIRST in str(event["summary"]) for event in events)
            assert all(re.fullmatch(r"https://school\.example/notices/[a-z-]+\.html", str(e["url"])) for e in events)


LEVEL = Code("F204")
WRONG = tuple(
    problem(LEVEL, Where(path, 1, 1), key="level", value=value, allowed="国家级 省级")
    for value in (*LINES, FIRST, "\n".join((FIRST, *LINES)), "\x1b[31m\r\n::set-output name=x::y")
    for path in ("studios/he/a.yml", "studios/he/::error::,|`<xx-evil>.yml", "studios/he/\n::error::.yml")
)
SOURCES = Sources({}, (), ())


def test_terminal() -> None:
    for color in (False, True):
        for line in text.render(WRONG, SOURCES, color=color).split("\n"):
            assert not re.search(r"[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u2028\u202e]", line)
            assert re.match(r"(?:\x1b\[[0-9;]*m)*(?:studios/he/|    |$)", line), line
            assert "\x1b[31m\\r" not in line


def test_logs_of_the_ci() -> None:
    for line in github.render(WRONG).splitlines():
        assert line.startswith(("::error file=studios/he/", "studios/he/", "::notice::", "::group::", "::endgroup::"))
        assert "##[" not in line or line.startswith("::error ")
    for said in (gitlab.render(WRONG, SOURCES), sarif.render(WRONG, SOURCES), as_json.render(WRONG, 1)):
        assert json.loads(said)
        assert not re.search(r"^\s*::|\x1b", said, re.MULTILINE)


def test_comments_of_pull_requests() -> None:
    path = "studios/he/a.yml"
    written = Sources({path: SourceFile(path, 0, "", FIRST)}, (), ())
    pages = tuple(PageRef(f"studios/{value}.html", value) for value in (*LINES, FIRST))
    said = markdown.render(WRONG, written, Difference(added=pages, changed=pages), "main")
    options = comrak.RenderOptions()
    options.unsafe_ = True
    extensions = comrak.ExtensionOptions()
    extensions.table = extensions.autolink = True
    drawn = LexborHTMLParser(comrak.render_markdown(said, extension_options=extensions, render_options=options))
    assert not drawn.css("xx-evil, loc, script, title, img, a, table")
    assert "<xx-evil>" in drawn.text()
