"""Golden cases: for every problem a school that has it, and the report that its teachers get.

Each file of `problems/` is an overlay (see `overlay.py`) with the report behind a line `--- report`, and before it
maybe the right form behind `--- right` (see `examples.py`). The part of its name before a dot says what it shows: the
code and which of its hints (`F204-nearest.txt`: `hint_nearest`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from pathlib import Path

import pytest

import generator.wording
from generator.core.pipeline import prepare
from generator.core.problem import Problem
from generator.diagnostics.text import render
from tests.golden.case import AS_OF, CASES, Case, prepared_with_problems
from tests.golden.overlay import SCHOOL, Expected, lay_school

ZH = Path(generator.wording.__file__).parent / "zh"


def found(problems: Iterable[Problem]) -> list[Expected]:
    return sorted(Expected(each.where.path, each.where.line, each.where.column, each.code.id) for each in problems)


def test_the_school_has_no_problem() -> None:
    prepared = prepare(SCHOOL, AS_OF)
    assert prepared.problems == ()
    assert prepared.edition is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_case(case: Case, tmp_path: Path, accept: bool) -> None:
    expected = lay_school(tmp_path / "school", case.overlay)

    prepared, problems = prepared_with_problems(tmp_path / "school", case.code)

    assert found(problems) == list(expected)
    assert (case.code, case.hint) in {(each.code.id, each.hint) for each in problems}
    got = render(problems, prepared.sources, "zh")
    if accept and got != case.report:
        case.accept(got)
    else:
        assert case.report == got
    assert render(problems, prepared.sources, "en").count("\n") == got.count("\n")


def test_every_message_and_hint_has_a_case() -> None:
    catalogue = tomllib.loads((ZH / "problem.toml").read_text(encoding="utf-8"))
    hints = {(code, name) for code, texts in catalogue.items() for name in texts if name.startswith("hint")}
    assert {(case.code, case.hint) for case in CASES} == hints
