"""The guide's pages of problems: each code has one, with both its examples and all that may be advised."""

from __future__ import annotations

import pytest

from generator.core.codes import CODES, FAMILIES, family
from generator.core.pages import Page, address, draw
from generator.core.pages.code import Line, read_lines
from generator.wording import wording
from tests.core.conftest import School


@pytest.fixture
def pages(school: School) -> dict[str, Page]:
    edition = school().edition
    assert edition is not None
    return {page.address: page for page in draw(edition) if page.address.startswith("guide/codes/")}


def test_every_code_has_a_page_and_there_is_no_other(pages: dict[str, Page]) -> None:
    assert pages.keys() == {address.CODES, *map(address.code, CODES)}


def test_every_page_tells_all_there_is_to_tell(pages: dict[str, Page]) -> None:
    for code in CODES:
        page = pages[address.code(code)]
        assert page.title.startswith(f"{code} ")
        assert all(page.view[name] for name in ("why", "source", "hints", "wrong", "right", "message", "hint"))


def test_the_list_has_every_code_once_under_its_family(pages: dict[str, Page]) -> None:
    listed = pages[address.CODES].view["families"]
    assert [letter for letter, _, _ in listed] == list(FAMILIES)
    assert {letter: [row[0] for row in rows] for letter, _, rows in listed} == {
        letter: [code.id for code in family(letter)] for letter in FAMILIES
    }
    assert sum(len(rows) for _, _, rows in listed) == len(CODES)


def test_a_page_marks_in_the_line_what_the_terminal_underlines(pages: dict[str, Page]) -> None:
    [file] = pages[address.code("F204")].view["wrong"]
    assert Line("4", "level: ", "国家") in file.lines


def test_carets_count_places_and_fall_on_characters() -> None:
    lines = ["    1 | a", "    2 | 甲乙: 丙丁", "      |       ^^", "      ⋮", "    9 |", "      | ^"]
    assert list(read_lines(lines)) == [
        Line("1", "a"),
        Line("2", "甲乙: ", "丙", "丁"),
        Line("", ""),
        Line("9", "", " "),
    ]


def test_hints_that_depend_on_the_case_are_named(pages: dict[str, Page]) -> None:
    assert pages[address.code("F204")].view["hints"] == (
        "可选：〈可选的词〉",
        "写成〈应写的内容〉（可选：〈可选的词〉）",
        "这里只能写一个，如〈应写的内容〉（可选：〈可选的词〉）",
    )
    assert wording().pattern("F204.hint_nearest") in pages[address.code("F204")].view["hints"]
