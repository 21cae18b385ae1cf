"""A grade that a notice has announced stands, whatever becomes of another studio's files."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from generator.core.edition.form import Edition, Grade
from generator.core.pipeline import Prepared
from tests.core.compute.test_grade import ONE_AWARD, assessment, studio, system
from tests.core.conftest import School

AWARD = """\
=== studios/a/achievements/2025/cup.md
---
title: x
type: 竞赛获奖
date: 2025-06-18
level: 国家级
rank: 一等奖
contestants: 学生
---
"""
DECIDED = "decision: {body: 校长办公会, date: 2026-01-13, notice: grades-result, consequence: 略。}\n"
BROKEN = AWARD.replace("06-18", "06-31")
SCORED = ("a技能大师工作室, '95', 优秀", "洪师傅技能大师工作室, '91', 良好")


def announced(*rows: str, columns: str = "工作室, 得分, 终评等级", more: str = "") -> str:
    """Two studios of which one at most may have the best grade, and the notice of the result."""
    listed = "".join(f"+      - [{row}]\n" for row in rows)
    groups = f"+groups:\n+  - title: 结果\n+    columns: [{columns}]\n+    rows:\n{listed}"
    return (
        system(ONE_AWARD.replace("by: 计算", "by: 计算并复核"), quota="50%")
        + studio("a")
        + assessment("a", "95")
        + DECIDED
        + assessment("hong", "91")
        + DECIDED
        + "=== content/notices/2026/grades-result.md (change)\n-studios: [hong]\n+studios: [hong, a]\n"
        + (groups if rows else "")
        + more
    )


def grades(prepared: Prepared) -> dict[str, Grade]:
    edition = prepared.edition
    assert isinstance(edition, Edition), [str(found) for found in prepared.problems if found.is_error]
    [year] = edition.grade_years
    return {grade.studio: grade for grade in year.grades}


def test_what_was_announced_is_what_the_records_lead_to(school: School) -> None:
    told = {name: (grade.final, grade.reason) for name, grade in grades(school(announced(*SCORED) + AWARD)).items()}
    assert told == {"a": ("优秀", "band"), "hong": ("良好", "quota")}
    assert grades(school(announced() + AWARD)) == grades(school(announced(*SCORED) + AWARD))


@pytest.mark.parametrize("become", [BROKEN, ""], ids=["broken", "gone"])
def test_another_studios_file_changes_nothing_of_it(school: School, become: str) -> None:
    overlay = announced(*SCORED)
    assert grades(school(overlay + become))["hong"] == grades(school(overlay + AWARD))["hong"]


def test_a_studios_own_broken_file_makes_its_working_incomplete_and_nothing_else(school: School) -> None:
    own = grades(school(announced(*SCORED) + BROKEN))["a"]
    assert (own.final, own.reason, own.incomplete) == ("优秀", "announced", True)


@pytest.mark.parametrize(
    ("rows", "columns"),
    [
        ((), ""),
        (("别的工作室, '91', 良好",), "工作室, 得分, 等级"),
        (("洪师傅技能大师工作室, '91', 甲等",), "工作室, 得分, 等级"),
        (("洪师傅技能大师工作室, 优秀, 良好",), "工作室, 分档等级, 等级"),
        (("洪师傅技能大师工作室, '91', 良好", "洪师傅技能大师工作室, '95', 优秀"), "工作室, 得分, 等级"),
    ],
    ids=["no list", "not on it", "no grade of the system", "two columns of grades", "twice"],
)
def test_where_no_list_says_it_the_grade_waits_as_before(school: School, rows: Sequence[str], columns: str) -> None:
    waiting = grades(school(announced(*rows, columns=columns) + BROKEN))["hong"]
    assert (waiting.final, waiting.reason) == (None, "incomplete")


def test_a_list_that_was_revised_is_not_the_last_word(school: School) -> None:
    revised = """\
=== content/notices/2026/revised.md
---
title: 关于2025年度考核结果的更正
kind: 更正
issuers: [小镇职业学校]
published: 2026-01-15
signed: 2026-01-15
corrections: [{wrong: 良好, right: 合格}]
links: [{type: 更正, to: grades-result}]
---
更正。
"""
    assert grades(school(announced(*SCORED, more=revised) + BROKEN))["hong"].final is None


def test_a_place_is_told_by_the_scores_of_the_list(school: School) -> None:
    assert grades(school(announced(*SCORED) + BROKEN))["hong"].place == 2
    same = [row.replace("95", "91") for row in SCORED]
    assert grades(school(announced(*same) + AWARD))["hong"].place == 2
