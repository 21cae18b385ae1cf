"""What is faulty takes with it only what is its own."""

from __future__ import annotations

from generator.core.problem import RecordKey, Where
from tests.core.compute.test_grade import studio
from tests.core.conftest import School


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


def test_a_person_is_defined_where_a_name_is_given(school: School) -> None:
    dataset = school(studio("a")).dataset
    assert {number: entry.studio for number, entry in dataset.people().items()} == {"p101": "hong", "p102": "hong"}
