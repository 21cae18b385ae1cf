"""`jiangpu build` of a school in which honest studios stand among hostile ones: it ends, says where the faults are, the
pages of the honest are those of a school without the others, and all that it writes is read by parsers of its formats.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from selectolax.lexbor import LexborHTMLParser

from tests.decoding.making import MADE
from tests.golden.overlay import SCHOOL, lay_school
from tests.theme.test_pages import lay_hostile_school
from tests.website.small import HOUSE, tree

DAY = "2026-01-20"
SECONDS = 120
TEXTS = {
    "markup": "</title><script>alert(1)</script><xx-evil onx=1>{{7*7}}{% raw %}${7*7}#{7*7}<%= 7*7 %>",
    "attribute": '" onmouseover=alert(1) onx=1 autofocus \'"><xx-evil>',
    "ends": "]]><xx-evil>--><!-- <![CDATA[ </script></style></textarea><plaintext>",
    "formula": "=1+1|'!A0",
    "full-width": "＝HYPERLINK(A1)",
    "commands": "::error file=x::y ##[error]z",
    "calendar": "\\nEND:VEVENT\\r\\nBEGIN:VEVENT",
    "astral": "𠮷𰻞é́ﬀ🏴‍☠ ZWJ",
    "entity": "&lt;script&gt;&#60;xx-evil&#62;\\u003cscript>",
    "unseen": "a\u2028b\u202ec\u0000d\ufeff",
    "long": "焊" * 60_000,
    "personal": "110101199003070011 13800138000 6222020200112233445",
}
"""One for every free text of a studio of its own."""
PATTERNS = ("[", "![[]()", "[ a_", "*a_ ", "> ", "* ", "<b>", "`a", "[](x)", "<![>", "{{7*7}}\n\n", "|a|b\n", "[^1]")
YAML = {
    "deep": "[" * 100_000 + "]" * 100_000,
    "laughs": "a: &a [x,x]\n"
    + "".join(f"{b}: &{b} [*{a},*{a}]\n" for a, b in zip("abcdefgh", "bcdefghi", strict=True)),
    "program": "names: !!python/object/apply:os.system ['touch /tmp/evil']\n",
    "merge": "a: &a {b: 1}\nc: {<<: [*a, *a]}\n",
    "twice": "short: a\nshort: b\n" * 500,
    "keys": "{" + ", ".join(f"k{n}: 1" for n in range(9_000)) + "}",
    "numbers": "names: " + "9" * 60_000,
    "dates": "founded: 2024-02-30\nshort: 0x_\nkind: .inf\n",
    "binary": "names: \xff\xfe\x00",
    "lines": "- \n" * 19_000,
}
TABLES = {
    "quotes": 'id,date,topic\n"a,b\n' + '"' * 9_001,
    "wide": "id," + ",".join("topic" for _ in range(5_000)) + "\n1\n",
    "cells": "id,date,topic,audience,persons,days\n" + "=1+1,@a,-b,+c,\t,9e99999\n" * 3_000,
    "head": "\n" * 9_000,
}
NAMES = (
    "achievements/2025/::error::x.md",
    "achievements/2025/index.md",
    "achievements/2025/{{7*7}}.md",
    "achievements/2025/" + "字" * 80 + ".md",
    "achievements/year-2025/x.md",
    "files/<xx-evil onx=1>.jpg",
    "files/con.jpg",
    "files/a\nb.pdf",
    "files/page.html",
    "files/draw.svg",
    ".gitattributes",
    "CNAME",
    "sw.js",
)


def texts(text: str) -> Callable[[Path, str], None]:
    """A studio whose every free text is this."""

    def lay(studio: Path, number: str) -> None:
        quoted = text if "\\n" not in text else text.replace("\\n", " ")
        lay_hostile_school(studio.parents[2] / "evil", quoted, quoted)
        shutil.copytree(studio.parents[2] / "evil/studios/evil", studio, dirs_exist_ok=True)
        shutil.rmtree(studio.parents[2] / "evil")
        for path in studio.rglob("*.*"):
            if path.suffix in {".yml", ".md", ".csv"}:
                path.write_text(re.sub(r"\bp101\b", number, path.read_text("utf-8")), "utf-8")

    return lay


def sound(studio: Path, number: str) -> None:
    """What a hostile studio needs in order not to fall as a whole: the honest one's, under other names."""
    shutil.copytree(SCHOOL / "studios/hong", studio, dirs_exist_ok=True)
    for path in studio.rglob("*.*"):
        if path.suffix in {".yml", ".md", ".csv"}:
            said = path.read_text("utf-8").replace("p101", number).replace("p102", f"{number}1")
            said = said.replace("钳工", f"车工{number}").replace("红", "绿")
            path.write_text(said, "utf-8")


def prose(studio: Path, number: str) -> None:
    """Prose that hangs engines."""
    sound(studio, number)
    head = (studio / "achievements/2025/cup.md").read_text("utf-8").rpartition("---\n")[0]
    for place, pattern in enumerate(PATTERNS):
        line = (pattern * 9_000)[:9_000] + "\n\n"
        text = head.replace("一等奖", f"{place}等奖", 1) + "---\n" + line * 6
        (studio / f"achievements/2025/story-{place}.md").write_text(text, "utf-8")


def yaml(studio: Path, number: str) -> None:
    """YAML that kills, hangs or deceives readers, in the place of every list."""
    sound(studio, number)
    places = ("partners", "agreements", "facilities", "donations", "appointments", "waivers")
    folders = ("documents/2025", "safety/2025", "enrolment/2025", "services/2025")
    for place, text in zip((*places, *folders), YAML.values(), strict=True):
        (studio / place).parent.mkdir(exist_ok=True)
        (studio / f"{place}.yml").write_text(text, "utf-8", errors="surrogateescape")


def tables(studio: Path, number: str) -> None:
    """Tables that are none."""
    sound(studio, number)
    for year, text in zip(range(2020, 2030), TABLES.values(), strict=False):
        (studio / f"trainings/{year}.csv").write_text(text, "utf-8")


def files(studio: Path, number: str) -> None:
    """Every bad picture and document that the tests of the decoder know."""
    sound(studio, number)
    for name, make in MADE.items():
        for suffix in ("jpg", "png", "pdf", "docx", "xlsx"):
            (studio / f"files/{name.replace('_', '-')}.{suffix}").write_bytes(make())


def names(studio: Path, number: str) -> None:
    """Names that lead elsewhere, and what is no file."""
    sound(studio, number)
    for name in NAMES:
        place = studio / name
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            place.write_text("x", "utf-8")
        except OSError:  # longer than this system takes
            continue
    (studio / "files/passwd.pdf").symlink_to("/etc/passwd")
    (studio / "files/loop").symlink_to(".")
    os.mkfifo(studio / "files/pipe.jpg")


def squat(studio: Path, _: str) -> None:
    """The names, the people, the numbers and the awards of the honest studio, written down once more and older."""
    shutil.copytree(SCHOOL / "studios/hong", studio, dirs_exist_ok=True)
    for path in studio.rglob("*.yml"):
        path.write_text(re.sub(r"20[12]\d-", "1999-", path.read_text("utf-8")), "utf-8")


HOSTILE: Mapping[str, Callable[[Path, str], None]] = {
    **{f"a-{name}": texts(text) for name, text in TEXTS.items()},
    "a-prose": prose,
    "a-yaml": yaml,
    "a-tables": tables,
    "a-files": files,
    "a-names": names,
    "a-squat": squat,
}


Built = tuple[dict[str, bytes], list[dict[str, Any]], str]
Schools = dict[str, Built]


def built(root: Path) -> Built:
    """The site of a school as our own verb builds it, all problems of it, and what it said beside."""
    done, said = (
        subprocess.run(
            [sys.executable, "-m", "generator", "-C", str(root), *verb, "--as-of", DAY],
            cwd=HOUSE,
            capture_output=True,
            text=True,
            check=False,
            timeout=SECONDS,
        )
        for verb in (["build"], ["check", "--format", "json"])
    )
    assert "Traceback" not in done.stderr + said.stderr, done.stderr[-3000:] + said.stderr[-3000:]
    assert (done.returncode, said.returncode) in {(0, 0), (1, 1)}, done.stderr[-3000:]
    return tree(root / "site"), json.loads(said.stdout)["problems"], done.stdout + done.stderr


@pytest.fixture(scope="module")
def schools(tmp_path_factory: pytest.TempPathFactory) -> Schools:
    """The honest school, and the same with all the others in it."""
    made = {}
    for name in ("clean", "mixed"):
        root = tmp_path_factory.mktemp(name) / "school"
        lay_school(root)
        (root / "content/log").mkdir(exist_ok=True)
        lines = ("achievements/hong/cup.html", "people/p101.html", "studios/hong/index.html")
        (root / "content/log/addresses.txt").write_text("".join(f"2026-01-10 {line}\n" for line in lines))
        for number, (studio, lay) in enumerate(HOSTILE.items() if name == "mixed" else ()):
            (root / "studios" / studio).mkdir()
            lay(root / "studios" / studio, f"p9{number:02}")
        made[name] = built(root)
    return made


def test_each_of_them_is_told(schools: Schools) -> None:
    wrong = {found["path"].split("/")[1] for found in schools["mixed"][1] if found["severity"] == "error"}
    assert {f"a-{name}" for name in ("prose", "yaml", "tables", "files", "names", "squat", "unseen")} <= wrong


def test_nothing_else_is_said_of_the_honest(schools: Schools) -> None:
    of_hong = [
        [found for found in schools[name][1] if not found["path"].startswith("studios/a-")]
        for name in ("clean", "mixed")
    ]
    assert of_hong[0] == of_hong[1]


def test_the_pages_of_the_honest_are_the_same_bytes(schools: Schools) -> None:
    clean, mixed = schools["clean"][0], schools["mixed"][0]
    own = (
        "studios/hong/",
        "achievements/hong/",
        "people/p101",
        "people/p102",
        "notices/",
        "n/",
        "rules/",
        "assets/",
        "grades/2025/hong",
    )
    lists = {"achievements/hong/index.html"}  # beside its own it names every studio
    compared = [address for address in clean if address.startswith(own) and address not in lists]
    assert len(compared) > 20
    assert [address for address in compared if mixed.get(address) != clean[address]] == []


def test_all_that_is_written_is_read(schools: Schools) -> None:
    read = dict.fromkeys(("html", "xml", "json", "csv", "ics"), 0)
    for name, data in schools["mixed"][0].items():
        kind = name.rpartition(".")[2]
        read[kind] = read.get(kind, 0) + 1
        if kind == "html":
            html = LexborHTMLParser(data)
            scripts = "script:not([src], [type='application/ld+json'])"
            assert not html.css(f"xx-evil, [onx], iframe, object, embed, base, plaintext, {scripts}"), name
            for script in html.css('script[type="application/ld+json"]'):
                json.loads(script.text())
        elif kind == "xml":
            ET.fromstring(data)
        elif kind in {"json", "jsonld"}:
            json.loads(data)
        elif kind == "csv":
            rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
            cells = [cell for row in rows for cell in row]
            assert not [cell for cell in cells if cell.startswith(("=", "+", "@", "\t", "\r", "\n", "＝"))], name
        elif kind == "ics":
            assert Calendar.from_ical(data.decode())
    assert read["html"] > 100
    assert all(read[kind] for kind in ("xml", "json", "csv", "ics"))
    assert not set(read) - {*("html xml json jsonld csv ics txt css js svg png webp jpg pdf docx xlsx".split())}


def test_no_line_of_what_is_said_is_a_command(schools: Schools) -> None:
    for line in schools["mixed"][2].split("\n"):
        assert not re.match(r"\s*(?:::|##\[)", line), line
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u202e]", line), line


def test_no_template_was_worked_out_and_no_program_ran(schools: Schools) -> None:
    shown = b"".join(data for name, data in schools["mixed"][0].items() if name.endswith(".html"))
    assert b"{{7*7}}" in shown
    assert not Path("/tmp/evil").exists()
