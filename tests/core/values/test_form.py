"""What was meant by text that does not have its form, and letters that only look like Latin ones."""

from __future__ import annotations

import pytest

from generator.core.values.form import candidates, mixed_letters, odd_letter, plain_letters


@pytest.mark.parametrize(
    ("written", "form", "meant"),
    [
        ("Cup 2025", "id", "cup-2025"),
        ("cup_2025", "id", "cup-2025"),
        ("“cup”", "id", "cup"),
        ("ｃｕｐ－１", "id", "cup-1"),
        ("P101", "person_id", "p101"),
        ("101", "person_id", "p101"),
        ("р101", "person_id", "p101"),
        ("云职[2026]第08号", "document_number", "云职〔2026〕8号"),
        ("云职（2026）8号", "document_number", "云职〔2026〕8号"),
        ("云职 〔2026〕 8 号", "document_number", "云职〔2026〕8号"),
        ("2、1.5、2", "marks_line", "2 1.5 2"),
        ("2,1.5,2", "marks_line", "2 1.5 2"),
        ("3月1日", "month_day", "03-01"),
        ("3-1", "month_day", "03-01"),
        ("2月底", "month_day", "02-29"),
        ("6月末", "month_day", "06-30"),
        (r"D:\附件\申报 表.PDF", "attachment_file", "files/申报-表.pdf"),
        ("http://example.edu", "url", "https://example.edu/"),
        ("（0871）555 0101", "phone", "0871 555 0101"),
    ],
)
def test_what_was_meant(written: str, form: str, meant: str) -> None:
    assert meant in list(candidates(written, form))


def test_letters_that_look_alike_are_named() -> None:
    assert plain_letters("lеvеl") == "level"
    assert odd_letter("lеvеl") == "е (U+0435)"
    assert [odd_letter(text) for text in ("level", "级别", "Ｐ１０１", "é", "")] == [""] * 5


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("全国СNC比赛", (2, "СNC")),
        ("示例НJ-2025-管道", (2, "НJ-2025")),
        ("第Т-01号", (1, "Т-01")),
        ("CNC车削", None),
        ("Москва", None),
        ("α-Fe 与 Ra1.6μm、ρ=7.8", None),
        ("Φ20、Ⅱ级", None),
    ],
)
def test_words_that_mix_letters_are_found(text: str, found: tuple[int, str] | None) -> None:
    assert mixed_letters(text) == found
