"""The engine and the script that recomputes grades agree on years that nobody has thought of."""

from __future__ import annotations

import json
from collections import Counter
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, seed, settings

from generator.core.compute.grade import Reason
from generator.core.records.indicators import Rule
from tests.property.years import Year, years
from tests.recompute import differences

KINDS = {get_args(kind.model_fields["kind"].annotation)[0] for kind in get_args(get_args(Rule)[0])}


def agree(examples: int, start: int) -> Counter[str]:
    """Let both compute so many years, always the same ones from a start; count what occurred in them."""
    seen: Counter[str] = Counter()

    @seed(start)
    @given(years())
    @settings(max_examples=examples, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    def compare(year: Year) -> None:
        assert list(differences(json.loads(year.answer))) == []
        seen["years"] += 1
        for studio in year.grades.studios:
            seen[studio.reason] += 1
            seen.update(point.point.rule.kind for category in studio.categories for point in category.points)

    compare()
    return seen


def test_engine_and_script_agree() -> None:
    seen = agree(500, start=0)
    computed = {*get_args(Reason)} - {"announced"}  # which a notice says, and nothing computes
    assert {*computed, *KINDS} <= set(seen)


@pytest.mark.long
@pytest.mark.parametrize("start", range(1, 51))
def test_engine_and_script_agree_at_length(start: int) -> None:
    """Fifty times 2,000 years are 100,000; one after another they need little memory."""
    assert agree(2_000, start)["years"] >= 2_000
