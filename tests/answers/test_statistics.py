"""What `stats` answers."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from generator.answers.statistics import as_csv, as_json, as_text
from generator.core.edition import Edition
from generator.core.edition.breakdown import BY, breakdowns
from generator.wording import LANGUAGES, wording
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


def test_a_dimension_on_a_terminal_is_what_its_pages_show(school: School) -> None:
    edition = school().edition
    assert edition is not None
    text = as_text(edition, wording("zh"), "department")
    assert "成果：系部，各年（项）\n" in text
    assert "培训人天：系部，按对象（人天）\n" in text
    assert "历年成果，按级别" not in text
    assert text.endswith("下一步：jiangpu stats --by department --format csv\n")
    spoilt = school(SPOILT).edition
    assert spoilt is not None
    lines = as_text(spoilt, wording("zh"), "school").partition("培训次数：全校，各年")[2].splitlines()
    assert lines[2].split() == ["合计", "2", "2*"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_dimension_is_named_in_every_language(edition: Edition, lang: str) -> None:
    for by in BY:
        text = as_text(edition, wording(lang), by)
        assert text.count(wording(lang)("answer.total")) > 10
    assert "—" in as_text(edition, wording(lang), "studio")  # there is no change from before the first year


def test_the_csv_holds_every_figure_of_the_breakdowns(edition: Edition) -> None:
    rows = list(csv.DictReader(io.StringIO(as_csv(edition))))
    lines = {(line["table"], line["row"], line["column"]): line for line in rows}
    assert len(lines) == len(rows)
    told = 0
    for found in breakdowns(edition):
        for row in (*found.rows, found.total):
            name = "total" if row is found.total else row.name or "none"
            assert lines[found.id, name, "total"]["value"] == row.total
            for at, column in enumerate(found.columns):
                line = lines[found.id, name, column]
                assert (line["value"], line["unit"]) == (row.values[at], found.unit)
                if row.runs:
                    assert line["running"] == (row.runs[at] or "")
                if row.changes:
                    assert (line["change"], line["growth"]) == (row.changes[at] or "", row.growth[at] or "")
                told += 1
    assert told > 1500


def test_a_dimension_as_data_is_that_alone(edition: Edition) -> None:
    whole = json.loads(as_json(edition))
    only = json.loads(as_json(edition, "trade"))
    assert only["tables"] == []
    assert only["breakdowns"] == [each for each in whole["breakdowns"] if each["by"] == "trade"]
    ids = {each["id"] for each in only["breakdowns"]}
    assert {line["table"] for line in csv.DictReader(io.StringIO(as_csv(edition, "trade")))} == ids


FORMULAS = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(1)", "\t=1", "\r=1", "＝1", "＋1", "－1a", "＠x"]


@pytest.mark.parametrize("name", FORMULAS)
def test_no_cell_is_a_formula(school: School, name: str) -> None:
    edition = school().edition
    assert edition is not None
    first, *_ = edition.statistics
    rows = tuple(replace(row, name=name) for row in first.rows)
    odd = replace(edition, statistics=(replace(first, columns=(name,) * len(first.columns), rows=rows),))
    lines = [line for line in csv.DictReader(io.StringIO(as_csv(odd), newline="")) if line["table"] == first.id]
    safe = "'" + name.replace("\r", "\n")
    assert {line["row"] for line in lines} <= {safe, "total"}
    assert {line["column"] for line in lines} == {safe, "total"}
