"""What exists is known by its place, even when it cannot be read; what is faulty takes with it only what is its own."""

from __future__ import annotations

import shutil
from datetime import date
from functools import lru_cache
from pathlib import Path
from textwrap import dedent

import pytest

from generator.core.dataset import gather
from generator.core.document import parse
from generator.core.pipeline import prepare
from generator.core.problem import Problem, RecordKey, Where
from generator.core.reading import Parse
from generator.core.records.kinds import place_of
from generator.core.source import read_sources
from tests.core.compute.test_grade import studio
from tests.core.conftest import School
from tests.golden.overlay import SCHOOL, lay_school


@pytest.mark.parametrize(
    ("path", "kind", "name"),
    [
        ("content/site.yml", "site", "site"),
        ("studios/hong/studio.yml", "studio", "hong"),
        ("studios/hong/profile.md", "profile", "hong"),
        ("studios/hong/members.yml", "member", "hong"),
        ("studios/hong/achievements/2025/cup.md", "achievement", "hong/cup"),
        ("studios/hong/trainings/2025.csv", "training", "hong/2025"),
        ("content/notices/2026/grades-result.md", "notice", "grades-result"),
        ("content/rules/2025/indicators.yml", "rules", "indicators"),
        ("content/assessments/2025/hong.yml", "assessment", "2025/hong"),
    ],
)
def test_a_place_says_which_record_a_file_is(path: str, kind: str, name: str) -> None:
    place = place_of(path)
    assert place is not None
    assert place.key == RecordKey(kind, name)


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yml.md",
        "content/notices/call.md",
        "content/notices/20260/call.md",
        "content/notices/2026/more/call.md",
        "content/pages/about.md",
        "studios/studio.yml",
        "studios/hong/achievements/cup.md",
        "studios/hong/files/2025.csv",
        "x/studios/hong/studio.yml",
    ],
)
def test_other_places_hold_no_record(path: str) -> None:
    assert place_of(path) is None


def test_moving_a_file_between_years_keeps_its_identity() -> None:
    before, after = (place_of(f"studios/hong/achievements/{year}/cup.md") for year in (2024, 2025))
    assert before is not None
    assert after is not None
    assert before.key == after.key


def test_every_record_of_the_tiny_school_is_there(school: School) -> None:
    dataset = school().dataset
    assert {kind: sorted(shelf) for kind, shelf in dataset.shelves.items()} == {
        "site": ["site"],
        "studio": ["hong"],
        "profile": ["hong"],
        "member": ["hong/p101", "hong/p102"],
        "achievement": ["hong/cup"],
        "training": ["hong/t1", "hong/t2"],
        "notice": ["grades-proposed", "grades-result"],
        "indicators": ["indicators"],
        "calendar": ["calendar"],
        "assessment": ["2025/hong"],
    }
    assert list(dataset.files) == ["studios/hong/files/certificate.pdf"]
    assert dataset.left_out == ()


class TestWithout:
    def test_a_record_goes_alone(self, school: School) -> None:
        dataset = school().dataset
        where = dataset.achievements["hong/cup"].where("title")
        clean = dataset.without({RecordKey("achievement", "hong/cup"): where})
        assert clean.achievements == {}
        assert clean.trainings == dataset.trainings
        assert clean.knows("achievement", "hong/cup")
        assert [(out.key.id, out.studio, out.year, out.where) for out in clean.left_out] == [
            ("hong/cup", "hong", "2025", where)
        ]

    def test_a_studio_takes_with_it_what_belongs_to_it(self, school: School) -> None:
        dataset = school(studio("a")).dataset
        clean = dataset.without({RecordKey("studio", "hong"): Where("studios/hong/studio.yml")})
        assert list(clean.studios) == ["a"]
        assert [entry.key.id for entry in clean.members] == ["a/p101"]
        assert (clean.profiles, clean.achievements, clean.trainings) == ({}, {}, {})
        assert sorted(out.key for out in clean.left_out) == sorted(
            entry.key for shelf in dataset.shelves.values() for entry in shelf.values() if entry.studio == "hong"
        )
        assert clean.notices == dataset.notices

    def test_it_may_be_done_twice(self, school: School) -> None:
        faulty = {RecordKey("studio", "hong"): Where("studios/hong/studio.yml")}
        once = school().dataset.without(faulty)
        assert once.without(faulty) == once

    def test_a_record_that_could_not_be_read_stays_out(self, school: School) -> None:
        dataset = school("=== studios/hong/achievements/2025/cup.md\n---\ntitle: x\n---\n").dataset
        assert [out.key for out in dataset.left_out] == [RecordKey("achievement", "hong/cup")]
        assert dataset.lacks("achievement")
        assert dataset.lacks("achievement", "hong", "2025")
        assert not dataset.lacks("achievement", "hong", "2024")
        assert not dataset.lacks("achievement", "a")
        assert not dataset.lacks("training")


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


def test_a_person_is_defined_where_a_name_is_given(school: School) -> None:
    dataset = school(studio("a")).dataset
    assert {number: entry.studio for number, entry in dataset.people().items()} == {"p101": "hong", "p102": "hong"}


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


class TestFaultsWithoutEnd:
    """A thousand faulty entries are enough; whatever comes behind them is left out, and the others stand."""

    TABLE = """
        === studios/hong/trainings/2026.csv (escapes)
        id,date,topic,audience,persons,days,trainer
        \\1001{t,2025-13-11,量具使用,企业员工,30,2,p101\\n}
        === studios/hong/trainings/2027.csv
        id,date,topic,audience,persons,days,trainer
        t9,2027,量具使用,企业员工,30,2,p101
        """

    def test_the_rest_is_left_out(self, tmp_path: Path) -> None:
        lay_school(tmp_path / "school", dedent(self.TABLE))
        prepared = prepare(tmp_path / "school", date(2026, 1, 20))
        assert [found.where.line for found in prepared.problems if found.code.id == "F220"] == [1002]
        assert not any(found.where.path.endswith("2027.csv") for found in prepared.problems)
        assert prepared.dataset.lacks("training", "hong", "2027")
        assert not prepared.blocked

    def test_other_studios_are_as_they_were(self, tmp_path: Path) -> None:
        before, after = tmp_path / "before", tmp_path / "after"
        for root in (before, after):
            lay_school(root)
            shutil.copytree(SCHOOL / "studios/hong", root / "studios/wen")
        with (after / "studios/hong/trainings/2025.csv").open("a", encoding="utf-8") as file:
            file.write("t,x,x,x,x,x,x\n" * 3000)

        def of_wen(root: Path) -> list[Problem]:
            return [
                found
                for found in prepare(root, date(2026, 1, 20)).problems
                if found.where.path.startswith("studios/wen")
            ]

        assert of_wen(before) == of_wen(after)


class TestBudgetsOfWhatIsRemembered:
    """What a studio may have wrong, or write, in all its files together ends at the same place whether these were
    worked out before or are read now, and whatever the others held then."""

    HEAD = "id,date,topic,audience,persons,days,trainer\n"

    @pytest.fixture
    def root(self, tmp_path: Path) -> Path:
        lay_school(tmp_path / "school")
        return tmp_path / "school"

    @pytest.fixture
    def read(self) -> Parse:
        return lru_cache(parse)

    def write(self, root: Path, path: str, text: str) -> None:
        (root / "studios/hong" / path).write_text(text, encoding="utf-8")

    def look(self, root: Path, read: Parse, code: str) -> list[tuple[str, int]]:
        """Where a code is told, by who remembers and by who does not alike."""
        sources = read_sources(root)
        texts = {path: file for path, file in sources.files.items() if file.text is not None}
        again, anew = (gather(sources, {path: each(file) for path, file in texts.items()}) for each in (read, parse))
        assert again[1] == anew[1]
        assert (again[0].left_out, again[0].known) == (anew[0].left_out, anew[0].known)
        told = [found.where for found in again[1] if found.code.id == code]
        return [(where.path.rpartition("/")[2], where.line) for where in told]

    def faulty(self, year: int, count: int) -> str:
        rows = (f"t{year}-{number},{year}-13-11,量具使用,企业员工,30,2,p101\n" for number in range(count))
        return self.HEAD + "".join(rows)

    def sound(self, count: int) -> str:
        return self.HEAD + "".join(f"r{number},2026-01-05,量具使用,企业员工,30,2,p101\n" for number in range(count))

    def test_faulty_rows(self, root: Path, read: Parse) -> None:
        self.write(root, "trainings/2026.csv", self.faulty(2026, 600))
        self.write(root, "trainings/2027.csv", self.faulty(2027, 300))
        self.write(root, "trainings/2028.csv", self.faulty(2028, 300))
        assert self.look(root, read, "F220") == [("2028.csv", 102)]
        self.write(root, "trainings/2026.csv", self.faulty(2026, 400))
        assert self.look(root, read, "F220") == []
        self.write(root, "trainings/2026.csv", self.faulty(2026, 700))
        assert self.look(root, read, "F220") == [("2028.csv", 2)]
        self.write(root, "trainings/2026.csv", self.faulty(2026, 1001))
        assert self.look(root, read, "F220") == [("2026.csv", 1002)]

    def test_rows_with_the_numbers_of_others(self, root: Path, read: Parse) -> None:
        """They have no fault but that the others are there."""
        self.write(root, "trainings/2026.csv", self.sound(1100))
        self.write(root, "trainings/2027.csv", self.HEAD)
        assert self.look(root, read, "F220") == []
        self.write(root, "trainings/2027.csv", self.sound(1100))
        assert self.look(root, read, "F220") == [("2027.csv", 1002)]
        self.write(root, "trainings/2026.csv", self.sound(900))
        assert self.look(root, read, "F220") == []

    def test_rows_with_the_numbers_of_faulty_ones(self, root: Path, read: Parse) -> None:
        faulty, sound = self.sound(600).replace("2026-01-05", "2026-13-05"), self.sound(600).removeprefix(self.HEAD)
        self.write(root, "trainings/2026.csv", faulty + sound)
        assert self.look(root, read, "F220") == [("2026.csv", 1002)]

    def test_marks(self, root: Path, read: Parse) -> None:
        profile = (root / "studios/hong/profile.md").read_text(encoding="utf-8")
        story = (root / "studios/hong/achievements/2025/cup.md").read_text(encoding="utf-8")
        marks = "*字*\n" * 4500  # two tags each
        for name in ("cup", "cup-a", "cup-b"):
            self.write(root, f"achievements/2025/{name}.md", f"{story}\n{marks}\n")
        [(path, _)] = self.look(root, read, "M262")
        assert path == "cup.md"  # is logged in no notice: files come in the order of their paths
        self.write(root, "achievements/2025/cup-a.md", story)
        assert self.look(root, read, "M262") == []
        self.write(root, "profile.md", f"{profile}\n{marks}\n")
        self.write(root, "achievements/2025/cup-a.md", f"{story}\n{marks}\n")
        assert [path for path, _ in self.look(root, read, "M262")] == ["cup.md", "profile.md"]

    def test_marks_of_a_text_that_is_not_shown(self, root: Path, read: Parse) -> None:
        """What has a fault of its own uses nothing up, and must have room all the same."""
        story = (root / "studios/hong/achievements/2025/cup.md").read_text(encoding="utf-8")
        marks = "*字*\n" * 4500
        for name in ("cup", "cup-a"):
            self.write(root, f"achievements/2025/{name}.md", f"{story}\n{marks}\n")
        self.write(root, "achievements/2025/cup-b.md", f"{story}\n&#8238;{marks}\n")
        assert self.look(root, read, "M262") == []
        self.write(root, "achievements/2025/cup-c.md", f"{story}\n{marks[:4000]}\n")
        self.look(root, read, "M262")
