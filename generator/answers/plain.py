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
    rest, powers = fraction.denominator, [0]
    for prime in (2, 5):
        powers.append(0)
        while rest % prime == 0:
            rest //= prime
            powers[-1] += 1
    places = max(powers) if rest == 1 else DIGITS
    # Decimals are built from text, never divided: their arithmetic ends after 28 digits.
    return plain(Decimal(f"{round(fraction * 10**places)}E-{places}"))


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
