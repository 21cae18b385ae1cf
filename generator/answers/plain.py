"""Typed values as plain data for JSON: every number a decimal string, so that nothing is lost on the way."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from pydantic import BaseModel

from generator.core.values.date import PartialDate
from generator.core.values.number import plain
from generator.core.values.quantity import Quantity

DIGITS = 10
"""Decimals of a number that has no end in decimal form, such as the mean of three marks."""


def number(value: Decimal | Fraction | int) -> str:
    """A number as decimal text: exact where it can be, else rounded to `DIGITS` decimals."""
    fraction = Fraction(value)
    rest = fraction.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    if rest == 1:
        whole = Decimal(fraction.numerator) / Decimal(fraction.denominator)
        return plain(whole)
    return plain(round(Decimal(fraction.numerator) / Decimal(fraction.denominator), DIGITS))


def as_written(value: Any) -> Any:
    """A record, with everything inside it, as the values that stand in its file."""
    match value:
        case BaseModel():
            return {name: as_written(getattr(value, name)) for name in type(value).model_fields}
        case bool() | str() | None:
            return value
        case int() | Decimal():
            return number(value)
        case Fraction():
            return str(value)
        case date():
            return value.isoformat()
        case PartialDate() | Quantity():
            return str(value)
        case dict():
            return {key: as_written(inner) for key, inner in value.items()}
        case _:
            return [as_written(inner) for inner in value]
