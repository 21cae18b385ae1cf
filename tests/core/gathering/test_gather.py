"""What exists is known by its place, even when it cannot be read: each fault is told once, and hides no other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.core.pipeline import prepare
from tests.core.conftest import School
from tests.golden.overlay import SCHOOL, lay_school


class TestOneCauseOneMessage:
    """What is broken is said once, where it is broken; what refers to it is not called unknown."""

    def codes(self, school: School, overlay: str) -> list[str]:
        return [found.code.id for found in school(overlay).problems]

    @pytest.mark.parametrize("members", ["members: [\n", "people: []\n", "- x\n", "members:\n"])
    def test_a_broken_list_of_members(self, school: School, members: str) -> None:
        assert len(self.codes(school, f"=== studios/hong/members.yml\n{members}")) == 1

    def test_a_broken_entry(self, school: School) -> None:
        overlay = "=== studios/hong/members.yml (change)\n-        since: 2024-09-01\n+        since: soon\n"
        prepared = school(overlay)
        assert [found.code.id for found in prepared.problems] == ["F205"]
        assert [entry.key.id for entry in prepared.dataset.members] == ["hong/p101"]

    @pytest.mark.parametrize("text", ["names: [\n", "short: 钳工\nshort: 车工\n", ""])
    def test_a_broken_studio(self, school: School, text: str) -> None:
        prepared = school(f"=== studios/hong/studio.yml\n{text}")
        assert {found.where.path for found in prepared.problems} == {"studios/hong/studio.yml"}
        assert list(prepared.dataset.studios) == []

    def test_a_broken_notice(self, school: School) -> None:
        """It is linked to by another and announces an assessment's result. That each speaks of the other is a fault of
        its own."""
        overlay = "=== content/notices/2026/grades-result.md (change)\n-signed: 2026-01-13\n+signed: soon\n"
        overlay += "=== content/notices/2026/grades-proposed.md (change)\n ---\n title: 关于2025年度考核结果的公示\n"
        overlay += "+links: [{type: 补充, to: grades-result}]\n"
        assert [code for code in self.codes(school, overlay) if code != "N421"] == ["F205"]

    def test_a_broken_indicator_system(self, school: School) -> None:
        overlay = "=== content/rules/2025/indicators.yml (change)\n-total: 100\n+total: much\n"
        assert self.codes(school, overlay) == ["F206"]

    def test_a_broken_row(self, school: School) -> None:
        overlay = "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,钻床,企业员工,many,1,p101\n"
        prepared = school(overlay)
        assert [found.code.id for found in prepared.problems] == ["F206"]
        assert sorted(prepared.dataset.trainings) == ["hong/t1", "hong/t2"]
        assert [out.key.id for out in prepared.dataset.left_out] == ["hong/t3"]

    def test_a_logged_notice_of_another_name(self, school: School) -> None:
        """It announces an assessment's result and closes a notice: neither calls it unknown."""
        overlay = "=== content/log (logged 2026-01-20)\n"
        overlay += "=== -content/notices/2026/grades-result.md\n"
        assert self.codes(school, overlay) == ["B905"]

    def test_a_file_under_a_name_in_capitals(self, school: School) -> None:
        overlay = "=== -studios/hong/files/certificate.pdf\n=== studios/hong/files/certificate.PDF\n"
        assert self.codes(school, overlay) == ["R102"]

    def test_a_studio_that_was_copied(self, school: School) -> None:
        """Both its names are another's: that is one fault."""
        second = "  - {name: 洪师傅工作室, kind: 铭牌名称}\n"
        overlay = f"=== studios/hong/studio.yml (change)\n     kind: 申报名称\n+{second}"
        text = (SCHOOL / "studios/hong/studio.yml").read_text(encoding="utf-8")
        copied = text.replace("申报名称\n", f"申报名称\n{second}")
        members = (SCHOOL / "studios/hong/members.yml").read_text(encoding="utf-8")
        members = members.replace("    name: 洪大匠\n", "").replace("    name: 何小苗\n", "")
        overlay += f"=== studios/copy/studio.yml\n{copied}=== studios/copy/members.yml\n{members}"
        assert [found.code.id for found in school(overlay).problems if found.is_error] == ["S303"]

    @pytest.mark.parametrize(
        "site", ["=== -content/site.yml\n", "=== content/site.yml (change)\n-name: 小镇匠谱\n+name：小镇匠谱\n"]
    )
    def test_a_school_without_its_facts(self, school: School, site: str) -> None:
        assert {found.where.path for found in school(site).problems} == {"content/site.yml"}

    def test_a_date_in_another_year_to_come(self, school: School) -> None:
        overlay = "=== studios/hong/achievements/2025/cup.md (change)\n-date: 2025-06-18\n+date: 2028-06-18\n"
        assert self.codes(school, overlay) == ["A323"]

    def test_a_logged_notice_that_was_changed(self, school: School) -> None:
        """What is wrong with what it says now goes when it says again what it said."""
        overlay = "=== content/log (logged 2026-01-20)\n"
        overlay += "=== content/notices/2026/grades-proposed.md (change)\n"
        overlay += "-      - [洪师傅技能大师工作室, 优秀]\n+      - [洪师傅技能大师工作室, 优秀]\n"
        overlay += "+      - [白师傅技能大师工作室, 优秀]\n"
        assert self.codes(school, overlay) == ["B904"]

    @pytest.mark.parametrize("folder", ["studios", "content"])
    def test_a_folder_in_capitals(self, tmp_path: Path, folder: str) -> None:
        lay_school(tmp_path / "school")
        (tmp_path / "school" / folder).rename(tmp_path / "school" / folder.capitalize())
        prepared = prepare(tmp_path / "school", date(2026, 1, 20))
        assert [found.code.id for found in prepared.problems] == ["R114"]
        assert prepared.blocked

    def test_what_nobody_wrote_is_unknown(self, school: School) -> None:
        overlay = "=== studios/hong/achievements/2025/cup.md (change)\n-people: [p102]\n+people: [p999]\n"
        assert self.codes(school, overlay) == ["A321"]


class TestIndependentFaults:
    """A fault hides no other than those that nobody can tell without what it spoilt."""

    def told(self, school: School, overlay: str) -> list[tuple[str, int]]:
        return [(found.code.id, found.where.line) for found in school(overlay).problems]

    def test_of_one_record(self, school: School) -> None:
        overlay = """
=== studios/hong/achievements/2025/cup.md (change)
-level: 国家级
+level: 国家
 rank: 一等奖
-date: 2025-06-18
-people: [p102]
+date: 2024-06-18
+people: [p102, p999]
@@
-    file: certificate.pdf
+    file: diploma.pdf
"""
        assert self.told(school, overlay) == [("F204", 4), ("A323", 6), ("A321", 7), ("A326", 11)]

    def test_of_one_row(self, school: School) -> None:
        overlay = "=== studios/hong/trainings/2025.csv (change)\n+t3,2019-11-01,钻床,企业员工,20人,1,p999\n"
        assert self.told(school, overlay) == [("T331", 4), ("F206", 4), ("T333", 4)]

    def test_of_a_row_with_the_number_of_another(self, school: School) -> None:
        overlay = "=== studios/hong/trainings/2025.csv (change)\n+t2,2019-11-01,钻床,企业员工,20,1,p999\n"
        assert self.told(school, overlay) == [("R122", 4), ("T331", 4), ("T333", 4)]

    def test_behind_a_line_that_is_no_yaml(self, school: School) -> None:
        overlay = """
=== studios/hong/achievements/2025/cup.md (change)
-title: 全国钳工比赛一等奖
-type: 竞赛获奖
-level: 国家级
+title：全国钳工比赛一等奖
+type: 竞赛获奖
+level:国家
 rank: 一等奖
-date: 2025-06-18
+date: 2025-02-30
"""
        assert self.told(school, overlay) == [("Y201", 2), ("Y201", 4), ("F204", 4), ("F205", 6)]

    def test_what_was_put_right_to_be_read_is_not_published(self, school: School) -> None:
        overlay = "=== studios/hong/members.yml (change)\n-    name: 何小苗\n+    name：何小苗\n"
        prepared = school(overlay)
        assert [found.code.id for found in prepared.problems] == ["Y201"]
        assert prepared.dataset.members == ()
        assert prepared.dataset.broken == {}

    def test_a_blank_among_words_is_no_word(self, school: School) -> None:
        """Every column that a blank would fill by itself."""
        overlay = """
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days,trainer,kind,mode
t1,2025-03-05,钳工安全操作,企业员工,20,2,p101,培训,
t2,2025-10-11,量具使用,企业员工,30,2,p101,,线下
t3,2025-10-12,量具使用,企业员工,30,2,p101,,
=== studios/hong/services/2025.csv
id,date,kind,topic,client,client_kind,mode
s1,2025-03-05,技术咨询,钻床,小镇机械厂,中小企业,线上
s2,2025-03-06,技术咨询,钻床,小镇机械厂,中小企业,
"""
        found = [each for each in school(overlay).problems if each.code.id == "F201"]
        assert [(each.where.cell.row, each.where.cell.name) for each in found if each.where.cell] == [
            (3, "mode"),
            (2, "mode"),
            (3, "kind"),
            (4, "mode"),
        ]

    def test_a_column_that_is_not_there_or_blank_throughout_says_nothing(self, school: School) -> None:
        overlay = """
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days,trainer,kind
t1,2025-03-05,钳工安全操作,企业员工,20,2,p101,
t2,2025-10-11,量具使用,企业员工,30,2,p101,
"""
        assert self.told(school, overlay) == []
