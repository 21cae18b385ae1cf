"""The engine and the script that recomputes it agree on years that nobody has thought of."""

from __future__ import annotations

import json
from collections import Counter
from typing import get_args

import pytest
from hypothesis import HealthCheck, given, settings

from generator.answers.grade import as_json
from generator.core.compute.grade import Reason
from generator.core.dataset import Dataset
from tests.property.years import graded, years
from tests.recompute import differences


def agree(examples: int) -> Counter[str]:
    """Let both compute so many years, always the same; count what occurred."""
    seen: Counter[str] = Counter()

    @given(years())
    @settings(max_examples=examples, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    def compare(dataset: Dataset) -> None:
        year = graded(dataset)
        assert list(differences(json.loads(as_json([year], dataset)))) == []
        seen["years"] += 1
        for studio in year.studios:
            seen[studio.reason] += 1
            seen.update(point.point.rule.kind for category in studio.categories for point in category.points)

    compare()
    return seen


def test_engine_and_script_agree() -> None:
    seen = agree(2_000)
    assert set(get_args(Reason)) <= set(seen)


@pytest.mark.long
def test_engine_and_script_agree_at_length() -> None:
    assert agree(100_000)["years"] >= 100_000
