"""The tables of the school."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from generator.core.compute.statistics import (
    Measure,
    Table,
    cross,
    statistics,
)
from generator.core.pipeline import Prepared
from tests.core.compute.test_grade import AGREED, studio
from tests.core.conftest import School

ROWS = """\
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-03-05,甲,在校学生,20,0.5
t2,2025-04-05,乙,企业员工,3,0.1
t3,2025-05-05,丙,在校学生,7,2
"""
SHARED = """\
=== studios/hong/achievements/2025/cup.md (change)
-rank: 一等奖
+rank: 一等奖
+shared_with: [a]
"""
BEFORE = """\
=== studios/hong/trainings/2024.csv
id,date,topic,audience,persons,days
u1,2024-05-05,戊,社会人员,7,2
"""


def complete(_: str) -> bool:
    return False


def tables(prepared: Prepared) -> dict[str, Table]:
    return {table.measure.id: table for table in statistics(prepared.dataset)}


def test_words_keep_the_order_of_their_list_and_years_have_no_gap() -> None:
    measure = Measure("achievements-by-type", "项", "word", "year", rows=("乙", "甲", "丙"))
    table = cross(measure, [("甲", "2023", 2), ("乙", "2025", 1), ("甲", "20XX", 4)], complete)
    assert table.columns == ("2023", "2024", "2025", "20XX")
    assert [(row.name, [int(value) for value in row.values]) for row in table.rows] == [
        ("乙", [0, 0, 1, 0]),
        ("甲", [2, 0, 0, 4]),
    ]
    assert table.total is not None
    assert [int(value) for value in table.total.values] == [2, 0, 1, 4]
    assert table.total.total == 7


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["2024", "2026"]), st.integers(0, 9)), max_size=20))
def test_a_table_loses_nothing_and_does_not_depend_on_the_order(counted: list[tuple[str, str, int]]) -> None:
    measure = Measure("achievements-by-type", "项", "studio", "year")
    table = cross(measure, counted, complete)
    assert table.total is not None
    assert table.total.total == sum(value for *_, value in counted)
    assert cross(measure, reversed(counted), complete) == table
    for row in table.rows:
        assert row.total == sum(value for name, _, value in counted if name == row.name)


def test_what_several_studios_share_counts_once_in_all_and_for_each(school: School) -> None:
    shown = tables(school(studio("a") + SHARED + AGREED))
    by_studio = shown["achievements-by-studio"]
    assert [(row.name, int(row.total)) for row in by_studio.rows] == [("a", 1), ("hong", 1)]
    assert by_studio.total is None
    assert [int(row.total) for row in shown["achievements-by-level"].rows] == [1]


def test_a_broken_row_makes_its_own_figures_incomplete(school: School) -> None:
    table = tables(school(ROWS + "t4,2025-06-01,丁,员工,1,1\n" + BEFORE))["training-person-days"]
    assert {row.name: row.incomplete for row in table.rows} == {"2024": False, "2025": True}
    assert table.total is not None
    assert table.total.incomplete


def test_a_table_without_records_is_left_out(school: School) -> None:
    assert set(tables(school())) == {
        "achievements-by-level",
        "achievements-by-type",
        "achievements-by-studio",
        "awards-by-rank",
        "training-person-days",
        "training-attendances",
        "training-sessions",
    }
