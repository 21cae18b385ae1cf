"""Where the rules of the sample school draw their lines: just enough earns the marks, a little less does not."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest

from generator.core.compute.grade import grade_years
from tests.core.conftest import School

RULES = Path(__file__).resolve().parents[3] / "content/rules"
ANOTHER = """\
=== studios/a/studio.yml
names: [{name: 甲技能大师工作室, kind: 申报名称}]
short: 甲
kind: 技能大师工作室
mode: 学校单独创办
trade: 钳工
major: 机械
department: 机械系
master: p101
founded: 2022
status: [{since: 2022, status: 建设中}]
summary: 又一个。
=== studios/a/members.yml
members: [{id: p101, roles: [{role: 大师, since: 2022}]}]
"""


def marks(
    school: School, point: str, overlay: str, *, year: int = 2025, reviewed: int | None = None
) -> dict[str, Fraction | None]:
    """The marks of each studio for one point of the sample's system; `reviewed` is what the reviewer gives for it."""
    system = (RULES / f"{year}/indicators-{year}.yml").read_text(encoding="utf-8")
    given = f"{{{point}: {reviewed}}}" if reviewed is not None else "{}"
    files = f"=== -content/assessments\n=== content/rules/{year}/indicators.yml\n{system}{overlay}"
    for studio in ("hong", "a") if "studios/a/" in overlay else ("hong",):
        files += f"=== content/assessments/{year}/{studio}.yml\nreviewers: [p901]\nmarks: {given}\n"
    prepared = school(files, "2026-03-18")
    assert [found for found in prepared.problems if found.is_error and found.where.path.startswith("studios/")] == []
    (graded,) = grade_years(prepared.dataset, prepared.as_of)
    return {
        studio.studio: result.marks
        for studio in graded.studios
        for category in studio.categories
        for result in category.points
        if result.point.id == point
    }


def table(kind: str, head: str, *rows: str) -> str:
    lines = "".join(f"r{number},{row}\n" for number, row in enumerate(rows))
    return f"=== studios/hong/{kind}.csv\nid,{head}\n{lines}"


@pytest.mark.parametrize(
    ("point", "held", "expected"),
    [
        ("33.1", ["2025-01-01 企业员工 40 1 培训", "2025-12-31 企业员工 120 0.5 培训"], 2),  # 100 person-days
        ("33.1", ["2025-01-01 企业员工 40 1 培训", "2025-12-31 企业员工 119 0.5 培训"], 0),  # 99.5
        ("33.1", ["2025-01-01 企业员工 40 1 培训", "2025-12-31 社会人员 60 1 培训"], 0),  # of another audience
        ("35.1", ["2025-03-01 社会人员 100 1.5 培训", "2025-03-02 退役军人 300 0.5 培训"], 3),  # 300 of both
        ("35.1", ["2025-03-01 社会人员 100 1.5 培训", "2025-03-02 退役军人 299 0.5 培训"], 0),
        ("34.2", ["2025-07-31 院校教师 1 1 培训", "2025-08-01 院校教师 1 1 培训"], 1),  # a semester ends, one begins
        ("34.2", ["2025-07-30 院校教师 1 1 培训", "2025-07-31 院校教师 1 1 培训"], 0),
        ("24.3", ["2025-01-01 在校学生 1 1 大师讲堂", "2025-12-31 在校学生 1 1 进企业活动"], 1),
        ("24.3", ["2025-01-01 在校学生 1 1 大师讲堂", "2025-12-31 在校学生 1 1 培训"], 0),
    ],
)
def test_trainings(school: School, point: str, held: list[str], expected: int) -> None:
    rows = [row.replace(" ", ",") + ",x" for row in held]
    overlay = table("trainings/2025", "date,audience,persons,days,kind,topic", *rows)
    assert marks(school, point, overlay) == {"hong": expected}


@pytest.mark.parametrize(
    ("mine", "all_of_them", "expected"), [(30, 90, 1), (29, 90, 0), (33, 99, 1), (33, 100, 0), (34, 100, 1), (1, 3, 1)]
)
def test_a_third_of_the_pupils_is_enough(school: School, mine: int, all_of_them: int, expected: int) -> None:
    pupils = f"studio_students: {mine}\nmajor_students: {all_of_them}\nsource: 教务处\n"
    overlay = f"=== studios/hong/enrolment/2025.yml\ncounted_on: 2025-10-01\n{pupils}"
    assert marks(school, "24.1", overlay) == {"hong": expected}


@pytest.mark.parametrize(
    ("starts", "ends", "expected"),
    [
        ("2022-06-01", "2025-05-31", 2),
        ("2022-06-01", "2025-05-30", 0),  # three years but for a day
        ("2022-01-01", "2024-12-31", 0),  # three years, none of them this one
        ("2024-02-29", "2027-02-28", 2),
        ("2024-02-29", "2027-02-27", 0),
        ("2025-03-01", "2028-02-29", 2),  # the day before 1 March is the 29th in a leap year
        ("2025-03-01", "2028-02-28", 0),
    ],
)
def test_an_agreement_of_three_years(school: School, starts: str, ends: str, expected: int) -> None:
    overlay = f"""\
=== studios/hong/partners.yml
partners: [{{id: factory, name: 小镇机械厂, size: 中型, since: 2021-06}}]
=== studios/hong/agreements.yml
agreements:
  - id: one
    title: 合作协议
    partner: factory
    parties: [小镇职业学校, 小镇机械厂]
    clauses: [权利义务, 合作内容, 合作方式, 合作期限, 争议解决]
    content: 共建
    mode: 校企合作
    signed: {starts}
    starts: {starts}
    ends: {ends}
"""
    assert marks(school, "5.1", overlay, reviewed=2) == {"hong": expected}


@pytest.mark.parametrize(("third", "expected"), [("2025-12-31", 3), ("2026-01-01", 0), ("2024-12-31", 0)])
def test_the_third_apprentice_is_signed_on_the_last_day(school: School, third: str, expected: int) -> None:
    plan = "=== studios/hong/documents/2025.csv\nid,title,category,kind,date,topic\nd1,x,制度,制度,2025-01,名师培养\n"
    overlay = table(
        "apprenticeships",
        "master,apprentice,since",
        "p101,p102,2025-01-01",
        "p101,p103,2025-06-01",
        f"p101,p104,{third}",
    )
    people = "=== studios/hong/members.yml (change)\n members:\n" + "".join(
        f"+  - {{id: p10{number}, name: 徒{number}, roles: [{{role: 徒弟, since: 2024, teacher: p101}}]}}\n"
        for number in (3, 4)
    )
    assert marks(school, "26.2", plan + overlay + people) == {"hong": expected}


def award(date: str, more: str = "") -> str:
    return f"""\
=== studios/hong/achievements/{date[:4]}/team.md
---
title: 全国钳工比赛一等奖
type: 竞赛获奖
level: 国家级
rank: 一等奖
date: {date}
people: [p101, p102]
contestants: 学生
team: 是
{more}---
"""


@pytest.mark.parametrize(("date", "expected"), [("2023-01-01", 2), ("2023-12-31", 2), ("2024-02-29", 0)])
def test_an_award_of_a_team_counts_once_in_its_year(school: School, date: str, expected: int) -> None:
    """2023 gave two marks for each award, and the team has two people."""
    assert marks(school, "6.1", award(date), year=2023) == {"hong": expected}


def test_an_award_that_two_studios_share_counts_once_for_each(school: School) -> None:
    shared = award("2023-06-01", "shared_with: [a]\n")
    assert marks(
        school,
        "6.1",
        ANOTHER.replace("summary: 又一个。", "summary: 又一个。\nshares: [hong/team]") + shared,
        year=2023,
    ) == {"a": 2, "hong": 2}


@pytest.mark.parametrize(
    ("spring", "autumn", "annual", "expected"),
    [
        ("2025-07-31", "2026-01-31", "2026-01-31", 3),
        ("2025-08-01", "2026-01-31", "2026-01-31", 0),
        ("2025-07-31", "2026-02-01", "2026-01-31", 0),
        ("2025-07-31", "2026-01-31", "2026-02-01", 0),
    ],
)
def test_reports_are_in_time_on_the_last_day(
    school: School, spring: str, autumn: str, annual: str, expected: int
) -> None:
    rows = [
        f"x,年度工作计划和总结,学期效益报告,2025-07,{spring},春季学期",
        f"x,年度工作计划和总结,学期效益报告,2026-01,{autumn},秋季学期",
        f"x,年度工作计划和总结,年度工作报告,2026-01,{annual},",
    ]
    overlay = table("documents/2025", "title,category,kind,date,filed,semester", *rows)
    assert marks(school, "37.1", overlay, reviewed=3) == {"hong": expected}
