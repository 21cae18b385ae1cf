"""Deadlines of reports: who has filed by the day that the rules ask, late, or not."""

from __future__ import annotations

from generator.core.edition import Edition
from generator.core.edition.form import Deadline


def only(edition: Edition, year: str, name: str) -> Deadline:
    return next(each for each in edition.deadlines if (each.year, each.name) == (year, name))


def test_the_rules_ask_every_studio_at_work(edition: Edition) -> None:
    assert [(each.year, each.name, each.due) for each in edition.deadlines] == [
        ("2025", "春季学期效益报告", "2025-07-31"),
        ("2025", "秋季学期效益报告", "2026-01-31"),
        ("2025", "年度工作报告", "2026-01-31"),
        ("2024", "春季学期效益报告", "2024-07-31"),
        ("2024", "秋季学期效益报告", "2025-01-31"),
        ("2024", "年度工作报告", "2025-01-31"),
    ]
    asked = {each.studio for each in only(edition, "2025", "春季学期效益报告").filings}
    # Founded in the autumn: it had no spring to report on.
    assert {each.studio for each in only(edition, "2025", "年度工作报告").filings} - asked == {"culinary-ma"}


def test_who_was_late_is_told_with_the_day_and_the_page_of_the_report(edition: Edition) -> None:
    (late,) = only(edition, "2025", "春季学期效益报告").having("late")
    assert (late.studio, late.filed, late.report) == ("watch-gu", "2025-08-19", "spring-2025")
    assert not only(edition, "2025", "年度工作报告").having("late", "missing", "coming", "unknown")
