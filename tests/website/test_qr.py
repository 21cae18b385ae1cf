"""The QR code of a printed notice: what the library made, module for module, with its white margin."""

from __future__ import annotations

import re

import pytest
import segno

from generator.website.qr import QUIET, qr

ADDRESS = "https://jiangpu.example/n/recognition-2026-proposed.html"


def dark(path: str) -> set[tuple[int, int]]:
    """The dark modules of a path, by row and column."""
    lines = re.findall(r"M(\d+) (\d+)\.5h(\d+)", path)
    assert "".join(f"M{x} {y}.5h{width}" for x, y, width in lines) == path
    return {(int(y), int(x) + step) for x, y, width in lines for step in range(int(width))}


@pytest.mark.parametrize("text", [ADDRESS, "a", "x" * 300])
def test_it_is_drawn_as_it_was_made(text: str) -> None:
    code = qr(text)
    made = segno.make_qr(text, error="m", boost_error=False)
    size = len(made.matrix)
    assert code.size == size + 2 * QUIET
    assert dark(code.path) == {
        (row + QUIET, column + QUIET) for row in range(size) for column in range(size) if made.matrix[row][column]
    }


def test_each_address_has_a_code_of_its_own_and_always_the_same() -> None:
    assert qr(ADDRESS) == qr(ADDRESS)
    assert qr(ADDRESS) != qr(ADDRESS.replace("2026", "2025"))
