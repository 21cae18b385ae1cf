"""Cadence: which months and weeks had the meetings that are asked for."""

from __future__ import annotations

from datetime import date

import pytest

from generator.core.compute.meeting import Cadence, cadences, months_at_work, school_weeks
from generator.core.records.meeting import Meeting, MeetingBody
from generator.core.records.rules import Cycle


def met(body: MeetingBody, *days: str) -> list[Meeting]:
    return [
        Meeting.model_validate({"id": f"m{place}", "date": day, "body": body, "topic": "x", "present": "3"})
        for place, day in enumerate(days)
    ]


def cycle(council: str, office: str) -> Cycle:
    items = [{"name": "x", "due": "12-31", "who": "x"}]
    given = {"kind": "年度安排", "title": "x", "basis": "x", "council_meetings": council, "office_meetings": office}
    return Cycle.model_validate(given | {"items": items})


def test_a_month_is_kept_once_it_has_its_meetings() -> None:
    meetings = met("理事会", "2025-01-05", "2025-01-31", "2025-03-01")
    assert list(cadences(meetings, cycle("1", "0"), range(1, 13))) == [Cadence("理事会", 3, "月", 1, 2, 12)]
    assert list(cadences(meetings, cycle("2", "0"), range(1, 4))) == [Cadence("理事会", 3, "月", 2, 1, 3)]


def test_a_week_begins_on_monday() -> None:
    meetings = met("项目办公室", "2025-03-09", "2025-03-10", "2025-03-16")
    assert list(cadences(meetings, cycle("0", "1"), range(1, 13))) == [Cadence("项目办公室", 3, "周", 1, 2, 36)]


def test_a_body_that_should_have_met_is_there_with_nothing() -> None:
    assert [(found.body, found.count) for found in cadences([], cycle("1", "1"), [1])] == [
        ("理事会", 0),
        ("项目办公室", 0),
    ]
    assert list(cadences([], None, [1])) == []


def test_nothing_is_asked_of_other_bodies() -> None:
    assert list(cadences(met("其他", "2025-01-05"), cycle("1", "1"), []))[-1] == Cadence("其他", 1)


@pytest.mark.parametrize(
    ("founded", "ended", "until", "months"),
    [
        (None, None, None, list(range(1, 13))),
        (date(2025, 9, 1), None, None, [9, 10, 11, 12]),
        (date(2025, 9, 2), None, None, [10, 11, 12]),
        (None, date(2025, 2, 28), None, [1, 2]),
        (None, None, date(2025, 3, 31), [1, 2]),
        (None, None, date(2025, 4, 1), [1, 2, 3]),
        (None, None, date(2026, 1, 1), list(range(1, 13))),
        (None, None, date(2025, 12, 31), list(range(1, 12))),
    ],
)
def test_months_at_work(founded: date | None, ended: date | None, until: date | None, months: list[int]) -> None:
    assert months_at_work(founded, ended, 2025, until) == months


def test_school_weeks_are_cut_down() -> None:
    assert [school_weeks(months) for months in (0, 1, 6, 12)] == [0, 3, 18, 36]
