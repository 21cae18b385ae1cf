"""Changes from the year before: which of them are told in percent."""

from __future__ import annotations

from decimal import Decimal

import pytest

from generator.core.compute.breakdown import is_told_in_percent


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        ("1", "74", False),
        ("0", "12", False),
        ("9", "18", False),
        ("9.99", "18", False),
        ("10", "18", True),
        ("10", "0", True),
        ("10", "110", True),
        ("10", "110.01", False),
        ("250", "2750", True),
        ("250", "2751", False),
    ],
)
def test_a_tiny_base_or_a_leap_is_told_in_numbers_alone(before: str, now: str, told: bool) -> None:
    assert is_told_in_percent(Decimal(before), Decimal(now) - Decimal(before)) is told
