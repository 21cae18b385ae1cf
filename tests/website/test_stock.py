"""Leaves in stock: they come back as they were, and whatever is wrong with what is kept is as if there were nothing."""

from __future__ import annotations

import random
import sqlite3
from pathlib import Path

import pytest

from generator.core.values.personal import Find
from generator.website.leaf import Leaf
from generator.website.links import links_in
from generator.website.stock import Clean, Stock

KEYS = tuple(bytes([number]) * 16 for number in range(4))


def leaf(text: str) -> Leaf:
    said = ((Find("mobile", 0, 11, certain=True), "13800138000"),)
    page = f'<a href="{text}.html#a" id="b">{text}</a>'
    return Leaf({"title": text.encode(), "content": page.encode()}, frozenset({"assets/a.js"}), links_in(page), said)


def told(found: Leaf) -> object:
    return found.filling, found.asked, (found.links.out, found.links.within, found.links.ids), found.said


def build(stock: Stock, leaves: dict[bytes, Leaf]) -> None:
    """What a build does that has these leaves and no others."""
    stock.keep(leaves)
    stock.used(leaves)


def found(stock: Stock) -> dict[bytes, Leaf]:
    return dict(stock.found(KEYS))


@pytest.fixture
def stock(tmp_path: Path) -> Stock:
    stock = Stock(tmp_path / "kept" / "leaves.sqlite")
    build(stock, {KEYS[0]: leaf("甲"), KEYS[1]: leaf("乙")})
    return stock


def test_they_come_back_as_they_were(stock: Stock) -> None:
    assert {key: told(each) for key, each in found(stock).items()} == {
        KEYS[0]: told(leaf("甲")),
        KEYS[1]: told(leaf("乙")),
    }


def test_links_that_lead_where_others_lead_are_the_same() -> None:
    known: dict[tuple[str, bool], tuple[str, bool]] = {}
    one, other = (leaf("甲").links.among(known) for _ in range(2))
    assert one.out == other.out == leaf("甲").links.out
    assert one.out[0] is other.out[0]


def test_nothing_is_there_before(tmp_path: Path) -> None:
    assert found(Stock(tmp_path / "leaves.sqlite")) == {}
    assert not (tmp_path / "leaves.sqlite").exists()


def test_what_nobody_uses_goes_once_there_is_much_of_it(stock: Stock) -> None:
    build(stock, {KEYS[2]: leaf("丙")})
    assert set(found(stock)) == set(KEYS[:3])
    build(stock, {KEYS[3]: leaf("丁")})
    assert set(found(stock)) == {KEYS[3]}


@pytest.mark.parametrize("content", [b"", b"no base", b"SQLite format 3\x00" + bytes(5000)])
def test_a_file_that_is_none_of_ours_is_as_good_as_none(tmp_path: Path, content: bytes) -> None:
    place = tmp_path / "leaves.sqlite"
    place.write_bytes(content)
    assert found(Stock(place)) == {}
    build(Stock(place), {KEYS[0]: leaf("甲")})
    build(Stock(place), {KEYS[0]: leaf("甲")})
    assert set(found(Stock(place))) == {KEYS[0]}


@pytest.mark.parametrize("seed", range(30))
def test_damage_is_seen_and_never_shown(tmp_path: Path, stock: Stock, seed: int) -> None:
    place = tmp_path / "kept" / "leaves.sqlite"
    chance, data = random.Random(seed), bytearray(place.read_bytes())
    for _ in range(chance.choice([1, 20, 400])):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    place.write_bytes(data if chance.random() < 0.7 else data[: chance.randrange(len(data))])
    assert all(told(each) in (told(leaf("甲")), told(leaf("乙"))) for each in found(stock).values())
    build(stock, {KEYS[2]: leaf("丙")})


def test_the_leaf_of_another_key_is_none(tmp_path: Path, stock: Stock) -> None:
    with sqlite3.connect(tmp_path / "kept" / "leaves.sqlite") as base:
        base.execute("UPDATE leaf SET data = (SELECT data FROM leaf WHERE key = ?)", (KEYS[0],))
    base.close()
    assert set(found(stock)) == {KEYS[0]}


def test_where_nothing_can_be_kept_nothing_is(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    build(Stock(tmp_path / "file" / "leaves.sqlite"), {KEYS[0]: leaf("甲")})
    assert found(Stock(tmp_path / "file" / "leaves.sqlite")) == {}


def test_what_was_clean_is_known_again_until_nobody_asks_for_it(tmp_path: Path) -> None:
    first = Clean(tmp_path / "kept" / "clean", b"program")
    assert KEYS[0] not in first
    for key in KEYS[:2]:
        first.add(key)
        assert key in first, "most records stand in several files of one build"
    first.keep()
    second = Clean(tmp_path / "kept" / "clean", b"program")
    assert [key in second for key in KEYS[:3]] == [True, True, False]
    third = Clean(tmp_path / "kept" / "clean", b"program")
    assert KEYS[1] in third
    third.keep()
    fourth = Clean(tmp_path / "kept" / "clean", b"program")
    assert [key in fourth for key in KEYS] == [False, True, False, False]


@pytest.mark.parametrize("spoil", ["cut", "changed", "other program", "anew"])
def test_nothing_is_clean_that_this_program_has_not_found_so(tmp_path: Path, spoil: str) -> None:
    place = tmp_path / "clean"
    first = Clean(place, b"program")
    first.add(KEYS[0])
    first.keep()
    data = place.read_bytes()
    if spoil == "cut":
        place.write_bytes(data[:-1])
    if spoil == "changed":
        place.write_bytes(data[:-16] + KEYS[3])
    again = Clean(place, b"other" if spoil == "other program" else b"program", anew=spoil == "anew")
    assert not any(key in again for key in KEYS)


def test_a_folder_that_cannot_be_written_is_no_matter(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    again = Clean(tmp_path / "file" / "clean", b"program")
    again.add(KEYS[0])
    again.keep()
    assert KEYS[0] not in Clean(tmp_path / "file" / "clean", b"program")
