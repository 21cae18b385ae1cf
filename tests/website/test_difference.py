"""The list of what a change does, against both sites as the website builder makes them: byte for byte."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from generator.core.difference import Difference
from generator.core.pages.address import SEARCH
from generator.core.pipeline import Prepared, prepare
from generator.decoding import decoder
from generator.website.build import made
from generator.website.difference import site_difference
from generator.website.explore import FOLDER as EXPLORER
from generator.website.plan import OWN
from generator.website.search import FOLDER
from tests.core.conftest import remembered
from tests.website.small import HOUSE

SAMPLE_DAY = date(2026, 3, 18)
WELDING = "studios/welding-he"
CUP = f"{WELDING}/achievements/2025/national-contest.md"
CERTIFICATE = f"{WELDING}/files/national-contest-2025.pdf"
ABOUT = "content/pages/about.md"

NOTHING = "what nobody sees"

Edit = Callable[[Path], None]


def reads(path: str, old: str, new: str) -> Edit:
    """A file in which something else stands."""

    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text, (path, old)
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


def moves(old: str, new: str) -> Edit:
    """A file or folder under another name."""

    def edit(root: Path) -> None:
        (root / old).rename(root / new)

    return edit


def writes(path: str, text: str) -> Edit:
    """A new file."""

    def edit(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    return edit


def removes(path: str) -> Edit:
    """A file that is gone."""

    def edit(root: Path) -> None:
        (root / path).unlink()

    return edit


def becomes(path: str, other: str) -> Edit:
    """A file with the bytes of another."""

    def edit(root: Path) -> None:
        shutil.copyfile(root / other, root / path)

    return edit


def both(*edits: Edit) -> Edit:
    """Several at once."""

    def edit(root: Path) -> None:
        for each in edits:
            each(root)

    return edit


NEW_STUDIO = writes(
    "studios/tea-new/studio.yml",
    """\
names: [{name: 茶艺技能大师工作室, kind: 申报名称}]
short: 茶艺
kind: 技能大师工作室
mode: 学校单独创办
trade: 茶艺师
major: 茶艺
department: 旅游系
master: p981
founded: 2025-09
status: [{since: 2025-09, status: 申报}]
contact: {person: p981, phone: 0000-555 0177}
summary: 从识茶到泡茶。
""",
)
NEW_MASTER = writes(
    "studios/tea-new/members.yml",
    "members: [{id: p981, name: 简明, employer: 云岭职业学校, roles: [{role: 大师, since: 2025-09}]}]\n",
)
NOTICE = """\
---
title: 云岭职业学校关于开放日安排的通知
kind: 通知
number: 云职〔2026〕19号
issuers: [云岭职业学校]
published: 2026-03-18
signed: 2026-03-18
---
3月20日开放日，各工作室照常接待。
"""

FIRST = ("a mark", "a document", "a hand-written page", NOTHING)
"""The others take their turn in the long run."""
EDITS: dict[str, Edit] = {
    "an achievement's title": reads(CUP, "管道组一等奖", "管道组金奖"),
    "an achievement that is gone": removes(f"{WELDING}/achievements/2026/film-reading-exercises.md"),
    "a training row": reads(f"{WELDING}/trainings/2025.csv", "社会人员,20,5", "社会人员,21,5"),
    "a new studio": both(NEW_STUDIO, NEW_MASTER),
    "a studio's folder": moves("studios/tea-new", "studios/tea-jian"),
    "a notice": writes("content/notices/2026/open-day-2026.md", NOTICE),
    "a mark": reads("content/assessments/2025/welding-he.yml", "9.1: 2.7 2.8 2.9", "9.1: 2.9 2.9 2.9"),
    "prose": reads(f"{WELDING}/profile.md", "门边挂一块白板", "门边挂着一块白板"),
    "a member's role": reads(f"{WELDING}/members.yml", "      - {role: 副理事长, since: 2021-06-01}\n", ""),
    "a document": becomes(
        f"{WELDING}/files/national-contest-2025.pdf", "content/notices/2025/files/mentor-post-2025.pdf"
    ),
    "a document that is gone": both(removes(CERTIFICATE), reads(CUP, "    file: national-contest-2025.pdf\n", "")),
    "a hand-written page": reads(ABOUT, "逐项检查", "逐项核对"),
    "another hand-written page": both(
        writes("content/pages/visit.md", "# 来访\n\n预约。\n"),
        reads(ABOUT, "## 公示", "[来访](visit.md)\n\n## 公示"),
    ),
    "a hand-written page that is gone": removes(ABOUT),
    "the school's postcode": reads("content/site.yml", '"000000"', '"000001"'),
    "the school's summary": reads("content/site.yml", "逐项可查", "件件可查"),
    NOTHING: both(
        reads(CUP, "---\ntitle", "---\n# 一条旁注\ntitle"),
        reads(ABOUT, "(status.html)。\n", "(status.html)。\n\n\n"),
        reads(ABOUT, "\n\n## 公示", "\n\n \n\n## 公示"),
        writes("content/pages/_notes.md", "# 草稿\n"),
    ),
}
EARLIER: dict[str, Edit] = {"a studio's folder": EDITS["a new studio"]}
"""What else there was before."""


@dataclass(frozen=True, slots=True)
class Side:
    """The sample on one side of a change: as it was read, and every file of its site."""

    prepared: Prepared
    site: dict[str, bytes]


@pytest.fixture(scope="module")
def build(sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path], Side]:
    """The website builder, which keeps what was rendered from one site to the next."""
    kept = tmp_path_factory.mktemp("kept")
    shutil.copytree(sample / ".cache", kept / ".cache")

    def built(root: Path) -> Side:
        prepared = prepare(root, SAMPLE_DAY, decode=decoder(kept), parse=remembered)
        assert prepared.edition is not None, [found for found in prepared.problems if found.is_error]
        (root / ".cache").symlink_to(kept / ".cache")
        whole: dict[str, bytes | Path] = {}
        made(prepared, prepared.edition, whole.__setitem__)
        site = {
            address: content if isinstance(content, bytes) else content.read_bytes()
            for address, content in whole.items()
        }
        return Side(prepared, site)

    return built


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory, build: Callable[[Path], Side]) -> Side:
    return build(copy_sample(tmp_path_factory.mktemp("before")))


def copy_sample(root: Path) -> Path:
    """The records of the sample; its house is found beside the package."""
    for folder in ("content", "studios"):
        shutil.copytree(HOUSE / folder, root / folder)
    return root


DIRECTORY = re.compile(rb'"[a-z]+\.[a-p]{8}\.js')
"""How a page of the explorer names its data."""


def content(site: dict[str, bytes]) -> dict[str, bytes]:
    """A site without what tells programs about it, its cards, its search, which names its index, the data of the
    explorer and how its pages name them, and the theme's own files."""
    folders = ("assets/", "cards/", FOLDER)
    return {
        address: DIRECTORY.sub(b"", data) if address.startswith(EXPLORER) else data
        for address, data in site.items()
        if address not in OWN
        if not address.startswith(folders) and address not in {"404.html", SEARCH}
        if not (address.startswith(EXPLORER) and address.endswith(".js"))
    }


def listed(found: Difference) -> tuple[set[str], set[str], set[str]]:
    """The addresses that a list names: added, changed, removed."""
    added, changed, removed = (
        {page.address for page in pages} for pages in (found.added, found.changed, (*found.removed, *found.replaced))
    )
    return added, changed, removed


def unframed(data: bytes) -> bytes:
    """A page without its head and foot."""
    html = data.decode()
    return html[html.index("<main") : html.index("</main>")].encode()


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=() if name in FIRST else pytest.mark.long) for name in EDITS]
)
def test_it_lists_exactly_what_differs_in_the_built_site(
    name: str, tmp_path: Path, build: Callable[[Path], Side], before: Side
) -> None:
    root = copy_sample(tmp_path)
    if name in EARLIER:
        EARLIER[name](root)
        before = build(root)
    EDITS[name](root)
    after = build(root)
    found = site_difference(HOUSE, before.prepared, after.prepared)
    old, new = content(before.site), content(after.site)
    added, changed, removed = listed(found)
    assert added == new.keys() - old.keys()
    assert removed == old.keys() - new.keys()
    assert len(found.replaced) == (name == "a document")
    common = old.keys() & new.keys()
    differing = {address for address in common if old[address] != new[address]}
    if found.around:
        pages = {address for address in common if b"<main" in old[address]}
        assert differing >= pages
        differing -= {page for page in pages if unframed(old[page]) == unframed(new[page])}
    assert changed == differing
    assert (found == Difference()) == (name == NOTHING)
