"""Cards: titles broken as an editor would, drawn once for each content, named by every page that has one."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from generator.core.edition import Edition
from generator.core.pages import Page, address, draw
from generator.core.pages.page import Card
from generator.website.build import build
from generator.website.cards import HEIGHT, WIDTH, broken, drawn, fonts
from tests.stocked import stocked
from tests.website.small import read_school, tree, write_school

ROOT = Path(__file__).parents[2]
FONTS = fonts()
CARD = Card("cards/a.png", "https://x.example/cards/a.png", "更名", "关于更名的公示", "一行", "小镇匠谱", "x.example")
pytestmark = pytest.mark.skipif(FONTS is None, reason="this computer has no Chinese font: it draws no cards")


@pytest.mark.parametrize(
    ("title", "lines"),
    [
        ("（何守诚）技能大师工作室", ("（何守诚）技能大师工作室",)),
        (
            "云岭职业学校关于陶瓷工艺技能大师工作室拟更名的公示",
            ("云岭职业学校关于陶瓷工艺", "技能大师工作室拟更名的公示"),
        ),
    ],
)
def test_titles_break_between_phrases(title: str, lines: tuple[str, ...]) -> None:
    assert FONTS
    assert broken(title, FONTS.titles(72), 1008) == lines


@given(st.text("云岭职业学校关于2026年度拟认定技能大师工作室名单的公示，（）《》、ABC 9", min_size=1, max_size=60))
def test_no_line_is_too_long_and_nothing_is_lost(title: str) -> None:
    assert FONTS
    font = FONTS.titles(54)
    lines = broken(title, font, 1008)
    assert "".join("".join(lines).split()) == "".join(title.split())
    assert all(font.getlength(line) <= 1008 for line in lines)


@given(st.text("云岭职业学校关于拟认定技能大师工作室名单的公示", min_size=25, max_size=60), st.integers(1, 24))
def test_no_line_begins_with_a_closing_sign_where_another_break_is_near(title: str, place: int) -> None:
    assert FONTS
    lines = broken(f"{title[:place]}，{title[place:]}", FONTS.titles(54), 1008)
    assert not any(line.startswith("，") for line in lines)


def test_a_card_is_a_picture_of_the_size_that_is_asked_for_and_always_the_same(tmp_path: Path) -> None:
    one, other = drawn([CARD], tmp_path / "a", FONTS), drawn([CARD], tmp_path / "b", FONTS)
    assert one == other
    with Image.open(io.BytesIO(one[CARD.address])) as picture:
        assert (picture.format, picture.size) == ("PNG", (WIDTH, HEIGHT))
        assert picture.info == {}


def test_a_card_is_drawn_once_for_each_content(tmp_path: Path) -> None:
    drawn([CARD], tmp_path, FONTS)
    [kept] = tmp_path.glob("*.png")
    kept.write_bytes(b"kept")
    assert drawn([replace(CARD, address="cards/b.png", url="u")], tmp_path, FONTS) == {"cards/b.png": b"kept"}
    assert drawn([replace(CARD, title="另一个标题")], tmp_path, FONTS)[CARD.address] != b"kept"


def test_a_title_that_is_too_long_is_cut(tmp_path: Path) -> None:
    long = drawn([replace(CARD, title="很长的标题" * 40)], tmp_path, FONTS)[CARD.address]
    assert long != drawn([CARD], tmp_path, FONTS)[CARD.address]


def test_without_a_font_nothing_is_drawn(tmp_path: Path) -> None:
    assert drawn([CARD], tmp_path, None) == {}


def test_each_studio_section_and_notice_has_its_card_and_other_pages_their_studios(
    every_page: tuple[Page, ...],
) -> None:
    cards = {page.address: page.card for page in every_page}

    def shown(where: str) -> str:
        card = cards[where]
        assert card is not None
        return card.address

    assert shown(address.notice("ceramics-rename-2026")) == "cards/notices/ceramics-rename-2026.png"
    assert shown(address.studio("welding-he")) == "cards/studios/welding-he.png"
    assert shown(address.teaching("welding-he")) == "cards/studios/welding-he.png"
    assert shown(address.achievement("welding-he", "self-centring-clamp")) == "cards/studios/welding-he.png"
    assert shown(address.person("p101")) == "cards/studios/welding-he.png"
    assert shown(address.HOME) == "cards/sections/home.png"
    assert shown(address.achievements_of_year("2025")) == "cards/sections/achievements.png"
    assert {page.address for page in every_page if page.stub} == {where for where, card in cards.items() if not card}


def test_a_site_without_an_address_has_no_cards(edition: Edition) -> None:
    bare = replace(edition, site=replace(edition.site, url=""))
    assert {page.card for page in draw(bare)} == {None}


def test_pages_by_hand_show_the_card_of_their_section(tmp_path: Path) -> None:
    root = stocked(write_school(tmp_path / "school"))
    (root / "content/pages/studios").mkdir(parents=True)
    (root / "content/pages/studios/visit.md").write_text("---\nsection: studios\n---\n# 来访\n\n请先来电。\n", "utf-8")
    build(read_school(root), root / "site")
    files = tree(root / "site")
    for page, card in (("about.html", "about"), ("studios/visit.html", "studios")):
        said = files[page].decode()
        assert f'<meta property="og:image" content="https://jiangpu.example/school/cards/sections/{card}.png">' in said
        assert '<meta name="twitter:card" content="summary_large_image">' in said
        assert files[f"cards/sections/{card}.png"].startswith(b"\x89PNG")
    assert b"og:image" not in files["404.html"]
