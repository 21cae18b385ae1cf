"""What follows from grades is told once everything that they count is as it should be."""

from __future__ import annotations

from generator.core.checks.achievement import IN_FUTURE
from generator.core.checks.consequence import GRADE_DIFFERS, as_far_as_sure
from generator.core.problem import Where, problem

DIFFERS = problem(GRADE_DIFFERS, Where("content/assessments/2025/hong.yml"))


def test_a_list_is_not_compared_while_a_record_that_may_count_is_dated_in_the_future() -> None:
    later = problem(IN_FUTURE, Where("studios/hong/achievements/2025/cup.md"))
    assert as_far_as_sure([DIFFERS]) == (DIFFERS,)
    assert as_far_as_sure([DIFFERS, later]) == (later,)
