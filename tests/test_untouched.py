"""A site that nothing has touched is not built again; whatever touches it, or what it rests on, has it built."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.untouched import SECONDS, directory, keep_said, said_again, stamp
from tests.command import ROOT, start
from tests.website.small import write_school

Touch = Callable[[Path], object]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository and its site, as far as anybody looks at them."""
    root = tmp_path / "school"
    for path in (
        "content/site.yml",
        "studios/welding-he/studio.yml",
        "theme/pages/home.html",
        "site/index.html",
        "site/robots.txt",
    ):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("text\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return root


def rest() -> None:
    """Wait until another change would bear another time."""
    time.sleep(0.06)


def stands(school: Path) -> list[str]:
    """Keep what a build would have said, and return its arguments."""
    asked = ["-C", str(school), "build"]
    rest()
    keep_said(asked, school, school / "site", stamp(school), [(True, "warned\n"), (False, f"took {SECONDS} s\n")], 1)
    return asked


def kept(school: Path) -> Path:
    [found] = (school / ".cache" / "jiangpu").glob("*/untouched.json")
    return found


def test_what_was_said_is_said_again(school: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = stands(school)
    assert said_again(asked) == 1
    said = capsys.readouterr()
    assert said.err == "warned\n"
    assert 0 <= float(said.out.removeprefix("took ").removesuffix(" s\n")) < 60


def test_the_second_build_says_the_same_and_does_nothing(tmp_path: Path) -> None:
    school = write_school(tmp_path)
    rest()
    first, second = start("-C", school, "build"), start("-C", school, "build")
    assert (first.returncode, second.returncode) == (0, 0)
    assert second.stderr == first.stderr
    [done, changed, *others] = second.stdout.splitlines()
    assert done.partition("用时")[0] == first.stdout.partition("用时")[0]
    files = sum(path.is_file() for path in (school / "site").rglob("*"))
    assert changed == f"新增 0，改动 0，不变 {files}，删除 0。"
    assert others == first.stdout.splitlines()[2:]
    # That nothing was done shows where what is kept says something else.
    said = json.loads(kept(school).read_bytes())
    kept(school).write_text(json.dumps({**said, "said": [[False, "so it was\n"]]}), encoding="utf-8")
    assert start("-C", school, "build").stdout == "so it was\n"
    spoil = school / "content/site.yml"
    rest()
    spoil.write_text(spoil.read_text(encoding="utf-8") + "nam: x\n", encoding="utf-8")
    rest()
    faulty = [start("-C", school, "build") for _ in range(2)]
    assert [(done.returncode, done.stdout) for done in faulty] == [(1, ""), (1, "")]
    assert faulty[0].stderr == faulty[1].stderr


def write(path: str, text: str = "\n") -> Touch:
    def touch(school: Path) -> None:
        with (school / path).open("a", encoding="utf-8") as file:
            file.write(text)

    return touch


def half_built(school: Path) -> None:
    (school / ".site.jiangpu-stage").mkdir()


def same_text_anew(school: Path) -> None:
    path = school / "content" / "site.yml"
    before = path.stat()
    path.write_bytes(path.read_bytes())
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # only the time of the last change tells


def renamed(school: Path) -> None:
    (school / "content" / "site.yml").rename(school / "content" / "aside.yml")
    (school / "content" / "aside.yml").rename(school / "content" / "site.yml")


def garbled(school: Path) -> None:
    kept(school).write_bytes(b'{"question": [')


def of_another_kind(school: Path) -> None:
    kept(school).write_text('{"question": 1, "stamp": []}', encoding="utf-8")


TOUCHES: dict[str, Touch] = {
    "a record is changed": write("studios/welding-he/studio.yml"),
    "a record is written anew with the same size and time": same_text_anew,
    "a record comes": write("content/people.yml"),
    "a file goes": lambda school: (school / "studios/welding-he/studio.yml").unlink(),
    "a file goes to and fro": renamed,
    "a template is changed": write("theme/pages/home.html"),
    "the configuration comes": lambda school: shutil.copy(ROOT / "mkdocs.yml", school),
    "a page of the site is changed": write("site/index.html"),
    "a file of the site goes": lambda school: (school / "site/robots.txt").unlink(),
    "a file comes into the site": write("site/note.txt"),
    "a folder comes into the site": lambda school: (school / "site/empty").mkdir(),
    "the site goes": lambda school: shutil.rmtree(school / "site"),
    "a build was killed": half_built,
    "what is kept is cut short": garbled,
    "what is kept is something else": of_another_kind,
}


@pytest.mark.parametrize("name", TOUCHES)
def test_whatever_is_touched_has_it_built(school: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    asked = stands(school)
    assert said_again(asked) == 1
    assert "took" in capsys.readouterr().out
    rest()
    TOUCHES[name](school)
    rest()
    assert said_again(asked) is None
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("more", "variable"),
    [
        (["-d", "elsewhere"], ""),
        (["--as-of", "2026-03-19"], ""),
        (["--lang", "en"], ""),
        (["--strict"], ""),
        (["--no-cache"], ""),
        (["--timings"], ""),
        ([], "JIANGPU_AS_OF"),
        ([], "SOMETHING"),
    ],
)
def test_whatever_else_is_asked_is_done(
    school: Path, more: list[str], variable: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = stands(school)
    if variable:
        monkeypatch.setenv(variable, "2026-03-19")
    assert said_again([*asked, *more]) is None
    assert said_again(["check", *asked[:2]]) is None
    if not variable:
        assert said_again(asked) == 1


def test_another_commit_may_tell_something_else_of_the_logs(school: Path) -> None:
    asked = stands(school)
    run_git(school, "init", "-q")
    run_git(school, "commit", "-q", "--allow-empty", "-m", "start")
    assert said_again(asked) is None


def run_git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


def test_nothing_is_kept_of_what_was_changed_while_it_was_read(school: Path) -> None:
    """Two changes may bear the same time where one follows the other at once."""
    rest()
    assert stamp(school) is not None
    later = time.time_ns() + 3_000_000_000
    os.utime(school / "content/site.yml", ns=(later, later))
    assert stamp(school) is None
    asked = stands(school)
    assert said_again(asked) is None
    assert not list((school / ".cache").rglob("untouched.json"))


def test_the_folder_is_read_as_the_command_line_reads_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert directory(["build"]) == tmp_path
    assert directory(["-C", "a", "build"]) == tmp_path / "a"
    assert directory(["build", "-Ca/b"]) == tmp_path / "a" / "b"
    assert directory(["build", "-C"]) == tmp_path
