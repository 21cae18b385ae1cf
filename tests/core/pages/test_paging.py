"""Cutting lists."""

from generator.core.pages.paging import shared


def test_groups_share_a_page_and_say_how_many_each_has() -> None:
    few = [("a", [1, 2]), ("b", [3])]
    assert shared(few, most=3) == (("a", (1, 2), 2), ("b", (3,), 1))
    assert shared([*few, ("c", list(range(9)))], most=6) == (("a", (1, 2), 2), ("b", (3,), 1), ("c", (0, 1), 9))
    assert shared([], most=3) == ()
