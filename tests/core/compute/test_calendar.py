"""Working days follow the State Council's calendar, as the school may override it; nothing is guessed."""

from __future__ import annotations

from datetime import date
from itertools import islice

import pytest

from generator.core.compute.calendar import CalendarMissing, working_days
from generator.core.records.calendar import Calendar


def calendar(**given: object) -> Calendar:
    return Calendar.model_validate({"kind": "工作日历", "basis": "校历", **given})


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-01-26", True),  # a Sunday worked for the Spring Festival
        ("2025-01-28", False),
        ("2025-04-27", True),  # a Sunday worked for Labour Day
        ("2025-05-05", False),  # a Monday off
        ("2025-09-28", True),
        ("2025-10-08", False),  # the last day of National Day and Mid-Autumn
        ("2025-10-11", True),  # a Saturday
        ("2026-01-01", False),
        ("2026-01-02", False),  # a Friday off
        ("2026-01-04", True),  # a Sunday worked for it
        ("2026-01-05", True),
        ("2026-02-14", True),  # a Saturday
        ("2026-02-28", True),  # a Saturday
        ("2026-03-07", False),
    ],
)
def test_make_up_workdays(day: str, worked: bool) -> None:
    assert working_days([]).is_workday(date.fromisoformat(day)) is worked


def test_the_school_adds_to_the_calendar() -> None:
    own = working_days([calendar(year="2026", rest_days=["2026-04-03"], workdays=["2026-04-11"])])
    assert not own.is_workday(date(2026, 4, 3))
    assert own.is_workday(date(2026, 4, 11))
    assert own.is_workday(date(2026, 1, 4))
    assert working_days([]).is_workday(date(2026, 4, 3))


def test_a_complete_calendar_of_the_school_replaces_that_of_the_library() -> None:
    own = working_days([calendar(year="2027", complete="是", rest_days=["2027-01-01"], workdays=["2027-01-03"])])
    assert [own.is_workday(date(2027, 1, day)) for day in range(1, 8)] == [False, False, True, True, True, True, True]


@pytest.mark.parametrize("year", [2003, 2027, 2100])
def test_a_year_without_a_calendar_is_not_guessed(year: int) -> None:
    with pytest.raises(CalendarMissing) as caught:
        working_days([]).is_workday(date(year, 6, 1))
    assert caught.value.year == year


def test_an_incomplete_calendar_does_not_make_up_for_a_missing_one() -> None:
    own = working_days([calendar(year="2027", rest_days=["2027-01-01"])])
    assert not own.is_workday(date(2027, 1, 1))
    with pytest.raises(CalendarMissing):
        own.is_workday(date(2027, 1, 4))


def test_counting_goes_over_holidays() -> None:
    days = working_days([])
    spring_festival = [day.isoformat() for day in islice(days.counted(date(2026, 2, 13), "工作日"), 4)]
    assert spring_festival == ["2026-02-13", "2026-02-14", "2026-02-24", "2026-02-25"]
    plain = [day.isoformat() for day in islice(days.counted(date(2026, 2, 13), "日"), 4)]
    assert plain == ["2026-02-13", "2026-02-14", "2026-02-15", "2026-02-16"]
