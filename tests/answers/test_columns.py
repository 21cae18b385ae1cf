"""Columns on a terminal."""

from __future__ import annotations

from generator.answers.columns import aligned
from generator.wording.width import width


def test_a_han_character_is_two_places_wide() -> None:
    assert [width(text) for text in ("abc", "焊接", "1+X证书", "（")] == [3, 4, 7, 2]


def test_words_begin_alike_and_figures_end_alike() -> None:
    assert aligned([("工作室", "得分"), ("cnc", "9.5"), ("焊接", "93.46")], {1}) == (
        "工作室   得分\ncnc       9.5\n焊接    93.46\n"
    )


def test_no_line_ends_in_blanks() -> None:
    assert aligned([("a", ""), ("bc", "d")]) == "a\nbc  d\n"


def test_what_a_cell_holds_begins_no_line() -> None:
    assert aligned([("a", "b\n::error::c\r\nd")]) == "a  b ::error::c d\n"
