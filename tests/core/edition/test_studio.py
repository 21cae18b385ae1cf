"""What a studio writes, in its public form: what is shown, what is only counted, what is nowhere."""

from __future__ import annotations

import json
from dataclasses import asdict

import pytest

from generator.core.edition import Edition, form
from generator.core.pipeline import Prepared
from tests.core.compute.test_grade import AGREED, studio
from tests.core.conftest import School

WRITTEN = """\
=== content/rules/2024/cycle.yml
kind: 年度安排
title: 年度安排
basis: 本校自定。
council_meetings: 1
office_meetings: 1
items: [{name: 归档, due: 12-31, who: 各工作室}]
=== studios/hong/studio.yml (change)
+levels:
+  - {level: 市级, since: 2023-05, document: 镇职〔2026〕2号}
+  - {level: 省级, since: 2026-02-01}
+budget:
+  - {year: 2025, item: 耗材, amount: 1.5, source: 学校}
+  - {year: 2025, item: 设备, amount: 2, source: 企业}
+  - {year: 2027, item: 扩建, amount: 9, source: 学校}
=== studios/hong/members.yml (change)
+  - {id: p103, name: 苏小枝, roles: [{role: 徒弟, since: 2022-03-01, until: 2025-12, teacher: p101}]}
+  - id: p104
+    name: 赵理事
+    awards: [{name: 校级标兵, level: 校级, year: 2024}, {name: 来年先进, level: 校级, year: 2027}]
+    roles: [{role: 理事长, since: 2021-09}, {role: 骨干教师, since: 2027-01}]
=== studios/hong/partners.yml
partners:
  - {id: works, name: 小镇机械厂, size: 小型, credit: 信用核查甲等, since: 2021-09}
  - {id: gone, name: 旧铸造厂, since: 2020, until: 2024-06, reason: 停产}
  - {id: leaving, name: 将走的厂, since: 2021, until: 2026-06, reason: 搬迁}
  - {id: coming, name: 将来的厂, since: 2026-05}
=== studios/hong/agreements.yml
agreements:
  - id: first
    title: 共建协议
    partner: works
    parties: [小镇职业学校, 小镇机械厂]
    clauses: [合作期限, 权利义务]
    content: 共建车间。
    mode: 共建
    dispute: 提交仲裁
    signed: 2021-09-01
    starts: 2021-09-01
    ends: 2026-08-31
    dissolved: 2024-09-15
    reason: 厂房出让
  - id: second
    title: 续签协议
    partner: works
    parties: [小镇职业学校, 小镇机械厂]
    clauses: [权利义务, 合作内容, 合作方式, 合作期限, 争议解决]
    content: 继续共建。
    mode: 共建
    signed: 2024-08-20
    starts: 2024-09-01
    ends: 2027-08-31
=== studios/hong/facilities.yml
facilities:
  - {id: shop, name: 钳工间, type: 专业教学实训室, area: 80, co_built: 是, owner: 学校, since: 2021-09}
=== studios/hong/donations.yml
donations:
  - {id: d1, date: 2024, donor: 小镇机械厂, item: 台虎钳, value: 1.2, facility: shop}
  - {id: d2, date: 2025-03, donor: 小镇机械厂, item: 量具, value: 0.3}
  - {id: d3, date: 2026-09, donor: 小镇机械厂, item: 未到的铣床, value: 8}
=== studios/hong/appointments.yml
appointments:
  - {id: a1, person: p101, direction: 企业到学校, organisation: 小镇职业学校, post: 兼职教师, since: 2021-09}
=== studios/hong/apprenticeships.csv
id,master,apprentice,since,until,outcome
b1,p101,p102,2024-09-01,,
b2,p101,p103,2022-03-01,2024-06,高级工
b3,p101,p103,2024-07-01,2025-12,技师
b4,p101,p102,2026-03-01,,
=== studios/hong/services/2025.csv
id,date,kind,topic,client,client_kind,persons,income
s1,2025-04-01,技术咨询,修床子,小镇机械厂,中小企业,3,0.7
s2,2025-05-01,技术咨询,再修床子,小镇机械厂,中小企业,2,
s3,2025-06-01,技艺体验,打铁课,钱三,个人,,
=== studios/hong/meetings/2025.csv
id,date,body,topic,present,attendees,decision
m1,2025-01-08,理事会,年度计划,5,赵理事、钱三,通过
m2,2025-01-20,理事会,追加议题,5,,
m3,2025-02-11,项目办公室,排课,3,,
=== studios/hong/documents/2024.yml
documents:
  - {id: g0, title: 旧章程, category: 制度, kind: 章程, date: 2024-01}
=== studios/hong/documents/2025.yml
documents:
  - id: g1
    title: 管理制度
    category: 制度
    kind: 制度
    date: 2025-02
    number: 镇职发1号
    retention: 30年
    file: certificate.pdf
  - {id: g2, title: 年报, category: 年度工作计划和总结, kind: 年度工作总结, date: 2025-12, filed: 2026-01-25}
=== studios/hong/reports/2025/annual.md
---
title: 2025年度工作报告
kind: 年度工作报告
filed: 2026-01-10
problems: [场地不够。]
next_steps: [扩建。]
---
报告正文。
=== studios/hong/reports/2025/later.md
---
title: 补充报告
kind: 年度工作总结
filed: 2026-02-10
---
以后才报送。
=== studios/hong/enrolment/2025.yml
counted_on: 2025-10-15
studio_students: 50
major_students: 149
source: 学籍表
=== studios/hong/evaluations/2025.csv
id,date,by,subject,form,respondents,result
v1,2025-06-01,学校,钳工课,问卷,30,满意
v2,2025-07-01,企业,跟岗,座谈,,较好
=== studios/hong/resources/2025.csv
id,date,organisation,kind,content
r1,2025-04-02,小镇图书馆,场地,展厅
=== studios/hong/safety/2025.yml
incidents: [{date: 2025-11-12, level: 轻微, what: 一名学生割伤手指, handled: 校医包扎}]
inspections: [{date: 2025-03-01, by: 保卫处, result: 合格}]
keeper: 保管员
"""
"""One or more of each record, laid over the tiny school; most of it is as of 2026-01-20."""
INSIDE = [
    "信用核查甲等",
    "提交仲裁",
    "将来的厂",
    "搬迁",
    "未到的铣床",
    '扩建"',
    "钱三",
    "赵理事、",
    "0.7",
    "补充报告",
    "以后才报送",
    "割伤手指",
    "校医包扎",
    "保管员",
    '省级", "since',
    "来年先进",
    "骨干教师",
    "2026-01-25",
    "p103",
    "苏小枝",
]
"""What is inside, has not happened, or is a learner's."""


def edition(prepared: Prepared) -> Edition:
    assert prepared.edition is not None, prepared.problems
    return prepared.edition


def hong(school: School, overlay: str = "", as_of: str = "2026-01-20") -> form.Studio:
    [found] = edition(school(WRITTEN + overlay, as_of)).studios
    return found


def test_what_is_written_is_sound(school: School) -> None:
    assert [found for found in school(WRITTEN).problems if found.is_error] == []


@pytest.mark.parametrize("word", INSIDE)
def test_what_is_inside_or_to_come_is_nowhere(school: School, word: str) -> None:
    assert word not in json.dumps(asdict(edition(school(WRITTEN))), ensure_ascii=False)


def test_the_level_is_that_of_the_day(school: School) -> None:
    before, after = hong(school), hong(school, "", "2026-02-01")
    assert (before.level, after.level) == ("市级", "省级")
    assert [(step.level, step.notice) for step in after.levels] == [("省级", None), ("市级", "grades-result")]
    [bare] = edition(school()).studios
    assert (bare.level, bare.levels) == ("校级", ())


def test_partners_that_left_say_why(school: School) -> None:
    partners = {one.id: (one.until, one.reason) for one in hong(school).cooperation.partners}
    assert partners == {"works": (None, None), "gone": ("2024-06", "停产"), "leaving": (None, None)}


@pytest.mark.parametrize(
    ("as_of", "states"),
    [
        ("2024-08-20", {"second": "next", "first": "now"}),
        ("2024-09-14", {"second": "now", "first": "now"}),
        ("2024-09-15", {"second": "now", "first": "past"}),
        ("2027-08-31", {"second": "now", "first": "past"}),
    ],
)
def test_agreements_stand_as_on_the_day(school: School, as_of: str, states: dict[str, str]) -> None:
    assert {one.id: one.state for one in hong(school, "", as_of).cooperation.agreements} == states


def test_an_agreement_says_which_clauses_it_lacks_and_when_it_was_dissolved(school: School) -> None:
    second, first = hong(school).cooperation.agreements
    assert (first.years, first.clauses) == (5, ("权利义务", "合作期限"))
    assert first.missing == ("合作内容", "合作方式", "争议解决")
    assert (first.dissolved, first.reason, second.missing) == ("2024-09-15", "厂房出让", ())
    _, before = hong(school, "", "2024-09-14").cooperation.agreements
    assert (before.dissolved, before.reason) == (None, None)


def test_gifts_and_money_are_added_up(school: School) -> None:
    given = hong(school).cooperation
    assert (given.donated, [one.facility for one in given.donations]) == ("1.5", [None, "钳工间"])
    assert [(year.year, year.total, len(year.lines)) for year in given.budget] == [("2025", "3.5", 2)]
    assert [(one.person.name, one.current) for one in given.appointments] == [("洪大匠", True)]


def test_services_are_added_up_and_single_clients_are_not_named(school: School) -> None:
    [year] = hong(school).service_years
    assert [(row.id, row.client) for row in year.services] == [("s1", "小镇机械厂"), ("s2", "小镇机械厂"), ("s3", None)]
    assert (year.total.times, year.total.persons, year.total.clients) == (3, 5, 2)
    assert [(kind.name, kind.times) for kind in year.kinds] == [("技艺体验", 1), ("技术咨询", 2)]


def test_meetings_are_held_against_the_yearly_cycle(school: School) -> None:
    [year] = hong(school).meetings
    assert next((one.id, one.present, one.decision) for one in year.meetings) == ("m1", 5, "通过")
    counts = [(one.body, one.count, one.spans, one.of) for one in year.bodies]
    assert counts == [("理事会", 2, 1, 12), ("项目办公室", 1, 1, 36)]


def test_a_cycle_of_a_later_year_asks_nothing(school: School) -> None:
    later = WRITTEN.replace("rules/2024/cycle.yml", "rules/2026/cycle.yml")
    [found] = edition(school(later)).studios
    assert [(one.count, one.least, one.of) for one in found.meetings[0].bodies] == [(2, 0, 0), (1, 0, 0)]


def test_a_category_without_a_document_is_missing(school: School) -> None:
    last, before = hong(school).documents
    assert (last.year, last.complete, last.count) == ("2025", True, 2)
    assert last.missing == ("建设方案", "科研成果", "专利", "获奖证书", "会议记录", "活动记录", "影像资料")
    assert [(one.id, one.filed) for category in last.categories for one in category.documents] == [
        ("g1", None),
        ("g2", None),
    ]
    assert (before.year, before.count) == ("2024", 1)


def test_a_complete_year_of_which_nothing_was_filed_lacks_everything(school: School) -> None:
    last, *_ = hong(school, "=== -studios/hong/documents/2025.yml\n").documents
    assert (last.year, last.count, len(last.missing)) == ("2025", 0, 9)


def test_a_studio_that_never_filed_anything_has_no_years(school: School) -> None:
    [bare] = edition(school()).studios
    assert (bare.documents, bare.meetings, bare.service_years, bare.reports) == ((), (), (), ())


def test_reports_are_public_once_they_are_handed_in(school: School) -> None:
    [annual] = hong(school).reports
    assert (annual.id, annual.year, annual.problems, annual.next_steps) == (
        "annual",
        "2025",
        ("场地不够。",),
        ("扩建。",),
    )
    assert "报告正文" in annual.body_html
    assert [one.id for one in hong(school, "", "2026-02-10").reports] == ["later", "annual"]


def test_learners_are_counted(school: School) -> None:
    taught = hong(school).teaching
    pairs = taught.apprenticeships
    assert (pairs.current, pairs.finished, pairs.total) == (1, 2, 3)
    assert pairs.outcomes == (("技师", 1), ("高级工", 1))
    assert pairs.began == (("2024", 2), ("2022", 1))
    assert [one.share for one in taught.enrolments] == ["33.55"]
    assert [year.parties for year in taught.evaluations] == [(("学校", 1), ("企业", 1), ("社会", 0))]
    [safety] = taught.safety
    assert (safety.incidents, len(safety.inspections)) == ((("2025-11-12", "轻微"),), 1)


def test_an_outcome_is_not_told_before_the_end(school: School) -> None:
    assert hong(school, "", "2025-10-01").teaching.apprenticeships.outcomes == (("高级工", 1),)


def test_a_master_is_told_how_many_were_taught(school: School) -> None:
    people = {person.name: person for person in edition(school(WRITTEN)).people}
    assert people["洪大匠"].apprentices.total == 3
    assert [award.name for award in people["赵理事"].awards] == ["校级标兵"]
    assert [role.role for role in people["赵理事"].roles] == ["理事长"]


@pytest.mark.parametrize(
    ("kind", "path", "field"),
    [
        ("training", "trainings/2025.csv", "trainings"),
        ("service", "services/2025.csv", "service_years"),
        ("meeting", "meetings/2025.csv", "meetings"),
        ("governing", "documents/2025.yml", "documents"),
    ],
)
def test_a_year_of_which_nothing_can_be_read_is_there_and_incomplete(
    school: School, kind: str, path: str, field: str
) -> None:
    read = hong(school, f"=== studios/hong/{path}\nid;date\n")
    assert kind in read.incomplete
    found = next(year for year in getattr(read, field) if year.year == "2025")
    assert found.incomplete


def test_a_shared_achievement_counts_for_each_of_its_studios(school: School) -> None:
    shared = "=== studios/hong/achievements/2025/cup.md (change)\n-rank: 一等奖\n+rank: 一等奖\n+shared_with: [a]\n"
    studios = {one.id: one for one in edition(school(studio("a") + shared + AGREED)).studios}
    assert (studios["a"].achievements.value, studios["a"].national.value) == ("1", "1")
