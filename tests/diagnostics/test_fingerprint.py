"""What stays the same of a problem when files change around it."""

from __future__ import annotations

import os
from pathlib import Path

from generator.core.pipeline import Prepared, prepare
from generator.diagnostics.fingerprint import fingerprints
from tests.core.conftest import remembered
from tests.diagnostics.conftest import Lay
from tests.golden.case import AS_OF

LONG = os.environ.get("JIANGPU_LONG") == "1"
TWICE = """
=== studios/hong/trainings/2025.csv
id,date,topic,audience,persons,days
t1,2025-03-01,甲,企业员工,10,1
t2,2025-13-01,乙,企业员工,10,1
t2,2025-13-01,乙,企业员工,10,1
"""


def prints(prepared: Prepared) -> list[str]:
    return list(fingerprints(prepared.problems, prepared.sources))


def test_no_two_problems_of_a_run_share_one(every_case: list[Prepared]) -> None:
    for prepared in every_case:
        found = prints(prepared)
        assert len(set(found)) == len(found)


def test_two_faults_that_read_alike_are_two(lay: Lay) -> None:
    prepared = lay(TWICE)
    alike = [found for found in prepared.problems if found.code.id == "F205"]
    assert len(alike) == 2
    assert len(set(prints(prepared))) == len(prepared.problems)


def test_they_stay_when_lines_move(every_case: list[Prepared]) -> None:
    """Every file that may hold a comment gets one on top, and a school that was prepared is prepared again."""
    moved = 0
    for prepared in every_case[:: 1 if LONG else 3]:
        logged = (prepared.root / "content/log").exists()  # then every byte of a notice counts
        paths = [
            path
            for path in prepared.sources.files
            if _may_move(prepared.root / path) and not (logged and path.startswith("content/notices/"))
        ]
        before = dict(zip(prints(prepared), prepared.problems, strict=True))
        for path in paths:
            _push_down(prepared.root / path)
        after = prepare(prepared.root, prepared.as_of, parse=remembered)
        assert set(prints(after)) == before.keys(), prepared.root.name
        moved += sum(
            found.where.line != before[mark].where.line
            for mark, found in zip(prints(after), after.problems, strict=True)
        )
    assert moved > (200 if LONG else 60)


def _may_move(path: Path) -> bool:
    """A Markdown file may be broken from its first line on."""
    return path.suffix == ".yml" or (path.suffix == ".md" and path.read_bytes().startswith(b"---\n"))


def _push_down(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(b"---\n# a line more\n" + data[4:] if path.suffix == ".md" else b"# a line more\n" + data)


def test_they_stay_another_day_and_in_another_company(lay: Lay) -> None:
    """What is to come reads otherwise tomorrow, and a new studio is one more that could have been meant."""
    fault = """
=== studios/hong/achievements/2026/prize.md
---
title: 杯
type: 专利
date: 2026-11
shared_with: [nobody]
---
"""
    today = lay(fault)
    later = prepare(today.root, AS_OF.replace(day=AS_OF.day + 1))
    assert {found.code.id for found in today.problems} == {"A324", "A327"}
    assert prints(today) == prints(later)
    (today.root / "studios/zhang").mkdir()
    (today.root / "studios/zhang/studio.yml").write_text("names: []\n", encoding="utf-8")
    assert set(prints(today)) <= set(prints(prepare(today.root, AS_OF)))
