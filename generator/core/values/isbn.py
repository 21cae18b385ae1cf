"""The check digit of a book's number (ISBN, GB/T 5795): the last digit follows from those before it."""

from __future__ import annotations

import re

from stdnum import isbn

_AROUND = re.compile(r"^\s*ISBN(?:-1[03])?[\s:：]*|[\s\-–—－]+", re.IGNORECASE)


def isbn_meant(text: str) -> str | None:
    """None for a number whose check digit is right; else the check digit that follows from the others, "" where there
    are not 13 digits, nor the 10 of books before 2007."""
    number = _AROUND.sub("", text).upper()
    if len(number) not in {10, 13}:  # the library knows nine digits too, of books before 1970
        return ""
    if isbn.is_valid(number):
        return None
    return next((digit for digit in "0123456789X" if isbn.is_valid(number[:-1] + digit)), "")
