"""The examples that are shipped are the golden cases: every code has a wrong one and a right one, and both are true."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.core.codes import CODES, FAMILIES, family
from generator.wording.example import FOLDER, NOTES, Example, read_examples
from tests.golden.case import CASES, Case, prepared_with_problems
from tests.golden.examples import as_toml, example_cases, make_example
from tests.golden.overlay import lay_school

EXAMPLES = example_cases(CASES)
MADE: dict[str, Example] = {}
"""What `test_the_right_form_is_free_of_the_problem` has made, for the test of the files."""


def test_every_code_has_one_case_for_its_example() -> None:
    assert list(EXAMPLES) == sorted(CODES)
    assert [code for code in CODES if sum(bool(case.right) for case in CASES if case.code == code) > 1] == []


def make(case: Case, folder: Path) -> Example:
    """The example of a case; proves on the way that the right school lacks the problem and has no new one."""
    wrong, right = folder / "wrong", folder / "right"
    lay_school(wrong, case.overlay)
    lay_school(right, case.overlay + case.right if case.right else "")
    problems, left = (prepared_with_problems(root, case.code)[1] for root in (wrong, right))
    assert {each.code.id for each in left} <= {each.code.id for each in problems} - {case.code}
    about = [each for each in problems if each.code.id == case.code and each.hint == case.hint]
    return make_example(wrong, right, about[0], problems)


@pytest.mark.parametrize("case", EXAMPLES.values(), ids=lambda case: case.code)
def test_the_right_form_is_free_of_the_problem(case: Case, tmp_path: Path) -> None:
    made = MADE[case.code] = make(case, tmp_path)
    assert made.wrong
    assert made.right
    assert made.wrong != made.right
    for piece in (*made.wrong, *made.right):
        assert bool(piece.text) != (piece.note in NOTES)


@pytest.mark.parametrize("letter", FAMILIES)
def test_the_examples_that_are_shipped_are_those_of_the_cases(letter: str, tmp_path: Path, accept: bool) -> None:
    wanted: Mapping[str, Example] = {
        code.id: MADE.get(code.id) or make(EXAMPLES[code.id], tmp_path / code.id) for code in family(letter)
    }
    file, got = FOLDER / f"{letter}.toml", as_toml(wanted)
    if accept:
        file.parent.mkdir(exist_ok=True)
        file.write_text(got, encoding="utf-8")
    assert file.read_text(encoding="utf-8") == got
    read_examples.cache_clear()
    assert read_examples(file) == wanted


def test_no_file_is_left_over() -> None:
    assert {file.name for file in FOLDER.iterdir()} == {f"{letter}.toml" for letter in FAMILIES}
