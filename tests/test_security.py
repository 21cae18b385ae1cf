"""What SECURITY.md promises is tested where it says so, and its figures are those of the samples."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from generator.core.source import PATH_BYTES, STUDIO_BYTES, STUDIO_FILES
from generator.core.values.personal import finds
from generator.founding import HOUSE
from tests.core.values.test_personal import NEGATIVE, POSITIVE

ROOT = Path(__file__).resolve().parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")


def test_a_new_school_has_it() -> None:
    assert "SECURITY.md" in HOUSE


def test_every_guarantee_names_a_test() -> None:
    rows = TEXT.partition("| guarantee |")[2].partition("\n\n")[0].splitlines()[2:]
    assert len(rows) > 10
    assert all("`tests/" in row for row in rows)


@pytest.mark.parametrize(("path", "name"), re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", TEXT))
def test_the_tests_it_names_are_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}


def test_its_figures_are_those_of_the_samples() -> None:
    hit = sum(kind in {found.kind for found in finds(text)} for kind, _, text in POSITIVE)
    alarms = sum(bool(finds(text)) for text in NEGATIVE)
    said = " ".join(TEXT.split())
    assert f"It finds {hit} of {len(POSITIVE)} samples that are personal data (recall {hit / len(POSITIVE):.0%}" in (
        said.replace(" %", "%")
    )
    assert f"raises an alarm at {alarms} of {len(NEGATIVE)} that are not" in said
    assert f"{STUDIO_BYTES // 1024**2} MB, {STUDIO_FILES} files, paths of {PATH_BYTES} bytes" in said


def test_owners_follow_the_studios(tmp_path: Path) -> None:
    for folder in ("studios/a-b", "studios/c", "studios/不是编号", "content"):
        (tmp_path / folder).mkdir(parents=True)
    first, second = re.findall(r"^jiangpu (owners [\w -]+?) +> \.\w+/CODEOWNERS", TEXT, re.MULTILINE)

    def run(command: str) -> list[str]:
        words = [sys.executable, "-m", "generator", "-C", str(tmp_path), *command.split()]
        return subprocess.run(words, capture_output=True, text=True, check=True).stdout.splitlines()

    assert run(second) == [
        "!(content|studios)/.* @ORG/maintainers",
        "content/.* @ORG/publicity",
        "studios/a-b/.* @ORG/a-b",
        "studios/c/.* @ORG/c",
    ]
    assert run(first) == [
        "* @ORG/maintainers",
        "/content/ @ORG/publicity",
        "/studios/ @ORG/publicity",
        "/studios/a-b/ @ORG/a-b",
        "/studios/c/ @ORG/c",
    ]
