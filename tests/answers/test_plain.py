"""Numbers and records as plain data."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.answers.plain import as_written, number
from generator.core.records.indicators import RatioRule, SumRule


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction(1, 8), "0.125"),
        (Fraction(5, 3), "1.6666666667"),
        (Decimal("2.50"), "2.5"),
        (Decimal("1E+2"), "100"),
        (Fraction(-7, 2), "-3.5"),
        (0, "0"),
        (Fraction(1, 2**40), "0.0000000000009094947017729282379150390625"),
        (Fraction("999999999999.999999") ** 2, "999999999999999998000000.000000000001"),
        (Fraction(10**30, 7), "142857142857142857142857142857.1428571429"),
    ],
)
def test_numbers_are_exact_where_they_can_be(value: Decimal | Fraction | int, text: str) -> None:
    assert number(value) == text


def test_a_record_is_given_as_it_stands_in_its_file() -> None:
    select = {"records": "培训", "where": {"audience": "企业员工"}}
    rule = SumRule.model_validate(
        {"kind": "合计", "select": select, "number": "person_days", "at_least": "100", "unit": "人天"}
    )
    assert as_written(rule) == {
        "kind": "合计",
        "select": {"records": "培训", "where": {"audience": ["企业员工"]}, "least": {}},
        "number": "person_days",
        "at_least": "100",
        "unit": "人天",
    }
    share = RatioRule.model_validate(
        {"kind": "比例", "select": {"records": "学生规模"}, "part": "a", "whole": "b", "at_least": "1/3"}
    )
    assert as_written(share)["at_least"] == "1/3"
