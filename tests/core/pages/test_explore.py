"""The lists of the explorer: where they are, and how titles are ordered."""

from generator.core.pages import address
from generator.core.pages.explore import Row, title_order, where


def test_no_list_stands_where_another_goes_on() -> None:
    """A studio called welding-2 is not the second page of one called welding; nor is what people write freely."""
    begins = [where("training", "studio", name) for name in ("welding", "welding-2", "welding-12")]
    begins += [where("training", "trade", name) for name in ("cnc", "cnc-2", "焊工")]
    goes_on = [address.further(first, number) for first in begins for number in range(2, 20)]
    assert len({*begins, *goes_on}) == len(begins) + len(goes_on)


def test_lists_that_achievements_have_already_are_not_made_again() -> None:
    assert where("achievement", "level", "国家级") == "achievements/level-national.html"
    assert where("achievement", "rank", "none") == "explore/achievements/rank-none.html"


def test_titles_go_by_their_sounds_and_signs_do_not_count() -> None:
    rows = [Row("", title, "", ()) for title in ("《砖雕》", "焊接", "“陶瓷”", "Arc", "安全", "3D")]
    assert [rows[at].title for at in title_order(rows)] == ["3D", "Arc", "安全", "焊接", "“陶瓷”", "《砖雕》"]
