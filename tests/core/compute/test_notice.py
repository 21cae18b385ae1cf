"""Notices day by day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta

import pytest

from generator.core.compute.calendar import working_days
from generator.core.compute.notice import next_change, standings, turns
from generator.core.dataset import Entry
from generator.core.document import Document
from generator.core.problem import RecordKey
from generator.core.records.notice import Notice, TakenDown

CALENDAR = working_days([])
Notices = Mapping[str, Entry[Notice]]


def notice(name: str, published: str, period: dict[str, str] | None = None, **links: str) -> Entry[Notice]:
    """A notice; `links` are what it does to others: `notice("b", "2026-01-05", 取代="a")`."""
    given: dict[str, object] = {
        "title": name,
        "kind": "通知",
        "issuers": ["小镇职业学校"],
        "published": published,
        "signed": published,
        "links": [{"type": kind, "to": other} for kind, other in links.items()],
    }
    if period:
        given["period"] = period
    return Entry(RecordKey("notice", name), Notice.model_validate(given), Document(f"{name}.md", {}, {}))


def but(entry: Entry[Notice], **fields: object) -> Entry[Notice]:
    """The same notice with other values in some fields."""
    return replace(entry, record=entry.record.model_copy(update=fields))


def shelf(*entries: Entry[Notice]) -> Notices:
    return {entry.id: entry for entry in entries}


def state(notices: Notices, name: str, day: str) -> str:
    """Its state, with its marks and the days left, as `open extended 3`; "-" while it is not published."""
    standing = standings(notices, date.fromisoformat(day), CALENDAR).get(name)
    if standing is None:
        return "-"
    return " ".join([standing.state, *standing.marks, *([str(standing.left)] if standing.left is not None else [])])


def span(entry: Entry[Notice]) -> tuple[str, str]:
    """Its first and last day."""
    standing = standings(shelf(entry), entry.record.published, CALENDAR)[entry.id]
    assert standing.span is not None
    return standing.span.opens.isoformat(), standing.span.closes.isoformat()


def days(entry: Entry[Notice]) -> str:
    """The calendar days of its period: the number of each that counts, `.` for the others."""
    standing = standings(shelf(entry), entry.record.published, CALENDAR)[entry.id]
    return " ".join("." if each.number is None else str(each.number) for each in standing.days)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-01-04", "-"),
        ("2026-01-05", "scheduled"),
        ("2026-01-06", "scheduled"),
        ("2026-01-07", "open 3"),  # the first day is in
        ("2026-01-08", "open 2"),
        ("2026-01-09", "open 1"),  # and so is the last
        ("2026-01-10", "closed"),
        ("2026-01-11", "closed"),
        ("2026-01-12", "concluded"),
    ],
)
def test_a_notice_from_its_publication_to_its_result(day: str, expected: str) -> None:
    notices = shelf(
        notice("a", "2026-01-05", {"starts": "2026-01-07", "ends": "2026-01-09"}), notice("b", "2026-01-12", 结果="a")
    )
    assert state(notices, "a", day) == expected


def test_a_result_that_comes_early_does_not_end_the_period() -> None:
    notices = shelf(notice("a", "2026-01-05", {"length": "5"}), notice("b", "2026-01-08", 结果="a"))
    assert [state(notices, "a", f"2026-01-{day:02}") for day in (8, 9, 10)] == ["open 2", "open 1", "concluded"]


def test_a_document_without_a_period_is_in_force() -> None:
    notices = shelf(notice("a", "2026-01-05"), notice("b", "2026-02-02", 更正="a"), notice("c", "2026-03-02", 取代="a"))
    assert [state(notices, "a", day) for day in ("2026-01-05", "2026-02-01", "2026-02-02", "2026-03-02")] == [
        "in_force",
        "in_force",
        "in_force corrected",
        "superseded corrected",
    ]


@pytest.mark.parametrize(("link", "ended"), [("取代", "superseded"), ("撤回", "withdrawn")])
def test_what_ends_a_notice_does_so_on_its_own_day(link: str, ended: str) -> None:
    notices = shelf(notice("a", "2026-01-05", {"length": "5"}), notice("b", "2026-01-07", None, **{link: "a"}))
    assert [state(notices, "a", f"2026-01-{day:02}") for day in (6, 7, 30)] == ["open 4", ended, ended]


def test_an_extension_counts_once_it_is_published() -> None:
    notices = shelf(
        notice("a", "2026-01-05", {"length": "3"}), notice("b", "2026-01-08", {"ends": "2026-01-13"}, 延长="a")
    )
    assert [state(notices, "a", f"2026-01-{day:02}") for day in (7, 8, 13, 14)] == [
        "open 1",
        "open extended 4",
        "open extended 1",
        "closed extended",
    ]


def test_an_extension_never_shortens() -> None:
    notices = shelf(
        notice("a", "2026-01-05", {"length": "5"}), notice("b", "2026-01-06", {"ends": "2026-01-07"}, 延长="a")
    )
    assert state(notices, "a", "2026-01-09") == "open extended 1"


FIVE = {"length": "5"}


class TestChains:
    """What acts on a notice may be acted upon itself. Monday 2026-03-02 to Friday the 6th, then extended."""

    def test_an_extension_may_be_extended(self) -> None:
        notices = shelf(
            notice("a", "2026-03-02", FIVE),
            notice("b", "2026-03-05", {"ends": "2026-03-10"}, 延长="a"),
            notice("c", "2026-03-09", {"ends": "2026-03-13"}, 延长="b"),
        )
        assert state(notices, "a", "2026-03-08") == "open extended 2"
        assert state(notices, "a", "2026-03-12") == "open extended 2"
        assert state(notices, "b", "2026-03-12") == "open extended 2"
        assert state(notices, "a", "2026-03-14") == "closed extended"

    def test_an_extension_that_is_withdrawn_extends_no_more(self) -> None:
        notices = shelf(
            notice("a", "2026-03-02", FIVE),
            notice("b", "2026-03-05", {"ends": "2026-03-13"}, 延长="a"),
            notice("c", "2026-03-06", None, 撤回="b"),
        )
        assert state(notices, "a", "2026-03-05") == "open extended 7"
        assert state(notices, "a", "2026-03-06") == "open 1"
        assert state(notices, "a", "2026-03-07") == "closed"

    def test_a_withdrawal_that_is_withdrawn_leaves_things_as_they_were(self) -> None:
        notices = shelf(
            notice("a", "2026-03-02", FIVE),
            notice("b", "2026-03-03", None, 撤回="a"),
            notice("c", "2026-03-04", None, 撤回="b"),
        )
        assert [state(notices, "a", f"2026-03-0{day}") for day in (2, 3, 4)] == ["open 5", "withdrawn", "open 3"]

    def test_a_result_that_is_withdrawn_is_awaited_again(self) -> None:
        notices = shelf(
            notice("a", "2026-03-02", FIVE),
            notice("b", "2026-03-09", None, 结果="a"),
            notice("c", "2026-03-10", None, 撤回="b"),
        )
        assert [state(notices, "a", f"2026-03-{day}") for day in ("09", "10")] == ["concluded", "closed"]

    def test_the_result_concludes_the_extension_too(self) -> None:
        notices = shelf(
            notice("a", "2026-03-02", FIVE),
            notice("b", "2026-03-05", {"ends": "2026-03-10"}, 延长="a"),
            notice("c", "2026-03-12", None, 结果="a"),
        )
        assert state(notices, "b", "2026-03-11") == "closed"
        assert state(notices, "b", "2026-03-12") == "concluded"

    def test_the_next_stage_concludes_the_one_before(self) -> None:
        notices = shelf(notice("a", "2026-03-02", FIVE), notice("b", "2026-03-09", FIVE, 阶段="a"))
        assert state(notices, "a", "2026-03-08") == "closed"
        assert state(notices, "a", "2026-03-09") == "concluded"

    def test_those_that_withdraw_one_another_end_nothing_for_ever(self) -> None:
        """Such links are an error; nothing may hang on them all the same."""
        notices = shelf(notice("a", "2026-03-02", FIVE, 撤回="b"), notice("b", "2026-03-02", FIVE, 撤回="a"))
        assert {state(notices, name, "2026-03-03") for name in notices} <= {"withdrawn", "open 4"}


class TestCounting:
    def test_the_first_day_counts_unless_it_is_said_otherwise(self) -> None:
        assert span(notice("a", "2026-01-05", {"length": "5"})) == ("2026-01-05", "2026-01-09")
        later = notice("a", "2026-01-05", {"length": "5", "count_from": "次日"})
        assert span(later) == ("2026-01-05", "2026-01-12")
        assert days(later) == ". 1 2 3 4 . . 5"
        assert state(shelf(later), "a", "2026-01-05") == "open 5"

    def test_working_days_go_over_a_holiday_and_a_make_up_workday(self) -> None:
        entry = notice("a", "2025-12-30", {"length": "5"})
        assert span(entry) == ("2025-12-30", "2026-01-06")
        assert days(entry) == "1 2 . . . 3 4 5"

    def test_calendar_days_do_not(self) -> None:
        entry = notice("a", "2025-12-30", {"length": "5", "unit": "日"})
        assert span(entry) == ("2025-12-30", "2026-01-03")
        assert days(entry) == "1 2 3 4 5"

    def test_a_period_may_begin_on_a_day_of_rest(self) -> None:
        entry = notice("a", "2026-01-01", {"length": "2"})
        assert span(entry) == ("2026-01-01", "2026-01-05")
        assert days(entry) == ". . . 1 2"

    def test_a_stated_end_is_taken_at_its_word(self) -> None:
        entry = notice("a", "2026-01-05", {"starts": "2026-01-06", "ends": "2026-01-11"})
        assert span(entry) == ("2026-01-06", "2026-01-11")
        assert days(entry) == "1 2 3 4 . ."

    def test_on_a_day_of_rest_at_the_end_no_day_is_left(self) -> None:
        notices = shelf(notice("a", "2026-01-05", {"starts": "2026-01-06", "ends": "2026-01-11"}))
        assert [state(notices, "a", day) for day in ("2026-01-09", "2026-01-10", "2026-01-12")] == [
            "open 1",
            "open 0",
            "closed",
        ]


def test_the_next_change_is_the_day_on_which_a_state_changes() -> None:
    notices = shelf(
        notice("a", "2026-01-05", {"starts": "2026-01-07", "length": "3"}),
        notice("b", "2026-01-14", 结果="a"),
        notice("c", "2026-01-20", {"length": "2", "unit": "日"}),
        notice("d", "2026-02-02", 更正="c"),
        notice("e", "2026-02-04", {"length": "5"}),
        notice("f", "2026-02-05", 撤回="e"),  # the period of e goes on, and nothing changes when it is over
    )
    every = [date(2026, 1, 1) + timedelta(step) for step in range(60)]

    def states(day: date) -> dict[str, tuple[object, ...]]:
        return {name: (each.state, each.marks) for name, each in standings(notices, day, CALENDAR).items()}

    for day in every:
        announced = next_change(standings(notices, day, CALENDAR), notices, day)
        assert announced == next((later for later in every if later > day and states(later) != states(day)), None)


def turned(notices: Notices, name: str, known_on: str, day: date) -> str:
    """The state that is foretold for a day from what is known on another."""
    standing = standings(notices, date.fromisoformat(known_on), CALENDAR)[name]
    found = [state for since, state in turns(notices[name].record, standing) if since <= day]
    return found[-1]


@pytest.mark.parametrize(
    ("notices", "foretold"),
    [
        (shelf(notice("a", "2026-01-05", {"starts": "2026-01-07", "length": "3"})), "scheduled open closed"),
        (shelf(notice("a", "2026-01-05", {"length": "3"})), "open closed"),
        (shelf(notice("a", "2026-01-05", {"length": "3"}), notice("b", "2026-01-06", 结果="a")), "open concluded"),
        (
            shelf(
                notice("a", "2026-01-05", {"length": "2"}), notice("b", "2026-01-06", {"ends": "2026-01-09"}, 延长="a")
            ),
            "open closed",
        ),
        (shelf(notice("a", "2026-01-05")), "in_force"),
        (shelf(notice("a", "2026-01-05", {"length": "3"}), notice("b", "2026-01-06", 撤回="a")), "withdrawn"),
    ],
    ids=["to come", "running", "with a result", "extended", "without a period", "withdrawn"],
)
def test_what_the_calendar_alone_will_do_is_known_beforehand(notices: Notices, foretold: str) -> None:
    known_on = "2026-01-06"
    standing = standings(notices, date.fromisoformat(known_on), CALENDAR)["a"]
    assert " ".join(state for _, state in turns(notices["a"].record, standing)) == foretold
    for step in range(30):  # and comes true, as long as nothing else is published
        day = date.fromisoformat(known_on) + timedelta(step)
        assert turned(notices, "a", known_on, day) == standings(notices, day, CALENDAR)["a"].state


FIVE = {"length": "5", "unit": "工作日"}


class TestWhatEnds:
    def test_a_document_with_a_term_expires_the_day_after_its_last(self) -> None:
        notices = shelf(but(notice("a", "2025-03-03"), valid_until=date(2026, 3, 2)))
        assert [state(notices, "a", day) for day in ("2026-03-02", "2026-03-03")] == ["in_force", "expired"]
        assert next_day(notices, "2026-01-01") == "2026-03-03"

    def test_a_list_of_persons_comes_down_when_the_period_is_over(self) -> None:
        notices = shelf(but(notice("a", "2026-01-05", FIVE), lists="期满撤下"), notice("b", "2026-01-14", 结果="a"))
        found = [state(notices, "a", day) for day in ("2026-01-09", "2026-01-10", "2026-01-14")]
        assert found == ["open 1", "taken_down", "taken_down"]

    def test_what_is_taken_down_stays_so_whatever_else_happens(self) -> None:
        taken = TakenDown.model_validate({"date": "2026-01-07", "reason": "含个人信息"})
        notices = shelf(but(notice("a", "2026-01-05", FIVE), taken_down=taken), notice("b", "2026-01-08", 撤回="a"))
        found = [state(notices, "a", day) for day in ("2026-01-06", "2026-01-07", "2026-01-08")]
        assert found == ["open 4", "taken_down", "taken_down"]
        assert next_day(notices, "2026-01-06") == "2026-01-07"

    def test_a_withdrawn_document_does_not_expire(self) -> None:
        notices = shelf(
            but(notice("a", "2025-03-03"), valid_until=date(2026, 3, 2)), notice("b", "2026-01-08", 撤回="a")
        )
        assert state(notices, "a", "2026-04-01") == "withdrawn"

    @pytest.mark.parametrize(
        ("rest_day", "closes"), [("照算", "2026-02-15"), ("顺延", "2026-02-24")], ids=["counted", "moved"]
    )
    def test_a_last_day_in_the_holidays(self, rest_day: str, closes: str) -> None:
        """Seven days from 9 February 2026 end on a Sunday of the spring festival, which ends on the 23rd."""
        assert span(notice("a", "2026-02-09", {"length": "7", "unit": "日", "rest_day": rest_day}))[1] == closes

    def test_an_end_without_a_beginning_counts_from_publication(self) -> None:
        assert span(notice("a", "2026-01-05", {"ends": "2026-01-09"})) == ("2026-01-05", "2026-01-09")


def next_day(notices: Notices, day: str) -> str | None:
    found = next_change(standings(notices, date.fromisoformat(day), CALENDAR), notices, date.fromisoformat(day))
    return found.isoformat() if found else None
