"""Blanks that say nothing go; those of prose, of comments and of texts of several lines stay."""

from __future__ import annotations

import pytest

from tests.fixing.small import front


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: 甲  \n\t\nlevel: 省级\t\n", "title: 甲\n\nlevel: 省级\n"),
        ("title:\t甲\nlevel: \t 省级\n", "title: 甲\nlevel: 省级\n"),
        ("people:\t[p101]  \n", "people: [p101]\n"),
    ],
)
def test_they_go(before: str, after: str) -> None:
    assert front(before) == after


@pytest.mark.parametrize(
    "written",
    [
        "# 注  \n",
        "level: 省级  # 注  \n",
        "summary: |\n  一  \n\n  二\t\n",
        "summary: |+\n  一\n  \n",
        'summary: "一  \n  二"\n',
        "summary: 一 \n  二\n",
        "title: 甲\t乙\n",
        "title: 甲: 乙  \n",
    ],
)
def test_they_stay(written: str) -> None:
    assert front(written) == written
