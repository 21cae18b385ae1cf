"""Numbers in Chinese numerals, as people say them: 七, 两, 三十, 一百二十, 一万零五百."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_PLAIN = str.maketrans("〇○两俩壹贰叁肆伍陆柒捌玖拾佰仟萬", "零零二二一二三四五六七八九十百千万")
_ONES = "[一二三四五六七八九]"
_BELOW_TEN_THOUSAND = re.compile(
    rf"(?:({_ONES})千)?(?:(?:(?<=千)零)?(^|{_ONES})百)?(?:(?:(?<=[千百])零)?(^|{_ONES}|(?<=零))十)?"
    rf"(?:(?:^|(?<=[千百])零|(?<=十))({_ONES}))?"
)
"""A digit behind 千 or 百 stands for tens or hundreds (一百二 is 120) and is read by nobody here: 一百零二 is."""
NUMERALS = re.compile("[零〇○一二两俩三四五六七八九十百千万壹贰叁肆伍陆柒捌玖拾佰仟萬]+")


def read_numeral(text: str) -> int | None:
    """The whole number below a hundred million that a text of numerals alone says; None where it says none, several
    (三四个 is three or four) or more than one thing."""
    high, ten_thousand, low = text.translate(_PLAIN).partition("万")
    if not ten_thousand:
        return _below_ten_thousand(high)
    more = (
        _below_ten_thousand(low.removeprefix("零")) if low.startswith("零") or "千" in low else 0 if not low else None
    )
    many = _below_ten_thousand(high)
    return None if many is None or more is None or not many else many * 10_000 + more


def _below_ten_thousand(text: str) -> int | None:
    if text == "零":
        return 0
    found = _BELOW_TEN_THOUSAND.fullmatch(text) if text else None
    if found is None:
        return None
    places = zip(found.groups(), (1000, 100, 10, 1), strict=True)
    return sum((_DIGITS.index(digit) if digit else 1) * value for digit, value in places if digit is not None)
