"""The Edition is the gate: what is not public is nowhere in it, on the day it shows."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from generator.core.edition import Edition, form, publish
from generator.core.edition.form import Grade
from generator.core.pages import draw
from generator.core.pipeline import Prepared
from tests.core.compute.test_grade import assessment, studio
from tests.core.conftest import School

SECRETS = """\
=== content/notices/2026/secret.md
---
title: 关于某项内部事项的情况通报
kind: 情况通报
number: 镇职〔2026〕3号
issuers: [小镇职业学校内部办公室]
published: 2026-01-15
signed: 2026-01-15
scope: 校内
studios: [hong]
summary: 内部摘要
links: [{type: 阶段, to: grades-result}]
---
内部正文。
=== content/assessments/2025/hong.yml
reviewers: [p901, p902]
marks:
  2.1: 36 38
vetoes: []
decision: {body: 校长办公会, date: 2026-01-13, notice: grades-result}
note: 第二位评审人事后补交了意见。
=== studios/hong/members.yml (change)
+  - id: p901
+    name: 评审甲
+    roles: [{role: 徒弟, since: 2020}]
+  - id: p103
+    name: 欧阳小树
+    roles: [{role: 重点培养学生, since: 2025-03, teacher: p101}]
=== studios/hong/achievements/2025/cup.md (change)
-people: [p102]
+people: [p102, p103, p101]
"""
SECRET_WORDS = [
    "内部",
    "secret",
    "镇职〔2026〕3号",
    "评审甲",
    "p901",
    "p902",
    "事后补交",
    "何小苗",
    "欧阳小树",
    "p102",
    "p103",
    "36 38",
]


def edition(prepared: Prepared) -> Edition:
    assert [found for found in prepared.problems if found.is_error] == []
    assert prepared.edition is not None
    return prepared.edition


def as_json(given: Edition) -> str:
    return json.dumps(asdict(given), ensure_ascii=False)


class TestPrivacy:
    @pytest.mark.parametrize("word", SECRET_WORDS)
    def test_what_is_not_public_is_nowhere(self, school: School, word: str) -> None:
        assert word not in as_json(edition(school(SECRETS)))

    def test_it_was_written_though(self, school: School) -> None:
        prepared = school(SECRETS)
        written = "".join(file.text or "" for file in prepared.sources.files.values())
        assert [word for word in SECRET_WORDS if word not in written and word not in str(prepared.sources.files)] == []

    def test_learners_are_masked_beside_a_record_and_have_no_page(self, school: School) -> None:
        published = edition(school(SECRETS))
        [cup] = published.achievements
        assert [(person.name, person.id) for person in cup.people] == [
            ("何*苗", None),
            ("欧阳*树", None),
            ("洪大匠", "p101"),
        ]
        assert [person.id for person in published.people] == ["p101"]
        [hong] = published.studios
        assert (hong.learners.value, [member.person.name for member in hong.team]) == ("3", ["洪大匠"])

    def test_an_internal_edition_has_the_internal_notice(self, school: School) -> None:
        internal = publish(school(SECRETS).dataset, date(2026, 1, 20), "internal")
        assert internal.scope == "internal"
        assert "secret" in [notice.id for notice in internal.notices]

    def test_an_internal_notice_announces_nothing(self, school: School) -> None:
        published = edition(
            school(
                "=== content/notices/2026/grades-result.md (change)\n-signed: 2026-01-13\n"
                "+signed: 2026-01-13\n+scope: 校内\n@@\n-  - {type: 结果, to: grades-proposed, outcome: 无异议}\n"
                "+  - {type: 阶段, to: grades-proposed}\n"
            )
        )
        assert not grade(published).announced
        assert "grades-result" not in as_json(published)


def grade(published: Edition) -> Grade:
    [year] = published.grade_years
    [hong] = year.grades
    return hong


def numbers(given: Grade) -> dict[str, Any]:
    """What a grade says of the studio's result."""
    names = (
        "score",
        "band",
        "band_from",
        "vetoes",
        "final",
        "place",
        "categories",
        "decided_by",
        "decided_on",
        "notice",
    )
    return {name: getattr(given, name) for name in names if getattr(given, name) not in (None, ())}


class TestGrades:
    @pytest.mark.parametrize(
        ("overlay", "as_of"),
        [
            ("", "2026-01-13"),
            ("=== content/assessments/2025/hong.yml (change)\n-  notice: grades-result\n", "2026-01-20"),
            ("=== content/assessments/2025/hong.yml\nreviewers: [p901]\nmarks:\n  2.1: 38\n", "2026-01-20"),
            (assessment("hong", '"2.1": 38', vetoes="[{veto: safety, reason: 起火}]"), "2026-01-20"),
        ],
        ids=["not yet published", "no notice", "no decision", "vetoed"],
    )
    def test_until_they_are_announced_they_carry_no_result(self, school: School, overlay: str, as_of: str) -> None:
        published = edition(school(overlay, as_of))
        assert numbers(grade(published)) == {}
        assert (grade(published).announced, grade(published).reason) == (False, "not_announced")
        [year] = published.grade_years
        assert {count for _, count in year.distribution} == {0}

    def test_on_the_day_of_the_notice_they_do(self, school: School) -> None:
        given = grade(edition(school("", "2026-01-14")))
        assert (given.announced, given.final, given.notice_number) == (True, "优秀", "镇职〔2026〕2号")

    @pytest.mark.parametrize(
        ("level", "score", "categories", "points"),
        [("等级", None, 0, 0), ("总分", "97", 0, 0), ("分类", "97", 2, 0), ("各观测点", "97", 2, 3)],
    )
    def test_no_more_is_shown_than_is_disclosed(
        self, school: School, level: str, score: str | None, categories: int, points: int
    ) -> None:
        given = grade(edition(school(f"=== content/site.yml (change)\n-    level: 各观测点\n+    level: {level}\n")))
        assert given.final == "优秀"
        assert (given.score, given.band is None, given.place is None) == (score, score is None, score is None)
        assert len(given.categories) == categories
        assert sum(len(category.points) for category in given.categories) == points

    def test_without_a_word_on_disclosure_only_the_grade_is_shown(self, school: School) -> None:
        given = grade(
            edition(school("=== content/site.yml (change)\n-disclosure:\n-  - year: 2025\n-    level: 各观测点\n"))
        )
        assert numbers(given).keys() == {"final", "decided_by", "decided_on", "notice"}

    def test_reviewers_are_counted_and_their_marks_are_not_told(self, school: School) -> None:
        point = grade(edition(school())).categories[1].points[0]
        assert (point.marks, point.reviews) == ("37", 2)

    def test_the_evidence_is_named(self, school: School) -> None:
        award, training = grade(edition(school())).categories[0].points
        assert [(each.kind, each.id, each.studio, each.year) for each in award.evidence] == [
            ("achievement", "cup", "hong", "2025")
        ]
        assert [each.id for each in training.evidence] == ["t1", "t2"]

    def test_a_score_is_not_rounded_up(self, school: School) -> None:
        system = "=== content/rules/2025/indicators.yml (change)\n-  - {grade: A, name: 优秀, at_least: 90}\n"
        system += "+  - {grade: A, name: 优秀, at_least: 97}\n"
        marks = (
            "=== content/assessments/2025/hong.yml (change)\n-reviewers: [p901, p902]\n+reviewers: [p901, p902, p903]\n"
        )
        marks += "@@\n-  2.1: 36 38\n+  2.1: 37 37 36.99\n"
        given = grade(edition(school(system + marks)))
        assert (given.score, given.final) == ("96.99", "良好")


class TestTheDay:
    LATER = """\
=== studios/hong/achievements/2026/show.md
---
title: 开春作品展
type: 荣誉
date: 2026-03-01
---
=== studios/hong/trainings/2026.csv
id,date,topic,audience,persons,days
t3,2026-03-01,开春培训,企业员工,20,2
=== content/notices/2026/call.md
---
title: 开春通知
kind: 通知
issuers: [小镇职业学校]
published: 2026-03-01
signed: 2026-03-01
---
"""

    def test_what_is_dated_later_is_absent(self, school: School) -> None:
        before = edition(school(self.LATER, "2026-02-28"))
        assert "开春" not in as_json(before)
        assert before.next_change == "2026-03-01"
        after = edition(school(self.LATER, "2026-03-01"))
        assert as_json(after).count("开春") >= 3
        assert after.next_change is None

    def test_roles_names_and_states_are_those_of_the_day(self, school: School) -> None:
        overlay = """\
=== studios/hong/studio.yml (change)
-    kind: 申报名称
+    kind: 申报名称
+  - {name: 洪师傅大师室, kind: 铭牌名称, since: 2026-02}
@@
+plaque: {number: T-1, granted: 2026-02}
=== studios/hong/members.yml (change)
-        since: 2021-09
+        since: 2021-09
+      - {role: 理事长, since: 2022, until: 2025-12-31}
"""
        [january] = edition(school(overlay, "2026-01-31")).studios
        [february] = edition(school(overlay, "2026-02-01")).studios
        assert (january.plaque_name, february.plaque_name) == ("小镇职业学校洪师傅技能大师工作室", "洪师傅大师室")
        assert january.team[0].roles == ("大师",)
        [december] = edition(school(overlay, "2025-12-31")).studios
        assert december.team[0].roles == ("大师", "理事长")

    @pytest.mark.parametrize(
        ("as_of", "states"),
        [
            ("2026-01-04", {}),
            ("2026-01-05", {"grades-proposed": "open"}),
            ("2026-01-09", {"grades-proposed": "open"}),
            ("2026-01-10", {"grades-proposed": "closed"}),
            ("2026-01-14", {"grades-proposed": "concluded", "grades-result": "in_force"}),
        ],
    )
    def test_notices_stand_as_on_the_day(self, school: School, as_of: str, states: dict[str, str]) -> None:
        assert {notice.id: notice.state for notice in edition(school("", as_of)).notices} == states

    def test_the_period_says_how_each_day_counts(self, school: School) -> None:
        notice = next(each for each in edition(school("", "2026-01-07")).notices if each.id == "grades-proposed")
        assert notice.period is not None
        assert [(day.number, day.when) for day in notice.period.days] == [
            (1, "past"),
            (2, "past"),
            (3, "now"),
            (4, "next"),
            (5, "next"),
        ]
        assert (notice.period.opens, notice.period.closes, notice.period.length, notice.period.left) == (
            "2026-01-05",
            "2026-01-09",
            5,
            3,
        )


def test_notices_are_linked_both_ways(school: School) -> None:
    links = {notice.id: notice.links for notice in edition(school()).notices}
    assert [(link.type, link.to, link.forward) for link in links["grades-result"]] == [
        ("结果", "grades-proposed", True)
    ]
    assert [(link.type, link.to, link.forward) for link in links["grades-proposed"]] == [
        ("结果", "grades-result", False)
    ]


def test_a_notice_that_is_not_shown_is_not_linked_to(school: School) -> None:
    [proposed] = edition(school("", "2026-01-10")).notices
    assert proposed.links == ()


def test_evidence_carries_the_digest_of_its_file(school: School) -> None:
    prepared = school()
    [evidence] = edition(prepared).achievements[0].evidence
    file = prepared.sources.files["studios/hong/files/certificate.pdf"]
    assert (evidence.file, evidence.size, evidence.digest) == ("certificate.pdf", file.size, file.digest)


def test_someone_under_correction_has_no_name(school: School) -> None:
    overlay = studio("a") + "=== studios/hong/members.yml (change)\n-        since: 2021-09\n+        since: soon\n"
    prepared = school(overlay)
    assert prepared.edition is not None
    published = {each.id: each for each in prepared.edition.studios}
    assert (published["a"].master.name, published["a"].master.id) == ("", None)
    assert published["hong"].contact_name == ""


@pytest.mark.parametrize("fault", ["since: 2024-13-01", "sinces: 2024-09-01", "until: 2023-01-01"])
def test_a_broken_entry_of_a_learner_shows_no_number(school: School, fault: str) -> None:
    members = f"""\
=== studios/hong/members.yml
members:
  - {{id: p101, name: 洪大匠, roles: [{{role: 大师, since: 2021-09}}]}}
  - id: p102
    name: 何小苗
    roles:
      - role: 徒弟
        teacher: p101
        {fault}
"""
    prepared = school(members)
    assert prepared.edition is not None
    assert any(out.kind == "member" for out in prepared.edition.corrections)
    assert "p102" not in repr(prepared.edition)
    assert "people/p102.html" not in {page.address for page in draw(prepared.edition)}


class TestWorking:
    """What explains a mark, where the school makes every point public."""

    ROWS = """\
=== studios/hong/trainings/2025.csv (change)
-t2,2025-10-11,量具使用,企业员工,30,2,p101
+t2,2025-10-11,量具使用,社会人员,30,2,p101
"""

    def point(self, published: Edition, name: str) -> form.Point:
        (year,) = published.grade_years
        points = [point for grade in year.grades for category in grade.categories for point in category.points]
        return next(point for point in points if point.id == name)

    def test_each_record_says_what_it_adds_and_what_was_left_out_says_why(self, school: School) -> None:
        point = self.point(edition(school(self.ROWS)), "1.2")
        assert [(ref.id, ref.amount) for ref in point.evidence] == [("t1", "40")]
        assert point.left_out == (form.LeftOut("word", "对象", ("社会人员",), 1, "60", "人天"),)

    def test_nothing_is_explained_beyond_what_is_disclosed(self, school: School) -> None:
        less = "=== content/site.yml (change)\n-    level: 各观测点\n+    level: 分类\n"
        (year,) = edition(school(self.ROWS + less)).grade_years
        assert all(category.points == () for grade in year.grades for category in grade.categories)
        assert "社会人员" not in str(year)

    def test_places_are_public_only_where_the_school_wants_a_ranking(self, school: School) -> None:
        (year,) = edition(school()).grade_years
        assert not year.ranking
        ranked = "=== content/site.yml (change)\n-    level: 各观测点\n+    level: 各观测点\n+    ranking: 是\n"
        (year,) = edition(school(ranked)).grade_years
        assert year.ranking
        bare = "=== content/site.yml (change)\n-    level: 各观测点\n+    level: 等级\n+    ranking: 是\n"
        (year,) = edition(school(bare)).grade_years
        assert (year.ranking, [grade.place for grade in year.grades]) == (False, [None])


class TestTakenDown:
    OVERLAY = """\
=== content/notices/2026/grades-proposed.md (change)
 published: 2026-01-05
+taken_down: {date: 2026-01-15, reason: 含有个人信息}
"""

    def test_nothing_stays_but_title_number_dates_and_the_way_to_the_result(self, school: School) -> None:
        published = edition(school(self.OVERLAY))
        notice = next(one for one in published.notices if one.id == "grades-proposed")
        assert (notice.state, notice.taken_on, notice.taken_reason) == ("taken_down", "2026-01-15", "含有个人信息")
        assert (notice.title, notice.number) == ("关于2025年度考核结果的公示", "镇职〔2026〕1号")
        assert [tie.to for tie in notice.links] == ["grades-result"]
        assert notice.period is not None
        assert notice.period.closes == "2026-01-09"
        assert "洪师傅技能大师工作室" not in str(notice)
        assert "异议须署实名" not in str(notice)
        assert "现将结果公示如下" not in as_json(published)

    def test_before_the_day_it_stands_as_it_was(self, school: School) -> None:
        published = edition(school(self.OVERLAY, as_of="2026-01-14"))
        notice = next(one for one in published.notices if one.id == "grades-proposed")
        assert "洪师傅技能大师工作室" in str(notice.groups)

    def test_a_list_that_came_down_by_itself_needs_no_reason(self, school: School) -> None:
        lists = self.OVERLAY.replace("taken_down: {date: 2026-01-15, reason: 含有个人信息}", "lists: 期满撤下")
        notice = next(one for one in edition(school(lists)).notices if one.id == "grades-proposed")
        assert (notice.state, notice.taken_on, notice.taken_reason) == ("taken_down", "2026-01-10", "")
        assert notice.groups == ()
