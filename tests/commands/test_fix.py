"""`fix` as its users meet it: a diff first, then the files."""

from __future__ import annotations

import re
import resource
import stat
from pathlib import Path

import pytest

from tests.command import ROOT, run
from tests.commands.conftest import CUP, spoil


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A small school that a test may spoil."""
    root = tmp_path / "school"
    place = root / CUP
    place.parent.mkdir(parents=True)
    front = "# 注释照旧\ntitle: 焊接比赛\ntype: 竞赛获奖\nlevel: 国家级\ndate: 2025-06-18\ncontestants: 学生\n"
    place.write_text(f"---\n{front}---\n正文。\n", encoding="utf-8")
    return root


def test_nothing_to_do_with_the_sample() -> None:
    done = run("fix")
    assert done.returncode == 0
    assert "没有可以自动改正的" in done.stdout


def test_a_diff_first(school: Path) -> None:
    spoil(school, "date: 2025-06-18", "date: 2025年6月18日")
    before = (school / CUP).read_bytes()
    done = run("-C", school, "fix")
    assert done.returncode == 1
    assert f"{CUP}（日期 1 处）" in done.stdout
    assert "\n-date: 2025年6月18日\n+date: 2025-06-18\n" in done.stdout
    assert "\x1b[" not in done.stdout
    assert done.stdout.endswith("下一步：看过没有问题，就运行 jiangpu fix --write\n")
    assert (school / CUP).read_bytes() == before


def test_written_once_and_for_all(school: Path) -> None:
    spoil(school, "date: 2025-06-18", "date: 2025年6月18日")
    place = school / CUP
    place.chmod(0o640)
    done = run("-C", school, "fix", "--write")
    assert done.returncode == 0, done.stderr
    assert "已改正 1 个文件：日期 1 处。" in done.stdout
    assert "jiangpu check" in done.stdout
    assert "# 注释照旧\n" in place.read_text(encoding="utf-8")
    assert "date: 2025-06-18\n" in place.read_text(encoding="utf-8")
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert [path.name for path in place.parent.iterdir()] == [place.name]
    again = run("-C", school, "fix", "--write")
    assert again.returncode == 0
    assert "没有可以自动改正的" in again.stdout


def test_what_is_ambiguous_is_explained(school: Path) -> None:
    spoil(school, "date: 2025-06-18", "date: 18/6/2025")
    spoil(school, "level: 国家级", "level: 国际级")
    done = run("-C", school, "fix")
    assert done.returncode == 1
    assert "没有改、要您自己定的" in done.stdout
    assert re.search(rf"日期认不准.*\n    {CUP}:6:7: .*18/6/2025", done.stdout)
    assert re.search(rf"差一个字意思就不同.*\n    {CUP}:5:8: .*国际级.*，是不是 国家级？", done.stdout)
    assert "18/6/2025" in run("-C", school, "--lang", "en", "fix").stdout


def test_another_encoding_has_no_diff_but_a_line(school: Path) -> None:
    place = school / CUP
    text = place.read_text(encoding="utf-8")
    place.write_bytes(text.replace("\n", "\r\n").encode("gbk"))
    done = run("-C", school, "fix")
    assert f"{CUP}（编码 GBK 改 UTF-8 1 处，换行符改 LF 1 处）\n可以改正 1 个文件" in done.stdout
    assert run("-C", school, "fix", "--write").returncode == 0
    assert place.read_bytes() == text.encode()


def test_only_below_a_path_as_seen_from_either_place(school: Path) -> None:
    other = school / "studios/hong/studio.yml"
    other.parent.mkdir()
    other.write_text("short:洪\n", encoding="utf-8")
    spoil(school, "date: 2025-06-18", "date: 2025年6月18日")
    done = run("-C", school, "fix", "studios/hong")
    assert "short: 洪" in done.stdout
    assert CUP not in done.stdout
    assert done.stdout.endswith("jiangpu fix studios/hong --write\n")
    assert "short: 洪" in run("-C", school, "fix", "studio.yml", cwd=other.parent).stdout
    unknown = run("-C", school, "fix", "studios/nobody")
    assert unknown.returncode == 2
    assert "studios/nobody" in unknown.stderr


def test_a_file_that_cannot_be_written(school: Path) -> None:
    """No byte of any file may be written, which holds for root too, unlike a folder's mode."""
    spoil(school, "date: 2025-06-18", "date: 2025年6月18日")
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, usual[1]))
    try:
        done = run("-C", school, "fix", "--write")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert done.returncode == 1
    assert f"{CUP} 写不进去" in done.stderr


def test_a_logged_notice_stays_to_the_byte(tmp_path: Path) -> None:
    """A notice of the sample that gets the line ends of Windows, as a checkout may give it."""
    root, sample = tmp_path / "school", ROOT / "content"
    notices = sorted((sample / "notices").rglob("*.md"))
    for path in (*notices, *sorted((sample / "log").glob("*.jsonl"))):
        place = root / "content" / path.relative_to(sample)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(path.read_bytes())
    spoiled = root / "content" / notices[0].relative_to(sample)
    spoiled.write_bytes(spoiled.read_bytes().replace(b"\n", b"\r\n"))
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    done = run("-C", root, "fix", "--write")
    assert done.returncode == 0
    assert "已登记在公示日志里" in done.stdout
    assert spoiled.relative_to(root).as_posix() in done.stdout
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before


def test_check_says_what_fix_can_do(school: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    assert "其中 1 条可以自动改正：jiangpu fix" in run("-C", school, "check").stdout
    assert "jiangpu fix" not in run("-C", school, "check", "--format", "github").stdout
    spoil(school, "level: 国家", "level: 国际级")
    assert "jiangpu fix" not in run("-C", school, "check").stdout
