"""Targets against what was reached: verdicts, running totals, what is never added up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any, ClassVar

import pytest
import yaml

from generator.core.compute.measure import Counted
from generator.core.compute.plan import Line, Metric, judge, metrics, overlaps, when_of
from generator.core.records.plan import Measure, Plan, Target
from generator.core.values.date import read_partial
from generator.core.values.quantity import Quantity, read_quantity

SAMPLE = Path(__file__).parents[3] / "content" / "plans"
DAY = date(2026, 3, 18)


def plan(**given: Any) -> Plan:
    phases = [
        {"id": "a", "name": "甲", "starts": "2024-01", "ends": "2024-12"},
        {"id": "b", "name": "乙", "starts": "2025-01", "ends": "2025-12"},
        {"id": "c", "name": "丙", "starts": "2026-01", "ends": "2026-12"},
    ]
    return Plan.model_validate({"title": "计划", "starts": "2024", "ends": "2026", "phases": phases} | given)


def target(name: str, value: str, phase: str | None = None, operator: str = "不少于", **more: Any) -> dict[str, Any]:
    given = {"id": name, "metric": "培训", "value": value, "operator": operator, **more}
    return given | ({"phase": phase} if phase else {})


def actual(name: str, value: str, day: str) -> dict[str, str]:
    return {"target": name, "value": value, "date": day, "source": f"{name}的记录"}


def only(found: tuple[Metric, ...]) -> Metric:
    [metric] = found
    return metric


def totals(metric: Metric) -> list[tuple[str | None, str | None]]:
    return [
        (str(line.so_far) if line.so_far else None, str(line.reached_so_far) if line.reached_so_far else None)
        for line in metric.lines
    ]


def sample(name: str) -> dict[str, Metric]:
    given = yaml.load((SAMPLE / f"{name}.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
    return {metric.name: metric for metric in metrics(Plan.model_validate(given), DAY)}


class TestJudge:
    @pytest.mark.parametrize(
        ("asked", "operator", "found", "verdict"),
        [
            ("800人天", "不少于", "800人天", "reached"),
            ("800人天", "不少于", "799.5人天", "short"),
            ("800人天", "不少于", "900人天", "reached"),
            ("9个", "等于", "9个", "reached"),
            ("9个", "等于", "10个", "over"),
            ("9个", "等于", "9个以上", "unsure"),
            ("2个", "新增", "3个", "reached"),
            ("100名", "不少于", "100人次", "apart"),
            ("100家", "不少于", "近100家", "short"),
            ("90家", "不少于", "近100家", "unsure"),
            ("2500人次", "不少于", "2500多人次", "reached"),
            ("2600人次", "不少于", "2500多人次", "unsure"),
            ("300人天", "不少于", "300人天以上", "reached"),
            ("100家", "不少于", "约100家", "unsure"),
            ("100家", "不少于", "约500家", "unsure"),
            ("近100家", "不少于", "120家", "unsure"),
            ("100家以上", "不少于", "100家", "reached"),
            ("100家以上", "等于", "120家", "reached"),
        ],
    )
    def test_figures_claim_no_more_than_they_state(self, asked: str, operator: str, found: str, verdict: str) -> None:
        given = Target.model_validate(target("t", asked, operator=operator))
        assert judge(given, read_quantity(found), ended=True) == verdict

    def test_what_is_not_reached_yet_is_open_until_its_time_is_over(self) -> None:
        given = Target.model_validate(target("t", "10个"))
        assert judge(given, read_quantity("9个"), ended=False) == "open"


@pytest.mark.parametrize(
    ("starts", "ends", "when"),
    [
        ("2026-03-19", "2026-12", "next"),
        ("2026-03-18", "2026-03-18", "now"),
        ("2025", "2026-03-17", "past"),
        ("2025", "2026", "now"),
        ("20XX", "20XX", "unknown"),
        ("2025", None, "unknown"),
        (None, "2025", "past"),
    ],
)
def test_where_a_span_lies(starts: str | None, ends: str | None, when: str) -> None:
    first = read_partial(starts) if starts else None
    last = read_partial(ends) if ends else None
    assert when_of(first, last, DAY) == when


class TestLines:
    def test_share_and_shortfall_are_exact(self) -> None:
        given = plan(targets=[target("t", "800人天", "a")], actuals=[actual("t", "680人天", "2024-12-31")])
        [line] = only(metrics(given, DAY)).lines
        assert (line.share, line.missing, line.verdict) == (Fraction(17, 20), Decimal(120), "short")

    @pytest.mark.parametrize("value", ["近700人天", "700人次"])
    def test_there_is_no_share_of_what_is_vague_or_in_another_unit(self, value: str) -> None:
        given = plan(targets=[target("t", "800人天", "a")], actuals=[actual("t", value, "2024-12-31")])
        [line] = only(metrics(given, DAY)).lines
        assert (line.share, line.missing) == (None, None)

    def test_a_target_of_nothing_has_no_share(self) -> None:
        given = plan(targets=[target("t", "0件", "a")], actuals=[actual("t", "0件", "2024")])
        [line] = only(metrics(given, DAY)).lines
        assert (line.share, line.verdict) == (None, "reached")

    def test_what_nobody_stated_is_unknown_and_nought_is_nought(self) -> None:
        given = plan(targets=[target("x", "1项", "a"), target("y", "1项", "b")], actuals=[actual("y", "0项", "2025")])
        unstated, nought = only(metrics(given, DAY)).lines
        assert (unstated.actual, unstated.verdict) == (None, "unknown")
        assert nought.actual is not None
        assert (nought.verdict, nought.missing) == ("short", Decimal(1))

    def test_the_latest_figure_of_the_day_counts(self) -> None:
        given = plan(
            targets=[target("t", "10个", "c")],
            actuals=[
                actual("t", "5个", "2026-03-01"),
                actual("t", "4个", "2026-02-01"),
                actual("t", "9个", "2026-03-19"),
            ],
        )
        [line] = only(metrics(given, DAY)).lines
        assert line.actual is not None
        assert str(line.actual.value) == "5个"

    def test_a_due_date_ends_a_target_before_its_phase(self) -> None:
        given = plan(targets=[target("t", "1项", "c", due="2026-02")], actuals=[actual("t", "0项", "2026-03")])
        [line] = only(metrics(given, DAY)).lines
        assert (line.when, line.verdict) == ("past", "short")


class TestSums:
    PARTS = (target("a", "6个", "a", "等于"), target("b", "2个", "b", "新增"), target("c", "1个", "c", "新增"))

    def test_increments_run_on_over_the_phases_and_make_the_whole(self) -> None:
        given = plan(
            targets=[*self.PARTS, target("all", "9个", operator="等于")],
            actuals=[actual("a", "6个", "2024-12"), actual("b", "1个", "2025-12"), actual("c", "1个", "2026-02")],
        )
        metric = only(metrics(given, DAY))
        assert totals(metric) == [("6个", "6个"), ("8个", "7个"), ("9个", "8个"), (None, None)]
        whole = metric.lines[-1].actual
        assert whole is not None
        assert (str(whole.value), str(whole.date), whole.summed) == ("8个", "2026-02", True)
        assert whole.sources == ("a的记录", "b的记录", "c的记录")

    def test_a_phase_that_is_over_without_a_figure_leaves_the_whole_unknown(self) -> None:
        given = plan(
            targets=[*self.PARTS, target("all", "9个")],
            actuals=[actual("a", "6个", "2024-12"), actual("c", "1个", "2026-02")],
        )
        metric = only(metrics(given, DAY))
        assert totals(metric) == [("6个", "6个"), ("8个", None), ("9个", None), (None, None)]
        assert metric.lines[-1].actual is None

    def test_a_phase_that_still_runs_may_be_without_one(self) -> None:
        given = plan(
            targets=[*self.PARTS, target("all", "9个")],
            actuals=[actual("a", "6个", "2024-12"), actual("b", "2个", "2025-12")],
        )
        whole = only(metrics(given, DAY)).lines[-1].actual
        assert whole is not None
        assert (str(whole.value), str(whole.date)) == ("8个", "2025-12")

    def test_what_the_source_states_of_the_whole_stands_before_any_sum(self) -> None:
        given = plan(
            targets=[*self.PARTS, target("all", "9个")],
            actuals=[actual("a", "6个", "2024-12"), actual("b", "2个", "2025-12"), actual("all", "7个", "2025-12")],
        )
        whole = only(metrics(given, DAY)).lines[-1].actual
        assert whole is not None
        assert (str(whole.value), whole.summed) == ("7个", False)

    def test_approximate_figures_are_never_added(self) -> None:
        given = plan(
            targets=[*self.PARTS, target("all", "9个")],
            actuals=[actual("a", "近6个", "2024-12"), actual("b", "2个", "2025-12")],
        )
        metric = only(metrics(given, DAY))
        assert totals(metric)[1] == ("8个", None)
        assert metric.lines[-1].actual is None

    def test_yearly_targets_that_make_the_whole_add_up_though_none_says_so(self) -> None:
        yearly = [target("a", "600人天", "a"), target("b", "800人天", "b"), target("c", "900人天", "c")]
        assert only(metrics(plan(targets=[*yearly, target("all", "2300人天")]), DAY)).adds
        assert not only(metrics(plan(targets=[*yearly, target("all", "900人天")]), DAY)).adds
        assert not only(metrics(plan(targets=yearly), DAY)).adds

    @pytest.mark.parametrize(
        "parts",
        [
            [target("a", "6个", "a"), target("b", "2家", "b", "新增")],
            [target("a", "6%", "a"), target("b", "2%", "b", "新增")],
            [target("a", "6个", "a"), target("b", "近2个", "b", "新增")],
            [target("a", "6个", "a"), target("a2", "7个", "a"), target("b", "2个", "b", "新增")],
            [target("a", "6个", "a", per="每校"), target("b", "2个", "b", "新增")],
            [target("a", "6个", "a", "新增")],
        ],
        ids=["units", "shares", "vague", "contradicting", "per school", "single"],
    )
    def test_what_does_not_add_up_is_not_added(self, parts: list[dict[str, str]]) -> None:
        metric = only(metrics(plan(targets=parts), DAY))
        assert not metric.adds
        assert totals(metric) == [(None, None)] * len(parts)


class TestContradictions:
    @pytest.mark.parametrize(
        ("targets", "contradicts", "repeats"),
        [
            ([target("x", "10篇"), target("y", "5篇")], True, False),
            ([target("x", "10篇"), target("y", "10篇")], False, True),
            ([target("x", "50000人次"), target("y", "50000人")], False, False),
            ([target("x", "10篇", due="2024"), target("y", "20篇", due="2025")], False, False),
            ([target("x", "10篇", "a"), target("y", "20篇", "b")], False, False),
        ],
        ids=["values", "twice", "units", "due dates", "phases"],
    )
    def test_both_targets_stand(self, targets: list[dict[str, str]], contradicts: bool, repeats: bool) -> None:
        metric = only(metrics(plan(targets=targets), DAY))
        assert (metric.contradicts, metric.repeats) == (contradicts, repeats)
        assert [line.target.id for line in metric.lines] == ["x", "y"]


class TestTheSample:
    def test_the_phased_plan_comes_to_its_overall_targets(self) -> None:
        found = sample("tianjin-work-study")
        assert totals(found["工学一体化专业"])[:3] == [("6个", None), ("8个", None), ("9个", None)]
        assert [row[0] for row in totals(found["参与院校"])] == ["4个", "6个", "7个", None]

    def test_teachers_are_added_in_the_unit_of_the_phases_alone(self) -> None:
        teachers = sample("tianjin-work-study")["一体化教师培训"]
        assert teachers.units == ("名", "人次")
        assert [row[0] for row in totals(teachers)] == ["20人次", "50人次", "100人次", None]
        assert str(teachers.lines[-1].target.value) == "100名"

    def test_the_city_plan_asks_for_ten_and_for_five(self) -> None:
        press = sample("city-vocational-year")["市级媒体报道"]
        assert press.contradicts
        assert [(str(line.target.value), line.target.stated) for line in press.lines] == [
            ("10篇", "目标任务“宣传报道”"),
            ("5篇", "保障措施第9条"),
        ]


class TestCounting:
    """What records come to stands before what was reported, and both where they differ."""

    MEASURE: ClassVar = {"records": "培训"}

    @staticmethod
    def count(measure: Measure, unit: str, first: date, last: date) -> Counted | None:
        """Ten a month that has begun."""
        assert measure.records == "培训"
        if unit != "人天":
            return None
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return Counted(Decimal(10 * months), incomplete=False)

    def lines(self, given: Plan) -> tuple[Line, ...]:
        return only(metrics(given, DAY, self.count)).lines

    def test_each_phase_and_the_whole_are_counted_to_the_day(self) -> None:
        targets = [
            target("one", "120人天", "a", measure=self.MEASURE),
            target("two", "130人天", "b", measure=self.MEASURE),
            target("three", "120人天", "c", measure=self.MEASURE),
            target("all", "370人天", measure=self.MEASURE),
        ]
        found = self.lines(plan(targets=targets))
        assert [(str(line.actual.value), str(line.actual.date)) for line in found if line.actual] == [
            ("120人天", "2024-12-31"),
            ("120人天", "2025-12-31"),
            ("30人天", "2026-03-18"),
            ("270人天", "2026-03-18"),
        ]
        assert [line.verdict for line in found] == ["reached", "short", "open", "open"]
        assert [str(line.reached_so_far) for line in found[:3]] == ["120人天", "240人天", "270人天"]

    def test_what_was_reported_beside_it_is_told_where_it_differs_on_its_day(self) -> None:
        targets = [target("one", "120人天", "a", measure=self.MEASURE)]
        same = plan(targets=targets, actuals=[actual("one", "60人天", "2024-06")])
        other = plan(targets=targets, actuals=[actual("one", "61人天", "2024-06")])
        assert self.lines(same)[0].beside is None
        [line] = self.lines(other)
        assert line.beside is not None
        assert (str(line.actual and line.actual.value), str(line.beside.value), str(line.counted_then)) == (
            "120人天",
            "61人天",
            "60人天",
        )

    def test_a_unit_that_records_do_not_have_leaves_what_was_reported(self) -> None:
        targets = [target("one", "50名", "a", measure=self.MEASURE)]
        [line] = self.lines(plan(targets=targets, actuals=[actual("one", "40名", "2024-12")]))
        assert line.actual is not None
        assert (line.actual.counted, str(line.actual.value)) == (None, "40名")

    def test_what_is_under_correction_leaves_a_target_open(self) -> None:
        def lacking(*_: object) -> Counted:
            return Counted(Decimal(100), incomplete=True)

        targets = [
            target(name, value, "a", measure=self.MEASURE) for name, value in (("x", "120人天"), ("y", "90人天"))
        ]
        found = only(metrics(plan(targets=targets), DAY, lacking)).lines
        assert [(line.verdict, line.missing) for line in found] == [("incomplete", None), ("reached", None)]

    def test_what_counts_in_two_phases_is_not_added(self) -> None:
        phases = [
            {"id": "a", "name": "甲", "starts": "2024-01", "ends": "2024-06"},
            {"id": "b", "name": "乙", "starts": "2024-06", "ends": "2024-12"},
        ]
        targets = [
            target("x", "60人天", "a", measure=self.MEASURE),
            target("y", "70人天", "b", "新增", measure=self.MEASURE),
        ]
        given = plan(targets=[*targets, target("all", "130人天")], phases=phases)
        [both] = overlaps(given)
        assert (both.starts, both.ends) == (date(2024, 6, 1), date(2024, 6, 30))
        found = self.lines(given)
        assert [line.reached_so_far for line in found] == [Quantity(Decimal(60), "", "人天"), None, None]
        assert found[-1].actual is None
