"""Applications against criteria: what follows from records is computed, the rest is for people."""

from __future__ import annotations

from datetime import date

import pytest

from generator.core.compute.round import Judged, age_on, judged
from generator.core.records.round import Application, CriterionFinding
from generator.core.records.rules import Criterion

CUTOFF = date(2026, 2, 6)


def criterion(test: str, **asked: object) -> Criterion:
    return Criterion.model_validate({"id": "M", "text": "条件", "test": test, **asked})


def application(**given: object) -> Application:
    known = {"id": "a", "name": "钳工技能大师工作室", "trade": "钳工", "department": "系", "outcome": "进行中"}
    return Application.model_validate({**known, "master": "p101", **given})


def only(asked: Criterion, given: Application, born: date | None = None) -> Judged:
    [one] = judged(given, (asked,), CUTOFF, {"p101": born} if born else {})
    return one


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1981, 2, 6), 45),  # the birthday itself
        (date(1981, 2, 7), 44),
        (date(1980, 2, 29), 45),
    ],
)
def test_age_is_counted_in_full_years(born: date, age: int) -> None:
    assert age_on(born, CUTOFF) == age


def test_who_was_born_on_a_leap_day_is_older_on_the_first_of_march() -> None:
    assert (age_on(date(1980, 2, 29), date(2025, 2, 28)), age_on(date(1980, 2, 29), date(2025, 3, 1))) == (44, 45)


@pytest.mark.parametrize(
    ("born", "inclusive", "result"),
    [
        (date(1980, 2, 7), "是", "符合"),  # 45 to the last day
        (date(1980, 2, 6), "是", "不符合"),
        (date(1981, 2, 6), "否", "不符合"),
        (date(1981, 2, 7), "否", "符合"),
    ],
)
def test_an_age_limit_includes_its_number_if_the_rule_says_so(born: date, inclusive: str, result: str) -> None:
    asked = criterion("年龄", at_most="45", inclusive=inclusive)
    assert only(asked, application(), born).result == result


def test_an_age_that_is_not_registered_is_for_people() -> None:
    one = only(criterion("年龄", at_most="45"), application())
    assert (one.result, one.computed, one.age) == ("待评审", None, None)


@pytest.mark.parametrize(
    ("years", "months", "result"),
    [
        ("3", None, "符合"),
        ("0", "3", "符合"),
        ("2", "2", "不符合"),
        ("2", None, "待评审"),  # months that nobody stated are not nought
        (None, None, "待评审"),
    ],
)
def test_years_in_firms_or_months_of_practice(years: str | None, months: str | None, result: str) -> None:
    given = {"enterprise_years": years, "practice_months": months}
    asked = criterion("企业经历", years="3", months="3")
    assert only(asked, application(**{name: value for name, value in given.items() if value})).result == result


def test_what_people_judge_stands_as_they_wrote_it_and_is_theirs_until_then() -> None:
    asked = criterion("评审")
    found = application(findings=[{"criterion": "M", "result": "不符合", "evidence": "任课表"}])
    assert only(asked, found).result == "不符合"
    assert only(asked, application()).result == "待评审"


def test_what_is_computed_stands_beside_another_finding() -> None:
    found = application(findings=[{"criterion": "M", "result": "不符合"}], enterprise_years="9")
    one = only(criterion("企业经历", years="3"), found)
    assert (one.result, one.differs) == ("符合", True)
    assert isinstance(one.finding, CriterionFinding)
