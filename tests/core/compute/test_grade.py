"""Grades: exact arithmetic, half-open bands, quota, ties, vetoes, missing marks, and what is under correction."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from generator.core.compute.grade import StudioGrade, YearGrades, grade_years, trial
from generator.core.pipeline import Prepared
from generator.core.values.number import shown
from tests.core.conftest import School

ENDED = """\
=== studios/hong/studio.yml (change)
   - since: 2021-09-01
     status: 建设中
+  - since: 2025-11-30
+    status: 终止
"""
REVIEW = "{id: 1.1, label: 管理, marks: 100, by: 评审, rule: {kind: 评审}}"
PERSON_DAYS = (
    "{id: 1.1, label: 培训, marks: 100, by: 计算, partial: %s, "
    "rule: {kind: 合计, select: {records: 培训, where: {audience: 企业员工}}, "
    "number: person_days, at_least: 100, unit: 人天}}"
)
EACH_SEMESTER = (
    "{id: 1.1, label: 培训, marks: 100, by: 计算, partial: %s, "
    "rule: {kind: 每学期, select: {records: 培训, where: {audience: 企业员工}}, at_least: 1}}"
)
ONE_AWARD = (
    "{id: 1.1, label: 竞赛, marks: 100, by: 计算, "
    "rule: {kind: 数量, select: {records: 成果, where: {type: 竞赛获奖}}, at_least: 1}}"
)
BANDS = (
    "[{grade: A, name: 优秀, at_least: 90}, {grade: B, name: 良好, at_least: 60}, {grade: C, name: 合格, at_least: 0}]"
)


def system(*points: str, bands: str = BANDS, quota: str = "100%") -> str:
    """An indicator system of one category."""
    listed = "".join(f"          - {point}\n" for point in points)
    quota_line = f"quota: {{grade: A, share: {quota}}}\n" if bands != "[]" else ""
    veto_lines = "vetoes: [{id: safety, name: 安全事故, caps_at: B}]\n" if bands != "[]" else ""
    return f"""\
=== content/rules/2025/indicators.yml
kind: 指标体系
title: 考核指标
year: 2025
basis: 自定
total: 100
bands: {bands}
{quota_line}{veto_lines}categories:
  - name: 考核
    marks: 100
    indicators:
      - name: 管理
        points:
{listed}"""


def studio(name: str) -> str:
    """Another studio, led by the same master."""
    return f"""\
=== studios/{name}/studio.yml
names: [{{name: {name}技能大师工作室, kind: 申报名称}}]
short: {name}
kind: 技能大师工作室
mode: 学校单独创办
trade: 钳工
major: 机械
department: 机械系
master: p101
founded: 2022
status: [{{since: 2022, status: 建设中}}]
summary: 又一个。
=== studios/{name}/members.yml
members: [{{id: p101, roles: [{{role: 大师, since: 2022}}]}}]
"""


AGREED = """\
=== studios/a/studio.yml (change)
-summary: 又一个。
+summary: 又一个。
+shares: [hong/cup]
"""
"""The other studio says so too."""


def assessment(name: str, marks: str, *, reviewers: str = "[p901]", vetoes: str = "[]") -> str:
    """Marks for one studio, of point 1.1 unless it says others."""
    lines = marks if ":" in marks else f'"1.1": "{marks}"'
    return f"""\
=== content/assessments/2025/{name}.yml
reviewers: {reviewers}
marks: {{{lines}}}
vetoes: {vetoes}
"""


def graded(prepared: Prepared) -> YearGrades:
    assert [
        str(found) for found in prepared.problems if found.is_error and found.where.path.startswith("content")
    ] == []
    [year] = grade_years(prepared.dataset, prepared.as_of)
    return year


def hong(prepared: Prepared) -> StudioGrade:
    return next(grade for grade in graded(prepared).studios if grade.studio == "hong")


def told(grade: StudioGrade) -> str:
    """Score, grade of the band, final grade and reason: `97 A A band`, with `-` for what there is not."""
    score = "-" if grade.score is None else shown(grade.score)
    return f"{score} {grade.band or '-'} {grade.final or '-'} {grade.reason}"


def score(prepared: Prepared) -> Fraction:
    """The exact score."""
    given = hong(prepared).score
    assert given is not None
    return given


def test_the_tiny_school(school: School) -> None:
    grade = hong(school())
    assert told(grade) == "97 A A band"
    assert [(category.name, category.marks, category.most) for category in grade.categories] == [
        ("成果", Fraction(60), Fraction(60)),
        ("管理", Fraction(37), Fraction(40)),
    ]


@pytest.mark.parametrize(
    ("mark", "band"),
    [("100", "A"), ("90", "A"), ("89.96", "B"), ("89.5", "B"), ("60", "B"), ("59.99", "C"), ("0", "C")],
)
def test_bands_are_half_open(school: School, mark: str, band: str) -> None:
    grade = hong(school(system(REVIEW) + assessment("hong", mark)))
    assert told(grade) == f"{mark} {band} {band} band"


def test_thirds_add_up_exactly(school: School) -> None:
    most = {"1.1": 15, "1.2": 15, "1.3": 20, "1.4": 20, "1.5": 30}
    given = {"1.1": "13 13 14", "1.2": "13 14 14", "1.3": "16 16 17", "1.4": "17 17 18", "1.5": "29 29 30"}
    assert 40 / 3 + 41 / 3 + 49 / 3 + 52 / 3 + 88 / 3 < 90  # what floats would make of it
    points = [
        f"{{id: {point}, label: x, marks: {marks}, by: 评审, rule: {{kind: 评审}}}}" for point, marks in most.items()
    ]
    lines = ", ".join(f'"{point}": {marks}' for point, marks in given.items())
    grade = hong(school(system(*points) + assessment("hong", lines, reviewers="[p901, p902, p903]")))
    assert (grade.score, grade.band) == (Fraction(90), "A")


def test_a_mean_just_below_a_band_does_not_round_into_it(school: School) -> None:
    grade = hong(school(system(REVIEW) + assessment("hong", "90 90 89.99", reviewers="[p901, p902, p903]")))
    assert grade.score == Fraction(26999, 300)
    assert told(grade) == "89.99 B B band"


def test_a_weight_multiplies_marks(school: School) -> None:
    point = "{id: 1.1, label: x, marks: 50, weight: 2, by: 评审, rule: {kind: 评审}}"
    assert score(school(system(point) + assessment("hong", "40.5"))) == 81


class TestReviews:
    def test_abstentions_and_conflicts_are_no_zeros(self, school: School) -> None:
        grade = hong(school(system(REVIEW) + assessment("hong", "- 90 ×", reviewers="[p901, p902, p903]")))
        assert grade.score == 90
        assert grade.categories[0].points[0].reviews == (Fraction(90),)

    @pytest.mark.parametrize("marks", ["× ×", "- -", "- ×"])
    def test_a_point_that_nobody_marked_blocks_the_grade(self, school: School, marks: str) -> None:
        prepared = school(system(REVIEW) + assessment("hong", marks, reviewers="[p901, p902]"))
        assert told(hong(prepared)) == "- - - missing_marks"
        assert [found.code.id for found in prepared.problems] == ["G517"]

    def test_a_mark_of_zero_is_a_mark(self, school: School) -> None:
        assert hong(school(system(REVIEW) + assessment("hong", "0"))).final == "C"

    def test_computed_and_confirmed_points_take_both(self, school: School) -> None:
        point = ONE_AWARD.replace("by: 计算", "by: 计算并复核")
        assert score(school(system(point) + assessment("hong", "80 90", reviewers="[p901, p902]"))) == 85
        without = system(point) + assessment("hong", "80 90", reviewers="[p901, p902]")
        assert score(school(without + "=== -studios/hong/achievements\n")) == 0

    @pytest.mark.parametrize(
        ("kind", "confirmed", "expected"),
        [
            ("加分", "6", 92),
            ("加分", "2", 92),
            ("加分", "1", 91),
            ("加分", "0", 90),
            ("扣分", "6", 88),  # no more than the records show
            ("扣分", "2", 88),
            ("扣分", "1", 89),
            ("扣分", "0", 90),
            ("扣分", "0 1", Fraction("89.5")),
        ],
    )
    def test_of_a_bonus_or_a_deduction_no_more_counts_than_is_confirmed(
        self, school: School, kind: str, confirmed: str, expected: Fraction
    ) -> None:
        """The tiny school has one award."""
        rule = f"{{kind: {kind}, select: {{records: 成果}}, each: 2}}"
        point = f"{{id: 1.2, label: x, marks: 6, by: 计算并复核, rule: {rule}}}"
        both = "90 90" if " " in confirmed else "90"
        people = "[p901, p902]" if " " in confirmed else "[p901]"
        given = assessment("hong", f'"1.1": {both}, "1.2": "{confirmed}"', reviewers=people)
        assert score(school(system(REVIEW, point) + given)) == expected

    def test_a_deduction_that_nobody_has_confirmed_blocks_the_grade(self, school: School) -> None:
        point = "{id: 1.2, label: x, marks: 6, by: 计算并复核, rule: {kind: 扣分, select: {records: 成果}, each: 2}}"
        prepared = school(system(REVIEW, point) + assessment("hong", '"1.1": 90, "1.2": 弃'))
        assert told(hong(prepared)) == "- - - missing_marks"


def test_without_bands_there_is_no_grade(school: School) -> None:
    assert told(hong(school(system(REVIEW, bands="[]") + assessment("hong", "95")))) == "95 - - no_bands"


class TestQuota:
    def finals(self, school: School, quota: str, **marks: str) -> dict[str, str]:
        """Final grade and reason of each studio by the marks given; hong is one of them."""
        others = "".join(studio(name) for name in marks if name != "hong")
        given = "".join(assessment(name, mark) for name, mark in marks.items())
        year = graded(school(system(REVIEW, quota=quota) + others + given))
        return {grade.studio: f"{grade.final} {grade.reason}" for grade in year.studios}

    def test_it_pushes_those_beyond_down_one_grade(self, school: School) -> None:
        assert self.finals(school, "25%", a="95", b="92", c="80", hong="50") == {
            "a": "A band",
            "b": "B quota",
            "c": "B band",
            "hong": "C band",
        }

    def test_its_share_is_cut_to_a_whole_number(self, school: School) -> None:
        assert list(self.finals(school, "40%", a="95", b="92", c="91", hong="90").values()) == [
            "A band",
            "B quota",
            "B quota",
            "B quota",
        ]
        assert self.finals(school, "24%", a="95", b="92", c="91", hong="90")["a"] == "B quota"

    def test_thirds_of_three_are_one(self, school: School) -> None:
        assert list(self.finals(school, "33.4%", a="95", b="92", hong="90").values()) == [
            "A band",
            "B quota",
            "B quota",
        ]
        assert list(self.finals(school, "33.3%", a="95", b="92", hong="90").values()) == ["B quota"] * 3

    def test_a_tie_at_its_edge_is_left_to_people(self, school: School) -> None:
        assert self.finals(school, "50%", a="95", b="92", c="92", hong="90") == {
            "a": "A band",
            "b": "None tie",
            "c": "None tie",
            "hong": "B quota",
        }

    def test_a_tie_within_it_or_beyond_it_is_none(self, school: School) -> None:
        assert list(self.finals(school, "50%", a="95", b="95", c="92", hong="92").values()) == [
            "A band",
            "A band",
            "B quota",
            "B quota",
        ]

    def test_equal_scores_share_a_place(self, school: School) -> None:
        marks = {"a": "95", "b": "92", "c": "92", "hong": "90"}
        overlay = system(REVIEW) + "".join(studio(name) for name in "abc")
        year = graded(school(overlay + "".join(assessment(name, mark) for name, mark in marks.items())))
        assert [grade.place for grade in year.studios] == [1, 2, 2, 4]


class TestVeto:
    VETO = "[{veto: safety, reason: 起火}]"

    def test_it_caps_the_grade_whatever_the_score(self, school: School) -> None:
        grade = hong(school(system(REVIEW) + assessment("hong", "99", vetoes=self.VETO)))
        assert told(grade) == "99 A B veto"
        assert grade.capped_by == ("safety",)

    def test_it_lifts_no_grade(self, school: School) -> None:
        assert told(hong(school(system(REVIEW) + assessment("hong", "50", vetoes=self.VETO)))) == "50 C C band"

    def test_who_is_capped_takes_no_place_of_the_quota(self, school: School) -> None:
        overlay = system(REVIEW, quota="50%") + studio("a")
        year = graded(school(overlay + assessment("a", "99", vetoes=self.VETO) + assessment("hong", "91")))
        assert [(grade.studio, grade.final, grade.reason) for grade in year.studios] == [
            ("a", "B", "veto"),
            ("hong", "A", "band"),
        ]


class TestTrainings:
    HEAD = "=== studios/hong/trainings/2025.csv\nid,date,topic,audience,persons,days\n"
    NONE = "=== content/assessments/2025/hong.yml\nreviewers: [p901]\nmarks: {}\n"

    @pytest.mark.parametrize(
        ("rows", "marks", "in_part"),
        [
            ("t1,2025-03-05,x,企业员工,20,2\nt2,2025-10-11,x,企业员工,30,2\n", 100, 100),
            ("t1,2025-03-05,x,企业员工,199,0.5\n", 0, Fraction("99.5")),
            ("t1,2025-03-05,x,企业员工,201,0.5\n", 100, 100),
            ("t1,2025-03-05,x,在校学生,500,2\n", 0, 0),
        ],
    )
    def test_person_days_reach_what_is_asked_exactly(
        self, school: School, rows: str, marks: int, in_part: Fraction
    ) -> None:
        whole = score(school(system(PERSON_DAYS % "不给部分分") + self.NONE + self.HEAD + rows))
        part = score(school(system(PERSON_DAYS % "按比例") + self.NONE + self.HEAD + rows))
        assert (whole, part) == (Fraction(marks), Fraction(in_part))

    @pytest.mark.parametrize(
        ("dates", "marks", "in_part"),
        [
            (["2025-01-01", "2025-12-31"], 100, 100),
            (["2025-07-31", "2025-08-01"], 100, 100),
            (["2025-03-05", "2025-07-31"], 0, 50),
            ([], 0, 0),
        ],
    )
    def test_each_semester_asks_for_its_own(
        self, school: School, dates: list[str], marks: int, in_part: Fraction
    ) -> None:
        rows = "".join(f"t{number},{day},x,企业员工,1,1\n" for number, day in enumerate(dates))
        whole = score(school(system(EACH_SEMESTER % "不给部分分") + self.NONE + self.HEAD + rows))
        part = score(school(system(EACH_SEMESTER % "按比例") + self.NONE + self.HEAD + rows))
        assert (whole, part) == (Fraction(marks), Fraction(in_part))

    def test_what_has_not_happened_yet_does_not_count(self, school: School) -> None:
        overlay = system(PERSON_DAYS % "按比例") + self.NONE
        overlay += "=== -content/notices\n"
        assert [score(school(overlay, day)) for day in ("2025-03-04", "2025-03-05", "2025-10-11")] == [0, 40, 100]


class TestUnderCorrection:
    """A record that was left out might have counted: no final grade, whatever the score of the rest."""

    NONE = "=== content/assessments/2025/hong.yml\nreviewers: [p901]\nmarks: {}\n"
    BROKEN_ROW = "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,x,企业员工,many,1,p101\n"
    BROKEN_AWARD = "=== studios/hong/achievements/2025/other.md\n---\ntitle: x\n---\n"

    def test_a_point_that_reads_its_kind_is_incomplete(self, school: School) -> None:
        grade = hong(school(system(PERSON_DAYS % "按比例") + self.NONE + self.BROKEN_ROW))
        assert told(grade) == "100 A - incomplete"
        assert grade.incomplete

    def test_other_points_are_not(self, school: School) -> None:
        grade = hong(school(system(PERSON_DAYS % "按比例") + self.NONE + self.BROKEN_AWARD))
        assert (grade.final, grade.incomplete) == ("A", False)
        grade = hong(school(system(ONE_AWARD) + self.NONE + self.BROKEN_AWARD))
        assert (grade.final, grade.incomplete) == (None, True)

    def test_nor_is_another_year(self, school: School) -> None:
        other_year = self.BROKEN_AWARD.replace("/2025/", "/2024/")
        assert hong(school(system(ONE_AWARD) + self.NONE + other_year)).final == "A"

    def test_nor_is_another_studio(self, school: School) -> None:
        overlay = system(ONE_AWARD) + self.NONE + studio("a") + self.BROKEN_AWARD.replace("/hong/", "/a/")
        assert hong(school(overlay)).final == "A"

    def test_an_achievement_shared_by_two_counts_for_both(self, school: School) -> None:
        overlay = system(ONE_AWARD) + self.NONE + studio("a") + self.NONE.replace("hong", "a")
        shared = "=== studios/hong/achievements/2025/cup.md (change)\n contestants: 学生\n+shared_with: [a]\n"
        year = graded(school(overlay + shared + AGREED))
        assert [(grade.studio, grade.final) for grade in year.studios] == [("a", "A"), ("hong", "A")]

    @pytest.mark.parametrize("fault", ["date: 2025-06-31", "rank: 头奖", "date: 2024-06-18", "title: a: b"])
    def test_an_achievement_that_two_share_is_missed_by_both(self, school: School, fault: str) -> None:
        key = fault.partition(":")[0]
        old = {"date": "date: 2025-06-18", "rank": "rank: 一等奖", "title": "title: 全国钳工比赛一等奖"}[key]
        overlay = system(ONE_AWARD) + self.NONE + studio("a") + self.NONE.replace("hong", "a")
        shared = f"=== studios/hong/achievements/2025/cup.md (change)\n-{old}\n+{fault}\n@@\n contestants: 学生\n"
        year = graded(school(overlay + shared + "+shared_with: [a]\n" + AGREED))
        assert [told(grade) for grade in year.studios] == ["0 C - incomplete", "0 C - incomplete"]

    def test_whoever_would_make_room_for_it_waits(self, school: School) -> None:
        """A typo of one studio must not promote another."""
        others = system(ONE_AWARD.replace("by: 计算", "by: 计算并复核"), quota="50%") + studio("a")
        award = "=== studios/a/achievements/2025/cup.md\n---\ntitle: x\ntype: 竞赛获奖\ndate: %s\nlevel: 国家级\n"
        award += "rank: 一等奖\ncontestants: 学生\n---\n"
        marks = assessment("a", "95") + assessment("hong", "91")
        sound = graded(school(others + marks + award % "2025-06-18"))
        assert [told(grade) for grade in sound.studios] == ["95 A A band", "91 A B quota"]
        broken = graded(school(others + marks + award % "2025-06-31"))
        assert [told(grade) for grade in broken.studios] == ["0 C - incomplete", "91 A - incomplete"]


def test_no_studio_is_graded_in_a_year_without_its_assessment(school: School) -> None:
    prepared = school(studio("a"))
    assert [grade.studio for grade in graded(prepared).studios] == ["hong"]


def test_grades_do_not_depend_on_the_order_of_files(school: School) -> None:
    marks = {"a": "95", "b": "92", "c": "92", "hong": "90"}
    overlay = system(REVIEW, quota="50%") + "".join(studio(name) for name in "abc")
    overlay += "".join(assessment(name, mark) for name, mark in marks.items())
    prepared = school(overlay)
    shelves = dict(prepared.dataset.shelves)
    backwards = {kind: dict(reversed(list(shelf.items()))) for kind, shelf in shelves.items()}
    again = grade_years(replace(prepared.dataset, shelves=backwards), prepared.as_of)
    assert again == grade_years(prepared.dataset, prepared.as_of)


class TestThoseWhoWereNotAssessed:
    NEW = studio("a")

    def absent(self, prepared: Prepared) -> list[tuple[str, str, str]]:
        (year,) = grade_years(prepared.dataset, prepared.as_of)
        return [(each.studio, each.status, str(each.since)) for each in year.absent]

    def test_a_studio_without_an_assessment_is_named_with_its_status(self, school: School) -> None:
        assert [name for name, *_ in self.absent(school(self.NEW))] == ["a"]

    def test_one_that_ended_shows_as_ended(self, school: School) -> None:
        other = assessment("a", '"2.1": 30 32', reviewers="[p901, p902]")
        prepared = school("=== -content/assessments/2025/hong.yml\n" + self.NEW + other + ENDED)
        assert self.absent(prepared) == [("hong", "终止", "2025-11-30")]

    def test_one_that_was_founded_later_or_had_ended_before_is_no_part_of_the_year(self, school: School) -> None:
        later = self.NEW.replace("founded: 2022", "founded: 2026-01-05")
        assert "founded: 2026-01-05" in later
        assert self.absent(school(later)) == []


class TestTrial:
    def test_the_records_of_a_year_that_nobody_has_assessed(self, school: School) -> None:
        prepared = school("=== -content/assessments/2025/hong.yml\n")
        tried = trial(prepared.dataset, "hong", 2025, prepared.as_of)
        assert tried is not None
        (grade,) = tried.studios
        marks = {point.point.id: point.marks for category in grade.categories for point in category.points}
        assert marks == {"1.1": 40, "1.2": 20, "2.1": None}
        assert (grade.score, grade.final, grade.reason, tried.assessed) == (None, None, "missing_marks", 0)

    def test_a_year_without_a_system_takes_the_latest_before_it(self, school: School) -> None:
        prepared = school()
        tried = trial(prepared.dataset, "hong", 2026, prepared.as_of)
        assert tried is not None
        assert (tried.year, tried.system.record.year) == (2026, 2025)
        assert trial(prepared.dataset, "hong", 2024, prepared.as_of) is None
        assert trial(prepared.dataset, "nobody", 2026, prepared.as_of) is None
