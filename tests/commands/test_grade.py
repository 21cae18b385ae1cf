"""`grade` as its users meet it: marks, their working, what a change would do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.command import run
from tests.commands.conftest import spoil


def test_the_grade_of_one_studio_says_among_how_many() -> None:
    answer = json.loads(run("grade", "welding-he", "--year", "2025", "--format", "json").stdout)
    (studio,) = answer["studios"]
    assert (studio["studio"], studio["place"], studio["quota"]["places"], answer["assessed"]) == ("welding-he", 2, 1, 5)


def test_grade_explains_itself_down_to_the_line(school: Path) -> None:
    done = run("grade", "welding-he", "--explain")
    assert done.returncode == 0
    assert "studios/welding-he/trainings/2025.csv:" in done.stdout
    spoil(school, "level: 国家级", "level: 国家")
    faulty = run("-C", school, "grade", "--year", "2025", "--format", "json")
    assert faulty.returncode == 1
    assert "有 1 个错误" in faulty.stderr
    by_studio = {each["studio"]: each for each in json.loads(faulty.stdout)["studios"]}
    assert (by_studio["welding-he"]["final"], by_studio["welding-he"]["incomplete"]) == (None, True)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("grade", "--year", "1999"), "1999 年度没有考核。已有：2025 2024 2023"),
        (("grade", "nobody"), "没有工作室“nobody”"),
        (("grade", "--what-if", "nothing.yml"), "没有文件“nothing.yml”"),
        (("grade", "--what-if", "README.md"), "“README.md”不知道放在哪里"),
        (("notices", "--state", "gone"), "gone"),
    ],
)
def test_an_answer_that_cannot_be_given_is_one_line(arguments: tuple[str, ...], said: str) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_what_if_compares_before_with_after_and_touches_nothing(school: Path, tmp_path: Path) -> None:
    rules = school / "content/rules/2025/indicators-2025.yml"
    draft = tmp_path / "indicators-2025.yml"
    draft.write_text(rules.read_text(encoding="utf-8").replace("at_least: 90}", "at_least: 93}"), encoding="utf-8")
    done = run("-C", school, "grade", "--what-if", draft)
    assert done.returncode == 0
    assert "优秀 → 良好" in done.stdout
    assert "at_least: 90}" in rules.read_text(encoding="utf-8")
    draft.write_text("kind: 指标体系\n", encoding="utf-8")
    faulty = run("-C", school, "grade", "--what-if", draft)
    assert faulty.returncode == 1
    assert "content/rules/2025/indicators-2025.yml:1:1: 错误 F201" in faulty.stderr


def test_a_teacher_sees_what_is_missing_before_anybody_has_assessed() -> None:
    done = run("grade", "welding-he", "--year", "2026", "--explain")
    assert done.returncode == 0
    assert done.stdout.startswith("试算：2026年度还没有考核")
    assert "差 " in done.stdout
