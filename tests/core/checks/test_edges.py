"""Edges of the checks that look across records: the day on which a term is full, what is in force, what is one award.
What each check says where it finds something stands in the golden cases."""

from __future__ import annotations

import pytest

from tests.core.compute.test_grade import studio
from tests.core.conftest import School

PARTNERS = "=== studios/hong/partners.yml\npartners: [{id: plant, name: 小镇机械厂, since: 2016}]\n"


def codes(school: School, overlay: str, as_of: str = "2026-01-20") -> list[str]:
    return [found.code.id for found in school(overlay, as_of).problems]


def agreements(*terms: str) -> str:
    """The agreements of the tiny school's studio, each by its term: `starts ends`, or `starts ends dissolved`."""
    lines = []
    for number, term in enumerate(terms, 1):
        starts, ends, *dissolved = term.split()
        end = f", dissolved: {dissolved[0]}" if dissolved else ""
        lines.append(
            f"  - {{id: a{number}, title: 协议{number}, partner: plant, parties: [小镇职业学校, 小镇机械厂], "
            "clauses: [权利义务, 合作内容, 合作方式, 合作期限, 争议解决], content: 共建工作室, mode: 共用设备, "
            f"signed: {starts}, starts: {starts}, ends: {ends}{end}}}\n"
        )
    return f"{PARTNERS}=== studios/hong/agreements.yml\nagreements:\n{''.join(lines)}"


def status(*steps: str) -> str:
    """Further steps in the life of the tiny school's studio: `since status`."""
    lines = "".join(f"+  - {{since: {since}, status: {name}}}\n" for since, name in (step.split() for step in steps))
    return f"=== studios/hong/studio.yml (change)\n   - since: 2021-09-01\n     status: 建设中\n{lines}"


class TestTerm:
    @pytest.mark.parametrize(
        ("term", "short"),
        [
            ("2024-06-01 2027-05-31", False),
            ("2024-06-01 2027-05-30", True),
            ("2024-06-01 2027-06-01", False),
            ("2024-01-01 2026-12-31", False),
            ("2024-01-01 2026-12-30", True),
            # From 29 February to the last day of the February three years on, which has 28.
            ("2024-02-29 2027-02-28", False),
            ("2024-02-29 2027-02-27", True),
            # Up to a 29 February: the 28th is a day short.
            ("2025-03-01 2028-02-29", False),
            ("2025-03-01 2028-02-28", True),
        ],
    )
    def test_a_day_short_of_three_years_is_short(self, school: School, term: str, short: bool) -> None:
        assert codes(school, agreements(term)) == (["S333"] if short else [])

    def test_of_one_day(self, school: School) -> None:
        assert codes(school, agreements("2026-01-20 2026-01-20")) == ["S333"]

    def test_that_ends_before_it_starts_is_said_once(self, school: School) -> None:
        """Neither that it is short as well, nor that none is in force."""
        assert codes(school, agreements("2026-01-20 2025-01-19")) == ["S332"]


class TestDissolved:
    ENDED = "2021-06-01 2027-05-31 2025-03-31"

    def test_the_studio_ends_with_its_last_agreement(self, school: School) -> None:
        assert codes(school, agreements(self.ENDED)) == ["S335"]

    def test_another_in_force_keeps_it(self, school: School) -> None:
        assert codes(school, agreements(self.ENDED, "2024-06-01 2027-05-31")) == []

    def test_another_that_starts_the_same_day_keeps_it(self, school: School) -> None:
        assert codes(school, agreements(self.ENDED, "2025-03-31 2028-03-30")) == []

    def test_another_that_starts_the_day_after_comes_too_late(self, school: School) -> None:
        assert codes(school, agreements(self.ENDED, "2025-04-01 2028-03-31")) == ["S335"]

    def test_two_dissolved_on_one_day_are_said_once(self, school: School) -> None:
        assert codes(school, agreements(self.ENDED, self.ENDED)) == ["S335"]

    def test_one_that_is_to_be_dissolved_is_in_force(self, school: School) -> None:
        later = agreements("2021-06-01 2027-05-31 2026-01-21")
        assert codes(school, later, "2026-01-20") == []
        assert codes(school, later, "2026-01-21") == ["S335"]

    def test_a_studio_that_says_so(self, school: School) -> None:
        """What is still wanting then is the notice; the training after the end is beyond it."""
        ended = agreements(self.ENDED) + status("2025-03-31 终止") + "=== -content/assessments/2025/hong.yml\n"
        assert codes(school, ended) == ["E713", "S341"]

    def test_a_studio_of_the_school_alone(self, school: School) -> None:
        alone = "=== studios/hong/studio.yml (change)\n-mode: 校企联办\n+mode: 学校单独创办\n"
        assert codes(school, agreements(self.ENDED) + alone) == []

    def test_nothing_is_said_while_an_agreement_cannot_be_read(self, school: School) -> None:
        assert codes(school, agreements(self.ENDED, "2024-06-01 soon")) == ["F205"]


class TestInForce:
    def test_both_days_of_the_term_are_inside(self, school: School) -> None:
        term = agreements("2023-01-20 2026-01-19")
        assert codes(school, term, "2026-01-19") == []
        assert codes(school, term, "2026-01-20") == ["S338"]

    def test_one_that_follows_without_a_gap(self, school: School) -> None:
        assert codes(school, agreements("2023-01-20 2026-01-19", "2026-01-20 2029-01-19")) == []

    def test_one_that_has_not_begun(self, school: School) -> None:
        """The latest is the one that was in force, not the one to come."""
        [found] = school(agreements("2021-06-01 2025-05-31", "2026-06-01 2029-05-31")).problems
        assert (found.code.id, dict(found.args)["ends"]) == ("S338", "2025-05-31")


CUP = """\
title: 全国钳工比赛一等奖
type: 竞赛获奖
level: 国家级
rank: 一等奖
date: 2025-06-18
people: [p102]
contestants: 学生
"""


class TestClaim:
    def test_a_shared_award_is_no_double_claim(self, school: School) -> None:
        shared = "=== studios/hong/achievements/2025/cup.md (change)\n contestants: 学生\n+shared_with: [ma]\n"
        # The other studio has no record of its own: that it stands still is another matter.
        agreed = "=== studios/ma/studio.yml (change)\n-summary: 又一个。\n+summary: 又一个。\n+shares: [hong/cup]\n"
        assert codes(school, studio("ma") + shared + agreed) == ["P316", "S342"]

    def test_the_same_award_of_another_rank_or_day_is_another(self, school: School) -> None:
        for changed in (CUP.replace("一等奖\ndate", "二等奖\ndate"), CUP.replace("06-18", "06-19")):
            overlay = f"{studio('ma')}=== studios/ma/achievements/2025/cup.md\n---\n{changed}---\n"
            assert codes(school, overlay) == ["P316"]  # led by the other's master

    def test_two_teams_of_one_studio_may_win_the_same(self, school: School) -> None:
        assert codes(school, f"=== studios/hong/achievements/2025/second.md\n---\n{CUP}---\n") == []

    def test_one_certificate_twice_in_one_record_proves_one_achievement(self, school: School) -> None:
        overlay = (
            "=== studios/hong/achievements/2025/cup.md (change)\n     file: certificate.pdf\n"
            "+    number: 证1\n+  - {title: 证书背面, number: 证1}\n"
        )
        assert codes(school, overlay) == []


def plan(*targets: str, phases: str = "[]", actuals: str = "[]") -> str:
    """A public case: of one of the school's own that has begun it would also be asked what feeds it."""
    listed = "".join(f"  - {{id: t{number}, {target}}}\n" for number, target in enumerate(targets))
    said = f"title: 规划\nreference: 是\nphases: {phases}\nactuals: {actuals}\ntargets:\n{listed}"
    return f"=== content/plans/plan.yml\n{said}"


class TestPlan:
    @pytest.mark.parametrize(
        ("first", "second", "found"),
        [
            ("starts: 2024-01, ends: 2024-12", "starts: 2025-01, ends: 2025-12", []),
            ("starts: 2024, ends: 2024", "starts: 2025, ends: 2025", []),
            ("starts: 2024-07, ends: 2025-07", "starts: 2025-07, ends: 2026-07", ["L802"]),
            ("starts: 2024, ends: 2025", "starts: 2025, ends: 2026", ["L802"]),
            ("starts: 2024-07-01, ends: 2025-07-15", "starts: 2025-07-16, ends: 2026-07-15", []),
            ("starts: 2024-07-01, ends: 2025-07-15", "starts: 2025-07, ends: 2026-07-15", ["L802"]),
            ("starts: 20*, ends: 20*", "starts: 20*, ends: 20*", []),
            ("starts: 2024-05, ends: 2024-05", "starts: 2024-06, ends: 2024-05", ["L808"]),
        ],
    )
    def test_phases_share_no_month(self, school: School, first: str, second: str, found: list[str]) -> None:
        phases = f"[{{id: one, name: 一, {first}}}, {{id: two, name: 二, {second}}}]"
        assert codes(school, plan("metric: 培训, value: 10人", phases=phases)) == found

    @pytest.mark.parametrize(
        ("first", "second", "found"),
        [
            ("50000人次", "50000人次", []),
            ("50000人次", "50000人", ["L804"]),
            ("50000人次", "40000人次", ["L803"]),
            # One cause: a number in another unit cannot be compared.
            ("50000人次", "40000人", ["L804"]),
            ("100家", "近100家", ["L803"]),
            ("100", "100家", ["L804"]),
        ],
    )
    def test_targets_of_one_metric(self, school: School, first: str, second: str, found: list[str]) -> None:
        assert codes(school, plan(f"metric: 培训, value: {first}", f"metric: 培训, value: {second}")) == found

    def test_targets_due_on_different_days_are_different(self, school: School) -> None:
        assert codes(school, plan("metric: 教材, value: 1本, due: 2024", "metric: 教材, value: 3本, due: 2025")) == []

    @pytest.mark.parametrize(
        ("total", "one", "two", "found"),
        [
            ("30人", "10人", "20人", []),
            ("30人", "10人", "19人", ["L805"]),
            ("30人", "10人", "20人次", ["L804"]),
            ("30人次", "10人", "20人", ["L804"]),
            ("90%", "80%", "90%", []),
        ],
    )
    def test_phases_add_up(self, school: School, total: str, one: str, two: str, found: list[str]) -> None:
        phases = "[{id: one, name: 一, starts: 2024, ends: 2024}, {id: two, name: 二, starts: 2025, ends: 2025}]"
        targets = (f"metric: 培训, {rest}" for rest in (f"value: {total}", f"phase: one, value: {one}"))
        assert codes(school, plan(*targets, f"metric: 培训, phase: two, value: {two}", phases=phases)) == found


class TestRow:
    def training(self, year: int, day: str) -> str:
        return (
            f"=== studios/hong/trainings/{year}.csv\nid,date,topic,audience,persons,days\nx1,{day},划线,在校学生,8,1\n"
        )

    def test_the_founding_is_as_precise_as_it_is_known(self, school: School) -> None:
        assert codes(school, self.training(2021, "2021-09-01")) == []
        assert codes(school, self.training(2021, "2021-08-31")) == ["E713"]

    def test_a_date_of_another_year_is_said_once(self, school: School) -> None:
        assert codes(school, self.training(2021, "2020-08-31")) == ["T331"]


class TestFiles:
    def test_a_file_that_a_misspelled_name_means_is_not_forgotten(self, school: School) -> None:
        overlay = (
            "=== studios/hong/achievements/2025/cup.md (change)\n-    file: certificate.pdf\n+    file: scan.png\n"
        )
        assert codes(school, overlay) == ["A326"]

    def test_a_file_of_a_record_that_cannot_be_read_is_not_forgotten(self, school: School) -> None:
        overlay = "=== studios/hong/achievements/2025/cup.md (change)\n-type: 竞赛获奖\n+type: 奖\n"
        assert codes(school, overlay) == ["F204"]


class TestRound:
    ROUND = (
        "=== content/rounds/2025.yml\ntitle: 认定\nyear: 2025\ncriteria: criteria\ncutoff: 2025-12-31\n"
        "stages: [{name: 公示, starts: 2025-05-06}]\n"
    )

    @pytest.mark.parametrize(
        ("criteria", "found"), [("kind: 认定条件\ntitle: [\n", 1), ("kind: 条件\n", 1), ("title: 条件\n", 1)]
    )
    def test_criteria_that_cannot_be_read_are_not_unknown(self, school: School, criteria: str, found: int) -> None:
        said = codes(school, f"{self.ROUND}=== content/rules/2025/criteria.yml\n{criteria}")
        assert len(said) == found
        assert "L821" not in said


def test_a_period_of_which_a_misspelt_key_is_all_there_is_ends_on_no_day(school: School) -> None:
    proposed = (
        "=== content/notices/2026/grades-proposed.md (change)\n period:\n-  length: 5\n-  unit: 工作日\n+  count: 5\n"
    )
    assert "F202" in codes(school, proposed)
