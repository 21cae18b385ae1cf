"""Pictures with learners in them: who has agreed, and how it is said that nobody can be told."""

from __future__ import annotations

import pytest

from tests.core.conftest import School

PICTURE = """\
=== studios/hong/files/{name} (made jpeg)
=== studios/hong/profile.md (change)
+![{text}](files/{name})
"""
PATH = "studios/hong/files/work.jpg"


def codes(school: School, text: str, name: str = "work.jpg", more: str = "") -> list[str]:
    return [found.code.id for found in school(PICTURE.format(text=text, name=name) + more).problems]


@pytest.mark.parametrize("text", ["两名学生在划线", "徒弟们的合影", "参赛选手", "新来的同学"])
def test_who_says_that_learners_are_shown_is_asked_for_consent(school: School, text: str) -> None:
    assert codes(school, text) == ["X920"]


@pytest.mark.parametrize("name", ["students.jpg", "xuesheng-2.jpg", "Pupils_at_work.jpg"])
def test_the_name_of_a_file_says_it_too(school: School, name: str) -> None:
    assert codes(school, "车间一角", name) == ["X920"]


@pytest.mark.parametrize("text", ["学生的背影", "徒弟划线的手部特写", "全班同学（无可辨认的人）", "学员（已遮挡面部）"])
def test_nobody_can_be_told(school: School, text: str) -> None:
    assert codes(school, text) == []


@pytest.mark.parametrize("text", ["一把角尺", "教学楼", "studentship.jpg 的截图"])
def test_other_pictures(school: School, text: str) -> None:
    assert codes(school, text) == []


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (f"uses: [照片], since: 2025-01-01, pictures: [{PATH}]", []),
        (f"uses: [照片], since: 2025-01-01, until: 2025-12-31, pictures: [{PATH}]", ["X920"]),
        (f"uses: [照片], since: 2025-01-01, withdrawn: 2026-01-02, pictures: [{PATH}]", ["X920"]),
        (f"uses: [姓名], since: 2025-01-01, pictures: [{PATH}]", ["X920"]),
        ("uses: [照片], since: 2025-01-01, pictures: [studios/hong/files/other.jpg]", ["X936", "X920"]),
    ],
    ids=["agreed", "over", "withdrawn", "to the name alone", "to another picture"],
)
def test_consent_to_a_picture_without_names(school: School, more: str, told: list[str]) -> None:
    given = f"=== content/consents.yml\nconsents:\n  - {{id: c1, person: p102, register_number: 一, {more}}}\n"
    assert codes(school, "学生在划线", more=given) == told


def test_whoever_is_named_has_agreed_in_the_first_place(school: School) -> None:
    consent = "{id: c1, person: p102, register_number: 一, uses: [照片], since: 2025-01-01}"
    given = f"=== content/consents.yml\nconsents:\n  - {consent}\n"
    assert codes(school, "学徒何小苗在划线") == ["X919"]
    assert codes(school, "学徒何小苗在划线", more=given) == []
    assert codes(school, "划线", "何小苗.jpg") == ["X919"]


def test_pictures_of_paper_are_no_pictures_of_people(school: School) -> None:
    evidence = """\
=== studios/hong/files/students.jpg (made jpeg)
=== studios/hong/achievements/2025/cup.md (change)
     file: certificate.pdf
+  - title: {title}
+    file: students.jpg
"""
    for title, told in (("比赛现场", ["X920"]), ("学生获奖证书", [])):
        assert [found.code.id for found in school(evidence.format(title=title)).problems] == told
