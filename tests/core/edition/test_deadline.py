"""Deadlines: who has filed or done what the rules ask by their day, late, or not."""

from __future__ import annotations

import pytest

from generator.core.edition import Edition
from generator.core.edition.form import Deadline
from tests.core.conftest import School

CYCLE = """\
=== content/rules/2025/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items:
  - {name: 工作计划, due: 02-28, who: 各工作室, evidence: [年度工作计划]}
  - {name: 秋季检查, due: 11-30, who: 各工作室, evidence: [安全检查], since: 09-01}
  - {name: 报表, due: 01-31, who: 各工作室, following_year: 是, evidence: [年度工作报告, 标志性成果]}
  - {name: 没有记录可查的, due: 03-31, who: 各工作室}
"""
DOCUMENTS = """\
=== studios/hong/documents/2025.yml
documents:
  - {id: plan, title: 计划, category: 年度工作计划和总结, kind: 年度工作计划, date: PLAN}
  - {id: report, title: 报告, category: 年度工作计划和总结, kind: 年度工作报告, date: 2026-01-05, filed: 2026-01-06}
"""
SAFETY = """\
=== studios/hong/safety/2025.yml
incidents: []
inspections:
  - {date: DAY, by: 安全办公室, result: 合格}
keeper: 安全员
"""


def only(edition: Edition, year: str, name: str) -> Deadline:
    return next(each for each in edition.deadlines if (each.year, each.name) == (year, name))


def test_the_rules_ask_every_studio_at_work(edition: Edition) -> None:
    assert [(each.year, each.name, each.due) for each in edition.deadlines if each.by == "system"] == [
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


def stands(edition: Edition, name: str) -> tuple[str, str | None]:
    answer = only(edition, "2025", name).of("hong")
    assert answer is not None
    return answer.state, answer.filed


def on(school: School, overlay: str, as_of: str = "2026-01-20") -> Edition:
    prepared = school(CYCLE + overlay, as_of)
    assert prepared.edition is not None, prepared.problems
    return prepared.edition


@pytest.mark.parametrize(
    ("written", "state"), [("2025-02-28", "in_time"), ("2025-03-01", "late"), ("2025-02", "in_time")]
)
def test_a_document_shows_that_a_duty_was_done(school: School, written: str, state: str) -> None:
    assert stands(on(school, DOCUMENTS.replace("PLAN", written)), "工作计划")[0] == state


def test_of_several_documents_all_are_needed_and_the_day_of_filing_counts(school: School) -> None:
    more = "  - {id: marks, title: 成果, category: 科研成果, kind: 标志性成果, date: 2025-12-30, filed: 2026-01-09}\n"
    assert stands(on(school, DOCUMENTS.replace("PLAN", "2025-01-08")), "报表") == ("coming", None)
    assert stands(on(school, DOCUMENTS.replace("PLAN", "2025-01-08") + more), "报表") == ("in_time", "2026-01-09")
    assert stands(on(school, DOCUMENTS.replace("PLAN", "2025-01-08"), "2026-02-01"), "报表") == ("missing", None)


@pytest.mark.parametrize(
    ("day", "stands_as"),
    [
        ("2025-09-01", ("in_time", "2025-09-01")),
        ("2025-11-30", ("in_time", "2025-11-30")),
        ("2025-08-31", ("missing", None)),  # that was another inspection
        ("2025-12-01", ("missing", None)),
    ],
)
def test_an_inspection_counts_within_its_days(school: School, day: str, stands_as: tuple[str, str | None]) -> None:
    assert stands(on(school, SAFETY.replace("DAY", day)), "秋季检查") == stands_as


def test_nobody_is_blamed_for_what_is_under_correction(school: School) -> None:
    broken = on(school, SAFETY.replace("DAY", "2025-09-31"))
    assert stands(broken, "秋季检查") == ("unknown", None)
    late = (
        DOCUMENTS.replace("PLAN", "2025-03-05")
        + "  - {id: other, title: 另一份, category: 制度, kind: 章, date: 2025}\n"
    )
    assert stands(on(school, late), "工作计划") == ("unknown", "2025-03-05")


def test_what_no_record_can_show_is_asked_of_nobody(school: School) -> None:
    assert "没有记录可查的" not in {each.name for each in on(school, "").deadlines}


def test_the_sample_shows_who_did_what_the_cycle_asks(edition: Edition) -> None:
    plan = only(edition, "2026", "年度工作计划和经费预算")
    assert [(each.studio, each.filed) for each in plan.having("late")] == [("watch-gu", "2026-03-06")]
    assert [each.studio for each in plan.having("missing")] == ["culinary-ma"]
    assert "painting-wen" not in {each.studio for each in plan.filings}  # at work no longer
    assert {each.state for each in only(edition, "2026", "春季安全检查").filings} == {"coming"}


def test_months_without_a_council_are_told_once_the_year_is_over(edition: Edition) -> None:
    missed = {
        (month.month, studio)
        for year in edition.agenda
        for month in year.months
        for studio in month.without_council
        if month.month >= "2025"
    }
    assert {month for month, studio in missed if studio == "welding-he"} == {"2025-04", "2025-07", "2025-10"}
    assert all(month < "2026" for month, _ in missed)
