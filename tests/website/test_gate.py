"""Personal data does not go out, by whatever way it came in; telephone numbers that are published on purpose do."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.edition import Edition
from generator.core.values.personal import certain_finds
from generator.website.build import build, made
from generator.website.fault import WebsiteError
from generator.website.gate import Left, PersonalLeft, personal_left
from generator.website.script import script
from tests.stocked import stocked
from tests.website.small import read_school, tree, write_school

NOBODY = "110101190503070015"
MOBILE = "13800138000"


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    found = read_school(write_school(tmp_path / "school")).edition
    assert found is not None
    return found


def left(edition: Edition, address: str, text: str) -> list[str]:
    """What is found in one file of a site; a page is given as one piece."""
    pages = {address: (text,)} if address.endswith(".html") else {}
    return [found.kind for found in personal_left(pages, {address: text.encode()}, edition)]


@pytest.mark.parametrize(
    "text",
    [
        f"<p>{NOBODY}</p>",
        f'<img alt="{NOBODY}" src="a.png">',
        f"<meta name='description' content='{NOBODY}'>",
        f'<a href="files/{NOBODY}.pdf">证书</a>',
        "<p>１１０１０１１９０５０３０７００１５</p>",
        "<p>110101&nbsp;19050307&nbsp;0015</p>",
        "<p>&#49;10101190503070015</p>",
    ],
)
def test_a_page_is_read_as_it_is_shown(edition: Edition, text: str) -> None:
    assert left(edition, "a.html", text) == ["identity"]


@pytest.mark.parametrize("name", ["a.json", "a.csv", "a.ics", "feed.xml", "log/notices.jsonl"])
def test_so_is_every_data_file(edition: Edition, name: str) -> None:
    assert left(edition, name, f'{{"x": "{NOBODY}"}}') == ["identity"]


def test_so_is_an_address(edition: Edition) -> None:
    found = personal_left({}, {f"files/{NOBODY}.png": b""}, edition)
    assert found == (Left(f"files/{NOBODY}.png", "identity"),)
    assert NOBODY not in str(PersonalLeft(found))


@given(st.from_regex(r"[a-f][0-9]{15}|[0-9]{15}[a-f]|[a-f]{2}[0-9]{3}1[3-9][0-9]{9}", fullmatch=True))
def test_a_digest_is_nobodys_number(digest: str) -> None:
    for text in (f"files/{digest}/a.pdf", f'href="../files/{digest}/a.pdf"', f"sha256 {digest}"):
        assert certain_finds(text) == (), text


def test_what_ends_with_its_text_in_a_script_is_no_number(edition: Edition) -> None:
    assert left(edition, "search/text-9.a.js", f'f("text-9",[["a.html",["{NOBODY[:8]}"],["{NOBODY[8:]}"]]]);') == []
    assert left(edition, "search/text-9.a.js", f'f("text-9",[["a.html",["{NOBODY}"]]]);') == ["identity"]


def test_the_digest_of_a_script_has_no_digit_that_would_join_the_number_of_its_file() -> None:
    assert all(script("f", "rows-138", number)[0].isalpha() for number in range(1000))


def test_a_drawing_is_read_as_a_page_is(edition: Edition) -> None:
    assert left(edition, "embed/a.svg", f"<svg><title>{NOBODY}</title></svg>") == ["identity"]
    assert (
        left(edition, "embed/a.svg", f'<svg><path d="M{NOBODY}"/><text>110101</text><text>190503070015</text></svg>')
        == []
    )


def test_what_tags_keep_apart_is_no_number(edition: Edition) -> None:
    cells = "".join(f"<td>{part}</td>" for part in ("110101", "1905", "0307", "0015"))
    assert left(edition, "a.html", f"<table><tr>{cells}</tr></table>") == []
    assert left(edition, "a.html", '<path d="M138 0013 8000"/><li data-opens="110101190503070015">') == []


def test_a_mobile_that_the_edition_gives_as_a_contact_may_stand(edition: Edition) -> None:
    assert left(edition, "a.html", f'<a href="tel:{MOBILE}">138 0013 8000</a>') == ["mobile"]
    [studio] = edition.studios
    released = replace(edition, studios=(replace(studio, contact_phone="138 0013 8000"),))
    assert left(released, "a.html", f'<a href="tel:{MOBILE}">138 0013 8000</a>') == []
    assert left(released, "a.html", "<p>13900139000</p>") == ["mobile"]


def test_each_place_is_told_once(edition: Edition) -> None:
    pages = {"a.html": (f"<p>{NOBODY}</p>", f"<p>{NOBODY}</p>"), "b.html": (f"<p>{NOBODY}</p>",)}
    assert personal_left(pages, {}, edition) == (
        Left("a.html", "identity", "a.html"),
        Left("b.html", "identity", "b.html"),
    )


def test_data_that_begin_with_the_address_of_a_page_are_its_own(edition: Edition) -> None:
    rows = f'jiangpuExplore("rows-x-1",[["a/b.html","甲"],["a/c.html","乙[\\"a/d.html\\",{NOBODY}"]]);'
    name = "explore/rows-x-1.0.js"
    assert personal_left({}, {name: rows.encode()}, edition) == (Left(name, "identity", "a/c.html"),)


def test_what_only_comes_together_on_a_page_stops_the_build_and_the_old_site_stays(tmp_path: Path) -> None:
    school = stocked(write_school(tmp_path / "school"))
    kept = tmp_path / "site"
    build(read_school(school), kept)
    before = tree(kept)
    (school / "content/pages/contact.md").write_text(f"# 联系\n\n&#49;{NOBODY[1:]}\n", encoding="utf-8")
    with pytest.raises(WebsiteError, match=r"contact\.html\[身份证号\]") as stopped:
        build(read_school(school), kept)
    assert NOBODY not in str(stopped.value)
    assert tree(kept) == before


def test_nothing_that_looks_personal_is_put_anywhere_before_all_has_been_looked_through(tmp_path: Path) -> None:
    school = write_school(tmp_path / "school")
    prepared = read_school(school)
    assert prepared.edition is not None
    spoilt = replace(prepared.edition, studios=(replace(prepared.edition.studios[0], summary=f"电话{MOBILE}"),))
    put: dict[str, bytes | Path] = {}
    with pytest.raises(PersonalLeft) as stopped:
        made(prepared, spoilt, put.__setitem__)
    assert {each.address for each in stopped.value.left} >= {"studios/welding-he/index.html", "data/edition.json"}
    assert put, "pages are put as they come"
    assert not any(MOBILE.encode() in content for content in put.values() if isinstance(content, bytes))


def test_a_file_is_read_once_and_what_is_found_every_time(edition: Edition) -> None:
    clean: set[bytes] = set()
    files = {"a.json": f'["{MOBILE}"]'.encode(), "b.json": b"[]", "c.csv": b"[]"}
    for _ in range(2):
        assert [found.address for found in personal_left({}, files, edition, clean)] == ["a.json"]
    assert len(clean) == 2, "b and c say the same and are read otherwise"
    released = replace(edition.studios[0], contact_phone=MOBILE)
    assert personal_left({}, files, replace(edition, studios=(released,)), clean) == ()


def records(*said: str) -> bytes:
    """Records as files of open data hold them."""
    return json.dumps([{"id": f"r{at}", "text": each} for at, each in enumerate(said)], separators=(",", ":")).encode()


def test_of_a_large_file_of_records_only_those_are_read_that_are_not_known(edition: Edition) -> None:
    clean: set[bytes] = set()
    said = [f"第{number}次" * 40 for number in range(2_000)]
    assert personal_left({}, {"data/all.json": records(*said)}, edition, clean) == ()
    known = len(clean)
    assert known > 1_000
    said[700] = "另一次"
    assert personal_left({}, {"data/all.json": records(*said)}, edition, clean) == ()
    assert len(clean) == known + 2, "the record, and the next one, which is read with what stands before it"
    said[701] = f"身份证号 {NOBODY}"
    assert personal_left({}, {"data/all.json": records(*said)}, edition, clean) == (Left("data/all.json", "identity"),)


def test_what_is_found_in_a_file_is_found_in_one_of_its_records(edition: Edition) -> None:
    released = replace(edition, studios=(replace(edition.studios[0], contact_phone=MOBILE),))
    parts = [
        "学号",
        "家长电话",
        "身份证",
        "出生日期",
        "住址云岭市松坪区",
        "卡号",
        "单号",
        " ",
        ",",
        "年",
        "月",
        "-",
        "字" * 30,
    ]
    parts += [
        NOBODY,
        MOBILE,
        "139",
        "1234567",
        "2001",
        "3",
        "62",
        "20210101",
        '"},{"id":"',
        '"},{"id":"',
        '},{"id":',
        "\n",
    ]
    draw = random.Random(7)
    seen = 0
    for _ in range(3_000):
        text = "".join(draw.choices(parts, k=draw.randint(2, 12))).encode()
        for one in (edition, released):
            whole = [left.kind for left in personal_left({}, {"a.xml": text}, one)]
            assert [left.kind for left in personal_left({}, {"a.json": text}, one)] == whole, text.decode()
            seen += bool(whole)
    assert seen > 500
