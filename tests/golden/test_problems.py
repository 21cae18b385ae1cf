"""Golden cases: for every problem a school that has it, and the report that its teachers get.

Each file of `problems/` is an overlay (see `overlay.py`) with the report behind a line `--- report`. The part of its
name before a dot says what it shows: the code and which of its hints (`F204-nearest.txt`: `hint_nearest`).
"""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

import generator.wording
from generator.core.pipeline import Prepared, prepare
from generator.diagnostics.text import render
from tests.golden.overlay import SCHOOL, Expected, lay_school

AS_OF = date(2026, 1, 20)
CASES = sorted((Path(__file__).parent / "problems").glob("*.txt"))
ZH = Path(generator.wording.__file__).parent / "zh"
REPORT = "--- report\n"


def shown(case: Path) -> tuple[str, str]:
    """The code and the hint that a case is about, by its name."""
    code, _, which = case.name.partition(".")[0].partition("-")
    return code, f"hint_{which.replace('-', '_')}" if which else "hint"


def found(prepared: Prepared) -> list[Expected]:
    return sorted(
        Expected(each.where.path, each.where.line, each.where.column, each.code.id) for each in prepared.problems
    )


def test_the_school_has_no_problem() -> None:
    prepared = prepare(SCHOOL, AS_OF)
    assert prepared.problems == ()
    assert prepared.edition is not None


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_case(case: Path, tmp_path: Path, accept: bool) -> None:
    text = case.read_text(encoding="utf-8")
    overlay, _, report = text.partition(REPORT)
    expected = lay_school(tmp_path / "school", overlay)

    prepared = prepare(tmp_path / "school", AS_OF)

    assert found(prepared) == list(expected)
    assert shown(case) in {(each.code.id, each.hint) for each in prepared.problems}
    got = render(prepared.problems, prepared.sources, "zh")
    if accept and got != report:
        case.write_text(f"{overlay}{REPORT}{got}", encoding="utf-8")
        report = got
    assert report == got
    assert render(prepared.problems, prepared.sources, "en").count("\n") == got.count("\n")


def test_every_message_and_hint_has_a_case() -> None:
    catalogue = tomllib.loads((ZH / "problem.toml").read_text(encoding="utf-8"))
    hints = {(code, name) for code, texts in catalogue.items() for name in texts if name.startswith("hint")}
    assert {shown(case) for case in CASES} == hints
