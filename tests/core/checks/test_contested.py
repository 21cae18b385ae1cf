"""What a studio writes may contradict the school's files; it never keeps the others from being published."""

from __future__ import annotations

import pytest

from generator.core.pages import draw
from generator.core.pipeline import Prepared
from tests.core.conftest import School

LIST = "=== content/log/addresses.txt\n"
MEDAL = "achievements/hong/medal.html"


def told(prepared: Prepared) -> list[str]:
    return [found.code.id for found in prepared.problems if found.is_error]


def templates(prepared: Prepared) -> dict[str, str]:
    assert prepared.edition is not None
    return {page.address: page.template for page in draw(prepared.edition)}


FOUNDED_LATER = """
=== studios/hong/studio.yml (change)
-founded: 2021-09
+founded: 2026-01-15
"""
REVIEWER_TAKEN_IN = """
=== studios/hong/members.yml (change)
+  - id: p902
+    name: 钱评审
+    roles:
+      - {role: 骨干教师, since: 2025-03}
"""


@pytest.mark.parametrize(("overlay", "code"), [(FOUNDED_LATER, "G529"), (REVIEWER_TAKEN_IN, "G531")])
def test_what_a_studio_says_against_its_assessment_opens_its_own_grade(school: School, overlay: str, code: str) -> None:
    prepared = school(overlay)
    assert code in told(prepared)
    assert prepared.edition is not None
    (year,) = prepared.edition.grade_years
    (grade,) = year.grades
    assert (grade.final, grade.incomplete) == (None, True)
    assert ("assessment", "2025/hong") in [(out.kind, out.id) for out in prepared.edition.corrections]
    assert school().edition.grade_years[0].grades[0].final is not None  # type: ignore[union-attr]


def test_a_published_record_that_is_gone_is_under_correction_and_stops_nobody_else(school: School) -> None:
    prepared = school(f"{LIST}2026-01-10 {MEDAL}\n")
    assert told(prepared) == ["H103"]
    assert prepared.problems[0].where.path == "content/log/addresses.txt"
    pages = templates(prepared)
    assert pages[MEDAL] == "correction.html"
    assert pages["achievements/hong/cup.html"] == "achievement.html"


def test_a_published_studio_that_is_gone_is_under_correction_with_all_that_names_it(school: School) -> None:
    prepared = school(
        f"{LIST}2026-01-10 studios/lan/index.html\n"
        "=== content/press/2026.yml\npress:\n"
        "  - {id: visit, date: 2026-01-09, outlet: 小镇报, level: 市级, title: 参观, studios: [lan]}\n"
    )
    assert told(prepared) == ["H103"]
    assert [where.path for where in prepared.problems[0].related] == ["content/press/2026.yml"]
    assert templates(prepared)["studios/lan/index.html"] == "correction.html"


def test_a_person_who_is_gone_keeps_an_address_and_stops_nobody(school: School) -> None:
    prepared = school(f"{LIST}2026-01-10 people/p777.html\n")
    assert told(prepared) == ["H103"]
    assert templates(prepared)["people/p777.html"] == "gone.html"


@pytest.mark.parametrize("address", ["notices/gone.html", "rules/gone.html", "about-us.html"])
def test_what_the_school_published_and_lost_stops_the_build(school: School, address: str) -> None:
    prepared = school(f"{LIST}2026-01-10 {address}\n")
    assert told(prepared) == ["H103"]
    assert prepared.edition is None


def test_a_record_that_comes_back_to_an_address_that_was_ended_stays_out(school: School) -> None:
    """The school has said that it is gone: the studio does not bring it back, nor hold up the site by trying."""
    cup = "achievements/hong/cup.html"
    prepared = school(
        f"{LIST}2026-01-10 {cup}\n=== content/addresses.yml\naddresses:\n"
        f"  - {{address: {cup}, outcome: 撤销, date: 2026-01-15, reason: 登记有误}}\n"
    )
    assert told(prepared) == ["H104"]
    assert templates(prepared)[cup] == "gone.html"
    assert prepared.edition is not None
    assert prepared.edition.achievements == ()


def test_a_redirect_to_a_record_that_a_studio_deleted_leads_nowhere_and_stops_nobody(school: School) -> None:
    prepared = school(
        f"{LIST}2026-01-10 {MEDAL}\n=== content/addresses.yml\naddresses:\n"
        f"  - {{address: {MEDAL}, outcome: 改址, to: achievements/hong/never.html, date: 2026-01-15, reason: 改名}}\n"
    )
    assert told(prepared) == ["H105"]
    assert prepared.edition is not None
    (gone,) = [page for page in draw(prepared.edition) if page.address == MEDAL]
    assert gone.view["gone"].to == ""
