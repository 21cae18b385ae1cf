"""What becomes a personal number only when prose is drawn is told before it stops the site."""

from __future__ import annotations

import pytest

from tests.core.conftest import School
from tests.decoding.making import IDENTITY

HEAD, DAY, TAIL = IDENTITY[:6], IDENTITY[6:14], IDENTITY[14:]


@pytest.mark.parametrize(
    "written",
    [
        f"&#{ord(HEAD[0])};{HEAD[1:]}{DAY}{TAIL}",
        f"{HEAD}<b></b>{DAY}{TAIL}",
        f"{HEAD}<!-- x -->{DAY}{TAIL}",
        f"{HEAD}~~{DAY}~~{TAIL}",
        f"{HEAD}`{DAY}`{TAIL}",
        f"[{HEAD}](https://example.org){DAY}{TAIL}",
        f"{HEAD}\n{DAY}{TAIL}",
        f"{HEAD}\\\n{DAY}{TAIL}",
        f"{HEAD}\\-{DAY}{TAIL}",
    ],
)
def test_a_number_that_marks_take_apart_keeps_its_record_out(school: School, written: str) -> None:
    added = written.replace("\n", "\n+")
    prepared = school(f"=== studios/hong/achievements/2025/cup.md (change)\n+\n+第一行。\n+\n+{added}\n")
    told = [found for found in prepared.problems if found.code.id == "X901"]
    assert len(told) == 1
    assert told[0].where.line > 1
    assert prepared.edition is not None
    assert prepared.edition.achievements == ()


def test_a_number_that_stands_there_as_it_is_is_told_once(school: School) -> None:
    spaced = " ".join(IDENTITY)
    prepared = school(f"=== studios/hong/achievements/2025/cup.md (change)\n+\n+{spaced}\n")
    assert [found.code.id for found in prepared.problems if found.is_error] == ["X901"]


def test_a_number_over_two_lines_of_a_value_is_one(school: School) -> None:
    prepared = school(
        f"=== studios/hong/studio.yml (change)\n-summary: 跟洪师傅学钳工。\n+summary: |\n+  {HEAD}\n+  {DAY}{TAIL}\n"
    )
    assert "X901" in {found.code.id for found in prepared.problems}
