"""Whose fault it is decides what is published: a studio's keeps its record out, the school's keeps everything back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from generator.core.edition import Edition
from generator.core.pages import draw
from generator.core.pipeline import Prepared
from tests.core.compute.test_grade import assessment, studio
from tests.core.conftest import School

WITH_ANOTHER = (
    studio("a")
    + assessment("a", '"2.1": 30 32', reviewers="[p901, p902]")
    + "=== studios/a/achievements/2025/honour.md\n---\ntitle: 荣誉\ntype: 荣誉\ndate: 2025-05\n---\n"
    + "=== studios/a/trainings/2025.csv\nid,date,topic,audience,persons,days\nt1,2025-05-01,x,企业员工,10,2\n"
)


def edition(prepared: Prepared) -> Edition:
    assert prepared.edition is not None
    return prepared.edition


def without(given: Edition, name: str) -> Edition:
    """An edition with nothing of one studio in it."""
    return replace(
        given,
        studios=tuple(each for each in given.studios if each.id != name),
        statistics=(),  # of the whole school
        achievements=tuple(each for each in given.achievements if each.studio != name),
        people=tuple(
            replace(each, roles=tuple(role for role in each.roles if role.studio != name)) for each in given.people
        ),
        grade_years=tuple(
            replace(year, grades=tuple(each for each in year.grades if each.studio != name))
            for year in given.grade_years
        ),
        corrections=tuple(each for each in given.corrections if each.studio != name),
        filings=tuple(each for each in given.filings if each.studio != name),
    )


@pytest.mark.parametrize(
    "fault",
    [
        "=== studios/a/studio.yml\nnames: [\n",
        "=== studios/a/members.yml\nmembers: 12\n",
        "=== studios/a/achievements/2025/honour.md\nno front matter\n",
        "=== studios/a/trainings/2025.csv\nid;date\n",
        "=== studios/a/files/page.html\n<script>\n",
        "=== studios/a/profile.md (gbk)\n---\ntitle: 介绍\n---\n",
        "=== studios/a/loop (link to .)\n",
        "=== -studios/a/studio.yml\n",
        "=== -studios/a/members.yml\n",
    ],
)
def test_a_studios_fault_leaves_all_others_as_they_are(school: School, fault: str) -> None:
    sound, faulty = school(WITH_ANOTHER), school(WITH_ANOTHER + fault)
    assert faulty.errors > 0
    assert {found.where.path.split("/")[1] for found in faulty.problems} == {"a"}
    assert without(edition(faulty), "a") == without(edition(sound), "a")


@pytest.mark.parametrize(
    "fault",
    [
        "=== content/site.yml\nname: [\n",
        "=== -content/site.yml\n",
        "=== content/notices/2026/call.md\n---\ntitle: 通知\n---\n",
        "=== content/rules/2025/indicators.yml (change)\n-total: 100\n+total: 99\n",
        "=== content/assessments/2025/hong.yml (change)\n-  2.1: 36 38\n+  2.1: 36 41\n",
        "=== content/notices/2026/page.html\n<p>\n",
    ],
)
def test_the_schools_fault_keeps_everything_back(school: School, fault: str) -> None:
    prepared = school(fault)
    assert prepared.errors > 0
    assert prepared.blocked
    assert prepared.edition is None


def test_marks_for_a_studio_that_is_not_there_keep_nothing_back(school: School) -> None:
    """The studio may have taken itself away: whoever it was, the others are published."""
    prepared = school("=== content/assessments/2025/nobody.yml\nreviewers: [p901]\nmarks: {}\n")
    assert prepared.errors > 0
    assert not prepared.blocked
    assert prepared.edition is not None


def test_a_warning_keeps_nothing_back(school: School) -> None:
    prepared = school("=== content/assessments/2025/hong.yml (change)\n-  2.1: 36 38\n+  2.1: × ×\n")
    assert (prepared.errors, prepared.warnings, prepared.blocked) == (0, 1, False)


def test_a_faulty_record_is_left_out_and_named_as_under_correction(school: School) -> None:
    prepared = school("=== studios/hong/achievements/2025/cup.md (change)\n-rank: 一等奖\n+rank: 头奖\n")
    published = edition(prepared)
    assert published.achievements == ()
    assert [(out.kind, out.id, out.studio, out.year) for out in published.corrections] == [
        ("achievement", "hong/cup", "hong", "2025")
    ]
    [hong] = published.studios
    assert (hong.achievements.value, hong.achievements.incomplete) == ("0", True)
    assert (hong.all_person_days.value, hong.all_person_days.incomplete) == ("100", False)
    assert hong.incomplete == ("achievement",)


def test_a_check_that_fails_leaves_a_record_out_too(school: School) -> None:
    prepared = school("=== studios/hong/trainings/2025.csv (change)\n+t3,2024-11-01,钻床,企业员工,9,1,p101\n")
    [hong] = edition(prepared).studios
    assert (hong.all_person_days.value, hong.all_person_days.incomplete) == ("100", True)


def test_all_problems_are_told_in_one_run(school: School) -> None:
    prepared = school(
        "=== content/site.yml\nname: [\n"
        "=== studios/hong/studio.yml (change)\n-mode: 校企联办\n+mode: 联办\n"
        "=== studios/hong/trainings/2025.csv (change)\n+t3,2025-11-01,钻床,员工,many,x,p101\n"
    )
    assert [(found.where.path, found.code.id) for found in prepared.problems] == [
        ("content/site.yml", "Y201"),
        ("studios/hong/studio.yml", "F204"),
        ("studios/hong/trainings/2025.csv", "F204"),
        ("studios/hong/trainings/2025.csv", "F206"),
        ("studios/hong/trainings/2025.csv", "F206"),
    ]


def test_the_same_files_on_the_same_day_give_the_same(school: School) -> None:
    first, second = school(WITH_ANOTHER), school(WITH_ANOTHER)
    assert first.problems == second.problems
    assert first.edition == second.edition


def test_an_empty_folder_is_no_site(school: School) -> None:
    prepared = school("=== -content\n=== -studios\n")
    assert [found.code.id for found in prepared.problems] == ["C601"]
    assert prepared.blocked


def test_a_misplaced_achievement_leaves_figures_and_grades_incomplete(school: School) -> None:
    prepared = school("=== studios/hong/achievements/209x/other.md\n---\ntitle: 另一项\n---\n")
    assert prepared.edition is not None
    [studio] = prepared.edition.studios
    assert studio.achievements.incomplete
    assert [out.kind for out in prepared.edition.corrections] == ["achievement"]
    assert "achievements/hong/other.html" in {page.address for page in draw(prepared.edition)}


def test_a_table_under_a_misspelt_name_leaves_its_kind_incomplete(school: School) -> None:
    prepared = school("=== studios/hong/parters.yml\npartners: []\n")
    assert prepared.dataset.lacks("partner", "hong")
    assert [dict(found.args)["meant"] for found in prepared.problems] == ["studios/hong/partners.yml 或 .csv"]


def test_a_missing_list_of_members_is_one_problem(school: School) -> None:
    prepared = school("=== -studios/hong/members.yml\n")
    assert [found.code.id for found in prepared.problems] == ["R125"]


def test_what_is_told_once_keeps_every_record_back(school: School) -> None:
    """Two achievements and a training name nobody: one problem, and none of the three is published."""
    honour = "---\ntitle: {0}\ntype: 荣誉\ndate: 2025-05\npeople: [p999]\n---\n"
    prepared = school(
        "=== studios/hong/achievements/2025/one.md\n"
        + honour.format("甲")
        + "=== studios/hong/achievements/2025/two.md\n"
        + honour.format("乙")
        + "=== studios/hong/trainings/2025.csv\nid,date,topic,audience,persons,days,trainer\n"
        + "t1,2025-05-01,x,企业员工,10,2,p999\n"
    )
    [found] = prepared.problems
    assert [place.path.rpartition("/")[2] for place in (found.where, *found.related)] == [
        "one.md",
        "two.md",
        "2025.csv",
    ]
    assert [out.key.id for out in prepared.dataset.left_out] == ["hong/one", "hong/two", "hong/t1"]


def test_what_follows_from_a_number_that_was_changed_is_kept_back_and_told_there(school: School) -> None:
    prepared = school(
        "=== studios/hong/members.yml (change)\n-  - id: p101\n+  - id: p201\n"
        "=== studios/hong/achievements/2025/cup.md (change)\n-people: [p102]\n+people: [p101]\n"
    )
    [found] = prepared.problems
    assert (found.code.id, found.where.line) == ("P315", 2)
    assert {"cup.md", "studio.yml", "2025.csv"} <= {place.path.rpartition("/")[2] for place in found.related}
    assert "hong/cup" in {out.key.id for out in prepared.dataset.left_out}
    assert not prepared.dataset.studios


def test_a_number_that_was_changed_is_found_in_an_entry_with_another_fault(school: School) -> None:
    prepared = school(
        "=== studios/hong/members.yml (change)\n-  - id: p101\n-    name: 洪大匠\n+  - id: p201\n+    name: [洪大匠]\n"
    )
    assert sorted(found.code.id for found in prepared.problems) == ["F203", "P315"]
