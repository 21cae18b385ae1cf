"""Why a mark is what it is: what each record adds, what was left out and why."""

from __future__ import annotations

from fractions import Fraction

from generator.core.compute.working import LeftOut, Working, workings
from generator.core.pipeline import Prepared
from generator.core.problem import RecordKey
from tests.core.conftest import School

ROWS = """\
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-03-05,甲,企业员工,20,2
t2,2025-04-05,乙,企业员工,13,4
t3,2025-05-05,丙,在校学生,7,2
t4,2025-06-05,丁,社会人员,10,0.5
t5,2025-07-05,戊,社会人员,4,1
=== studios/hong/trainings/2024.csv
id,date,topic,audience,persons,days
u1,2024-12-31,己,企业员工,8,1
u2,2024-12-30,庚,在校学生,8,1
=== studios/hong/trainings/2026.csv
id,date,topic,audience,persons,days
v1,2026-01-05,辛,企业员工,9,1
v2,2026-02-05,壬,企业员工,9,1
"""


def explained(prepared: Prepared, point: str) -> Working:
    (system,) = prepared.dataset.indicators.values()
    return workings(system.record, prepared.dataset, "hong", 2025, prepared.as_of)[point]


def keys(*names: str) -> tuple[RecordKey, ...]:
    return tuple(RecordKey("training", f"hong/{name}") for name in names)


def test_each_record_says_how_much_it_adds_to_a_sum(school: School) -> None:
    t1, t2 = keys("t1", "t2")
    assert explained(school(ROWS), "1.2").amounts == {t1: 40, t2: 52}


def test_why_92_of_100_person_days(school: School) -> None:
    """Other audiences, the most frequent first; then what would count but lies in another year. What is still to come
    on the day (v2) is not there yet."""
    assert explained(school(ROWS), "1.2").left_out == (
        LeftOut("培训", "word", "audience", ("社会人员",), keys("t4", "t5"), Fraction(9)),
        LeftOut("培训", "word", "audience", ("在校学生",), keys("t3"), Fraction(14)),
        LeftOut("培训", "year", "2024", (), keys("u1"), Fraction(8)),
        LeftOut("培训", "year", "2026", (), keys("v1"), Fraction(9)),
    )


def test_a_record_of_another_sort_was_not_left_out(school: School) -> None:
    patent = "=== studios/hong/achievements/2025/patent.md\n---\ntitle: 专利\ntype: 专利\ndate: 2025-05\n---\n"
    assert explained(school(patent), "1.1").left_out == ()


def test_a_record_that_misses_one_of_several_conditions_was_left_out_for_it(school: School) -> None:
    teachers = "=== studios/hong/achievements/2025/cup.md (change)\n-contestants: 学生\n+contestants: 教师\n"
    (out,) = explained(school(teachers), "1.1").left_out
    assert (out.why, out.what, out.having, out.amount) == ("word", "contestants", ("教师",), Fraction(1))
    assert out.keys == (RecordKey("achievement", "hong/cup"),)


def test_a_rule_that_counts_records_has_no_amounts_and_reviewers_have_no_working(school: School) -> None:
    prepared = school()
    assert explained(prepared, "1.1").amounts == {}
    (system,) = prepared.dataset.indicators.values()
    assert set(workings(system.record, prepared.dataset, "hong", 2025, prepared.as_of)) == {"1.1", "1.2"}
