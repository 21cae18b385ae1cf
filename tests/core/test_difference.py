"""What a change does to the site, told from two Editions."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from generator.core.difference import Difference, PageRef, Put, Side, difference
from generator.core.edition import Edition
from generator.core.pages import Page, draw
from generator.core.pipeline import prepare
from tests.golden.case import AS_OF
from tests.golden.overlay import lay_school

Laid = Callable[..., Edition]

PRIZE = """
=== studios/hong/achievements/2025/prize.md
---
title: 一等奖
type: 荣誉
level: 省级
date: 2025-06
people: [p101]
---
"""


@pytest.fixture
def laid(tmp_path: Path) -> Laid:
    def lay(overlay: str = "", day: date = AS_OF) -> Edition:
        root = tmp_path / f"school-{len(list(tmp_path.iterdir()))}"
        lay_school(root, overlay)
        edition = prepare(root, day).edition
        assert edition is not None
        return edition

    return lay


def change(before: Edition, after: Edition) -> Difference:
    """Compared by everything that a template could show: tests/website/test_difference.py sees what they do show."""
    return difference(Side(before, draw(before)), Side(after, draw(after)), repr)


def test_the_same_files_are_the_same_site(laid: Laid) -> None:
    assert change(laid(), laid()) == Difference()


def test_a_record_adds_its_page_and_changes_those_that_list_it(laid: Laid) -> None:
    found = change(laid(), laid(PRIZE))
    assert found.added[0] == PageRef("achievements/hong/prize.html", "一等奖", "achievements")
    assert found.removed == ()
    changed = {page.address for page in found.changed}
    assert {"achievements/index.html", "studios/hong/index.html"} <= changed
    assert "guide/index.html" not in changed
    assert not found.around


def test_it_takes_it_away_again_the_other_way_round(laid: Laid) -> None:
    forth, back = change(laid(), laid(PRIZE)), change(laid(PRIZE), laid())
    assert back.removed == forth.added
    assert {page.address for page in back.changed} == {page.address for page in forth.changed}


def test_a_notice_that_closes_later_is_told_with_both_periods(laid: Laid) -> None:
    later = """
=== content/notices/2026/grades-proposed.md (change)
-  length: 5
+  length: 12
=== content/notices/2026/grades-result.md (change)
-  - {type: 结果, to: grades-proposed, outcome: 无异议}
+  - {type: 阶段, to: grades-proposed}
"""
    found = change(laid(), laid(later))
    [turned] = found.notices
    assert turned.before is not None
    assert turned.after is not None
    assert turned.before.period is not None
    assert turned.after.period is not None
    assert turned.id == "grades-proposed"
    assert turned.before.period.closes < turned.after.period.closes


def test_a_grade_is_told_as_far_as_it_is_public(laid: Laid) -> None:
    """A record under correction leaves the grade incomplete."""
    broken = """
=== studios/hong/trainings/2025.csv (change)
-t2,2025-10-11,量具使用,企业员工,30,2,p101
+t2,2025-13-11,量具使用,企业员工,30,2,p101
"""
    [moved] = change(laid(), laid(broken)).grades
    assert (moved.year, moved.studio) == (2025, "hong")
    assert moved.before is not None
    assert moved.after is not None
    assert moved.before.final is not None
    assert moved.after.incomplete


def test_a_page_is_compared_by_what_it_shows(laid: Laid) -> None:
    """Its downloads are compared by what they say, whatever the page shows."""

    def title(page: Page) -> str:
        return page.title

    before = draw(laid())
    grades = next(page for page in before if page.address == "grades/2025/index.html")
    others = tuple(page for page in before if page is not grades)
    told = replace(grades, view={}, downloads=tuple(replace(file, content=b"") for file in grades.downloads))
    found = difference(Side(laid(), before), Side(laid(), (*others, told)), title)
    assert {page.address for page in found.changed} == {"grades/2025/grades.csv", "grades/2025/grades.json"}
    assert {page.kind for page in found.changed} == {"files"}


def test_what_is_written_by_hand_is_told_apart_by_its_text(laid: Laid) -> None:
    old = Side(laid(), (), (Put("a.html", "甲", "一"), Put("b.html", "乙", "二"), Put("c.png", "c.png", b"")))
    new = Side(old.edition, (), (Put("a.html", "甲", "一"), Put("b.html", "乙", "三"), Put("d.html", "丁", "四")))
    found = difference(old, new, repr)
    assert found == Difference(
        added=(PageRef("d.html", "丁"),),
        changed=(PageRef("b.html", "乙"),),
        removed=(PageRef("c.png", "c.png", "files"),),
    )
