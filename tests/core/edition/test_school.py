"""What the school writes, in the Edition: nothing before its day, and of failed applications only how many."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from generator.core.edition import Edition
from generator.core.edition.form import Round
from tests.core.conftest import School

RULES = """\
=== content/rules/2024/criteria.yml
kind: 认定条件
title: 条件
basis: 办法
cutoff: 截止日
criteria:
  - {id: M1, text: 条件一, test: 核查}
  - {id: M5, text: 条件五, test: 年龄, at_most: 45, inclusive: 否}
"""
REGISTER = """\
=== content/people.yml
people:
  - {id: p301, birth_date: 1981-05-06, conduct: 已核查, health: 已核查}
  - {id: p302, conduct: 已核查}
  - {id: p303, conduct: 已核查}
  - {id: p304, conduct: 已核查}
  - {id: p901, conduct: 已核查}
  - {id: p902, conduct: 已核查}
"""
ROUND = (
    RULES
    + REGISTER
    + """\
=== content/rounds/first.yml
title: 2026年度认定
year: 2026
criteria: criteria
cutoff: 2026-01-01
stages:
  - {name: 发布通知, starts: 2026-01-05, notice: grades-proposed}
  - {name: 系部申报, starts: 2026-01-06, ends: 2026-01-09}
  - {name: 学术委员会审议, starts: 2026-01-12}
  - {name: 发文认定, starts: 2026-01-14, notice: grades-result}
  - {name: 授牌, starts: 2026-01-30}
applications:
  - id: yes
    name: 钳工技能大师工作室
    trade: 钳工
    department: 机械系
    master: p301
    studio: hong
    enterprise_years: 15
    findings: [{criterion: M1, result: 符合, evidence: 人事档案第三卷}]
    score: 五名专家全部推荐
    outcome: 通过
  - {id: no, name: 落选技能大师工作室, trade: 落选工, department: 落选系, master: p302, outcome: 未通过,
     reason: 年龄超过, findings: [{criterion: M1, result: 不符合, evidence: 落选依据}]}
  - {id: back, name: 退回技能大师工作室, trade: 退回工, department: 退回系, master: p303, outcome: 撤回,
     reason: 协议未签}
  - {id: wait, name: 等待技能大师工作室, trade: 等待工, department: 等待系, master: p304, outcome: 进行中}
supervision:
  - {date: 2026-01-08, body: 纪检办公室, content: 核对原件}
  - {date: 2026-01-28, body: 纪检办公室, content: 将来的监督}
"""
)
INTERNAL = (
    "=== content/notices/2026/grades-result.md (change)\n-signed: 2026-01-13\n+signed: 2026-01-13\n+scope: 校内\n"
    "@@\n-  - {type: 结果, to: grades-proposed, outcome: 无异议}\n+  - {type: 阶段, to: grades-proposed}\n"
)


def edition(school: School, overlay: str, as_of: str = "2026-01-20") -> Edition:
    prepared = school(overlay, as_of)
    assert prepared.edition is not None, prepared.problems
    return prepared.edition


def as_json(given: Edition) -> str:
    return json.dumps(asdict(given), ensure_ascii=False)


def outcomes(one: Round) -> tuple[int, int, int, int, int]:
    return one.applications, len(one.recognised), one.refused, one.withdrawn, one.under_way


class TestRounds:
    @pytest.mark.parametrize(
        "word",
        [
            *"落选 退回 等待 年龄超过 协议未签 p301 p302 p303 p304".split(),
            *"落选依据 五名专家全部推荐 将来的监督 1981-05-06".split(),
        ],
    )
    def test_of_those_that_failed_nothing_is_told_and_of_files_nothing(self, school: School, word: str) -> None:
        assert word in ROUND
        assert word not in as_json(edition(school, ROUND))

    def test_who_was_recognised_is_named_with_each_result(self, school: School) -> None:
        [one] = edition(school, ROUND).rounds
        [recognised] = one.recognised
        assert (recognised.name, recognised.trade, recognised.department, recognised.studio) == (
            "钳工技能大师工作室",
            "钳工",
            "机械系",
            "hong",
        )
        assert [(each.criterion, each.result, each.evidence) for each in recognised.findings] == [
            ("M1", "符合", "人事档案第三卷"),
            ("M5", "符合", None),
        ]
        age = recognised.findings[1]
        assert (age.computed, age.age) == (True, 44)  # and the birth date is nowhere: see above
        assert [entry.content for entry in one.supervision] == ["核对原件"]

    @pytest.mark.parametrize(
        ("as_of", "counted"),
        [
            ("2026-01-11", (4, 0, 0, 0, 4)),
            ("2026-01-12", (4, 0, 1, 1, 2)),
            ("2026-01-13", (4, 0, 1, 1, 2)),
            ("2026-01-14", (4, 1, 1, 1, 1)),
        ],
    )
    def test_nothing_is_told_before_the_school_has(
        self, school: School, as_of: str, counted: tuple[int, int, int, int, int]
    ) -> None:
        [one] = edition(school, ROUND, as_of).rounds
        assert outcomes(one) == counted

    def test_a_recognition_that_was_told_inside_the_school_alone_is_not_told(self, school: School) -> None:
        published = edition(school, ROUND + INTERNAL)
        [one] = published.rounds
        assert outcomes(one) == (4, 0, 1, 1, 2)
        assert "grades-result" not in as_json(published)

    def test_a_round_is_unknown_until_it_begins(self, school: School) -> None:
        assert edition(school, ROUND, "2026-01-04").rounds == ()
        assert not any(
            item.kind == "stage"
            for year in edition(school, ROUND, "2026-01-04").agenda
            for month in year.months
            for item in month.items
        )

    @pytest.mark.parametrize(
        ("as_of", "when"),
        [
            ("2026-01-07", ["past", "now", "next", "next", "next"]),
            ("2026-01-12", ["past", "past", "now", "next", "next"]),
            ("2026-01-31", ["past"] * 5),
        ],
    )
    def test_stages_stand_as_on_the_day(self, school: School, as_of: str, when: list[str]) -> None:
        [one] = edition(school, ROUND, as_of).rounds
        assert [stage.when for stage in one.stages] == when

    @pytest.mark.parametrize(("as_of", "notice"), [("2026-01-13", None), ("2026-01-14", "grades-result")])
    def test_a_notice_is_named_once_it_is_published(self, school: School, as_of: str, notice: str | None) -> None:
        [one] = edition(school, ROUND, as_of).rounds
        assert one.stages[3].notice == notice
        assert (one.stages[3].notice_title is None) == (notice is None)


class TestRules:
    def test_numbers_of_a_criterion_are_kept(self, school: School) -> None:
        [criteria] = edition(school, RULES).criteria
        assert criteria.year == "2024"
        assert [(one.at_most, one.inclusive) for one in criteria.criteria] == [(None, True), (45, False)]

    def test_what_is_due_stands_in_the_order_of_its_days(self, school: School) -> None:
        overlay = """\
=== content/rules/2024/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items:
  - {name: 次年的, due: 01-31, who: 各室, following_year: 是}
  - {name: 年底的, due: 12-31, who: 各室}
  - {name: 年初的, due: 02-28, who: 各室}
"""
        [cycle] = edition(school, overlay).cycles
        assert [item.name for item in cycle.items] == ["年初的", "年底的", "次年的"]


PLAN = """\
=== content/plans/own.yml
title: 本校计划
source: {title: 文件, date: 2026-01-10}
targets: [{id: t, metric: 成果, value: 2500多项}]
actuals:
  - {target: t, date: 2026-01-15, value: 近1800项, source: 先报的}
  - {target: t, date: 2026-01-21, value: 1900项, source: 后报的}
=== content/plans/another.yml
title: 别处的计划
reference: 是
source: {title: 文件, date: 20XX}
targets: [{id: t, metric: 成果, value: 10项}]
"""


class TestPlans:
    def test_the_schools_own_stand_first_and_each_once_it_was_issued(self, school: School) -> None:
        def titles(as_of: str) -> list[tuple[str, bool]]:
            return [(plan.title, plan.reference) for plan in edition(school, PLAN, as_of).plans]

        assert titles("2026-01-20") == [("本校计划", False), ("别处的计划", True)]
        assert titles("2026-01-09") == [("别处的计划", True)]

    def test_qualifiers_are_kept_and_nothing_later_than_the_day_is_told(self, school: School) -> None:
        published = edition(school, PLAN)
        [line] = published.plans[0].metrics[0].lines
        assert (line.value, line.actual, line.actual_date) == ("2500多项", "近1800项", "2026-01-15")
        assert (line.share, line.missing) == (None, None)
        assert "后报的" not in as_json(published)

    @pytest.mark.parametrize(("reached", "share"), [("999项", "99.9"), ("9999项", "999.9"), ("2项", "0.2")])
    def test_a_share_is_cut_and_never_rounded_up(self, school: School, reached: str, share: str) -> None:
        overlay = f"""\
=== content/plans/own.yml
title: 计划
targets: [{{id: t, metric: 成果, value: 1000项}}]
actuals: [{{target: t, date: 2026-01-15, value: {reached}, source: 记录}}]
"""
        [line] = edition(school, overlay).plans[0].metrics[0].lines
        assert line.share == share


def test_a_masked_year_stays_masked(school: School) -> None:
    overlay = """\
=== content/groups/one.yml
name: 某集团
reference: 是
members: [{name: 甲校, kind: 学校}, {name: 乙厂, kind: 企业}, {name: 丙校, kind: 学校}]
metrics:
  - {year: 20XX, name: 企业, value: 近100家}
  - {year: 2024, name: 企业, value: 120家}
"""
    [group] = edition(school, overlay).groups
    assert [(year, metrics[0].value) for year, metrics in group.years] == [("20XX", "近100家"), ("2024", "120家")]
    assert group.members == (("学校", ("甲校", "丙校")), ("企业", ("乙厂",)))


def test_a_column_of_a_groups_site_has_the_latest_of_its_figures(school: School) -> None:
    overlay = """\
=== content/groups/one.yml
name: 某集团
columns: [{name: 专家人才库, metrics: [专家]}, {name: 简报}]
metrics:
  - {year: 2024, name: 专家, value: 80名}
  - {year: 2025, name: 专家, value: 近100名}
"""
    [group] = edition(school, overlay).groups
    assert [(column.name, column.figures) for column in group.columns] == [
        ("专家人才库", (("专家", "近100名"),)),
        ("简报", ()),
    ]


def test_press_after_the_day_is_not_shown(school: School) -> None:
    overlay = """\
=== content/press/2026.yml
press:
  - {id: one, date: 2026-01-20, outlet: 日报, level: 市级, title: 当天的报道}
  - {id: two, date: 2026-01-21, outlet: 日报, level: 市级, title: 明天的报道}
"""
    published = edition(school, overlay)
    assert [one.title for one in published.press] == ["当天的报道"]
    assert "明天的报道" not in as_json(published)


MEETINGS = """\
=== studios/hong/meetings/2026.csv
id,date,body,topic,present
m1,2026-01-08,理事会,议题,3
m2,2026-01-21,理事会,议题,5
"""


class TestAgenda:
    def test_council_meetings_are_a_number_and_none_of_a_day_to_come(self, school: School) -> None:
        published = edition(school, MEETINGS)
        [year] = published.agenda
        [january] = [month for month in year.months if month.month == "2026-01"]
        assert january.councils == (("hong", 1),)
        assert "议题" not in str(published.agenda)

    def test_months_and_days_know_where_they_lie(self, school: School) -> None:
        [year] = edition(school, "").agenda
        assert [(month.month, month.when) for month in year.months] == [
            ("2026-01", "now"),
            ("2026-07", "next"),
            ("2026-08", "next"),
            ("2026-12", "next"),
        ]
        assert [(item.kind, item.day, item.when) for item in year.months[0].items] == [
            ("semester_starts", "2026-01-01", "past"),
            ("opens", "2026-01-05", "past"),
            ("closes", "2026-01-09", "past"),
        ]

    def test_the_cycle_runs_to_the_end_of_the_next_year(self, school: School) -> None:
        overlay = """\
=== content/rules/2025/cycle.yml
kind: 年度安排
title: 年度安排
basis: 办法
council_meetings: 1
office_meetings: 1
items: [{name: 计划, due: 02-28, who: 各室}]
"""
        assert [year.year for year in edition(school, overlay).agenda] == [2027, 2026, 2025]

    def test_an_internal_notice_is_not_in_it(self, school: School) -> None:
        internal = "=== content/notices/2026/grades-proposed.md (change)\n-published: 2026-01-05\n"
        internal += "+published: 2026-01-05\n+scope: 校内\n"
        assert edition(school, internal).agenda == ()


class TestFilings:
    DOCUMENTS = """\
=== studios/hong/documents/2025.yml
documents:
  - {id: a, title: 章程, category: 制度, kind: 章程, date: 2025-03-01}
  - {id: b, title: 记录, category: 会议记录, kind: 会议记录, date: 2025-05}
"""

    def test_of_the_last_year_that_is_over_what_is_missing_is_named(self, school: School) -> None:
        [filing] = edition(school, self.DOCUMENTS).filings
        assert (filing.studio, filing.year, filing.documents, filing.incomplete) == ("hong", "2025", 2, False)
        assert filing.missing is not None
        assert len(filing.missing) == 7
        assert not {"制度", "会议记录"} & set(filing.missing)

    def test_of_a_year_that_still_runs_nothing_is_missing_yet(self, school: School) -> None:
        found = {one.year: one for one in edition(school, self.DOCUMENTS, "2025-12-31").filings}
        assert found["2025"].missing is None
        assert (found["2024"].documents, len(found["2024"].missing or ())) == (0, 9)

    def test_a_document_under_correction_makes_a_year_incomplete(self, school: School) -> None:
        broken = self.DOCUMENTS.replace("date: 2025-05}", "date: bald}")
        [filing] = edition(school, broken).filings
        assert (filing.documents, filing.incomplete) == (1, True)

    def test_what_is_dated_after_the_day_is_not_on_file(self, school: School) -> None:
        [*_, filing] = edition(school, self.DOCUMENTS, "2025-04-30").filings
        found = {one.year: one.documents for one in edition(school, self.DOCUMENTS, "2025-04-30").filings}
        assert found["2025"] == 1
        assert filing.year == "2024"
