"""Which files are mended, and which the log vouches for."""

from __future__ import annotations

import re
import time
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from generator.appending import append_lines
from generator.core.compute.log import appended
from generator.core.pipeline import prepare
from generator.core.records.log import PUBLIC
from generator.core.source import read_sources
from generator.fixing import Repair, mendable, repair
from generator.fixing.file import mend
from tests.core.compute.test_log import SALTED, TODAY
from tests.golden.overlay import lay_school

RESULT, PROPOSED = "content/notices/2026/grades-result.md", "content/notices/2026/grades-proposed.md"
CUP, STUDIO = "studios/hong/achievements/2025/cup.md", "studios/hong/studio.yml"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The tiny school, with salted notices."""
    root = tmp_path / "school"
    lay_school(root, SALTED)
    return root


def log(root: Path) -> None:
    dataset = prepare(root, TODAY).dataset
    append_lines(root, dataset.kept, appended(dataset, TODAY))


def spoil(root: Path, *paths: str) -> None:
    """Give files the line ends of Windows."""
    for path in paths:
        place = root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes((place.read_bytes() if place.exists() else b"title: x\n").replace(b"\n", b"\r\n"))


def found(root: Path, below: str = "") -> Repair:
    return repair(root, read_sources(root), lambda path: path.startswith(below))


def changed(root: Path, below: str = "") -> list[str]:
    return [file.path for file in found(root, below).changed]


def test_only_what_is_asked_for(school: Path) -> None:
    spoil(school, CUP, RESULT)
    assert changed(school) == [RESULT, CUP]
    assert changed(school, "studios/") == [CUP]


def test_what_is_not_read_is_not_mended(school: Path) -> None:
    text = (school / CUP).read_bytes().replace(b"\n", b"\r\n")
    spoil(school, "content/pages/index.md", "elsewhere/cup.md")
    (school / "big.md").write_bytes(text)
    (school / "studios/hong/achievements/2025/link.md").symlink_to(school / "big.md")
    (school / "studios/hong/achievements/2025/large.md").write_bytes(b"\r\n" * 110_000)
    assert changed(school) == []


def test_a_notice_in_the_log_is_never_touched(school: Path) -> None:
    log(school)
    spoil(school, RESULT, PROPOSED)
    answer = found(school)
    assert answer.changed == ()
    assert answer.vouched == (PROPOSED, RESULT)


def test_another_notice_is(school: Path) -> None:
    (school / "content/notices/2026/plan.md").write_bytes((school / PROPOSED).read_bytes())
    (school / PROPOSED).rename(school / "elsewhere.md")
    log(school)
    spoil(school, "content/notices/2026/plan.md", RESULT)
    lines = (school / PUBLIC).read_bytes().splitlines(keepends=True)
    (school / PUBLIC).write_bytes(b"".join(line for line in lines if b'"plan"' not in line))
    assert changed(school) == ["content/notices/2026/plan.md"]


def test_nor_is_what_such_a_notice_names_or_what_is_no_notice(school: Path) -> None:
    named, another = "content/notices/2026/grades-list.csv", "content/notices/2026/data.csv"
    text = (school / PROPOSED).read_text(encoding="utf-8")
    rows = text[text.index("    columns:") : text.index("    count:")]
    (school / PROPOSED).write_text(text.replace(rows, "    file: grades-list.csv\n"), encoding="utf-8")
    (school / named).write_text("工作室,等级\n洪师傅技能大师工作室,优秀\n", encoding="utf-8")
    log(school)
    spoil(school, "content/notices/other.md")
    for path in (named, another):
        (school / path).write_bytes("工作室,等级\n洪师傅技能大师工作室,优秀\n".encode("gbk"))
    assert changed(school) == [another]
    assert found(school).vouched == (named,)


@pytest.mark.parametrize("broken", [b"{}\n", b"\xff", b'{"n":1}'])
def test_nothing_of_the_notices_while_the_log_is_broken(school: Path, broken: bytes) -> None:
    log(school)
    (school / PUBLIC).write_bytes(broken)
    spoil(school, RESULT, CUP)
    assert changed(school) == [CUP]


def test_nothing_of_the_notices_while_one_has_another_name(school: Path) -> None:
    log(school)
    renamed = RESULT.replace("grades-result", "renamed")
    (school / RESULT).rename(school / renamed)
    spoil(school, renamed, CUP)
    assert changed(school) == [CUP]


def test_the_log_itself_is_never_touched(school: Path) -> None:
    log(school)
    spoil(school, PUBLIC)
    assert changed(school) == []


def test_as_many_problems_as_are_gone_then(school: Path) -> None:
    cup = (school / CUP).read_text(encoding="utf-8")
    assert "level: 国家级" in cup
    (school / CUP).write_text(cup.replace("level: 国家级", "level: 国家"), encoding="utf-8")
    (school / STUDIO).write_bytes((school / STUDIO).read_text(encoding="utf-8").encode("gbk"))
    problems = prepare(school, TODAY).problems
    answer = found(school)
    assert {each.code.id for each in problems} >= {"F204", "R104"}
    assert mendable(answer, problems) == 2
    for file in answer.changed:
        (school / file.path).write_bytes(file.after)
    assert prepare(school, TODAY).problems == ()


SLIPS = (
    (r"(: )", ":"),
    (r"(: )", "："),
    (r"(, )", "，"),
    (r"(\d{4})-(\d\d)-(\d\d)", r"\1年\2月\3日"),
    (r"(?m)(国家|省)级$", r"\1 级"),
    (r"(?m)(?<=: )(是|否)$", "√"),
    (r"〔(\d{4})〕", r"[\1]"),
    (r"[\[\]]", "【"),
)


@pytest.mark.parametrize("seed", range(16))
def test_neither_more_nor_less_of_a_crowd_of_slips(school: Path, seed: int) -> None:
    """A few files, some in another encoding, with several slips each; what is told before and not after is counted."""
    chance = Random(seed)
    for path in chance.sample(sorted((school / "studios").rglob("*.*")), 5):
        if path.suffix in {".yml", ".md", ".csv"}:
            text = path.read_text(encoding="utf-8")
            for slip, written in chance.choices(SLIPS, k=3):
                text = re.sub(slip, written, text, count=chance.randint(1, 4))
            path.write_bytes(text.encode(chance.choice(["utf-8"] * 4 + ["gb18030"])))

    def told() -> Counter[object]:
        return Counter((each.code, each.where.path, each.where.line, each.args) for each in problems)

    problems = prepare(school, TODAY).problems
    before, answer = told(), found(school)
    said = mendable(answer, problems)
    for file in answer.changed:
        (school / file.path).write_bytes(file.after)
    problems = prepare(school, TODAY).problems
    assert said == (before - told()).total()


def test_other_forms_of_what_is_accepted_change_nothing_on_the_site(school: Path) -> None:
    before = prepare(school, TODAY).edition
    for path in (school / "studios").rglob("*"):
        if path.suffix in {".yml", ".md", ".csv"}:
            text = re.sub(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", r"\1年\2月\3日", path.read_text(encoding="utf-8"))
            path.write_text("\ufeff" + text, encoding="utf-8", newline="\r\n")
    answer = found(school)
    assert len(answer.changed) == 5
    for file in answer.changed:
        (school / file.path).write_bytes(file.after)
    assert prepare(school, TODAY).edition == before
    assert found(school).changed == ()


@pytest.mark.parametrize("text", ["[" * 100_000 + "]" * 100_000, "{a: " * 60_000, "a: " + "[{a: " * 40_000])
def test_a_bomb_is_not_mended(text: str) -> None:
    """It was refused at once, and then looked at for slips for an hour."""
    began = time.process_time()
    assert not mend("studios/hong/partners.yml", text.encode()).changed
    assert time.process_time() - began < 10
