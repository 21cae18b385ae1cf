"""Sums of trainings and services."""

from __future__ import annotations

from decimal import Decimal

from generator.core.compute.totals import (
    ServiceTotals,
    TrainingTotals,
    by_audience,
    by_service_kind,
    service_totals,
    training_totals,
)
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


SERVICES = """\
=== studios/hong/services/2025.csv
id,date,kind,topic,client,client_kind,persons
s1,2025-03-05,信息服务,甲,红星厂,中小企业,4
s2,2025-04-05,技术咨询,乙,红星厂,中小企业,
s3,2025-05-05,信息服务,丙,二小,学校,30
"""


def test_a_client_counts_once_and_people_where_they_were_counted(school: School) -> None:
    services = school(SERVICES).dataset.shelf("service").values()
    assert service_totals(services) == ServiceTotals(3, 34, 2)
    assert by_service_kind(services) == (
        ("技术咨询", ServiceTotals(1, 0, 1)),
        ("信息服务", ServiceTotals(2, 34, 2)),
    )
