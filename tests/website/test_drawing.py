"""Geometry and order: where things stand on a page."""

from generator.core.edition.form import Notice, NoticeGroup, NoticeLink, Period, PeriodDay
from generator.website.drawing import Aims, aims, course, giver_kind, level_kind, radar, row_header, share, strip


def period(days: int, today: int, *, rest: frozenset[int] = frozenset(), count_from: str = "当日") -> Period:
    """A period from the first of March 2026; `rest` are the days that do not count."""
    listed = tuple(
        PeriodDay(
            f"2026-03-{day:02}",
            None if day in rest else day,
            "past" if day < today else "now" if day == today else "next",
        )
        for day in range(1, days + 1)
    )
    return Period("2026-03-01", f"2026-03-{days:02}", days, "日", count_from, False, False, listed, None)


def notice(state: str = "open", **given: object) -> Notice:
    """A notice of the first of March 2026 with nothing in it."""
    empty: dict[str, object] = dict.fromkeys(
        "number to objection_hours objection_until valid_until taken_on taken_reason copies summary period".split()
    )
    empty |= dict.fromkeys(
        "issuers marks basis steps studios groups objection_rules corrections contacts attachments links".split(),
        (),
    )
    texts = {"id": "n", "title": "公示", "kind": "通知", "scope": "公开", "disclosure": "", "text_html": ""}
    days = {"published": "2026-03-01", "signed": "2026-03-01"}
    return Notice(**{**empty, **texts, **days, "state": state, **given})  # type: ignore[arg-type]


def test_a_share_is_a_hair_less_than_all_and_never_more() -> None:
    assert share("1", "2") == "49.75%"
    assert share("3", "2") == "99.50%"
    assert share(1, 0) == "0%"


def test_levels_and_givers_have_their_marks() -> None:
    assert [level_kind(level) for level in ("国家级", "省级", "市级", "校级", "企业级", "")] == [
        "1",
        "2",
        "3",
        "4",
        "4",
        "0",
    ]
    assert [giver_kind(by) for by in ("计算", "计算并复核", "评审")] == ["c", "p", "r"]


def test_a_short_period_shows_every_day() -> None:
    cells = strip(period(7, 3, rest=frozenset({4, 5})))
    assert [cell.label for cell in cells] == ["number", "number", "now", "rest", "rest", "number", "last"]
    assert [cell.when for cell in cells] == ["past", "past", "now", "rest", "rest", "next", "next"]


def test_a_long_period_shows_its_ends_and_today() -> None:
    cells = strip(period(22, 14))
    assert [cell.day[8:].lstrip("0") or f"+{cell.skipped}" for cell in cells] == [*"1 2 3 +10 14 +5 20 21 22".split()]


def test_a_long_period_that_has_not_begun_has_one_gap() -> None:
    assert [cell.skipped for cell in strip(period(11, 0)) if cell.when == "gap"] == [5]


def test_today_may_be_a_rest_day_or_the_last() -> None:
    assert strip(period(3, 2, rest=frozenset({2})))[1].label == "now_rest"
    assert strip(period(3, 3))[2].label == "now"


def test_the_first_day_is_not_counted_where_counting_begins_the_next() -> None:
    assert strip(period(3, 3, rest=frozenset({1}), count_from="次日"))[0].label == "uncounted"
    assert strip(period(3, 3, rest=frozenset({1})))[0].label == "rest"


def test_the_course_of_a_notice_is_in_order_and_ends_with_what_is_to_come() -> None:
    before = NoticeLink("阶段", "a", "通知", None, "2026-02-01", forward=True)
    after = NoticeLink("更正", "b", "更正", None, "2026-03-02", forward=False)
    events = course(notice(period=period(5, 3), links=(after, before)))
    assert [(event.kind, event.when) for event in events] == [
        ("linked", "past"),
        ("open", "now"),
        ("linked", "past"),
        ("closes", "next"),
    ]


def test_the_course_of_a_notice_to_come_and_of_one_that_fell() -> None:
    coming = course(notice("scheduled", published="2026-02-27", period=period(5, 0)))
    assert [(event.kind, event.when) for event in coming] == [
        ("published", "past"),
        ("opens", "next"),
        ("closes", "next"),
    ]
    fallen = course(notice("withdrawn", period=period(5, 3)))
    assert [event.kind for event in fallen] == ["published"]


def test_the_decision_stands_before_the_notice_that_makes_it_public() -> None:
    assert [event.kind for event in course(notice("in_force"), "2026-02-20")] == ["decided", "published"]


def test_the_column_that_names_a_row() -> None:
    assert row_header(NoticeGroup("", None, ("序号", "名称"), (("1", "甲"), ("2", "乙")))) == 1
    assert row_header(NoticeGroup("", None, ("名称", "数"), (("甲", "1"),))) == 0
    assert row_header(NoticeGroup("", None, ("数",), (("1",),))) == 0
    assert row_header(NoticeGroup("", None, ("序号", "名称"), ())) == 0


def test_a_radar_starts_at_the_top_and_goes_clockwise() -> None:
    drawn = radar(("甲", "乙", "丙", "丁"), ("1", "0", "1", "2"), ("1", "1", "1", "1"))
    assert drawn.shape == "175.0,54.0 175.0,158.0 175.0,262.0 71.0,158.0"
    assert [label.anchor for label in drawn.labels] == ["middle", "start", "middle", "end"]
    assert len(drawn.rings) == len(drawn.spokes) == len(drawn.dots) == 4


def test_aims_share_one_line_and_what_goes_beyond_it_has_room() -> None:
    assert aims(["50", "100"]) == Aims("79.60%", ("39.80%", "79.60%"))
    assert aims(["200", "0"]) == Aims("49.75%", ("99.50%", "0.00%"))
    assert aims(["900"]) == Aims("39.80%", ("99.50%",))
    assert aims([]) == Aims("79.60%", ())
