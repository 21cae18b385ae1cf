"""The school's year: what falls on which day."""

from __future__ import annotations

from datetime import date

import pytest

from generator.core.compute.agenda import (
    Event,
    council_meetings,
    of_cycle,
    of_notices,
    of_reports,
    of_rounds,
    of_semesters,
)
from generator.core.compute.calendar import working_days
from generator.core.compute.notice import standings
from tests.core.conftest import School

CYCLE = """\
=== content/rules/2024/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items:
  - {name: 年度计划, due: 02-28, who: 各工作室, to: 系部}
  - {name: 年度报告, due: 01-31, who: 各工作室, following_year: 是}
  - {name: 闰日, due: 02-29, who: 学校}
contest_months: [3月：选拔月, 十一月 展示月, 秋天的比赛]
"""
NEWER = """\
=== content/rules/2026/cycle-2026.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items:
  - {name: 新的计划, due: 03-31, who: 各工作室}
  - {name: 新的报告, due: 02-10, who: 各工作室, following_year: 是}
"""


def due(school: School, overlay: str, year: int) -> list[tuple[str, str, int | None]]:
    cycles = school(overlay).dataset.shelf("cycle").values()
    return [(str(one.starts), one.name, one.assessed) for one in of_cycle(cycles, year) if one.kind == "due"]


def test_what_is_due_the_year_after_falls_into_the_next_year(school: School) -> None:
    assert due(school, CYCLE, 2024) == [("2024-02-28", "年度计划", 2024), ("2024-02-29", "闰日", 2024)]
    assert due(school, CYCLE, 2025) == [
        ("2025-01-31", "年度报告", 2024),
        ("2025-02-28", "年度计划", 2025),
        ("2025-02-28", "闰日", 2025),
    ]
    assert due(school, CYCLE, 2023) == []


def test_each_assessed_year_follows_the_cycle_of_its_time(school: School) -> None:
    assert due(school, CYCLE + NEWER, 2026) == [("2026-01-31", "年度报告", 2025), ("2026-03-31", "新的计划", 2026)]
    assert due(school, CYCLE + NEWER, 2027) == [("2027-02-10", "新的报告", 2026), ("2027-03-31", "新的计划", 2027)]


def test_a_contest_takes_its_month_and_one_without_a_month_has_no_place(school: School) -> None:
    cycles = school(CYCLE).dataset.shelf("cycle").values()
    assert [(one.starts, one.ends, one.name) for one in of_cycle(cycles, 2025) if one.kind == "contest"] == [
        (date(2025, 3, 1), date(2025, 3, 31), "选拔月"),
        (date(2025, 11, 1), date(2025, 11, 30), "展示月"),
    ]


def test_a_period_has_two_ends_unless_it_was_cut_short(school: School) -> None:
    def ends(overlay: str) -> list[tuple[str, str]]:
        dataset = school(overlay).dataset
        standing = standings(dataset.notices, date(2026, 1, 20), working_days([]))
        return [(one.kind, str(one.starts)) for one in of_notices(dataset.notices, standing)]

    assert ends("") == [("opens", "2026-01-05"), ("closes", "2026-01-09")]
    withdrawn = "=== content/notices/2026/grades-result.md (change)\n"
    withdrawn += "-  - {type: 结果, to: grades-proposed, outcome: 无异议}\n+  - {type: 撤回, to: grades-proposed}\n"
    assert ends(withdrawn) == [("opens", "2026-01-05")]


def test_what_extends_a_period_has_none_of_its_own(school: School) -> None:
    overlay = """\
=== content/notices/2026/longer.md
---
title: 延长
kind: 延长公示期
issuers: [学校]
published: 2026-01-08
signed: 2026-01-08
period: {starts: 2026-01-05, ends: 2026-01-15}
links: [{type: 延长, to: grades-proposed}]
---
正文
"""
    dataset = school(overlay).dataset
    standing = standings(dataset.notices, date(2026, 1, 20), working_days([]))
    found = [(one.source, one.kind, str(one.starts)) for one in of_notices(dataset.notices, standing)]
    assert found == [("grades-proposed", "opens", "2026-01-05"), ("grades-proposed", "closes", "2026-01-15")]


ROUND = """\
=== content/rules/2024/criteria.yml
kind: 认定条件
title: 条件
basis: 办法
cutoff: 截止日
criteria: [{id: M1, text: 条件, test: 核查}]
=== content/rounds/first.yml
title: 认定
year: 2026
criteria: criteria
cutoff: 2026-01-01
stages:
  - {name: 系部申报, starts: 2025-12-20, ends: 2026-01-10, body: 各系}
  - {name: 公示, starts: 2026-01-12, notice: grades-proposed}
"""


def test_a_stage_that_is_a_notice_is_told_once(school: School) -> None:
    rounds = school(ROUND).dataset.shelf("round")
    stage = Event("stage", date(2025, 12, 20), date(2026, 1, 10), "系部申报", "first", "各系")
    assert list(of_rounds(rounds, {"grades-proposed"})) == [stage]
    assert [one.name for one in of_rounds(rounds, set())] == ["系部申报", "公示"]


def test_reports_of_one_day_and_kind_stand_together(school: School) -> None:
    text = "---\ntitle: 报告\nkind: 学期效益报告\nsemester: 春季学期\nfiled: 2025-07-30\n---\n正文\n"
    overlay = f"=== studios/hong/reports/2025/spring.md\n{text}=== studios/hong/reports/2025/again.md\n{text}"
    [event] = of_reports(school(overlay).dataset.shelf("report").values())
    assert (event.name, event.starts, event.studios) == ("春季学期效益报告", date(2025, 7, 30), ("hong",))


def test_only_meetings_of_the_council_count(school: School) -> None:
    overlay = """\
=== studios/hong/meetings/2025.csv
id,date,body,topic,present
m1,2025-01-06,项目办公室,议题,3
m2,2025-01-10,理事会,议题,5
m3,2025-01-20,理事会,议题,5
m4,2025-02-20,理事会,议题,5
"""
    held = council_meetings(school(overlay).dataset.shelf("meeting").values())
    assert held == {(2025, 1): {"hong": 2}, (2025, 2): {"hong": 1}}


@pytest.mark.parametrize("year", [2025, 2026])
def test_semesters_begin_and_end_in_every_year(school: School, year: int) -> None:
    site = school().dataset.site
    assert site is not None
    assert [(one.kind, str(one.starts)[5:], one.name) for one in of_semesters(site.record, year)] == [
        ("semester_starts", "01-01", "春季学期"),
        ("semester_ends", "07-31", "春季学期"),
        ("semester_starts", "08-01", "秋季学期"),
        ("semester_ends", "12-31", "秋季学期"),
    ]
