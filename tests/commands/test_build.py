"""`build` as its users meet it: whole sites, old or new, the same everywhere."""

from __future__ import annotations

import itertools
import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.command import ROOT, run, start
from tests.commands.conftest import spoil
from tests.golden.overlay import lay_school


def test_build_says_what_it_built_and_what_comes_next(tiny: Path) -> None:
    done = start("-C", tiny, "build", "--as-of", "2026-01-20")
    assert done.returncode == 0
    assert (tiny / "site" / "index.html").is_file()
    assert "用时" in done.stdout
    assert "jiangpu serve" in done.stdout
    again = start("-C", tiny, "build", "--as-of", "2026-01-20", "--timings")
    assert "新增 0，改动 0" in again.stdout
    stages = re.findall(r"^ +\d+\.\d\d  (\S+)$", again.stderr, re.MULTILINE)
    assert stages == "检查档案 整理记录 准备页面框架 生成页面 编制检索 核对链接 核查个人信息 写入文件".split()


def test_a_studios_fault_leaves_the_rest_standing(school: Path, site: Path) -> None:
    spoil(school, "level: 国家级", "level: 国家")
    done = run("-C", school, "build", "-d", school / "faulty")
    assert done.returncode == 1
    page = (school / "faulty/achievements/welding-he/national-contest.html").read_text(encoding="utf-8")
    assert "更正" in page
    other = "studios/ceramics-shen/index.html"
    assert (site / other).read_bytes() == (school / "faulty" / other).read_bytes()
    assert "不完整" in (school / "faulty/studios/welding-he/index.html").read_text(encoding="utf-8")


def test_strict_and_the_schools_fault_leave_the_last_good_site(school: Path, site: Path) -> None:
    shutil.copytree(site, school / "site")
    before = {path: path.read_bytes() for path in (school / "site").rglob("*") if path.is_file()}
    spoil(school, "level: 国家级", "level: 国家")
    assert run("-C", school, "build", "--strict").returncode == 1
    spoil(school, "name: 云岭匠谱", "nam: 云岭匠谱", "content/site.yml")
    done = run("-C", school, "build")
    assert done.returncode == 1
    assert "网站没有更新" in done.stderr
    assert before == {path: path.read_bytes() for path in (school / "site").rglob("*") if path.is_file()}


def test_two_builds_anywhere_are_the_same_bytes(school: Path, site: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "另一处 ü" / "deep"
    shutil.copytree(school, elsewhere, ignore=shutil.ignore_patterns(".cache"))  # nothing of the one is known there
    start(
        "-C",
        elsewhere,
        "build",
        "--jobs",
        "1",
        "-d",
        tmp_path / "b",
        TZ="Pacific/Kiritimati",
        LC_ALL="C",
        PYTHONHASHSEED="1",
    )
    first, second = (
        {path.relative_to(place): path.read_bytes() for path in place.rglob("*") if path.is_file()}
        for place in (site, tmp_path / "b")
    )
    assert first == second
    assert len(first) > 100


LONG = os.environ.get("JIANGPU_LONG") == "1"
KILLED = 40 if LONG else 3


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_build_killed_at_any_moment_never_leaves_a_mixed_site(school: Path, tmp_path: Path) -> None:
    """Builds of two alternating days are killed at random moments; the site is always wholly one of them. In the usual
    run a few of a tiny school, most of them at the end, where files are written."""
    days = ("2026-03-18", "2026-03-25")
    if not LONG:
        school, days = tmp_path / "tiny", ("2026-01-07", "2026-01-20")
        lay_school(school)
    whole = []
    for day in days:
        run("-C", school, "build", "-d", school / day, "--as-of", day)
        whole.append({p.relative_to(school / day): p.read_bytes() for p in (school / day).rglob("*") if p.is_file()})
    assert whole[0] != whole[1]
    site = school / "site"
    started = time.monotonic()
    start("-C", school, "build", "--as-of", days[0])
    usual = time.monotonic() - started
    chance = random.Random(20260318)
    killed = 0
    for turn in itertools.count():
        if killed == KILLED:
            break
        command = [sys.executable, "-m", "generator", "-C", str(school), "build", "--as-of", days[turn % 2]]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        # Most of the time goes into starting up; look harder at the end, where files are written.
        moment = usual * (0.7 + 0.3 * chance.random() if turn % 3 else chance.random())
        time.sleep(moment)
        if child.poll() is None:
            os.kill(child.pid, signal.SIGKILL)
            killed += 1
        else:
            usual = moment  # the machine has become faster than it was
        child.wait()
        assert {p.relative_to(site): p.read_bytes() for p in site.rglob("*") if p.is_file()} in whole
    assert run("-C", school, "build", "--as-of", days[1]).returncode == 0
    assert sorted(path.name for path in school.iterdir() if path.name.startswith(".site")) == []
