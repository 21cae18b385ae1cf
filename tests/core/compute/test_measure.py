"""What records come to for plans: the sample's figures again, read without this program."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.compute.measure import counted
from generator.core.edition import Edition
from generator.core.records.plan import Measure
from tests.core.conftest import School

ROOT = Path(__file__).parents[3]
AS_OF = "2026-03-18"


def rows(kind: str) -> Iterator[dict[str, str]]:
    for path in ROOT.glob(f"studios/*/{kind}*/*.csv" if kind == "training" else f"studios/*/{kind}s.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            yield from csv.DictReader(file)


def front_matters() -> Iterator[dict[str, Any]]:
    for path in ROOT.glob("studios/*/achievements/*/*.md"):
        yield yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], yaml.BaseLoader)


def person_days(year: str, audiences: set[str]) -> Decimal:
    mine = (row for row in rows("training") if row["date"][:4] == year and row["date"] <= AS_OF)
    return sum(
        (Decimal(row["persons"]) * Decimal(row["days"]) for row in mine if row["audience"] in audiences), Decimal(0)
    )


def apprentices(year: str) -> int:
    return sum(row["since"][:4] == year and row["since"] <= AS_OF for row in rows("apprenticeship"))


def first_prizes(year: str) -> int:
    return sum(
        (one.get("type"), one.get("level"), one.get("rank"), one.get("contestants"), one["date"][:4])
        == ("竞赛获奖", "国家级", "一等奖", "学生", year)
        for one in front_matters()
    )


def reports(year: str, level: str) -> int:
    given = yaml.load((ROOT / f"content/press/{year}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return sum(one["level"] == level and one["date"] <= AS_OF for one in given["press"])


@pytest.mark.parametrize("year", ["2024", "2025", "2026"])
def test_the_schools_own_plan_is_counted_from_its_records(edition: Edition, year: str) -> None:
    [plan] = (each for each in edition.plans if each.id == "studios-2024-2026")
    found = {metric.name: line.actual for metric in plan.metrics for line in metric.lines if line.phase == f"y{year}"}
    assert found == {
        "认定工作室": {"2024": "1个", "2025": "1个", "2026": "0个"}[year],
        "新收徒弟": f"{apprentices(year)}人",
        "企业员工培训": f"{person_days(year, {'企业员工'}).normalize():f}人天",
        "社会培训": f"{person_days(year, {'社会人员', '退役军人'}).normalize():f}人天",
        "院校教师培训": f"{person_days(year, {'院校教师'}).normalize():f}人天",
        "学生国家级竞赛一等奖": f"{first_prizes(year)}项",
        "国家级媒体报道": f"{reports(year, '国家级')}篇",
        "省级媒体报道": f"{reports(year, '省级')}篇",
        "市级媒体报道": f"{reports(year, '市级')}篇",
    }


def test_the_schools_own_plan_falls_short_by_what_its_notes_say(edition: Edition) -> None:
    [plan] = (each for each in edition.plans if each.id == "studios-2024-2026")
    short = {
        (metric.name, line.phase): line.missing
        for metric in plan.metrics
        for line in metric.lines
        if line.phase and line.verdict == "short"
    }
    assert short == {
        ("学生国家级竞赛一等奖", "y2024"): "1",
        ("新收徒弟", "y2024"): "1",
        ("社会培训", "y2025"): "95",
        ("市级媒体报道", "y2025"): "1",
    }
    whole = next(metric for metric in plan.metrics if metric.name == "社会培训").lines[-1]
    assert (whole.actual, whole.counted) == ("4178.5人天", ("培训", "社会人员", "退役军人"))


def test_what_is_reported_with_a_source_stands_where_no_records_are_named(edition: Edition) -> None:
    [plan] = (each for each in edition.plans if each.id == "studios-2024-2026")
    [line] = next(metric for metric in plan.metrics if metric.name == "在建工作室").lines
    assert (line.actual, line.counted) == ("7个", ())
    assert line.sources == ("认定8个，2025年11月30日因协议解除终止1个",)


TRAININGS = """\
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-03-31,甲,企业员工,10,0.5
t2,2025-04-01,乙,企业员工,8,2
t3,2025-04-30,丙,社会人员,30,1
t4,2025-05-01,丁,企业员工,7,1
"""


@pytest.mark.parametrize(
    ("asked", "unit", "value"),
    [
        ({"audience": ["企业员工"]}, "人天", "16"),
        ({"audience": ["企业员工"]}, "人次", "8"),
        ({}, "期", "2"),
        ({}, "人天", "46"),
        ({}, "名", None),
    ],
)
def test_trainings_count_between_their_days_in_their_own_units(
    school: School, asked: dict[str, Any], unit: str, value: str | None
) -> None:
    measure = Measure.model_validate({"records": "培训", **asked})
    found = counted(measure, unit, date(2025, 4, 1), date(2025, 4, 30), school(TRAININGS).dataset)
    assert (str(found.value.normalize().__format__("f")) if found else None) == value


def test_a_record_under_correction_is_told(school: School) -> None:
    broken = school(TRAININGS.replace("8,2", "八,2"))
    found = counted(Measure(records="培训"), "人次", date(2025, 1, 1), date(2025, 12, 31), broken.dataset)
    assert found is not None
    assert found.incomplete


def test_what_was_taken_down_was_reached_all_the_same(edition: Edition) -> None:
    [plan] = (each for each in edition.plans if each.id == "studios-2024-2026")
    city = next(metric for metric in plan.metrics if metric.name == "市级媒体报道")
    [line] = (line for line in city.lines if line.phase == "y2025")
    assert (line.actual, line.taken_down) == ("7篇", "1")
    assert sum(one.level == "市级" and one.date[:4] == "2025" for one in edition.press) == 6
