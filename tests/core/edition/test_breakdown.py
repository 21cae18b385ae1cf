"""Breakdowns: what is counted where, and what nobody can tell."""

from __future__ import annotations

import csv
import io
import re

from generator.core.edition import Edition
from generator.core.edition.breakdown import Breakdown, breakdowns
from generator.core.pages import Page
from tests.core.compute.test_grade import AGREED, studio
from tests.core.conftest import School

SHARED = """\
=== studios/hong/achievements/2025/cup.md (change)
-rank: 一等奖
+rank: 一等奖
+shared_with: [a]
=== studios/a/studio.yml (change)
-department: 机电系
+department: 信息系
"""
MASKED = """\
=== studios/hong/achievements/2025/course.md
---
title: 钳工课程标准
type: 课程标准
date: 2025
---
写在一页纸上。
=== studios/hong/donations.yml
donations:
  - {id: d1, date: 20XX, donor: 小镇机械厂, item: 台虎钳, value: 1.5}
  - {id: d2, date: 2025-03, donor: 小镇机械厂, item: 划线平板, value: 0.25}
"""


def made(edition: Edition | None) -> dict[str, Breakdown]:
    assert edition is not None
    return {table.id: table for table in breakdowns(edition)}


def test_what_two_departments_share_counts_once_in_the_whole(school: School) -> None:
    given = school(studio("a") + SHARED.partition("=== studios/a/studio.yml")[0] + AGREED).edition
    table = made(given)["studio-achievements-year"]
    assert [(row.name, row.total) for row in table.rows] == [("a", "1"), ("hong", "1")]
    assert table.total.total == "1"
    assert {row.share for row in table.rows} == {None}


def test_an_unknown_year_stays_unknown_and_in_no_running_total(school: School) -> None:
    table = made(school(MASKED).edition)["school-donations-year"]
    assert table.columns == ("2025", "20XX")
    assert table.total.values == ("0.25", "1.5")
    assert table.total.total == "1.75"
    assert table.total.runs == ("0.25", None)
    assert table.total.changes == (None, None)


def test_a_date_that_names_only_the_year_is_in_no_semester(school: School) -> None:
    table = made(school(MASKED).edition)["semester-achievements-year"]
    assert table.rows[-1].name == ""
    assert table.rows[-1].total == "1"


def test_a_row_under_correction_makes_its_own_figures_incomplete(school: School) -> None:
    spoilt = "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,员工,1,1,p101\n"
    found = made(school(studio("a") + spoilt).edition)
    assert {row.name: row.incomplete for row in found["studio-sessions-year"].rows}["hong"]
    assert found["studio-sessions-year"].total.incomplete
    assert not found["studio-achievements-year"].total.incomplete


def test_no_cell_of_any_table_of_the_sample_begins_like_a_formula(every_page: tuple[Page, ...]) -> None:
    files = [file for page in every_page for file in page.downloads if file.address.endswith(".csv")]
    assert len(files) > 80
    for file in files:
        for row in csv.reader(io.StringIO(file.content.decode().removeprefix("\ufeff"), newline="")):
            for cell in row:
                assert not re.match(r"[=+\-@\t\r\n＝＋－＠]", cell) or re.fullmatch(r"-?[0-9.]+", cell), (
                    file.address,
                    cell,
                )
