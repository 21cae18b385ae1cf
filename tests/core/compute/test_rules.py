"""Every kind of rule, on facts written by hand: what is measured, and the marks that it earns."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from pydantic import TypeAdapter

from generator.core.compute.facts import Fact, StudioYear
from generator.core.compute.grade import grade_years
from generator.core.compute.rules import Measure, due_day, earned, measure
from generator.core.document import parse
from generator.core.problem import RecordKey
from generator.core.records.indicators import FiledRule, Rule
from generator.core.source import SourceFile
from tests.core.conftest import School

RULE: TypeAdapter[Rule] = TypeAdapter(Rule)
SPRING = ("春季学期", date(2025, 1, 1), date(2025, 7, 31))
AUTUMN = ("秋季学期", date(2025, 8, 1), date(2025, 12, 31))


def rule(text: str) -> Rule:
    """A rule as it stands in an indicator system."""
    written = parse(SourceFile("rule.yml", len(text), "", f"rule: {{{text}}}\n"))
    assert written.document is not None, written.problems
    return RULE.validate_python(written.document.value["rule"])


def fact(name: str = "one", day: str | None = None, **given: object) -> Fact:
    """A fact: text and sets of text are words, numbers are numbers."""
    words = {
        field: frozenset({value} if isinstance(value, str) else value)
        for field, value in given.items()
        if isinstance(value, str | set)
    }
    numbers = {field: Decimal(str(value)) for field, value in given.items() if isinstance(value, int | float)}
    return Fact(RecordKey("x", name), words, numbers, date.fromisoformat(day) if day else None)


def year(
    *facts: Fact, of: str = "成果", semesters: tuple[tuple[str, date, date], ...] = (SPRING, AUTUMN)
) -> StudioYear:
    """A studio's year with facts of one kind."""
    return StudioYear("hong", 2025, {of: facts}, semesters)


def parts(found: Measure) -> list[tuple[str, Fraction, Fraction]]:
    return [(part.name, part.measured, part.required) for part in found.parts]


def marks(text: str, facts: StudioYear, most: int = 6, *, proportional: bool = False) -> Fraction:
    """What a rule earns."""
    written = rule(text)
    return earned(written, measure(written, facts), Fraction(most), proportional=proportional)


class TestSelection:
    ONE = "kind: 数量, at_least: 1, select: {records: 成果, %s}"

    @pytest.mark.parametrize(
        ("where", "counted"),
        [
            ("where: {type: 教材}", 2),
            ("where: {type: [教材, 专利]}", 3),
            ("where: {type: 教材, form: 活页式}", 1),
            ("where: {type: 专利, form: 活页式}", 0),
            ("where: {level: 国家级}", 0),
            ("least: {years: 3}", 1),
            ("least: {years: 2}", 2),
            ("where: {type: 教材}, least: {years: 3}", 1),
        ],
    )
    def test_some_word_of_every_field_and_every_number(self, where: str, counted: int) -> None:
        facts = year(
            fact("a", type="教材", form="活页式", years=2),
            fact("b", type="教材", years=3),
            fact("c", type="专利"),
        )
        assert measure(rule(self.ONE % where), facts).parts[0].measured == counted

    def test_any_word_of_a_fact_with_several_will_do(self) -> None:
        facts = year(fact(role={"大师", "理事长"}), of="人员")
        assert measure(rule("kind: 数量, at_least: 1, select: {records: 人员, where: {role: 理事长}}"), facts).met

    def test_it_counts_one_kind_of_record(self) -> None:
        assert not measure(rule(self.ONE % "where: {}"), year(fact(), of="培训")).met

    def test_what_was_counted_is_the_evidence(self) -> None:
        facts = year(fact("a", type="教材"), fact("b", type="专利"), fact("c", type="教材"))
        found = measure(rule(self.ONE % "where: {type: 教材}"), facts)
        assert [key.id for key in found.evidence] == ["a", "c"]
        assert found.reads == {"成果"}


class TestCount:
    TWO = "kind: 数量, at_least: 2, select: {records: 资源}"

    @pytest.mark.parametrize(("count", "whole", "in_part"), [(0, 0, 0), (1, 0, 3), (2, 6, 6), (5, 6, 6)])
    def test_it_is_reached_or_not(self, count: int, whole: int, in_part: int) -> None:
        facts = year(*(fact(str(number)) for number in range(count)), of="资源")
        assert marks(self.TWO, facts) == whole
        assert marks(self.TWO, facts, proportional=True) == in_part

    def test_different_words_count_once_each(self) -> None:
        facts = year(
            fact("a", organisation="甲"), fact("b", organisation="甲"), fact("c", organisation="乙"), of="资源"
        )
        assert parts(measure(rule(f"{self.TWO}, distinct: organisation"), facts)) == [("", Fraction(2), Fraction(2))]

    def test_what_says_nothing_is_not_one_of_them(self) -> None:
        facts = year(fact("a", organisation="甲"), fact("b"), of="资源")
        found = measure(rule(f"{self.TWO}, distinct: organisation"), facts)
        assert not found.met
        assert [key.id for key in found.evidence] == ["a"]


class TestSum:
    HUNDRED = (
        "kind: 合计, number: person_days, at_least: 100, unit: 人天, "
        "select: {records: 培训, where: {audience: 企业员工}}"
    )

    @pytest.mark.parametrize(
        ("days", "met", "short"),
        [
            ([40, 60], True, 0),
            ([100], True, 0),
            ([40, "59.5"], False, Fraction(1, 2)),
            (["99.999999"], False, Fraction(1, 1_000_000)),
            (["0.1"] * 1000, True, 0),  # floats would come to 99.9999
            ([], False, 100),
        ],
    )
    def test_exactly_what_is_asked_is_enough(self, days: list[int | str], met: bool, short: Fraction) -> None:
        facts = year(
            *(
                Fact(RecordKey("x", str(number)), {"audience": frozenset({"企业员工"})}, {"person_days": Decimal(each)})
                for number, each in enumerate(days)
            ),
            of="培训",
        )
        found = measure(rule(self.HUNDRED), facts)
        assert (found.met, found.parts[0].short, found.unit) == (met, short, "人天")

    def test_what_adds_nothing_is_no_evidence(self) -> None:
        facts = year(
            fact("a", audience="企业员工", person_days=0), fact("b", audience="企业员工", person_days=1), of="培训"
        )
        assert [key.id for key in measure(rule(self.HUNDRED), facts).evidence] == ["b"]

    def test_in_proportion_it_earns_what_is_there(self) -> None:
        facts = year(fact(audience="企业员工", person_days=92), fact(audience="在校学生", person_days=8), of="培训")
        assert marks(self.HUNDRED, facts, 2) == 0
        assert marks(self.HUNDRED, facts, 2, proportional=True) == Fraction(184, 100)


class TestCovers:
    BOTH = "kind: 涵盖, select: {records: 会议}, field: body, values: [理事会, 教学指导小组]"

    def test_all_the_words_must_occur(self) -> None:
        council, teaching = fact("a", body="理事会"), fact("b", body="教学指导小组")
        assert measure(rule(self.BOTH), year(council, teaching, of="会议")).met
        found = measure(rule(self.BOTH), year(council, fact("c", body="理事会"), of="会议"))
        assert not found.met
        assert parts(found) == [("理事会", Fraction(1), Fraction(1)), ("教学指导小组", Fraction(0), Fraction(1))]

    def test_one_record_may_have_them_all(self) -> None:
        assert measure(rule(self.BOTH), year(fact(body={"理事会", "教学指导小组"}), of="会议")).met

    def test_what_is_not_asked_for_is_no_evidence(self) -> None:
        found = measure(rule(self.BOTH), year(fact("a", body="理事会"), fact("b", body="其他"), of="会议"))
        assert [key.id for key in found.evidence] == ["a"]

    def test_half_of_them_earn_half_in_proportion(self) -> None:
        assert marks(self.BOTH, year(fact(body="理事会"), of="会议"), proportional=True) == 3


class TestEachSemester:
    ONCE = "kind: 每学期, select: {records: 培训}, at_least: 1"

    @pytest.mark.parametrize(
        ("days", "counts"),
        [
            (["2025-01-01", "2025-12-31"], [1, 1]),
            (["2025-07-31", "2025-08-01"], [1, 1]),
            (["2025-03-05", "2025-07-31"], [2, 0]),
            ([None, "2025-09-01"], [0, 1]),  # what has no day is in neither
        ],
    )
    def test_each_asks_for_its_own(self, days: list[str | None], counts: list[int]) -> None:
        found = measure(rule(self.ONCE), year(*(fact(str(at), day) for at, day in enumerate(days)), of="培训"))
        assert [part.measured for part in found.parts] == counts
        assert [part.name for part in found.parts] == ["春季学期", "秋季学期"]
        assert found.met == all(counts)

    def test_without_semesters_nothing_is_shown_for_each(self) -> None:
        found = measure(rule(self.ONCE), year(fact(day="2025-03-05"), of="培训", semesters=()))
        assert (found.met, found.evidence) == (False, ())

    def test_what_is_in_no_semester_is_no_evidence(self) -> None:
        facts = year(fact("a"), fact("b", "2025-02-01"), fact("c", "2025-08-01"), of="培训", semesters=(SPRING,))
        assert [key.id for key in measure(rule(self.ONCE), facts).evidence] == ["b"]


class TestRatio:
    THIRD = "kind: 比例, select: {records: 学生规模}, part: studio_students, whole: major_students, at_least: 1/3"

    @pytest.mark.parametrize(
        ("part", "whole", "met"),
        [(100, 300, True), (99, 300, False), (33, 100, False), (34, 100, True), (0, 0, False), (1, 3, True)],
    )
    def test_one_third_includes_one_third(self, part: int, whole: int, met: bool) -> None:
        facts = year(fact(studio_students=part, major_students=whole), of="学生规模")
        assert measure(rule(self.THIRD), facts).met is met

    def test_a_share_of_nothing_has_no_evidence(self) -> None:
        found = measure(rule(self.THIRD), year(fact(studio_students=0, major_students=0), of="学生规模"))
        assert (found.met, found.evidence) == (False, ())

    def test_without_a_count_it_is_not_met(self) -> None:
        facts = year(of="学生规模")
        assert marks(self.THIRD, facts) == marks(self.THIRD, facts, proportional=True) == 0

    def test_a_percentage_is_exact_too(self) -> None:
        facts = year(fact(studio_students=3, major_students=10), of="学生规模")
        assert measure(rule(self.THIRD.replace("1/3", "30%")), facts).met


class TestFiled:
    REPORTS = (
        "kind: 按期报送, filings: ["
        "{document: 学期效益报告, semester: 春季学期, due: 07-31}, "
        "{document: 年度工作报告, due: 01-31, following_year: 是}]"
    )

    @pytest.mark.parametrize(
        ("spring", "annual", "met"),
        [
            ("2025-07-31", "2026-01-31", [True, True]),
            ("2025-08-01", "2026-01-31", [False, True]),  # a day late
            ("2025-07-31", "2026-02-01", [True, False]),
            (None, "2025-12-31", [False, True]),  # never filed
        ],
    )
    def test_on_the_last_day_is_in_time(self, spring: str | None, annual: str, met: list[bool]) -> None:
        facts = year(
            fact("a", spring, kind="学期效益报告", semester="春季学期"),
            fact("b", annual, kind="年度工作报告"),
            of="文件",
        )
        found = measure(rule(self.REPORTS), facts)
        assert [part.met for part in found.parts] == met
        assert [part.name for part in found.parts] == ["春季学期效益报告", "年度工作报告"]
        assert [key.id for key in found.evidence] == ["a", "b"]  # a late one is shown as well

    def test_the_report_of_another_semester_is_another(self) -> None:
        facts = year(fact(day="2025-07-01", kind="学期效益报告", semester="秋季学期"), of="文件")
        assert not measure(rule(self.REPORTS), facts).parts[0].met

    def test_a_report_filed_again_in_time_counts_once(self) -> None:
        twice = [fact(name, "2025-07-01", kind="学期效益报告", semester="春季学期") for name in "ab"]
        assert measure(rule(self.REPORTS), year(*twice, of="文件")).parts[0].measured == 1

    @pytest.mark.parametrize(("assessed", "day"), [(2023, date(2024, 2, 29)), (2024, date(2025, 2, 28))])
    def test_the_end_of_february_is_its_last_day(self, assessed: int, day: date) -> None:
        written = rule("kind: 按期报送, filings: [{document: 年度工作报告, due: 02-29, following_year: 是}]")
        assert isinstance(written, FiledRule)
        assert due_day(written.filings[0], assessed) == day


class TestZero:
    NONE = "kind: 为零, select: {records: 安全登记}, number: incidents"

    def test_with_a_register_zero_is_zero(self) -> None:
        found = measure(rule(self.NONE), year(fact("2025", incidents=0), of="安全登记"))
        assert found.met
        assert [key.id for key in found.evidence] == ["2025"]

    def test_without_one_it_proves_nothing(self) -> None:
        found = measure(rule(self.NONE), year(of="安全登记"))
        assert parts(found) == [("安全登记", Fraction(0), Fraction(1))]
        assert (found.met, found.unit) == (False, "份")
        assert marks(self.NONE, year(of="安全登记"), 3) == 0

    def test_without_one_nothing_is_earned_in_proportion_either(self) -> None:
        assert marks(self.NONE, year(of="安全登记"), 3, proportional=True) == 0
        both = f"kind: 同时满足, rules: [{{{self.NONE}}}, {{kind: 数量, at_least: 2, select: {{records: 成果}}}}]"
        assert marks(both, year(fact()), 8, proportional=True) == 2  # half of the other half

    def test_one_incident_is_one_too_many(self) -> None:
        facts = year(fact(incidents=1), of="安全登记")
        assert measure(rule(self.NONE), facts).parts[0].short == 1
        assert marks(self.NONE, facts) == marks(self.NONE, facts, proportional=True) == 0


class TestTiers:
    STEPS = (
        "kind: 分段, select: {records: 聘任}, unit: 人, tiers: [{at_least: 2, share: 100%}, {at_least: 1, share: 50%}]"
    )
    DAYS = (
        "kind: 分段, select: {records: 培训}, number: person_days, unit: 人天, "
        "tiers: [{at_least: 100, share: 33.3%}, {at_least: 300, share: 80%}]"
    )

    @pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, 3), (2, 6), (3, 6)])
    def test_each_begins_at_its_number(self, count: int, expected: int) -> None:
        facts = year(*(fact(str(number)) for number in range(count)), of="聘任")
        assert marks(self.STEPS, facts) == marks(self.STEPS, facts, proportional=True) == expected

    @pytest.mark.parametrize(
        ("days", "expected"), [(99, 0), (100, Fraction("3.33")), (299, Fraction("3.33")), (300, 8), (900, 8)]
    )
    def test_numbers_are_added_up(self, days: int, expected: Fraction) -> None:
        assert marks(self.DAYS, year(fact(person_days=days), of="培训"), 10) == expected

    def test_what_is_wanting_is_wanting_to_the_best(self) -> None:
        assert measure(rule(self.STEPS), year(fact(), of="聘任")).parts[0].short == 1

    def test_of_two_as_good_the_nearer_is_asked_for(self) -> None:
        twice = self.STEPS.replace("tiers: [", "tiers: [{at_least: 9, share: 100%}, ")
        assert measure(rule(twice), year(fact(), of="聘任")).parts[0].required == 2


class TestPerMissing:
    FOUR = "kind: 每缺扣分, select: {records: 成果}, required: 4, deduct: 2"

    @pytest.mark.parametrize(("count", "expected"), [(5, 6), (4, 6), (3, 4), (2, 2), (1, 0), (0, 0)])
    def test_each_one_short_takes_off_down_to_nothing(self, count: int, expected: int) -> None:
        facts = year(*(fact(str(number)) for number in range(count)))
        assert marks(self.FOUR, facts) == marks(self.FOUR, facts, proportional=True) == expected


class TestBonus:
    EACH = "kind: 加分, select: {records: 成果}, each: 1.5, unit: 项"

    @pytest.mark.parametrize(("count", "expected"), [(0, 0), (1, Fraction(3, 2)), (2, 3), (3, 4), (9, 4)])
    def test_each_adds_up_to_the_points_marks(self, count: int, expected: Fraction) -> None:
        assert marks(self.EACH, year(*(fact(str(number)) for number in range(count))), 4) == expected


class TestDeduction:
    EACH = "kind: 扣分, select: {records: 安全登记}, number: incidents, each: 2, unit: 起"

    @pytest.mark.parametrize(("incidents", "expected"), [(0, 0), (1, -2), (2, -4), (3, -5), (9, -5)])
    def test_each_takes_down_to_the_points_marks(self, incidents: int, expected: int) -> None:
        facts = year(fact(incidents=incidents), of="安全登记")
        assert marks(self.EACH, facts, 5) == expected
        assert measure(rule(self.EACH), facts).met is (incidents == 0)

    def test_without_a_number_records_count(self) -> None:
        facts = year(fact("a"), fact("b"))
        assert marks("kind: 扣分, select: {records: 成果}, each: 1", facts, 5) == -2


class TestAll:
    BOTH = (
        "kind: 同时满足, rules: [{kind: 数量, at_least: 2, select: {records: 成果, where: {type: 教材}}}, "
        "{kind: 数量, at_least: 1, select: {records: 成果}}]"
    )

    def test_all_must_be_met(self) -> None:
        one, other = fact("a", type="教材"), fact("b", type="教材")
        assert marks(self.BOTH, year(one, other)) == 6
        assert marks(self.BOTH, year(one)) == 0
        assert marks(self.BOTH, year(one), proportional=True) == Fraction(9, 2)  # one half and all: three quarters

    def test_evidence_is_named_once(self) -> None:
        found = measure(rule(self.BOTH), year(fact("a", type="教材"), fact("b", type="专利")))
        assert [key.id for key in found.evidence] == ["a", "b"]

    def test_it_reads_what_its_rules_read(self) -> None:
        both = "kind: 同时满足, rules: [{kind: 数量, at_least: 1, select: {records: 成果}}, {%s}]"
        assert measure(rule(both % TestZero.NONE), year()).reads == {"成果", "安全登记"}


def test_reviewers_are_not_measured() -> None:
    found = measure(rule("kind: 评审, evidence: 教学设计"), year())
    assert (found.parts, found.evidence, found.reads) == ((), (), frozenset())


SYSTEM = """\
=== content/rules/2025/indicators.yml
kind: 指标体系
title: 考核指标
year: 2025
basis: 自定
total: 100
{cap}bands: [{{grade: A, name: 优秀, at_least: 90}}, {{grade: B, name: 良好, at_least: 0}}]
categories:
  - name: 考核
    marks: 100
    indicators:
      - name: 考核
        points:
          - {{id: 1.1, label: 管理, marks: 100, by: 评审, rule: {{kind: 评审}}}}
          - {{id: 1.2, label: 培训, marks: {most}, by: 计算, rule: {{{rule}}}}}
=== content/assessments/2025/hong.yml
reviewers: [p901]
marks: {{1.1: {mark}}}
"""
BONUS = "kind: 加分, select: {records: 培训}, each: 3, unit: 次"
DEDUCTION = "kind: 扣分, select: {records: 培训}, each: 3, unit: 次"


class TestTheTotal:
    """The tiny school has two trainings."""

    @pytest.mark.parametrize(
        ("text", "most", "cap", "mark", "expected"),
        [
            (BONUS, 10, "", 80, 86),
            (BONUS, 4, "", 80, 84),  # capped by the point
            (BONUS, 10, "", 97, 100),  # without a cap the total is one
            (BONUS, 10, "cap: 102\n", 97, 102),
            (BONUS, 10, "cap: 110\n", 97, 103),
            (DEDUCTION, 10, "", 80, 74),
            (DEDUCTION, 4, "", 80, 76),
            (DEDUCTION, 10, "", 5, 0),  # never below nothing
        ],
    )
    def test_bonus_and_deductions_stand_beside_it(
        self, school: School, text: str, most: int, cap: str, mark: int, expected: int
    ) -> None:
        prepared = school(SYSTEM.format(rule=text, most=most, cap=cap, mark=mark))
        assert [str(found) for found in prepared.problems if found.is_error] == []
        [graded] = grade_years(prepared.dataset, prepared.as_of)
        assert graded.studios[0].score == expected
        assert graded.studios[0].categories[0].most == 100

    @pytest.mark.parametrize(
        ("text", "trainings", "lost"),
        [(BONUS, 0, False), (BONUS, 1, False), (DEDUCTION, 0, False), (DEDUCTION, 1, True)],
    )
    def test_only_what_could_have_been_had_is_lost(self, school: School, text: str, trainings: int, lost: bool) -> None:
        rows = "t1,2025-03-05,x,企业员工,20,2\n" * trainings
        table = f"=== studios/hong/trainings/2025.csv\nid,date,topic,audience,persons,days\n{rows}"
        edition = school(SYSTEM.format(rule=text, most=10, cap="", mark=80) + NOTICE + table).edition
        assert edition is not None
        points = edition.grade_years[0].grades[0].categories[0].points
        assert [point.lost for point in points] == [True, lost]


NOTICE = """\
decision: {body: 校长办公会, date: 2026-01-13, notice: grades-result}
"""
