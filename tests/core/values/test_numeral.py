"""Chinese numerals are read where they say one number, and only there."""

from __future__ import annotations

import pytest

from generator.core.values.numeral import read_numeral


@pytest.mark.parametrize(
    ("said", "number"),
    [
        ("零", 0),
        ("七", 7),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("三十", 30),
        ("九十九", 99),
        ("百", 100),
        ("一百零二", 102),
        ("一百一十", 110),
        ("一百二十三", 123),
        ("两千零八", 2008),
        ("三千零五十", 3050),
        ("三千二百", 3200),
        ("一万", 10_000),
        ("一万零五百", 10_500),
        ("十二万三千四百五十六", 123_456),
        ("贰拾", 20),
    ],
)
def test_numerals(said: str, number: int) -> None:
    assert read_numeral(said) == number


@pytest.mark.parametrize(
    "said", ["", "三四", "一百二", "三千五", "三万五", "万", "百千", "十十", "零五", "一二三", "七个", "7"]
)
def test_what_says_no_number_or_more_than_one(said: str) -> None:
    assert read_numeral(said) is None


def test_every_number_is_read_as_it_is_said() -> None:
    assert all(read_numeral(spoken(number)) == number for number in range(1, 10_000))


def spoken(number: int) -> str:
    """A number below ten thousand in numerals, in full."""
    words, gap = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // value % 10
        if digit:
            words += ("零" if gap and words else "") + "零一二三四五六七八九"[digit] + unit
        gap = not digit
    return words
