"""The check digits of books' numbers."""

from __future__ import annotations

import pytest

from generator.core.values.isbn import isbn_meant


@pytest.mark.parametrize(
    "isbn", ["978-7-0000-0104-6", "ISBN 978-0-306-40615-7", "ISBN：9780306406157", "0-306-40615-2"]
)
def test_a_right_number_is_left_alone(isbn: str) -> None:
    assert isbn_meant(isbn) is None


@pytest.mark.parametrize(
    ("isbn", "meant"), [("978-0-306-40615-1", "7"), ("0-306-40615-X", "2"), ("978-0-306-4061", ""), ("见版权页", "")]
)
def test_a_wrong_one_is_told_with_its_last_digit(isbn: str, meant: str) -> None:
    assert isbn_meant(isbn) == meant
