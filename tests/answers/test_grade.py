"""What `grade` answers."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence
from typing import Any

from generator.answers.grade import as_csv, as_json, as_text
from generator.core.compute.grade import YearGrades, grade_years
from generator.core.pipeline import Prepared
from generator.wording import wording
from tests.core.conftest import School

MISSING = "=== content/assessments/2025/hong.yml (change)\n-  2.1: 36 38\n+  2.1: 弃 避\n"


def years(prepared: Prepared) -> Sequence[YearGrades]:
    return grade_years(prepared.dataset, prepared.as_of)


def answer(prepared: Prepared) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(as_json(years(prepared)[0], prepared.dataset))
    return found


def test_the_summary_of_a_year(school: School) -> None:
    prepared = school()
    (year,) = years(prepared)
    assert as_text(year, prepared.dataset, wording("zh")) == (
        "2025年度 2025年度考核指标\n工作室  得分  分档  终评  说明\n钳工      97  优秀  优秀  与分档一致\n"
    )


def test_every_mark_has_its_working_with_the_places_of_records(school: School) -> None:
    prepared = school()
    (year,) = years(prepared)
    text = as_text(year, prepared.dataset, wording("zh"), explain=prepared.as_of)
    assert "  1.2 企业培训  20/20\n      实际 100人天，要求 100人天\n" in text
    assert "依据 studios/hong/trainings/2025.csv:3" in text
    assert "评审 2 人：36 38" in text


def test_a_shortfall_is_said_in_its_unit(school: School) -> None:
    prepared = school("=== studios/hong/trainings/2025.csv (change)\n-t2,2025-10-11,量具使用,企业员工,30,2,p101\n")
    (year,) = years(prepared)
    text = as_text(year, prepared.dataset, wording("zh"), explain=prepared.as_of)
    assert "  1.2 企业培训  8/20\n      实际 40人天，要求 100人天，差 60人天\n" in text


def test_the_data_hold_all_that_a_stranger_needs(school: School) -> None:
    found = answer(school())
    assert found["year"] == 2025
    assert [band["at_least"] for band in found["rubric"]["bands"]] == ["90", "60", "0"]
    assert found["rubric"]["quota"] == {"grade": "A", "share": "1"}
    (studio,) = found["studios"]
    assert (studio["studio"], studio["score"], studio["max"], studio["band"], studio["final"]) == (
        "hong",
        "97",
        "100",
        "A",
        "A",
    )
    assert studio["quota"] == {"grade": "A", "share": "1", "places": 1}
    points = {point["id"]: point for point in studio["points"]}
    assert points["1.2"]["measured"] == "100"
    assert points["1.2"]["required"] == "100"
    assert points["1.2"]["unit"] == "人天"
    assert points["1.2"]["evidence"] == [
        {"path": "studios/hong/trainings/2025.csv", "line": 2},
        {"path": "studios/hong/trainings/2025.csv", "line": 3},
    ]
    assert (points["2.1"]["by"], points["2.1"]["reviews"], points["2.1"]["marks"]) == ("reviewed", ["36", "38"], "37")


def test_a_part_says_to_which_condition_it_belongs_and_of_what_it_is_a_share(school: School) -> None:
    both = (
        "{kind: 同时满足, rules: ["
        "{kind: 每学期, select: {records: 培训}, at_least: 1}, "
        "{kind: 比例, select: {records: 学生规模}, part: studio_students, whole: major_students, at_least: 1/3}]}"
    )
    overlay = f"""\
=== content/rules/2025/indicators.yml
kind: 指标体系
title: x
year: 2025
basis: 自定
total: 1
categories:
  - name: x
    marks: 1
    indicators: [{{name: x, points: [{{id: 1.1, label: x, marks: 1, by: 计算, rule: {both}}}]}}]
=== studios/hong/enrolment/2025.yml
counted_on: 2025-10-01
studio_students: 33
major_students: 100
source: 教务处
"""
    found = answer(school(overlay))
    assert found["semesters"] == [
        {"name": "春季学期", "first": "2025-01-01", "last": "2025-07-31"},
        {"name": "秋季学期", "first": "2025-08-01", "last": "2025-12-31"},
    ]
    parts = found["studios"][0]["points"][0]["parts"]
    assert [(part["condition"], part["name"], part["measured"], part["required"], part["whole"]) for part in parts] == [
        (1, "春季学期", "1", "1", None),
        (1, "秋季学期", "1", "1", None),
        (2, "", "33", "33.3333333333", "100"),
    ]


def test_a_missing_mark_is_no_zero(school: School) -> None:
    prepared = school(MISSING)
    (studio,) = answer(prepared)["studios"]
    assert (studio["score"], studio["band"], studio["final"], studio["reason"]) == (None, None, None, "missing_marks")
    (point,) = [point for point in studio["points"] if point["id"] == "2.1"]
    assert (point["marks"], point["reviews"]) == (None, [])
    lines = list(csv.DictReader(io.StringIO(as_csv(years(prepared)[0]))))
    assert {line["score"] for line in lines} == {""}


def test_no_reviewer_is_named(school: School) -> None:
    prepared = school()
    said = as_json(years(prepared)[0], prepared.dataset) + as_csv(years(prepared)[0])
    assert "p901" not in said
    assert "p902" not in said
