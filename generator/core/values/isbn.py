"""The check digit of a book's number (ISBN, GB/T 5795): the last digit follows from those before it."""

from __future__ import annotations

import re

_AROUND = re.compile(r"^\s*ISBN(?:-1[03])?[\s:：]*|[\s\-–—－]+", re.IGNORECASE)


def isbn_meant(text: str) -> str | None:
    """None for a number whose check digit is right; else the check digit that follows from the others, "" where there
    are not 13 digits, nor the 10 of books before 2007."""
    digits = _AROUND.sub("", text).upper()
    if re.fullmatch(r"97[89][0-9]{10}", digits):
        total = sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(digits[:12]))
        right = str(-total % 10)
    elif re.fullmatch(r"[0-9]{9}[0-9X]", digits):
        total = sum(int(digit) * (10 - at) for at, digit in enumerate(digits[:9]))
        right = "0123456789X"[-total % 11]
    else:
        return ""
    return None if digits[-1] == right else right
