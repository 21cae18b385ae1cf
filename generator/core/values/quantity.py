"""Numbers as sources state them: with a qualifier that keeps them approximate, and a unit that keeps them apart.

`近100家`, `1800多人`, `2500人次以上`, `约 30 期` are values, not strings: the number can be added up and compared, and
the qualifier says what the sum may claim.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from generator.core.values.number import plain, read_amount
from generator.core.values.numeral import NUMERALS, read_numeral
from generator.core.values.unreadable import Unreadable

Qualifier = Literal["", "近", "约", "多", "余", "以上"]
"""近 below and close to, 约 about, 多 余 somewhat above, 以上 at least; "" exact."""

UNITS = (
    "人次 人天 人 名 位 期 次 场 篇 项 个 家 处 所 门 部 本 件 台 套 册 份 组 队 班 种 类 岗 省 市 "
    "元 万元 平方米 学时 课时 天 月 年 %".split()
)
_AT_LEAST: frozenset[Qualifier] = frozenset({"", "多", "余", "以上"})
_AT_MOST: frozenset[Qualifier] = frozenset({"", "近"})
_QUANTITY = re.compile(
    r"(?P<before>近|约)?\s*(?P<number>[0-9０-９][0-9０-９,，.．]*)\s*(?P<after>多|余|\+)?\s*"
    rf"(?P<unit>{'|'.join(sorted(UNITS, key=len, reverse=True))})?\s*(?P<end>以上)?"
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its qualifier and unit; `unit` is "" where none was written."""

    value: Decimal
    qualifier: Qualifier = ""
    unit: str = ""

    @property
    def exact(self) -> bool:
        """Whether the source claims the number itself."""
        return not self.qualifier

    def __str__(self) -> str:
        """As Chinese sets it: 近100家, 2500多人次, 300人天以上."""
        number = plain(self.value)
        if self.qualifier in {"近", "约"}:
            return f"{self.qualifier}{number}{self.unit}"
        if self.qualifier == "以上":
            return f"{number}{self.unit}以上"
        return f"{number}{self.qualifier}{self.unit}"


def read_quantity(text: str) -> Quantity:
    """Read a number with an optional qualifier and unit. Raises Unreadable."""
    found = _QUANTITY.fullmatch(text.strip().replace("％", "%"))
    if found is None:
        raise _refused(text)
    value = read_amount(found["number"])
    given: list[Qualifier] = []
    if found["before"]:
        given.append("近" if found["before"] == "近" else "约")
    if found["after"]:
        given.append("余" if found["after"] == "余" else "多")
    if found["end"]:
        given.append("以上")
    if len(given) > 1:
        raise Unreadable("quantity", value=text)
    return Quantity(value, given[0] if given else "", found["unit"] or "")


def sums(quantities: Iterable[Quantity]) -> tuple[Quantity, ...]:
    """Add up, each unit for itself, in the order in which the units occur: 名 and 人次 are different things.

    What is approximate stays so. 近100家 and 57家 are 近157家, for both are at most what they say; 2500多人次 and
    60人次 are 2560人次以上; what is partly below and partly above its number is 约.
    """
    found: dict[str, list[Quantity]] = {}
    for quantity in quantities:
        found.setdefault(quantity.unit, []).append(quantity)
    return tuple(
        Quantity(sum((each.value for each in same), Decimal(0)), _of_sum({each.qualifier for each in same}), unit)
        for unit, same in found.items()
    )


def _of_sum(qualifiers: set[Qualifier]) -> Qualifier:
    if qualifiers == {""}:
        return ""
    if qualifiers <= _AT_LEAST:
        return "以上"
    return "近" if qualifiers <= _AT_MOST else "约"


_AT_LEAST_SIGN = re.compile(r"(?:[>＞]\s*[=＝]|[≥≧]|至少|不少于|不低于)\s*(?P<rest>.+?)(?:以上)?")
_ABOUT = re.compile(
    r"(?P<sign>近|约)?(?P<number>[0-9]{1,9}(?:\.[0-9]{1,4})?)(?P<many>万(?!元))?(?P<unit>[^0-9万]{1,3}?)?(?P<about>左右)?"
)


def _refused(text: str) -> Unreadable:
    """Why something is no quantity: with the one that was meant where its number stands in Chinese numerals or counts
    in ten thousands, or where 左右 stands behind it."""
    least = _AT_LEAST_SIGN.fullmatch(text.strip())
    if least and _QUANTITY.fullmatch(meant := f"{least['rest']}以上"):
        return Unreadable("quantity_meant", value=text, meant=meant)
    if found := _ABOUT.fullmatch(text.strip()):
        about = found["sign"] or ("约" if found["about"] else "")
        value = Decimal(found["number"]) * (10_000 if found["many"] else 1)
        meant = f"{about}{plain(value)}{found['unit'] or ''}"
        if _QUANTITY.fullmatch(meant):
            return Unreadable("quantity_meant", value=text, meant=meant)
    said = NUMERALS.search(text)
    number = read_numeral(said[0]) if said else None
    meant = text.strip() if said is None else f"{text[: said.start()]}{number}{text[said.end() :]}".strip()
    if number is None or not _QUANTITY.fullmatch(meant):
        return Unreadable("quantity", value=text)
    return Unreadable("quantity_meant", value=text, meant=meant)
