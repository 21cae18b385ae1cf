"""What two studios claim belongs to the one that was published first, whatever the other writes down."""

from __future__ import annotations

import pytest

from generator.core.pages import draw
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared
from tests.core.conftest import School
from tests.golden.overlay import SCHOOL

STUDIO = (SCHOOL / "studios/hong/studio.yml").read_text("utf-8")
MEMBERS = (SCHOOL / "studios/hong/members.yml").read_text("utf-8")
CUP = (SCHOOL / "studios/hong/achievements/2025/cup.md").read_text("utf-8").replace("certificate.pdf", "a.pdf")
NEWCOMER = f"""\
=== studios/a/studio.yml
{STUDIO.replace("技能大师工作室", "大师工作室").replace("2021", "1999").replace("short: 钳工", "short: 车工")}
=== studios/a/members.yml
{MEMBERS.replace("2021", "1999")}
=== studios/a/achievements/2025/copy.md
{CUP}
=== studios/a/files/a.pdf
x
"""
PUBLISHED = """\
=== content/log/addresses.txt
2026-01-10 achievements/hong/cup.html
2026-01-10 studios/hong/index.html
"""
TAKEN = {"P311", "A332"}


@pytest.mark.parametrize(("list_", "loser"), [(PUBLISHED, "a"), ("", "a or hong")], ids=["published", "no list"])
def test_who_has_stood_there_longer(school: School, list_: str, loser: str) -> None:
    problems = school(NEWCOMER + list_).problems
    told = {(found.where.path.split("/")[1], found.code.id) for found in problems if found.code.id in TAKEN}
    assert {code for _, code in told} == TAKEN
    assert {studio for studio, _ in told} <= set(loser.split(" or "))
    assert (("hong", "P311") in told) == (not list_)


RIVAL = NEWCOMER.replace(
    "founded: 1999-09",
    "founded: 1999-09\nplaque: {number: 第001号, granted: 1999}",
)
TITLED = """\
=== studios/hong/studio.yml (change)
 founded: 2021-09
+plaque: {number: 第001号, granted: 2021-09}
"""
"""Both stand on the site, the rival since later: then it writes down what is the other's, with older dates."""


def test_a_published_studio_takes_nothing_by_older_dates(school: School) -> None:
    later = "2026-01-11 achievements/a/copy.html\n2026-01-11 studios/a/index.html\n"
    problems = school(RIVAL + TITLED + PUBLISHED + later).problems
    told = {(found.where.path.split("/")[1], found.code.id) for found in problems if found.code.id in {*TAKEN, "S307"}}
    assert {code for _, code in told} == {*TAKEN, "S307"}
    assert {studio for studio, _ in told} == {"a"}


EVIL = f"""\
=== studios/evil/studio.yml
{STUDIO.replace("洪师傅技能", "恶师傅").replace("short: 钳工", "short: 恶").replace("p101", "p901")}
=== studios/evil/members.yml
members:
  - {{id: p901, name: 恶大匠, roles: [{{role: 大师, since: 2021}}]}}
  - {{id: p102, roles: [{{role: 特聘专家, since: 2021}}]}}
  - {{id: p101, roles: [{{role: 特聘专家, since: 2021}}]}}
=== studios/evil/achievements/2025/smear.md
---
title: 恶作
type: 荣誉
level: 国家级
date: 2025-05
people: [p101]
shared_with: [hong]
---
"""


def pages_of_others(prepared: Prepared) -> list[Page]:
    assert prepared.edition is not None
    told = ("studios/hong/", "people/", "achievements/hong/cup")
    return [page for page in draw(prepared.edition) if page.address.startswith(told) and "evil" not in page.address]


def test_what_one_studio_says_of_another_changes_none_of_its_pages(school: School) -> None:
    clean, mixed = school(), school(EVIL)
    assert [found.code.id for found in mixed.problems if "/evil/" in found.where.path] >= ["A328"]
    assert mixed.edition is not None
    assert clean.edition is not None
    assert [one for one in mixed.edition.studios if one.id == "hong"] == list(clean.edition.studios)
    assert [one for one in mixed.edition.people if one.id != "p901"] == list(clean.edition.people)
    pages = [
        {page.address: {**page.view, "studio_names": None} for page in pages_of_others(each)} for each in (clean, mixed)
    ]
    assert pages[0]["people/p101.html"] == pages[1]["people/p101.html"]
    assert {entry.studio for entry in mixed.edition.achievements} == {"hong", "evil"}  # it stands with its own
    rows = {table.id: table for table in mixed.edition.statistics}["achievements-by-studio"].rows
    assert {row.name: row.total for row in rows} == {"hong": "1", "evil": "1"}


def test_nobody_makes_a_learners_name_public_by_giving_a_role(school: School) -> None:
    edition = school(EVIL).edition
    assert edition is not None
    assert "何小苗" not in repr(edition)
    assert "何*苗" in repr(edition) or "何**" in repr(edition) or "何小*" in repr(edition) or "何*" in repr(edition)


def test_a_broken_record_does_not_make_the_figures_of_another_incomplete(school: School) -> None:
    edition = school(EVIL.replace("type: 荣誉", "type: 无")).edition
    assert edition is not None
    assert [one.achievements.incomplete for one in edition.studios if one.id == "hong"] == [False]


def test_of_two_published_on_one_day_the_name_is_whose_the_school_gave_it_to(school: School) -> None:
    name = "小镇职业学校洪师傅技能大师工作室"
    both = (
        f"=== studios/an/studio.yml\n{STUDIO.replace('p101', 'p901')}\n"
        "=== studios/an/members.yml\nmembers:\n"
        "  - {id: p901, name: 安大匠, roles: [{role: 大师, since: 2021}]}\n"
        "=== content/log/addresses.txt\n"
        "2026-01-10 studios/an/index.html\n2026-01-10 studios/hong/index.html\n"
    )
    given = (
        "=== content/rules/2025/criteria.yml\nkind: 认定条件\ntitle: 条件\nbasis: 自定。\ncutoff: 当年12月31日\n"
        "criteria:\n  - {id: age, text: 年龄不超过六十周岁, test: 年龄, at_most: 60}\n"
        "=== content/rounds/2021.yml\ntitle: 2021年认定\nyear: 2021\ncriteria: criteria\ncutoff: 2021-12-31\n"
        "stages:\n  - {name: 发布通知, starts: 2021-03-03}\napplications:\n"
        f"  - {{id: a1, name: {name}, trade: 钳工, department: 机械系, outcome: 通过, studio: hong}}\n"
    )

    def told(overlay: str) -> set[str]:
        return {found.where.path for found in school(overlay).problems if found.code.id == "S303"}

    assert told(both) == {"studios/hong/studio.yml"}
    assert told(both + given) == {"studios/an/studio.yml"}
    without_school = both.replace(f"- name: {name}", "- name: 洪师傅技能大师工作室")
    assert without_school != both
    assert told(without_school + given) == {"studios/an/studio.yml"}, "lists call it so"
