"""The pages that the school writes by hand, as they are compared: which MkDocs would publish, and by what text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.core.difference import Put
from generator.website.by_hand import by_hand
from generator.website.house import find_house
from tests.website.small import HOUSE


def laid(folder: Path, **pages: str) -> dict[str, Put]:
    """Pages of these names and texts, found with the sample's own configuration; by address."""
    folder.mkdir()
    for name, text in pages.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")
    return {put.address: put for put in by_hand(replace(find_house(HOUSE), pages=folder))}


def test_only_what_is_published_is_found(tmp_path: Path) -> None:
    found = laid(tmp_path / "a", about__md="# 关于\n", README__md="# 首页\n", _notes__md="# 草稿\n", map__svg="<svg/>")
    assert {address: put.title for address, put in found.items()} == {
        "about.html": "关于",
        "index.html": "首页",
        "map.svg": "map.svg",
    }


def test_a_school_without_such_pages_has_none(tmp_path: Path) -> None:
    assert by_hand(replace(find_house(HOUSE), pages=tmp_path / "none")) == ()


def test_line_ends_and_marks_of_encoding_change_nothing(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / "b/a.md").write_bytes("\ufeff# 甲\r\n乙\r\n\r\n".encode())
    [other] = by_hand(replace(find_house(HOUSE), pages=tmp_path / "b"))
    assert laid(tmp_path / "a", a__md="# 甲\n乙\n") == {"a.html": other}


def test_a_link_is_told_apart_from_one_to_a_page_that_is_not_there(tmp_path: Path) -> None:
    text = "见[乙](b.md)。\n"
    alone, both = laid(tmp_path / "a", a__md=text), laid(tmp_path / "b", a__md=text, b__md="# 乙\n")
    assert alone["a.html"] != both["a.html"]


def test_front_matter_that_unfolds_without_end_is_not_unfolded(tmp_path: Path) -> None:
    """A stranger's pull request is compared: of the front matter nothing but its text is read."""
    levels = "\n".join(f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 12))
    bomb = f"---\nl0: &l0 甲\n{levels}\ntitle: *l11\n---\n"
    assert laid(tmp_path / "a", a__md=bomb)["a.html"].title == "*l11"
