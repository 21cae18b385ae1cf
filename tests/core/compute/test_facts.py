"""Facts: what of a studio's records counts for a year, and by which words and numbers."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from generator.core.compute.facts import FACT_KINDS, FIELDS, FLAG, Fact, StudioYear, studio_year, term_years
from generator.core.compute.rules import selected
from generator.core.pipeline import prepare
from generator.core.records.agreement import Agreement
from generator.core.records.indicators import FactWord, Selection
from generator.core.records.kinds import KINDS
from tests.command import ROOT
from tests.core.conftest import School


def facts(school: School, overlay: str, of: FactWord, year: int = 2025, as_of: str = "2026-03-18") -> dict[str, Fact]:
    """The facts of one kind in a year, by the last part of the record's id."""
    found = studio_year(school(overlay, as_of).dataset, "hong", year, date.fromisoformat(as_of)).of(of)
    assert max(Counter(fact.key for fact in found).values(), default=1) == 1
    return {fact.key.id.rpartition("/")[2]: fact for fact in found}


def chosen(found: dict[str, Fact], of: FactWord, **where: str) -> list[str]:
    """Which facts a rule would choose by these words."""
    selection = Selection.model_validate({"records": of, "where": where})
    year = studio_year_of(found, of)
    return [fact.key.id.rpartition("/")[2] for fact in selected(selection, year)]


def studio_year_of(found: dict[str, Fact], of: FactWord) -> StudioYear:
    return StudioYear("hong", 2025, {of: tuple(found.values())}, ())


def achievement(name: str, **given: str) -> str:
    written = {"title": name, "type": "教材", "date": "2025-05-01"} | given
    lines = "\n".join(f"{key}: {value}" for key, value in written.items())
    return f"=== studios/hong/achievements/{written['date'][:4]}/{name}.md\n---\n{lines}\n---\n"


def test_every_word_of_the_rules_has_its_facts() -> None:
    assert set(FIELDS) == set(get_args(FactWord))
    assert {kind.record for kind in FACT_KINDS} <= {kind.name for kind in KINDS}


def test_facts_hold_no_words_that_rules_cannot_ask_for(school: School) -> None:
    prepared = school(PARTNER + AGREEMENT % ("2024-01-01", "2026-12-31") + APPRENTICES + RESOURCES + SAFETY % "[]")
    year = studio_year(prepared.dataset, "hong", 2025, prepared.as_of)
    assert sum(bool(year.of(kind.word)) for kind in FACT_KINDS) >= 8
    for kind in FACT_KINDS:
        for fact in year.of(kind.word):
            assert set(fact.words) <= set(kind.fields)
            assert set(fact.numbers) == set(kind.numbers)
            assert all(words <= set(kind.fields[name] or words) for name, words in fact.words.items())


def test_only_what_is_dated_has_a_day() -> None:
    """Of the sample's records: the kinds that a rule may count by the semester, and those that it may not."""
    dataset = prepare(ROOT, date(2026, 3, 18)).dataset
    facts = [
        (kind, fact)
        for studio in dataset.studios
        for kind in FACT_KINDS
        for fact in studio_year(dataset, studio, 2025, date(2026, 3, 18)).of(kind.word)
    ]
    assert {kind.word for kind, _ in facts} == set(FIELDS)
    assert {kind.word for kind, fact in facts if fact.day is not None} == {
        kind.word for kind in FACT_KINDS if kind.dated
    }


class TestAchievements:
    def test_a_team_award_counts_once(self, school: School) -> None:
        award = achievement(
            "team",
            type="竞赛获奖",
            level="省级",
            rank="一等奖",
            contestants="学生",
            people="[p101, p102]",
            team="是",
        )
        found = facts(school, award, "成果")
        assert chosen(found, "成果", type="竞赛获奖") == ["cup", "team"]
        assert chosen(found, "成果", team="是") == ["team"]

    @pytest.mark.parametrize(
        ("written", "counts"),
        [
            ("2025", {2025}),  # a year alone is enough for the year
            ("2025-12", {2025}),
            ("2025-12-31", {2025}),
            ("2026-01-01", {2026}),
        ],
    )
    def test_its_date_says_the_year(self, school: School, written: str, counts: set[int]) -> None:
        overlay = achievement("book", date=written)
        assert {year for year in (2024, 2025, 2026) if "book" in facts(school, overlay, "成果", year)} == counts

    def test_a_year_alone_is_in_no_semester(self, school: School) -> None:
        overlay = achievement("a", date="2025") + achievement("b", date="2025-09") + achievement("c")
        found = facts(school, overlay, "成果")
        assert [found[name].day for name in "abc"] == [None, date(2025, 9, 1), date(2025, 5, 1)]

    def test_led_by_the_master_recognised_adopted_published(self, school: School) -> None:
        overlay = achievement("a", people="[p101]", lead="p101", recognised="{document: 云职〔2025〕1号}")
        overlay += achievement("b", people="[p101, p102]", lead="p102", publisher="某社", adopted_by="本校")
        overlay += achievement("c", people="[p101]")
        found = facts(school, overlay, "成果")
        assert chosen(found, "成果", lead_is_master="是") == ["a"]
        assert chosen(found, "成果", recognised="是") == ["a"]
        assert chosen(found, "成果", published="是", adopted="是") == ["b"]
        assert chosen(found, "成果", type="教材", lead_is_master="否", published="否") == ["c"]

    def test_what_has_not_happened_yet_does_not_count(self, school: School) -> None:
        assert "cup" in facts(school, "", "成果", as_of="2025-06-18")
        assert "cup" not in facts(school, "=== -content/notices\n", "成果", as_of="2025-06-17")


def test_trainings_come_with_exact_person_days(school: School) -> None:
    rows = "t1,2025-03-05,x,企业员工,3,0.1\nt2,2024-12-31,x,企业员工,9,1\n"
    found = facts(school, f"=== studios/hong/trainings/2025.csv\nid,date,topic,audience,persons,days\n{rows}", "培训")
    assert {name: fact.numbers["person_days"] for name, fact in found.items()} == {"t1": Decimal("0.3")}


class TestMembers:
    MANY = """\
=== studios/hong/members.yml (change)
-        since: 2021-09
+        since: 2021-09
+      - role: 行业大师
+        since: 2025-03
+      - role: 联系人
+        since: 2022
+        until: %s
"""

    def test_a_person_is_one_fact_with_all_roles_of_the_year(self, school: School) -> None:
        found = facts(school, self.MANY % "2025-01-01", "人员")
        assert found["p101"].words["role"] == {"大师", "行业大师", "联系人"}
        assert found["p101"].words["new"] == {"是"}
        assert found["p102"].words["new"] == {"否"}

    @pytest.mark.parametrize("until", ["2024-12-31", "2024-12", "2024", "20XX"])
    def test_a_role_that_ended_before_it_does_not_count(self, school: School, until: str) -> None:
        assert facts(school, self.MANY % until, "人员")["p101"].words["role"] == {"大师", "行业大师"}


APPRENTICES = """\
=== studios/hong/apprenticeships.csv
id,master,apprentice,since,until,agreement,outcome
a1,p101,p102,2025-12-31,,师徒协议1号,高级工
a2,p101,p102,2024-09-01,2025-01-01,,
a3,p102,p101,2026-01-01,,,技师
"""


class TestApprentices:
    def test_one_signed_on_the_last_day_is_new_in_that_year_and_not_the_next(self, school: School) -> None:
        found = {year: facts(school, APPRENTICES, "带徒", year) for year in (2024, 2025, 2026)}
        assert {year: chosen(each, "带徒", new="是") for year, each in found.items()} == {
            2024: ["a2"],
            2025: ["a1"],
            2026: ["a3"],
        }
        assert {year: list(each) for year, each in found.items()} == {
            2024: ["a2"],
            2025: ["a1", "a2"],
            2026: ["a1", "a3"],
        }

    def test_a_level_includes_those_below(self, school: School) -> None:
        found = facts(school, APPRENTICES, "带徒", 2026)
        assert chosen(found, "带徒", at_least="高级工") == ["a1", "a3"]
        assert chosen(found, "带徒", at_least="技师") == ["a3"]
        assert chosen(found, "带徒", outcome="高级工") == ["a1"]

    def test_the_master_and_the_agreement(self, school: School) -> None:
        found = facts(school, APPRENTICES, "带徒", 2026)
        assert chosen(found, "带徒", by_master="是") == chosen(found, "带徒", agreement="是") == ["a1"]


PARTNER = """\
=== studios/hong/partners.yml
partners: [{id: factory, name: 小镇机械厂, size: 中型, since: 2021-06}]
"""
AGREEMENT = """\
=== studios/hong/agreements.yml
agreements:
  - id: one
    title: 合作协议
    partner: factory
    parties: [小镇职业学校, 小镇机械厂]
    clauses: [权利义务, 合作期限]
    content: 共建
    mode: 校企合作
    signed: 2020-01-01
    starts: %s
    ends: %s
"""


class TestAgreements:
    @pytest.mark.parametrize(
        ("starts", "ends", "years"),
        [
            ("2021-06-01", "2024-05-31", 3),
            ("2021-06-01", "2024-05-30", 2),  # a day early
            ("2021-06-01", "2024-06-01", 3),
            ("2021-01-01", "2023-12-31", 3),
            ("2020-02-29", "2023-02-28", 3),  # the anniversary of 29 February is 1 March
            ("2020-02-29", "2023-02-27", 2),
            ("2020-02-29", "2024-02-28", 4),
            ("2021-03-01", "2024-02-29", 3),
            ("2021-03-01", "2024-02-28", 2),
            ("2025-01-01", "2025-12-31", 1),
        ],
    )
    def test_a_term_runs_to_the_day_before_the_anniversary(self, starts: str, ends: str, years: int) -> None:
        given = {"id": "a", "title": "x", "partner": "b", "parties": ["甲", "乙"], "clauses": [], "content": "x"}
        agreement = Agreement.model_validate(given | {"mode": "x", "signed": starts, "starts": starts, "ends": ends})
        assert term_years(agreement) == years

    @pytest.mark.parametrize(
        ("ends", "dissolved", "counts"),
        [
            ("2024-12-31", "", False),
            ("2025-01-01", "", True),
            ("2026-12-31", "2025-01-02", True),
            ("2026-12-31", "2025-01-01", False),  # on the day it is dissolved it is in force no longer
        ],
    )
    def test_it_counts_while_it_is_in_force(self, school: School, ends: str, dissolved: str, counts: bool) -> None:
        overlay = PARTNER + AGREEMENT % ("2022-01-01", ends)
        if dissolved:
            overlay += f"    dissolved: {dissolved}\n    reason: 撤资\n"
            overlay += "=== studios/hong/studio.yml (change)\n-mode: 校企联办\n+mode: 学校单独创办\n"
        assert bool(facts(school, overlay, "协议")) is counts


class TestDocuments:
    REPORT = """\
=== studios/hong/documents/2025.csv
id,title,category,kind,date,filed,semester
r1,秋季学期报告,年度工作计划和总结,学期效益报告,2026-01-10,2026-01-31,秋季学期
r2,章程,制度,章程,2025-03,,
"""

    def test_they_count_for_the_year_that_they_are_listed_in(self, school: School) -> None:
        found = facts(school, self.REPORT, "文件")
        assert {name: fact.day for name, fact in found.items()} == {"r1": date(2026, 1, 31), "r2": None}
        assert facts(school, self.REPORT, "文件", 2026) == {}

    @pytest.mark.parametrize(
        ("as_of", "expected"),
        [
            ("2026-01-09", {"r2": None}),
            ("2026-01-30", {"r1": None, "r2": None}),
            ("2026-01-31", {"r1": date(2026, 1, 31), "r2": None}),
        ],
    )
    def test_none_is_filed_before_its_day(self, school: School, as_of: str, expected: dict[str, date | None]) -> None:
        found = facts(school, self.REPORT, "文件", as_of=as_of)
        assert {name: fact.day for name, fact in found.items()} == expected


RESOURCES = """\
=== studios/hong/resources/2025.csv
id,date,organisation,kind,content
r1,2025-02-01,小镇图书馆,场地,教室
r2,2025-03-01,小镇图书馆,信息,图书
r3,2025-04-01,小镇机械厂,设备,车床
r4,2025-05-01,小镇职业学校,资金,补助
r5,2025-06-01,小镇商会,平台,展会
"""


class TestResources:
    def test_the_school_and_partners_are_no_third_parties(self, school: School) -> None:
        assert list(facts(school, PARTNER + RESOURCES, "资源")) == ["r1", "r2", "r5"]

    def test_a_firm_that_is_no_partner_is_one(self, school: School) -> None:
        assert list(facts(school, RESOURCES, "资源")) == ["r1", "r2", "r3", "r5"]

    def test_while_a_partner_is_under_correction_it_is_not_known(self, school: School) -> None:
        prepared = school(RESOURCES + PARTNER.replace("since: 2021-06", "since: soon"))
        year = studio_year(prepared.dataset, "hong", 2025, prepared.as_of)
        assert {"资源", "合作单位"} <= year.lacking
        assert "成果" not in year.lacking


SAFETY = """\
=== studios/hong/safety/2025.yml
incidents: %s
keeper: 安全员
"""


class TestSafety:
    def test_a_register_without_incidents_is_there_all_the_same(self, school: School) -> None:
        assert facts(school, SAFETY % "[]", "安全登记")["2025"].numbers == {"incidents": 0}
        assert facts(school, SAFETY % "[]", "安全登记", 2024) == {}
        assert facts(school, "", "安全登记") == {}

    def test_incidents_are_counted(self, school: School) -> None:
        incidents = "[{date: 2025-03-01, level: 轻微, what: 割伤}, {date: 2025-04-01, level: 一般, what: 烫伤}]"
        assert facts(school, SAFETY % incidents, "安全登记")["2025"].numbers == {"incidents": 2}


def test_pupils_are_counted_on_their_day(school: School) -> None:
    overlay = "=== studios/hong/enrolment/2025.yml\ncounted_on: 2025-10-01\nstudio_students: 30\nmajor_students: 90\n"
    overlay += "source: 教务处\n"
    assert facts(school, overlay, "学生规模")["2025"].numbers == {"studio_students": 30, "major_students": 90}
    before = overlay + "=== -content/notices\n"
    assert facts(school, before, "学生规模", as_of="2025-09-30") == {}


def test_flags_are_yes_and_no() -> None:
    assert FLAG == ("是", "否")
