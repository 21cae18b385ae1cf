"""What the tests of verbs share: schools that a test may spoil, and what is done to them."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.command import ROOT
from tests.golden.overlay import lay_school

CUP = "studios/welding-he/achievements/2025/national-contest.md"


@pytest.fixture
def school(sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample school that a test may spoil; it is built with the project's own theme."""
    return shutil.copytree(sample, tmp_path / "school")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """The tiny school: enough where what is found in it does not matter."""
    lay_school(tmp_path / "tiny")
    return tmp_path / "tiny"


def git(root: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=甲", "-c", "user.email=a@example.org")
    subprocess.run(["git", *identity, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def committed(school: Path) -> Path:
    """The sample school as a branch of its own, `main`."""
    return commit(school)


def commit(school: Path) -> Path:
    shutil.copy(ROOT / ".gitignore", school)
    git(school, "init", "-q", "-b", "main")
    git(school, "add", ".")
    git(school, "commit", "-qm", "start")
    return school


def spoil(school: Path, old: str, new: str, path: str = CUP) -> None:
    """Replace some text that must be there."""
    file = school / path
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def add(path: Path, line: str) -> None:
    """Write a line at the end of a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
