"""Waivers: what they cover, for how long, and that nothing of them is ever published. (What is wrong with one, and
how that is told, is shown by the golden cases of V951 to V956.)"""

from __future__ import annotations

from dataclasses import asdict

import pytest

from generator.core.pages import draw
from generator.core.pipeline import Prepared
from tests.core.conftest import School

REASON = "等负责人签字"
ORPHANS = """\
=== studios/hong/files/plan.pdf
%PDF-1.4
=== studios/hong/files/deep/plan.pdf
%PDF-1.4
"""


def waiver(path: str = "", until: str = "2026-02-28", code: str = "D703") -> str:
    where = f", path: {path}" if path else ""
    return f"  - {{code: {code}{where}, reason: {REASON}, until: {until}}}\n"


def waivers(*each: str, at: str = "studios/hong/waivers.yml") -> str:
    return f"=== {at}\nwaivers:\n{''.join(each)}"


def codes(prepared: Prepared) -> list[str]:
    return [found.code.id for found in prepared.problems]


def test_a_waived_warning_is_kept_apart_with_its_waiver(school: School) -> None:
    prepared = school(ORPHANS + waivers(waiver("studios/hong/files/plan.pdf")))
    assert codes(prepared) == ["D703"]
    assert [(each.problem.where.path, each.waiver.record.reason) for each in prepared.waived] == [
        ("studios/hong/files/plan.pdf", REASON)
    ]
    assert prepared.warnings == 1


@pytest.mark.parametrize("path", ["", "studios/hong", "studios/hong/files", "studios/hong/files/"])
def test_a_folder_stands_for_all_below_it(school: School, path: str) -> None:
    prepared = school(ORPHANS + waivers(waiver(path)))
    assert codes(prepared) == []
    assert len(prepared.waived) == 2


def test_a_path_covers_no_neighbour_with_a_longer_name(school: School) -> None:
    assert codes(school(ORPHANS + waivers(waiver("studios/hong/files/plan"))))[:2] == ["D703", "D703"]


def test_the_school_may_waive_anywhere(school: School) -> None:
    assert codes(school(ORPHANS + waivers(waiver(), at="content/waivers.yml"))) == []


def test_a_table_will_do(school: School) -> None:
    table = "=== studios/hong/waivers.csv\ncode,path,reason,until\nD703,,x,2026-02-28\n"
    assert codes(school(ORPHANS + table)) == []


@pytest.mark.parametrize(
    ("until", "told"),
    [
        ("2026-01-19", ["D703", "D703", "V951"]),
        ("2026-01-20", []),
        ("2027-01-21", []),
        ("2027-01-22", ["D703", "D703", "V955"]),
    ],
)
def test_a_waiver_holds_through_its_last_day_and_for_a_year_at_most(
    school: School, until: str, told: list[str]
) -> None:
    assert codes(school(ORPHANS + waivers(waiver(until=until)))) == told


def test_two_waivers_of_one_warning_are_both_in_use(school: School) -> None:
    prepared = school(ORPHANS + waivers(waiver(), waiver(), at="content/waivers.yml"))
    assert codes(prepared) == []
    assert len(prepared.waived) == 2


def test_a_waiver_is_not_idle_while_an_error_may_hide_the_warning(school: School) -> None:
    broken = "=== studios/hong/trainings/2025.csv\nid;date\n"
    assert "V952" not in codes(school(broken + waivers(waiver(code="T334"))))
    elsewhere = waivers(waiver("studios/hong/achievements", code="A324"))
    assert "V952" in codes(school(broken + elsewhere))


def test_an_error_stays_an_error(school: School) -> None:
    prepared = school("=== studios/hong/profile.md\nx\n" + waivers(waiver(code="Y204")))
    assert codes(prepared) == ["Y204", "V954"]
    assert prepared.errors == 1


@pytest.mark.parametrize(
    "fault",
    ["", "=== studios/hong/waivers.yml\nwaivers:\n  - {code: D703}\n", "=== studios/hong/studio.yml\nshort: x\n"],
    ids=["sound", "faulty", "of a faulty studio"],
)
def test_nothing_of_a_waiver_is_published_not_even_that_it_is_faulty(school: School, fault: str) -> None:
    prepared = school(ORPHANS + waivers(waiver()) + fault)
    assert prepared.edition is not None
    assert REASON not in repr(asdict(prepared.edition))
    assert {"waiver", "school-waiver"}.isdisjoint(out.kind for out in prepared.edition.corrections)
    assert all("waiver" not in studio.incomplete for studio in prepared.edition.studios)
    assert not any(REASON in repr(page.view) for page in draw(prepared.edition))
