"""What can be found: everything that is public, where it stands, what matters most first."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from generator.core.edition import Edition
from generator.core.pages import Page, address
from generator.core.pages.search import KINDS, Entry, entries, entry, texts
from generator.core.values.fold import table, variants
from tests.website.reading import fold

ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def found(edition: Edition) -> tuple[Entry, ...]:
    return entries(edition)


def saying(found: tuple[Entry, ...], text: str) -> list[str]:
    """The addresses of the entries that say something."""
    return [each.address for each in found if any(text in line for line in (*each.names, *each.lines))]


def test_open_notices_stand_first_then_studios_people_achievements(edition: Edition, found: tuple[Entry, ...]) -> None:
    kinds = [each.kind for each in found]
    opened = sum(notice.state == "open" for notice in edition.notices)
    assert opened
    assert kinds[:opened] == ["notice"] * opened
    order = list(dict.fromkeys(kinds[opened:]))
    assert order[:6] == ["studio", "person", "achievement", "notice", "report", "grade"]
    dates = [each.year for each in found if each.kind == "achievement"]
    assert dates == sorted(dates, reverse=True)
    assert set(kinds) == set(KINDS) - {"page"}


def test_every_record_that_has_a_page_is_found_once(every_page: tuple[Page, ...], found: tuple[Entry, ...]) -> None:
    pages = {page.address for page in every_page}
    places = [each.address for each in found]
    assert {place.partition("#")[0] for place in places} <= pages
    of_records = {
        "achievement.html", "notice.html", "person.html", "studio.html", "report.html", "grade.html",
        "plan.html", "group.html", "round.html", "system.html",
    }  # fmt: skip
    for page in every_page:
        if page.template in of_records:
            assert places.count(page.address) == 1, page.address


def test_rows_stand_where_their_pages_have_them(found: tuple[Entry, ...]) -> None:
    places = {each.address for each in found}
    for kind, name in (("training", "t2025-01"), ("service", "s2025-01"), ("governing", "d2025-07")):
        assert address.place(kind, "auto-qin", name) in places
    assert f"{address.meetings('auto-qin')}#row-m2025-01" in places


def test_what_a_record_says_is_found_by_its_words_numbers_dates_and_id(found: tuple[Entry, ...]) -> None:
    cup = address.achievement("welding-he", "national-contest")
    for text in ("national-contest", "何守诚", "竞赛获奖", "国家级"):
        assert cup in saying(found, text), text
    notice = address.notice("recognition-2026-proposed")
    for text in ("云职〔2026〕11号", "2026年3月16日", "2026-03-16", "纪检办公室", "recognition-2026-proposed"):
        assert notice in saying(found, text), text
    assert address.person("p101") in saying(found, "p101")


def test_a_year_is_a_number_or_unknown(found: tuple[Entry, ...]) -> None:
    """A plan of 20** is of no year that one could choose."""
    assert {each.year for each in found if not each.year.isdigit()} == {""}
    [plan] = [each for each in found if each.address == address.plan("city-vocational-year")]
    assert plan.year == ""


def test_nothing_says_a_digest_an_address_of_a_file_or_a_mark(found: tuple[Entry, ...]) -> None:
    for each in found:
        for line in (*each.names, *each.lines):
            assert line == " ".join(line.split()) != ""
            assert not re.search(r"[0-9a-f]{32}|<[a-z]+>|&[a-z]+;|\bNone\b|files/", line), line


def test_texts_are_set_as_people_read_them() -> None:
    told = entry("a.html", "page", ("甲", None, " "), (*texts(("一", "2025-03-01")), "甲", "乙\n丙", "乙 丙"))
    assert told == Entry("a.html", "page", ("甲",), ("一 2025年3月1日", "乙 丙", "2025-03-01"))


def test_every_character_becomes_one_other_that_stays() -> None:
    assert all(len(sign) == 1 and ord(sign) not in table() for sign in table().values())
    assert not set(table()) & set(range(0xD800, 0xE000))
    assert max(table()) <= 0xFFFF
    everything = "".join(map(chr, table()))
    assert len(fold(everything)) == len(everything)
    assert fold(fold(everything)) == fold(everything)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("雲嶺職業學校", "云岭职业学校"),
        ("發展", "发展"),
        ("頭髮", "头发"),
        ("ＡＢｃ１２", "abc12"),
        ("【２０２６】３０", "(2026)30"),
        ("〔2026〕30", "(2026)30"),
        ("“甲”", '"甲"'),
        ("著作", "著作"),
        ("甲　乙", "甲 乙"),
        ("⼯", "工"),
        ("𠮷İß", "𠮷İß"),
    ],
)
def test_what_is_written_in_two_ways_is_one(written: str, plain: str) -> None:
    assert fold(written) == plain


def test_the_table_for_a_browser_is_cut_to_what_occurs() -> None:
    made = dict(variants("发的云a"))
    assert made.keys() == {"发", "云", "a"}
    assert set(made["发"]) == {"發", "髮"}
    assert {"A", "Ａ", "ａ"} <= set(made["a"])
