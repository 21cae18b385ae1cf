"""What `stats` answers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from generator.answers.statistics import as_csv, as_json, as_text
from generator.wording import wording
from tests.core.conftest import School

SPOILT = "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,员工,1,1,p101\n"


def test_tables_on_a_terminal(school: School) -> None:
    edition = school().edition
    assert edition is not None
    text = as_text(edition, wording("zh"))
    assert text.startswith("数据截至 2026-01-20\n")
    assert ("历年成果，按级别（项）\n      国家级  合计\n2025       1     1\n合计       1     1\n") in text
    assert "培训次数，按工作室（次）\n      2025  合计\n钳工     2     2\n合计     2     2\n" in text


def test_a_figure_that_is_not_complete_is_marked(school: School) -> None:
    edition = school(SPOILT).edition
    assert edition is not None
    assert "钳工     2    2*\n" in as_text(edition, wording("zh"))
    assert "钳工     2     2\n" not in as_text(edition, wording("zh"))
    lines = list(csv.DictReader(io.StringIO(as_csv(edition))))
    assert {line["incomplete"] for line in lines if line["table"] == "training-sessions"} == {"1"}
    assert {line["incomplete"] for line in lines if line["table"] == "achievements-by-level"} == {"0"}


def test_data_say_the_same_as_the_terminal(school: School) -> None:
    edition = school().edition
    assert edition is not None
    tables = {table["id"]: table for table in json.loads(as_json(edition))["tables"]}
    days = tables["training-person-days"]
    assert (days["unit"], days["columns"], days["rows"][0]["values"]) == (
        "人天",
        ["企业员工"],
        ["100"],
    )
    lines = {
        (line["table"], line["row"], line["column"]): line["value"]
        for line in csv.DictReader(io.StringIO(as_csv(edition)))
    }
    assert lines["training-person-days", "2025", "企业员工"] == "100"
    assert lines["training-person-days", "total", "total"] == "100"


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "＋1", "－1a", "＠x"]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(school: School, name: str) -> None:
    edition = school().edition
    assert edition is not None
    first, *_ = edition.statistics
    rows = tuple(replace(row, name=name) for row in first.rows)
    odd = replace(edition, statistics=(replace(first, columns=(name,) * len(first.columns), rows=rows),))
    lines = list(csv.DictReader(io.StringIO(as_csv(odd), newline="")))
    safe = "'" + name.replace("\r", "\n")
    assert {line["row"] for line in lines} <= {safe, "total"}
    assert {line["column"] for line in lines} == {safe, "total"}
