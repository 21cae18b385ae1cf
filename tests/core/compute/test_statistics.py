"""Sums of trainings."""

from __future__ import annotations

from decimal import Decimal

from generator.core.compute.statistics import TrainingTotals, by_audience, training_totals
from tests.core.conftest import School

ROWS = """\
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-03-05,甲,在校学生,20,0.5
t2,2025-04-05,乙,企业员工,3,0.1
t3,2025-05-05,丙,在校学生,7,2
"""


def test_person_days_are_persons_times_days_exactly(school: School) -> None:
    trainings = school(ROWS).dataset.trainings.values()
    assert training_totals(trainings) == TrainingTotals(3, 30, Decimal("24.3"))


def test_audiences_keep_their_order_and_those_that_do_not_occur_are_left_out(school: School) -> None:
    trainings = school(ROWS).dataset.trainings.values()
    assert by_audience(trainings) == (
        ("企业员工", TrainingTotals(1, 3, Decimal("0.3"))),
        ("在校学生", TrainingTotals(2, 27, Decimal(24))),
    )


def test_nothing_adds_up_to_nothing() -> None:
    assert training_totals([]) == TrainingTotals(0, 0, Decimal(0))
    assert by_audience([]) == ()
