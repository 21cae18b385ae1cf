"""Exact numbers: whole counts and decimals, never binary floats.

`1,200` is 1200: commas between groups of three digits can be nothing else, whoever wrote them. `1,20` and `0,5` are
refused, for they can. So is `3.00E+02`: a spreadsheet that writes a number so may have lost its last digits.
"""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from math import floor

from generator.core.values.numeral import NUMERALS, read_numeral
from generator.core.values.unreadable import Unreadable

_WIDE = {ord("０") + i: str(i) for i in range(10)} | {
    ord(wide): narrow for wide, narrow in zip("．－％，", ".-%,", strict=True)
}
"""Full-width digits and signs, as an input method for Chinese types them."""
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,6})?")
_SCIENTIFIC = re.compile(r"[+-]?[0-9]{1,12}(?:\.[0-9]{1,12})?[eE]([+-]?[0-9]{1,4})")
_DIGITS_LIKE = str.maketrans("OoОоΟο○〇lI", "0000000011")
"""Letters and signs that are typed for a digit: Latin, Cyrillic and Greek O, a circle; L and I for 1."""
_LIKE_DIGITS = re.compile(r"[0-9][OoОоΟο○〇lI]|[OoОоΟο○〇lI][0-9]")
LONGEST = 40
"""How long a text may be for a number to be looked for in it."""
_AMONG = re.compile(r"[^0-9.,%+-]{0,4}([+-]?[0-9]{1,12}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?)[^0-9.,%十百千万亿半-]{0,4}")
"""A number with a unit, a qualifier, a sign of money or quotes around it; not a percentage nor `3万`, which are other
numbers."""

_SAID = re.compile(
    rf"[共计约近]?({NUMERALS.pattern})(?:[个名人位项次期场家件份部门本套台所处天日周月年分元]|人次|人天|学时|课时|个?工作日)?"
)
"""A number in numerals, maybe with a unit; not 几十, 十几个 or 十多个, which say none."""


def read_decimal(text: str) -> Decimal:
    """Read a decimal number of at most 12 digits before and 6 after the point, with or without commas between groups
    of three. Raises Unreadable."""
    plain_text = text.translate(_WIDE).strip()
    if _GROUPED.fullmatch(plain_text):
        plain_text = plain_text.replace(",", "")
    if not _DECIMAL.fullmatch(plain_text):
        raise _refused(text, plain_text)
    return Decimal(plain_text)


def _refused(text: str, plain_text: str) -> Unreadable:
    """Why something is no number: with the number that was meant where there is only one."""
    if len(text) > LONGEST:
        return Unreadable("number", value=text)
    if found := _SCIENTIFIC.fullmatch(plain_text):
        if abs(int(found[1])) > 9:
            return Unreadable("scientific_long", value=text)
        return Unreadable("scientific", value=text, meant=plain(Decimal(plain_text)))
    if _LIKE_DIGITS.search(plain_text) and _DECIMAL.fullmatch(digits := plain_text.translate(_DIGITS_LIKE)):
        litres = plain_text[-1] in "lI"  # or a 1: who knows
        return Unreadable("number", value=text) if litres else Unreadable("number_meant", value=text, meant=digits)
    bare = re.sub(r"(?<=[0-9])\s+(?=[0-9]{3}(?![0-9]))", "", plain_text)
    if re.fullmatch(r"[0-9]{1,12},[0-9]", bare):
        return Unreadable("number_meant", value=text, meant=bare.replace(",", "."))
    if (said := _SAID.fullmatch(bare)) and (number := read_numeral(said[1])) is not None:
        return Unreadable("number_meant", value=text, meant=str(number))
    if "半天" in bare:
        return (
            Unreadable("number_meant", value=text, meant="0.5") if bare == "半天" else Unreadable("number", value=text)
        )
    if found := _AMONG.fullmatch(bare):
        return Unreadable("number_meant", value=text, meant=found[1].replace(",", "").lstrip("+"))
    return Unreadable("number", value=text)


def read_count(text: str) -> int:
    """Read a whole number of things, not negative. Raises Unreadable."""
    value = read_decimal(text)
    if value != value.to_integral_value():
        raise Unreadable("whole", value=text)
    if value < 0:
        raise Unreadable("negative", value=text)
    return int(value)


def read_amount(text: str) -> Decimal:
    """Read a decimal that is not negative. Raises Unreadable."""
    value = read_decimal(text)
    if value < 0:
        raise Unreadable("negative", value=text)
    return value


def read_percent(text: str) -> Decimal:
    """Read `25%` as the exact ratio 0.25. Raises Unreadable."""
    plain = text.translate(_WIDE).strip()
    if not plain.endswith("%"):
        raise Unreadable("percent", value=text)
    value = read_amount(plain[:-1])
    if value > 100:
        raise Unreadable("percent", value=text)
    return value / 100


def read_ratio(text: str) -> Fraction:
    """Read `1/3` or `30%` as an exact share between 0 and 1. Raises Unreadable."""
    plain_text = text.translate(_WIDE).strip()
    whole, slash, parts = plain_text.partition("/")
    if slash and whole.isdigit() and parts.isdigit() and 0 < int(whole) <= int(parts) <= 1000:
        return Fraction(int(whole), int(parts))
    if plain_text.endswith("%"):
        return Fraction(read_percent(text))
    raise Unreadable("ratio", value=text)


_TIMES = {"": Decimal(1), "万": Decimal(10_000), "亿": Decimal(100_000_000)}
_WITH_UNIT = re.compile(
    r"[约近人民币¥￥\s]*([0-9]{1,12}(?:,[0-9]{3})*(?:\.[0-9]{1,6})?)\s*([万亿]?)\s*([^0-9.,%万亿]{0,4})"
)
_SPANS = {"天数": "天日", "月数": "月", "年限": "年", "年数": "年"}
_SPAN = re.compile("学时|课时|小时|分钟|周|天|日|月|年")
"""Units of time. By what the title of a field says, those in which its number is: 4学时 are not 4 days."""
TEN_THOUSANDS = "万元"
"""What the title of a field says whose amounts are in units of ten thousand yuan."""


def in_unit(text: str, title: str) -> tuple[str, str] | None:
    """The hint for a number with a unit, and the number that belongs in a field of that title: `3.5万人` are 35000, and
    in a field in units of ten thousand yuan `3.5万元` are 3.5, as are `35000元`. Of another unit of time than the
    field's only that. None where it says no more than others do."""
    found = _WITH_UNIT.fullmatch(text.translate(_WIDE).strip()) if len(text) <= LONGEST else None
    own = next((unit for unit in _SPANS if unit in title), "")
    if found and own and (other := _SPAN.search(found[3])) and other[0] not in _SPANS[own]:
        return "hint_span", own
    money = TEN_THOUSANDS in title
    if found is None or not (found[2] or (money and ("元" in found[3] or text.strip()[0] in "¥￥"))):
        return None
    value = Decimal(found[1].replace(",", "")) * _TIMES[found[2]]
    return ("hint_money", plain(value / 10_000)) if money else ("hint_number_meant", plain(value))


def plain(value: Decimal) -> str:
    """A decimal as people write it: no exponent, no trailing zeros (`2.50` is `2.5`, `100` stays `100`)."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def shown(value: Fraction) -> str:
    """An exact value for display: two decimals at most, cut and never rounded up (89.996 must not become 90)."""
    return plain(Decimal(f"{floor(value * 100)}E-2"))
