"""Notices over years: every day has its one state, states only go forward, days are counted as others count them."""

from __future__ import annotations

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from generator.core.compute.calendar import working_days
from generator.core.compute.notice import State, counted_end, next_change, standings
from generator.core.pipeline import Prepared
from generator.core.records.notice import Period

FIRST, LAST = date(2024, 1, 1), date(2026, 12, 31)
FOLLOWS: dict[State | None, set[State]] = {
    None: {"scheduled", "open", "closed", "concluded", "in_force", "expired"},
    "scheduled": {"open", "superseded", "withdrawn", "taken_down"},
    "open": {"closed", "concluded", "superseded", "withdrawn", "taken_down"},
    "closed": {"concluded", "superseded", "withdrawn", "taken_down"},
    "concluded": {"superseded", "withdrawn", "taken_down"},
    "in_force": {"expired", "superseded", "withdrawn", "taken_down"},
    "expired": {"superseded", "withdrawn", "taken_down"},
    "superseded": {"taken_down"},
    "withdrawn": {"taken_down"},
    "taken_down": set(),
}
"""Which state may come after which; back to `open` leads an extension alone."""


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=step) for step in range((last - first).days + 1)]


def test_on_every_day_of_three_years_each_notice_has_one_state_and_only_goes_forward(
    prepared_sample: Prepared,
) -> None:
    dataset = prepared_sample.dataset
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    before: dict[str, State] = {}
    expected: date | None = None
    steps = 0
    for day in days(FIRST, LAST):
        standing = standings(dataset.notices, day, calendar)
        now = {name: found.state for name, found in standing.items()}
        assert set(now) == {name for name, entry in dataset.notices.items() if entry.record.published <= day}
        for name, state in now.items():
            was = before.get(name)
            if state != was:
                steps += 1
                extended = state == "open" and "extended" in standing[name].marks
                assert state in FOLLOWS[was] or extended, (name, day, was, state)
        if day > FIRST:
            # No day on which anything changes comes without having been foretold, and none is foretold for nothing.
            assert (expected == day) == (now != before), (day, expected)
        before, expected = now, next_change(standing, dataset.notices, day)
    assert steps > len(dataset.notices)


LENGTHS = range(1, 31) if os.environ.get("JIANGPU_LONG") == "1" else (1, 3, 5, 7, 15, 30)
OURS = working_days([])


def exceptions(kind: str) -> frozenset[date]:
    """The days of a kind (`free`, `worked`) that another source lists."""
    lines = (Path(__file__).parent / "workdays.txt").read_text(encoding="utf-8").splitlines()
    listed = (line.split() for line in lines if line[:1].isdigit())
    return frozenset(
        date.fromisoformat(f"{year}-{day}") for year, name, *found in listed if name == kind for day in found
    )


FREE, WORKED = exceptions("free"), exceptions("worked")


def worked(day: date) -> bool:
    return day in WORKED or (day.weekday() < 5 and day not in FREE)


def test_every_day_is_worked_or_not_as_another_source_has_it() -> None:
    assert [day for day in days(date(2019, 1, 1), LAST) if OURS.is_workday(day) != worked(day)] == []


@pytest.mark.parametrize("year", range(2019, 2027))
@pytest.mark.parametrize("count_from", ["当日", "次日"])
def test_periods_end_on_the_day_on_which_others_count_to(year: int, count_from: str) -> None:
    """For every first day of the year; in the long run for every length of one to thirty working days."""
    periods = {
        length: Period.model_validate({"length": str(length), "unit": "工作日", "count_from": count_from})
        for length in LENGTHS
    }
    counted = 0
    for first in days(date(year, 1, 1), date(year, 12, 31)):
        start = first if count_from == "当日" else first + timedelta(days=1)
        ends = [day for day in days(start, start + timedelta(days=70)) if day <= LAST and worked(day)]
        for length, period in periods.items():
            if length <= len(ends):
                assert counted_end(period, first, OURS) == ends[length - 1], (first, length)
                counted += 1
    assert counted > 330 * len(LENGTHS)


def test_the_last_day_gives_way_to_the_next_working_day_only_where_the_rule_says_so() -> None:
    moved = Period.model_validate({"length": "5", "unit": "日", "rest_day": "顺延"})
    stays = Period.model_validate({"length": "5", "unit": "日"})
    for first in days(date(2025, 1, 1), date(2025, 12, 31)):
        plain = first + timedelta(days=4)
        assert counted_end(stays, first, OURS) == plain
        later = next(day for day in days(plain, plain + timedelta(days=15)) if worked(day))
        assert counted_end(moved, first, OURS) == later
