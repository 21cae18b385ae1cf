"""What the log vouches for: what a notice says, as bytes that never change; and which events there were."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from generator.core.compute.log import (
    WRITTEN,
    account,
    appended,
    digests,
    due,
    events,
    files_of,
    log_of,
    logs,
    record_of,
    rows,
    without_salt,
)
from generator.core.pipeline import Prepared
from generator.core.records.fields import field_rows
from generator.core.records.log import FIRST, INTERNAL, PUBLIC
from generator.core.records.notice import Notice
from tests.core.conftest import School

SALTED = """\
=== content/notices/2026/grades-proposed.md (change)
 signed: 2026-01-05
+salt: 00112233445566778899aabbccddeeff
=== content/notices/2026/grades-result.md (change)
 signed: 2026-01-13
+salt: ffeeddccbbaa99887766554433221100
"""
BESIDE = """\
=== content/notices/2026/files/form.pdf
%PDF
=== content/notices/2026/grades-list.csv
工作室,等级
洪师傅技能大师工作室,优秀
=== content/notices/2026/grades-proposed.md (change)
   - title: 考核结果
-    columns: [工作室, 等级]
-    rows:
-      - [洪师傅技能大师工作室, 优秀]
-    count: 1
+    file: grades-list.csv
@@
+attachments:
+  - title: 评分表
+    file: files/form.pdf
 ---
 现将结果公示如下。
"""
LOGGED = SALTED + "=== content/log (logged 2026-01-20)\n"
TODAY = date(2026, 1, 20)


def notice(name: str, day: str, head: str = "", body: str = "请各系照办。", salt: str = "") -> str:
    """An overlay with one more notice; its salt is made of its name."""
    salt = salt or hashlib.sha256(name.encode()).hexdigest()[:32]
    return f"""\
=== content/notices/{day[:4]}/{name}.md
---
title: 关于工作安排的通知
kind: 通知
issuers: [小镇职业学校]
published: {day}
signed: {day}
{head}salt: {salt}
---
{body}
"""


def said(prepared: Prepared, name: str) -> bytes:
    return record_of(prepared.dataset.notices[name], prepared.dataset)


class TestRecord:
    def test_it_is_json_in_utf_8_with_sorted_keys_and_no_blanks(self, school: School) -> None:
        record = said(school(SALTED), "grades-result")
        expected = (
            '{"issuers":["小镇职业学校"],"kind":"考核结果公布","links":[{"outcome":"无异议","to":"grades-proposed",'
            '"type":"结果"}],"number":"镇职〔2026〕2号","published":"2026-01-14","signed":"2026-01-13","studios":["hong"],'
            '"text":"现将结果予以公布。\\n","title":"关于公布2025年度考核结果的通知"}'
        )
        assert record == expected.encode()

    def test_lists_and_periods_are_in_it_as_written_contacts_and_days_in_full(self, school: School) -> None:
        record = json.loads(said(school(SALTED), "grades-proposed"))
        assert record["groups"] == [
            {
                "title": "考核结果",
                "columns": ["工作室", "等级"],
                "rows": [["洪师傅技能大师工作室", "优秀"]],
                "count": 1,
            }
        ]
        assert record["period"] == {"length": 5, "unit": "工作日"}
        assert record["contacts"] == [{"office": "planning", "name": "发展规划处", "phone": "0000-555 0101"}]
        assert record["stands"] == {"from": "2026-01-05", "to": "2026-01-09"}

    def test_the_salt_is_not_in_it(self, school: School) -> None:
        assert b"ffeeddcc" not in said(school(SALTED), "grades-result")

    def test_the_order_of_keys_does_not_matter(self, school: School) -> None:
        turned = """\
=== content/notices/2026/grades-result.md
---
links:
  - to: grades-proposed
    outcome: 无异议
    type: 结果
salt: ffeeddccbbaa99887766554433221100
signed: 2026年1月13日
studios:
  - hong
published: "2026-01-14"
issuers: ["小镇职业学校"]
number: 镇职〔2026〕2号
kind: '考核结果公布'
title:   关于公布2025年度考核结果的通知
---
现将结果予以公布。
"""
        assert said(school(SALTED + turned), "grades-result") == said(school(SALTED), "grades-result")

    def test_what_is_written_elsewhere_does_not_matter(self, school: School) -> None:
        """Neither what another notice does to it, nor an office that it does not name, nor the day."""
        elsewhere = (
            notice("later", "2026-01-15", "links: [{type: 取代, to: grades-proposed}]\n")
            + "=== content/site.yml (change)\n offices:\n+  - {id: other, name: 另一处, role: 其他}\n"
        )
        changed = school(SALTED + elsewhere, "2027-06-01")
        assert said(changed, "grades-proposed") == said(school(SALTED), "grades-proposed")

    def test_its_office_and_its_calendar_matter(self, school: School) -> None:
        """Whom to tell and how long it stands cannot change unseen."""
        before = said(school(SALTED), "grades-proposed")
        office = "=== content/site.yml (change)\n-    name: 发展规划处\n+    name: 规划办公室\n"
        days = """\
=== content/rules/2026/days.yml
kind: 工作日历
year: 2026
basis: 校历
rest_days: [2026-01-06]
"""
        assert said(school(SALTED + office), "grades-proposed") != before
        assert json.loads(said(school(SALTED + days), "grades-proposed"))["stands"]["to"] == "2026-01-12"

    def test_every_word_matters(self, school: School) -> None:
        record = said(school(SALTED), "grades-result")
        for old, new in (("现将结果予以公布。", "现将结果予以公布！"), ("studios: [hong]", "studios: []")):
            change = f"=== content/notices/2026/grades-result.md (change)\n-{old}\n+{new}\n"
            assert said(school(SALTED + change), "grades-result") != record

    def test_a_public_record_does_not_name_an_internal_notice(self, school: School) -> None:
        internal = notice("plan", "2026-01-08", "scope: 校内\n") + (
            "=== content/notices/2026/grades-result.md (change)\n links:\n+  - {type: 阶段, to: plan}\n"
        )
        prepared = school(SALTED + internal)
        assert b"plan" not in said(prepared, "grades-result")
        own = notice("other", "2026-01-09", "scope: 校内\nlinks: [{type: 补充, to: plan}]\n")
        assert b'"to":"plan"' in said(school(SALTED + internal + own), "other")

    def test_every_field_of_a_notice_is_in_the_record_or_is_known_not_to_be(self) -> None:
        """Who adds a field decides whether it is published for ever."""
        assert WRITTEN | {"salt"} == set(Notice.model_fields)

    def test_whatever_stands_inside_a_field_goes_with_it(self) -> None:
        inside = {row.key.partition(".")[0] for row in field_rows(Notice) if "." in row.key}
        assert inside == {
            "basis",
            "groups",
            "period",
            "objection",
            "corrections",
            "taken_down",
            "contacts",
            "attachments",
            "credits",
            "links",
        }

    def test_a_table_and_an_attachment_beside_it_are_said(self, school: School) -> None:
        overlay = SALTED + BESIDE
        record = json.loads(said(school(overlay), "grades-proposed"))
        [group] = record["groups"]
        assert (group["columns"], group["rows"]) == (["工作室", "等级"], [["洪师傅技能大师工作室", "优秀"]])
        digest = hashlib.sha256(b"%PDF\n").hexdigest()
        assert record["attachments"] == [{"bytes": 5, "file": "files/form.pdf", "sha256": digest, "title": "评分表"}]
        other = said(school(overlay.replace("%PDF", "%PDf")), "grades-proposed")
        assert json.loads(other)["attachments"][0]["sha256"] != digest

    def test_who_approved_a_number_is_not_said(self, school: School) -> None:
        approved = """\
=== content/notices/2026/grades-proposed.md (change)
   - office: planning
+    phone: 138 0000 0000
+    approved_by: 校办2026年1月4日
"""
        record = json.loads(said(school(SALTED + approved), "grades-proposed"))
        assert record["contacts"] == [{"name": "发展规划处", "office": "planning", "phone": "138 0000 0000"}]


class TestDigests:
    def test_both_are_made_behind_the_salt(self, school: School) -> None:
        prepared = school(SALTED)
        entry = prepared.dataset.notices["grades-result"]
        salt = b"ffeeddccbbaa99887766554433221100"
        data = (prepared.root / entry.document.path).read_bytes()
        own = digests(entry, prepared.dataset)
        assert own.record == hashlib.sha256(salt + said(prepared, "grades-result")).hexdigest()
        assert own.source == hashlib.sha256(salt + data).hexdigest()

    def test_a_file_moves_between_years_unchanged(self, school: School) -> None:
        old, moved = notice("plan", "2026-01-08"), notice("plan", "2026-01-08").replace("notices/2026", "notices/2025")
        first, second = school(SALTED + old).dataset, school(SALTED + moved).dataset
        assert digests(first.notices["plan"], first) == digests(second.notices["plan"], second)

    def test_what_no_reader_sees_changes_the_source_alone(self, school: School) -> None:
        comment = "=== content/notices/2026/grades-result.md (change)\n-signed: 2026-01-13\n+signed:  2026-01-13 # x\n"
        first, second = school(SALTED).dataset, school(SALTED + comment).dataset
        before, after = (digests(each.notices["grades-result"], each) for each in (first, second))
        assert before.record == after.record
        assert before.source != after.source

    def test_a_notice_is_written_in_its_own_file(self, school: School) -> None:
        dataset = school(SALTED).dataset
        path = "content/notices/2026/grades-result.md"
        assert files_of(dataset.notices["grades-result"], dataset.kept) == (path,)


class TestEvents:
    def test_a_notice_is_published_and_does_what_its_links_say(self, school: School) -> None:
        kinds = ("更正", "补充", "取代", "撤回")
        later = "".join(
            notice(f"later-{number}", f"2026-01-1{number}", f"links: [{{type: {kind}, to: plan}}]\n")
            for number, kind in enumerate(kinds, 5)
        )
        found = events(school(SALTED + notice("plan", "2026-01-09") + later).dataset.notices)
        assert [(event.day.day, event.id, event.kind, event.by) for event in found] == [
            (5, "grades-proposed", "publish", "grades-proposed"),
            (9, "plan", "publish", "plan"),
            (14, "grades-result", "publish", "grades-result"),
            (15, "later-5", "publish", "later-5"),
            (15, "plan", "correct", "later-5"),
            (16, "later-6", "publish", "later-6"),
            (16, "plan", "supplement", "later-6"),
            (17, "later-7", "publish", "later-7"),
            (17, "plan", "supersede", "later-7"),
            (18, "later-8", "publish", "later-8"),
            (18, "plan", "withdraw", "later-8"),
        ]

    def test_what_is_written_twice_happened_once(self, school: School) -> None:
        twice = notice("later", "2026-01-15", "links: [{type: 补充, to: plan}, {type: 补充, to: plan}]\n")
        found = events(school(SALTED + notice("plan", "2026-01-09") + twice).dataset.notices)
        assert [event.kind for event in found if event.by == "later"] == ["publish", "supplement"]

    @pytest.mark.parametrize(
        ("plan", "later", "wanted"),
        [
            ("", "", [PUBLIC, PUBLIC]),
            ("scope: 校内\n", "", [PUBLIC, INTERNAL]),
            ("", "scope: 校内\n", [INTERNAL, INTERNAL]),
        ],
    )
    def test_what_has_to_do_with_an_internal_notice_is_in_the_internal_log(
        self, school: School, plan: str, later: str, wanted: list[str]
    ) -> None:
        both = notice("plan", "2026-01-09", plan) + notice(
            "later", "2026-01-15", f"{later}links: [{{type: 补充, to: plan}}]\n"
        )
        notices = school(SALTED + both).dataset.notices
        assert [log_of(event, notices) for event in events(notices) if event.by == "later"] == wanted


class TestAppending:
    def test_lines_follow_the_days_and_each_other(self, school: School) -> None:
        prepared = school(SALTED + notice("plan", "2026-01-09") + notice("rest", "2026-01-09"))
        assert appended(prepared.dataset, date(2026, 1, 4)) == {}
        [(log, lines)] = appended(prepared.dataset, TODAY).items()
        assert log == PUBLIC
        assert [(line.number, line.id) for line in lines] == [
            (1, "grades-proposed"),
            (2, "plan"),
            (3, "rest"),
            (4, "grades-result"),
        ]
        previous = FIRST
        for line in lines:
            assert line.previous == previous
            previous = hashlib.sha256(line.written()).hexdigest()

    def test_what_is_not_due_waits(self, school: School) -> None:
        prepared = school(SALTED)
        assert [line.id for line in appended(prepared.dataset, date(2026, 1, 13))[PUBLIC]] == ["grades-proposed"]
        assert [event.id for event in due(prepared.dataset, date(2026, 1, 14))[PUBLIC]] == [
            "grades-proposed",
            "grades-result",
        ]

    def test_day_by_day_is_the_same_as_at_once(self, school: School) -> None:
        rest = notice("plan", "2026-01-09") + notice("rest", "2026-01-09", "scope: 校内\n")
        daily = "".join(f"=== content/log (logged 2026-01-{day:02})\n" for day in range(4, 21))
        first, second = (
            school(SALTED + rest + daily),
            school(LOGGED.replace("=== content/log", rest + "=== content/log")),
        )
        assert {log: first.dataset.kept[log] for log in (PUBLIC, INTERNAL)} == {
            log: second.dataset.kept[log] for log in (PUBLIC, INTERNAL)
        }

    def test_nothing_is_written_twice(self, school: School) -> None:
        prepared = school(LOGGED)
        assert appended(prepared.dataset, TODAY) == {}
        found = account(prepared.dataset)
        assert (found.missing, found.moved, found.stray) == ((), (), ())

    def test_a_notice_without_a_salt_cannot_be_logged(self, school: School) -> None:
        bare = "=== content/notices/2026/grades-result.md (change)\n-salt: ffeeddccbbaa99887766554433221100\n"
        prepared = school(SALTED + bare)
        assert [entry.id for entry in without_salt(prepared.dataset, TODAY)] == ["grades-result"]
        assert without_salt(prepared.dataset, date(2026, 1, 13)) == ()


def test_rows_are_cut_at_line_feeds_alone(school: School) -> None:
    data = school(LOGGED).dataset.kept[PUBLIC]
    first, second = rows(PUBLIC, data)
    assert (first.raw + second.raw, first.number, second.number) == (data, 1, 2)
    assert rows(PUBLIC, b"") == ()
    assert [row.raw for row in rows(PUBLIC, b"a\r\n\nb")] == [b"a\r\n", b"\n", b"b"]


def test_a_school_without_a_log_has_none(school: School) -> None:
    assert logs(school(SALTED).dataset) == {}
