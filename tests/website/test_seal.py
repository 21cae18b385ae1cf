"""The seal of the site: columns from right to left."""

from __future__ import annotations

from generator.website.seal import cells, column


def test_four_characters_stand_in_two_columns_from_the_right() -> None:
    placed = {cell.character: (cell.x, cell.y, cell.size) for cell in cells("云岭匠谱")}
    assert placed == {
        "云": (46.5, 28.5, 26.0),
        "岭": (46.5, 55.5, 26.0),
        "匠": (17.5, 28.5, 26.0),
        "谱": (17.5, 55.5, 26.0),
    }


def test_any_name_fits_the_square() -> None:
    for length in range(1, 12):
        for cell in cells("云" * length):
            assert cell.x - cell.size / 2 > 0
            assert cell.x + cell.size / 2 < 64
            assert cell.size * 0.8 < cell.y < 62
    assert cells(" ") == ()


def test_a_stamp_is_one_column() -> None:
    assert [(cell.character, cell.x, cell.y, cell.size) for cell in column("良好")] == [
        ("良", 50.0, 46.9, 37.0),
        ("好", 50.0, 84.9, 37.0),
    ]
