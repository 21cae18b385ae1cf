"""What exists is known by its place, even when it cannot be read; what is faulty takes with it only what is its own."""

from __future__ import annotations

import pytest

from generator.core.problem import RecordKey, Where
from generator.core.records.kinds import place_of
from tests.core.compute.test_grade import studio
from tests.core.conftest import School


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
        """It is linked to by another and announces an assessment's result."""
        overlay = "=== content/notices/2026/grades-result.md (change)\n-signed: 2026-01-13\n+signed: soon\n"
        overlay += "=== content/notices/2026/grades-proposed.md (change)\n ---\n title: 关于2025年度考核结果的公示\n"
        overlay += "+links: [{type: 补充, to: grades-result}]\n"
        assert self.codes(school, overlay) == ["F205"]

    def test_a_broken_indicator_system(self, school: School) -> None:
        overlay = "=== content/rules/2025/indicators.yml (change)\n-total: 100\n+total: much\n"
        assert self.codes(school, overlay) == ["F206"]

    def test_a_broken_row(self, school: School) -> None:
        overlay = "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,钻床,企业员工,many,1,p101\n"
        prepared = school(overlay)
        assert [found.code.id for found in prepared.problems] == ["F206"]
        assert sorted(prepared.dataset.trainings) == ["hong/t1", "hong/t2"]
        assert [out.key.id for out in prepared.dataset.left_out] == ["hong/t3"]

    def test_what_nobody_wrote_is_unknown(self, school: School) -> None:
        overlay = "=== studios/hong/achievements/2025/cup.md (change)\n-people: [p102]\n+people: [p999]\n"
        assert self.codes(school, overlay) == ["A321"]


def test_a_person_is_defined_where_a_name_is_given(school: School) -> None:
    dataset = school(studio("a")).dataset
    assert {number: entry.studio for number, entry in dataset.people().items()} == {"p101": "hong", "p102": "hong"}
