"""Golden cases: for every problem a school that has it, and the report that its teachers get.

Each file of `problems/` is an overlay (see `overlay.py`) with the report behind a line `--- report`, and before it
maybe the right form behind `--- right` (see `examples.py`). The part of its name before a dot says what it shows: the
code and which of its hints (`F204-nearest.txt`: `hint_nearest`).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

import generator.wording
from generator.core.pipeline import prepare
from generator.core.problem import Problem
from generator.diagnostics.say import hint, message, printable
from generator.diagnostics.text import render
from generator.wording import wording
from tests.golden.case import AS_OF, CASES, Case, prepared_with_problems
from tests.golden.overlay import SCHOOL, Expected, lay_school, read_overlay

ZH = Path(generator.wording.__file__).parent / "zh"


def found(problems: Iterable[Problem]) -> list[Expected]:
    return sorted(Expected(each.where.path, each.where.line, each.where.column, each.code.id) for each in problems)


def in_chinese_punctuation(problems: Iterable[Problem]) -> list[str]:
    """What English says with signs that only Chinese has, beside the values of the sources."""
    words = wording("en")
    bare = [replace(each, where=replace(each.where, cell=None)) for each in problems]  # whose columns have any name
    said = [text for each in bare for text in (message(each, words), hint(each, words))]
    said = [re.sub('[“"].[”"]', "", text) for text in said]  # a sign that is spoken of
    values = sorted({part for each in problems for _, value in each.args for part in _values(value)}, key=len)
    for value in reversed(values):
        said = [text.replace(value, "") for text in said]
    return [text for text in said if set(text) & set("、，。；：？！（）")]


def _values(value: object) -> tuple[str, ...]:
    shown = value if isinstance(value, tuple) else (value,)
    return tuple(part for each in shown if (part := printable(str(each), 10_000)))


def test_the_school_has_no_problem() -> None:
    prepared = prepare(SCHOOL, AS_OF)
    assert prepared.problems == ()
    assert prepared.edition is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.path.stem)
def test_case(case: Case, tmp_path: Path, accept: bool) -> None:
    expected = lay_school(tmp_path / "school", case.overlay)

    prepared, problems = prepared_with_problems(tmp_path / "school", case.code)

    assert found(problems) == list(expected)
    if all(
        patch.path.startswith("studios/") and patch.path.count("/") > 1 for patch in read_overlay(case.overlay).patches
    ):
        assert prepared.edition is not None, "a studio's fault stops the site"
    assert (case.code, case.hint) in {(each.code.id, each.hint) for each in problems}
    got = render(problems, prepared.sources, "zh")
    if accept and got != case.report:
        case.accept(got)
    else:
        assert case.report == got
    english = render(problems, prepared.sources, "en")
    assert english.count("\n") == got.count("\n")
    assert in_chinese_punctuation(problems) == []


def test_every_message_and_hint_has_a_case() -> None:
    catalogue = tomllib.loads((ZH / "problem.toml").read_text(encoding="utf-8"))
    hints = {(code, name) for code, texts in catalogue.items() for name in texts if name.startswith("hint")}
    assert {(case.code, case.hint) for case in CASES} == hints
