"""`check --watch` as its users meet it: it answers every time a file is saved."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.watching import rounds, rounds_elsewhere, stamp
from tests.command import ROOT, run
from tests.golden.overlay import lay_school

TASKS = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
[BACKGROUND, _] = [each["background"] for each in TASKS[1]["problemMatcher"]]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    lay_school(tmp_path / "school")
    return tmp_path / "school"


@pytest.fixture
def watching(school: Path) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "generator", "-C", str(school), "check", "--watch", "--as-of", "2026-01-20"]
    # What a shell starts in the background is deaf to an interruption, and so is all that it starts.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT) as process:
        signal.signal(signal.SIGINT, before)
        yield process
        if process.poll() is None:
            process.kill()


def answer(process: subprocess.Popen[str]) -> str:
    """What is said from the beginning of a round to its end, as an editor's background task takes it."""
    assert process.stdout
    said = ""
    for line in process.stdout:
        said += line
        if re.match(BACKGROUND["endsPattern"], line):
            assert re.match(BACKGROUND["beginsPattern"], said)
            return said
    raise AssertionError(said)


def test_every_save_is_answered(school: Path, watching: subprocess.Popen[str]) -> None:
    cup = school / "studios/hong/achievements/2025/cup.md"
    sound = cup.read_text("utf-8")
    assert "F204" not in answer(watching)
    cup.write_text(sound.replace("level: 国家级", "level: 国家"), "utf-8")
    assert "studios/hong/achievements/2025/cup.md:4:8: 错误 F204" in answer(watching)
    cup.write_text(sound, "utf-8")
    assert "F204" not in answer(watching)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=60) == 0


def test_the_last_answer_is_the_exit_code(school: Path, watching: subprocess.Popen[str]) -> None:
    answer(watching)
    (school / "studios/hong/members.yml").write_text("members:\n", "utf-8")
    assert "错误" in answer(watching)
    watching.send_signal(signal.SIGINT)
    assert watching.wait(timeout=60) == 1


def test_it_is_for_people_and_for_the_files_here(school: Path) -> None:
    for more in (["--format", "json"], ["--tree", "HEAD"], ["--since", "HEAD"]):
        done = run("-C", school, "check", "--watch", *more)
        assert (done.returncode, done.stdout) == (2, "")
        assert "--watch" in done.stderr


def test_a_round_begins_when_nobody_writes_any_more(school: Path) -> None:
    turns = rounds(school)
    assert next(turns) == frozenset()
    (school / "content/site.yml").write_text("name: 一\n", "utf-8")
    before = stamp(school)
    assert next(turns) == {"content/site.yml"}
    assert stamp(school) == before


def test_it_is_told_what_has_changed(school: Path) -> None:
    folder = school / "studios/hong"
    with rounds_elsewhere(school) as turns:
        assert next(turns) == frozenset()
        (folder / "achievements/2025/cup.md").rename(folder / "achievements/2025/prize.md")
        assert next(turns) == {f"studios/hong/achievements/2025/{name}.md" for name in ("cup", "prize")}
        (folder / "files").mkdir(exist_ok=True)
        (folder / "files/new.pdf").write_bytes(b"%PDF")
        assert next(turns) == {"studios/hong/files/new.pdf"}
        (folder / "files/new.pdf").unlink()
        assert next(turns) == {"studios/hong/files/new.pdf"}


def test_a_file_is_watched_where_it_lies(school: Path, tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text("a: 1\n", "utf-8")
    turns = rounds(school, ["studios", config])
    next(turns)
    config.write_text("a: 23\n", "utf-8")
    assert next(turns) == frozenset()  # something, and nothing of the repository
