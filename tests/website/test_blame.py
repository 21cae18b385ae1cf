"""What becomes personal data only where a page sets two values side by side keeps that record out, and no other."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from generator.core.checks.personal import TOGETHER
from generator.core.pipeline import Prepared, prepare
from generator.website.blame import blamed
from generator.website.build import build
from generator.website.gate import Left, PersonalLeft, personal_left
from tests.golden.overlay import lay_school
from tests.stocked import stocked
from tests.website.small import HOUSE, tree

DAY = date(2026, 1, 20)
CUP = "studios/hong/achievements/2025/cup.md"
PAGE = "achievements/hong/cup.html"
TOGETHER_ON_ITS_PAGE = f"""\
=== {CUP} (change)
   - title: 获奖证书
+    number: 110101190503
+    issuer: 070015号办公室
"""
APART_IN_THE_DATA = f"""\
=== {CUP} (change)
-title: 全国钳工比赛一等奖
+title: 家校共育家长电话
"""
"""The explorer's rows have the date behind the title, and end one before the other begins."""


def read(root: Path, overlay: str = "") -> Prepared:
    lay_school(root, overlay)
    return prepare(stocked(root), DAY)


def test_the_record_is_put_under_correction_and_told_and_the_rest_is_published(tmp_path: Path) -> None:
    prepared = read(tmp_path / "school", TOGETHER_ON_ITS_PAGE)
    assert prepared.errors == 0
    built = build(prepared, tmp_path / "site")
    assert [(found.code, found.where.path) for found in built.problems] == [(TOGETHER, CUP)]
    site = tree(tmp_path / "site")
    assert "正在更正" in site[PAGE].decode()
    assert "studios/hong/trainings.html" in site
    own = b"".join(data for name, data in site.items() if not name.startswith("guide/"))
    assert not [part for part in ("110101190503", "070015号") if part.encode() in own]


def test_a_word_and_the_day_in_the_next_column_of_a_script_are_no_telephone(tmp_path: Path) -> None:
    assert not build(read(tmp_path / "school", APART_IN_THE_DATA), tmp_path / "site").problems
    assert "家长电话" in tree(tmp_path / "site")[PAGE].decode()


def test_strict_writes_nothing(tmp_path: Path) -> None:
    assert build(read(tmp_path / "school", TOGETHER_ON_ITS_PAGE), tmp_path / "site", strict=True).written is None
    assert not (tmp_path / "site").exists()


def test_mkdocs_gives_the_same_bytes_and_fails(tmp_path: Path) -> None:
    root = tmp_path / "school"
    build(read(root, TOGETHER_ON_ITS_PAGE), tmp_path / "ours")
    shutil.copy(HOUSE / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(HOUSE / "theme", root / "theme")
    (root / "content/pages").mkdir(exist_ok=True)
    run = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "theirs")],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(HOUSE), "NO_MKDOCS_2_WARNING": "1", "JIANGPU_AS_OF": DAY.isoformat()},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert run.returncode == 1
    assert f"{CUP}:2:1: 错误 X921" in run.stderr
    assert tree(tmp_path / "theirs") == tree(tmp_path / "ours")


def test_what_is_nobodys_alone_stops_the_build_whoever_else_is_blamed(tmp_path: Path) -> None:
    prepared = read(tmp_path / "school", TOGETHER_ON_ITS_PAGE)
    (tmp_path / "school/content/pages").mkdir(exist_ok=True)
    (tmp_path / "school/content/pages/contact.md").write_text("# 联系\n\n&#49;10101190503070015\n", encoding="utf-8")
    with pytest.raises(PersonalLeft, match=r"contact\.html"):
        build(prepared, tmp_path / "site")
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize(
    ("pages", "rounds", "records"),
    [
        ([PAGE], 0, ["hong/cup"]),
        ([PAGE, "people/p101.html", "studios/hong/index.html"], 0, ["hong/cup"]),
        (["studios/hong/trainings.html#row-t2"], 0, ["hong/t2"]),
        (["people/p101.html", "studios/hong/index.html"], 0, ["hong/p101"]),
        (["studios/hong/trainings.html"], 0, ["hong"]),
        (["achievements/hong/index.html"], 0, ["hong"]),
        ([PAGE], 2, ["hong"]),
        (["achievements/index.html", "index.html", "notices/grades-result.html", "grades/2025/hong.html", ""], 0, []),
    ],
)
def test_whose_page_it_is(tmp_path: Path, pages: list[str], rounds: int, records: list[str]) -> None:
    left = [Left(page, "identity", page) for page in pages]
    dataset = read(tmp_path / "school").dataset
    assert [found.record.id for found in blamed(dataset, left, rounds) if found.record] == records


@pytest.mark.parametrize(
    ("said", "records"),
    [
        ("证书 110101190503070015号办公室", ["hong/cup"]),
        ("全国钳工比赛 110101190503 070015号办公室", ["hong/cup"]),
        ("110101190503070015", ["hong/cup"]),
        ("洪大匠 13800138000", []),
        ("洪大匠13800138000", []),
    ],
)
def test_whose_words_they_are_on_a_page_of_the_school(tmp_path: Path, said: str, records: list[str]) -> None:
    """What another record has of them is less: a piece that both have brings down whoever has the rest."""
    piece = "=== studios/hong/trainings/2025.csv (change)\n+t9,2025-03-05,110101,企业员工,20,2,p101\n"
    prepared = read(tmp_path / "school", TOGETHER_ON_ITS_PAGE + piece)
    assert prepared.edition is not None
    pages = {"achievements/index.html": (f"<ul><li>{said}</li></ul>", f"<p>{said}</p>")}
    left = personal_left(pages, {"achievements.csv": f"x\n{said},y\n".encode()}, prepared.edition)
    assert {each.address for each in left} == {"achievements/index.html", "achievements.csv"}
    assert [found.record.id for found in blamed(prepared.dataset, left, 0) if found.record] == records
    assert "110101" not in repr(left)


@pytest.mark.parametrize(
    "overlay",
    [
        f"=== studios/hong/achievements/2025/{name}.md\n---\ntitle: 比赛\ntype: 竞赛获奖\ndate: 2025-06-18\n---\n"
        for name in ("110101190503070015", "13800138000")
    ]
    + ["=== studios/hong/trainings/2025.csv (change)\n+110101190503070015,2025-03-05,安全,企业员工,20,2,p101\n"]
    + ["=== studios/110101190503070015/profile.md\n自述。\n=== studios/13800138000/studio.yml\nshort: 甲\n"],
)
def test_names_that_are_numbers_of_people_are_in_no_address_and_on_no_list(tmp_path: Path, overlay: str) -> None:
    """What keeps a record out is told by its id: here that would have put the number on the site, and stopped it."""
    prepared = read(tmp_path / "school", overlay)
    assert prepared.errors
    assert build(prepared, tmp_path / "site").written is not None
    for name, data in tree(tmp_path / "site").items():
        if not name.startswith("guide/"):
            assert "110101190503070015" not in f"{name}{data!r}", name
            assert "13800138000" not in f"{name}{data!r}", name


def test_a_name_that_only_its_folder_makes_a_number_has_no_page(tmp_path: Path) -> None:
    prepared = read(tmp_path / "school")
    for place in ("studios/x-110101190503", "studios/x-110101190503/achievements/2025"):
        (tmp_path / "school" / place).mkdir(parents=True)
    folder = tmp_path / "school/studios/x-110101190503"
    text = (tmp_path / "school" / CUP).read_text("utf-8").replace("[p102]", "[p901]").partition("evidence:")[0]
    (folder / "achievements/2025/070015.md").write_text(f"{text}---\n另一项。\n", "utf-8")
    studio = (tmp_path / "school/studios/hong/studio.yml").read_text("utf-8")
    (folder / "studio.yml").write_text(studio.replace("p101", "p901").replace("钳工", "车工"), "utf-8")
    (folder / "members.yml").write_text(
        "members:\n  - id: p901\n    name: 车大匠\n    roles:\n      - {role: 大师, since: 2021-09}\n", "utf-8"
    )
    prepared = prepare(tmp_path / "school", DAY)
    built = build(prepared, tmp_path / "site")
    assert [found.code.id for found in (*prepared.problems, *built.problems) if found.is_error]
    assert not [name for name in tree(tmp_path / "site") if "070015" in name]
