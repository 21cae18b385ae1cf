"""Numbers are exact, and shown without rounding up."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from generator.core.values.number import plain, read_amount, read_count, read_decimal, read_percent, shown
from generator.core.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("written", "value"),
    [("12", "12"), ("0.5", "0.5"), ("-3", "-3"), ("1,234.50", "1234.50"), ("１２．５", "12.5"), (" 7 ", "7")],
)
def test_decimals(written: str, value: str) -> None:
    assert read_decimal(written) == Decimal(value)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("3E+1", "scientific"),
        ("1.2e5", "scientific"),
        ("3.1E+15", "scientific_long"),
        ("3万", "number"),
        ("12-15", "number"),
        ("85%", "number"),
        ("—", "number"),
        ("无", "number"),
        ("1,23", "number"),
        ("1.", "number"),
        (".5", "number"),
        ("0x10", "number"),
        ("NaN", "number"),
        ("Infinity", "number"),
        ("1_000", "number"),
        ("٣", "number"),
        ("9" * 6000, "number"),
        ("", "number"),
        ("12l", "number"),  # twelve litres, or 121
    ],
)
def test_what_is_no_number(written: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_decimal(written)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("30人", "30"),
        ("约 30 人", "30"),
        ("￥1,200.50", "1200.50"),
        ("0,5", "0.5"),
        ("1 200", "1200"),
        ("'12", "12"),
        ("“12”", "12"),
        ("3.00E+02", "300"),
        ("35O", "350"),
        ("l2.5", "12.5"),
        ("2О〇", "200"),
    ],
)
def test_what_was_meant_by_what_is_no_number(written: str, meant: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_decimal(written)
    assert caught.value.args_of_message["meant"] == meant


@pytest.mark.parametrize(("written", "value"), [("1,200", "1200"), ("12,345,678", "12345678"), ("１，２００", "1200")])
def test_commas_between_groups_of_three_are_no_doubt(written: str, value: str) -> None:
    assert read_decimal(written) == Decimal(value)


@pytest.mark.parametrize("written", ["1,2000", "1234,567", "1,20", "0,5", ",200", "1,,200"])
def test_other_commas_are_refused(written: str) -> None:
    with pytest.raises(Unreadable):
        read_decimal(written)


def test_counts_are_whole_and_not_negative() -> None:
    assert read_count("30") == 30
    assert read_count("30.0") == 30
    with pytest.raises(Unreadable, match="whole"):
        read_count("29.5")
    with pytest.raises(Unreadable, match="negative"):
        read_count("-1")
    with pytest.raises(Unreadable, match="negative"):
        read_amount("-0.5")


@pytest.mark.parametrize(("written", "ratio"), [("25%", "0.25"), ("0%", "0"), ("100%", "1"), ("２５％", "0.25")])
def test_percents_are_exact_ratios(written: str, ratio: str) -> None:
    assert read_percent(written) == Decimal(ratio)


@pytest.mark.parametrize("written", ["0.25", "25", "101%", "%", "25%%"])
def test_what_is_no_percentage(written: str) -> None:
    with pytest.raises(Unreadable):
        read_percent(written)


@pytest.mark.parametrize(
    ("value", "text"), [("2.50", "2.5"), ("100", "100"), ("1E+2", "100"), ("0.000001", "0.000001"), ("-0.10", "-0.1")]
)
def test_plain_text_of_a_decimal(value: str, text: str) -> None:
    assert plain(Decimal(value)) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (Fraction("89.996"), "89.99"),
        (Fraction(270, 3), "90"),
        (Fraction(269, 3), "89.66"),
        (Fraction(1, 3), "0.33"),
        (Fraction(0), "0"),
    ],
)
def test_a_score_is_cut_and_never_rounded_up(value: Fraction, text: str) -> None:
    assert shown(value) == text


@pytest.mark.parametrize(
    ("said", "meant"),
    [("七", "7"), ("两天", "2"), ("三十人", "30"), ("共十二个", "12"), ("一百二十", "120"), ("九分", "9")],
)
def test_a_number_in_numerals_is_named_in_digits(said: str, meant: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_count(said)
    assert (refused.value.reason, refused.value.args_of_message["meant"]) == ("number_meant", meant)


@pytest.mark.parametrize("said", ["几十", "十几个", "十多个", "三四个", "一些", "第三", "一半", "百分之十", "三点五"])
def test_what_says_no_number_is_not_guessed(said: str) -> None:
    with pytest.raises(Unreadable) as refused:
        read_count(said)
    assert refused.value.reason == "number"
