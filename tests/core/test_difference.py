"""What a change does to the site, told from two Editions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from generator.core.difference import Difference, PageRef, difference
from generator.core.edition import Edition
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


def test_the_same_files_are_the_same_site(laid: Laid) -> None:
    assert difference(laid(), laid()) == Difference()


def test_a_record_adds_its_page_and_changes_those_that_list_it(laid: Laid) -> None:
    found = difference(laid(), laid(PRIZE))
    assert found.added[0] == PageRef("achievements/hong/prize.html", "一等奖")
    assert found.removed == ()
    changed = {page.address for page in found.changed}
    assert {"achievements/index.html", "studios/hong/index.html"} <= changed
    assert "guide/index.html" not in changed
    assert not found.around


def test_it_takes_it_away_again_the_other_way_round(laid: Laid) -> None:
    forth, back = difference(laid(), laid(PRIZE)), difference(laid(PRIZE), laid())
    assert back.removed == forth.added
    assert {page.address for page in back.changed} == {page.address for page in forth.changed}


def test_a_notice_that_closes_later_is_told_with_both_periods(laid: Laid) -> None:
    later = """
=== content/notices/2026/grades-proposed.md (change)
-  length: 5
+  length: 12
=== content/notices/2026/grades-result.md (change)
-  - {type: 结果, to: grades-proposed}
+  - {type: 阶段, to: grades-proposed}
"""
    found = difference(laid(), laid(later))
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
    [moved] = difference(laid(), laid(broken)).grades
    assert (moved.year, moved.studio) == (2025, "hong")
    assert moved.before is not None
    assert moved.after is not None
    assert moved.before.final is not None
    assert moved.after.incomplete


def test_a_new_telephone_number_of_the_school_changes_every_page(laid: Laid) -> None:
    other = """
=== content/site.yml (change)
-    phone: 0000-555 0101
+    phone: 0000-555 0202
"""
    assert difference(laid(), laid(other)).around
