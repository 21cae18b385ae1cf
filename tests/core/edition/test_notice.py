"""What is public of a notice: its lists wherever they are written, whom to tell, and what came of the objections."""

from __future__ import annotations

from generator.core.edition.form import Notice
from generator.core.pipeline import Prepared
from tests.core.conftest import School

TABLE = """\
=== content/notices/2026/grades-list.csv
序号,工作室,等级
1,洪师傅技能大师工作室,优秀
2,"白师傅
技能大师工作室",良好
=== content/notices/2026/grades-proposed.md (change)
   - title: 考核结果
-    columns: [工作室, 等级]
-    rows:
-      - [洪师傅技能大师工作室, 优秀]
-    count: 1
+    file: grades-list.csv
+    count: 2
"""
UPHELD = """\
=== content/notices/2026/grades-result.md (change)
-  - {type: 结果, to: grades-proposed, outcome: 无异议}
+  - type: 结果
+    to: grades-proposed
+    outcome: 异议成立
+    removed: [洪师傅技能大师工作室]
+    moved_up: [白师傅技能大师工作室]
"""
COMES_DOWN = """\
=== content/notices/2026/grades-proposed.md (change)
 signed: 2026-01-05
+taken_down: {date: 2026-01-16, reason: 依规定撤下}
"""


def public(prepared: Prepared, name: str) -> Notice:
    assert [found for found in prepared.problems if found.is_error] == []
    assert prepared.edition is not None
    return next(notice for notice in prepared.edition.notices if notice.id == name)


class TestLists:
    def test_a_table_beside_the_notice_gives_columns_and_rows_in_its_order(self, school: School) -> None:
        [group] = public(school(TABLE), "grades-proposed").groups
        assert group.title == "考核结果"
        assert group.columns == ("序号", "工作室", "等级")
        assert group.rows == (
            ("1", "洪师傅技能大师工作室", "优秀"),
            ("2", "白师傅\n技能大师工作室", "良好"),
        )

    def test_what_is_wrong_with_a_row_is_told_in_the_table(self, school: School) -> None:
        prepared = school(TABLE.replace("count: 2", "count: 3"))
        [found] = prepared.problems
        assert found.code.id == "N410"
        [rows] = found.related
        assert (rows.path, rows.line) == ("content/notices/2026/grades-list.csv", 2)

    def test_a_table_that_cannot_be_read_blocks_the_notice_and_nothing_else_is_said(self, school: School) -> None:
        prepared = school(TABLE.replace("1,洪师傅技能大师工作室,优秀", "1,洪师傅技能大师工作室"))
        assert [(found.code.id, found.where.path, found.where.line) for found in prepared.problems] == [
            ("R126", "content/notices/2026/grades-list.csv", 2)
        ]
        assert prepared.edition is None

    def test_more_columns_than_a_page_holds_are_refused(self, school: School) -> None:
        wide = "=== content/notices/2026/grades-list.csv\n" + ",".join(f"列{n}" for n in range(13)) + "\n"
        prepared = school(TABLE + wide + ",".join("甲" for _ in range(13)) + "\n")
        assert [(found.code.id, found.hint) for found in prepared.problems] == [("F209", "hint_many")]


class TestOutcome:
    def test_the_notice_shows_what_its_result_says(self, school: School) -> None:
        [tie] = public(school(TABLE + UPHELD), "grades-proposed").links
        assert not tie.forward
        assert (tie.to, tie.outcome) == ("grades-result", "异议成立")
        assert (tie.removed, tie.moved_up) == (("洪师傅技能大师工作室",), ("白师傅技能大师工作室",))

    def test_nothing_is_known_before_the_result_is_out(self, school: School) -> None:
        prepared = school(TABLE + UPHELD, as_of="2026-01-13")
        assert public(prepared, "grades-proposed").links == ()

    def test_who_stood_on_a_list_that_came_down_is_not_named(self, school: School) -> None:
        prepared = school(TABLE + UPHELD + COMES_DOWN)
        for name in ("grades-proposed", "grades-result"):
            [tie] = public(prepared, name).links
            assert (tie.outcome, tie.removed, tie.moved_up) == ("异议成立", (), ())


class TestContacts:
    def test_what_a_notice_leaves_open_its_office_says(self, school: School) -> None:
        overlay = """\
=== content/site.yml (change)
     phone: 0000-555 0101
+    fax: 0000-555 0102
+    email: plan@tiny.example
=== content/notices/2026/grades-proposed.md (change)
   - office: planning
+    person: 值班人员
+    fax: 0000-555 0199
"""
        [contact] = public(school(overlay), "grades-proposed").contacts
        assert (contact.name, contact.person) == ("发展规划处", "值班人员")
        assert (contact.phone, contact.fax, contact.email) == ("0000-555 0101", "0000-555 0199", "plan@tiny.example")


def act(name: str, published: str, kind: str, link: str, to: str, more: str = "") -> str:
    """A notice that does something to another."""
    return f"""\
=== content/notices/2026/{name}.md
---
title: 关于{name}的通知
kind: {kind}
issuers: [小镇职业学校]
published: {published}
signed: {published}
links: [{{type: {link}, to: {to}}}]
{more}---
请各系照办。
"""


class TestWithdrawnActs:
    def test_a_correction_that_was_withdrawn_is_told_as_such_at_both_ends(self, school: School) -> None:
        quoted = "corrections: [{wrong: 优秀, right: 良好}]\n"
        overlay = act("slip", "2026-01-15", "更正", "更正", "grades-result", quoted)
        [tie] = [tie for tie in public(school(overlay), "grades-result").links if tie.to == "slip"]
        assert tie.stands
        overlay += act("back", "2026-01-16", "通知", "撤回", "slip")
        [tie] = [tie for tie in public(school(overlay), "grades-result").links if tie.to == "slip"]
        assert not tie.stands
        assert {tie.to: tie.stands for tie in public(school(overlay), "slip").links} == {
            "grades-result": False,
            "back": True,
        }


class TestObjectionUntil:
    UNTIL = "=== content/notices/2026/grades-proposed.md (change)\n objection:\n+  until: 2026-01-12\n"
    LONGER = act(
        "longer",
        "2026-01-08",
        "延长公示期",
        "延长",
        "grades-proposed",
        "period: {ends: 2026-01-13}\nobjection: {rules: [写明事实]}\ncontacts: [{office: planning, role: 受理}]\n",
    )

    def test_a_day_after_the_period_is_told(self, school: School) -> None:
        assert public(school(self.UNTIL), "grades-proposed").objection_until == "2026-01-12"

    def test_a_day_that_an_extension_has_overtaken_is_not(self, school: School) -> None:
        found = public(school(self.UNTIL + self.LONGER), "grades-proposed")
        assert found.period is not None
        assert (found.period.closes, found.objection_until) == ("2026-01-13", None)


class TestRestDay:
    def rule(self, school: School, length: int, more: str) -> tuple[bool, bool]:
        lines = f"-  length: 5\n-  unit: 工作日\n+  length: {length}\n+  unit: 日\n{more}"
        overlay = f"=== content/notices/2026/grades-proposed.md (change)\n period:\n{lines}"
        period = public(school(overlay), "grades-proposed").period
        assert period is not None
        return period.yields, period.moved

    def test_the_rule_is_told_whether_the_last_day_was_one_or_not(self, school: School) -> None:
        assert self.rule(school, 5, "+  rest_day: 顺延\n") == (True, False)  # to a Friday
        assert self.rule(school, 6, "+  rest_day: 顺延\n") == (True, True)  # to a Saturday
        assert self.rule(school, 6, "") == (False, False)
