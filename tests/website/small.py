"""A school as small as can be, with the real theme around stand-ins for the page templates."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from generator.core.edition import Edition
from generator.core.pages import draw
from generator.core.pipeline import Prepared, prepare

HOUSE = Path(__file__).parents[2]
DAY = date(2026, 3, 18)

SITE = """\
name: 云岭匠谱
url: https://jiangpu.example/school/
as_of: 2026-03-18
school: {name: 云岭职业学校, short: 云岭职校, document_code: 云职, publisher: 宣传部}
summary: "成果、公示与考核 <逐项> & \\"可查\\""
offices:
  - {id: discipline, name: 纪检办公室, role: 监督, phone: 0000-555 0119}
filings: {icp: 云ICP备00000000号}
"""

STUDIO = """\
names: [{name: 焊接技术技能大师工作室, kind: 申报名称}]
short: 焊接技术
kind: 技能大师工作室
mode: 学校单独创办
trade: 焊工
emblem: welding
major: 焊接技术应用
department: 装备制造系
master: p001
founded: 2021-06
status: [{since: 2021-06, status: 建设中}]
summary: 焊接工艺与人才培养。
"""

MEMBERS = """\
members:
  - id: p001
    name: 何守诚
    roles: [{role: 大师, since: 2021-06}]
"""

CUP = """\
---
title: 薄板</title><b>焊接</b>赛项 "一等奖"
type: 竞赛获奖
level: 省级
rank: 一等奖
date: 2025-05-01
people: [p001]
contestants: 学生
---
**《办法》**规定。
"""

ABOUT = """\
# 关于本站

见[状态](status.html)与[工作室](studios/index.html#top)。

## 谁来写

| 甲 | 乙 |
| -- | -: |
| 一 | 二 |
"""

TEMPLATE = """\
{% import "partials/jp/drawings.html" as draw %}
<h1 id="top">{{ page.title|nb }}</h1>
{{ draw.emblem("welding", page.title) }}
<a href="{{ link("index.html") }}">{{ t("section.home") }}</a>
{% if view.achievement is defined %}{{ view.achievement.story_html }}{% endif %}
"""


def write_school(root: Path) -> Path:
    """Write the school into `root`; every file may be changed before it is built."""
    for name, text in {
        "content/site.yml": SITE,
        "content/pages/about.md": ABOUT,
        "studios/welding-he/studio.yml": STUDIO,
        "studios/welding-he/members.yml": MEMBERS,
        "studios/welding-he/achievements/2025/cup.md": CUP,
    }.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(HOUSE / "mkdocs.yml", root / "mkdocs.yml")
    shutil.copytree(HOUSE / "theme", root / "theme", ignore=shutil.ignore_patterns("pages"))
    (root / "theme" / "pages").mkdir()
    edition = read_school(root).edition
    assert edition is not None
    for template in {page.template for page in draw(edition)} | {"correction.html"}:
        (root / "theme" / "pages" / template).write_text(TEMPLATE, encoding="utf-8")
    return root


def read_school(root: Path) -> Prepared:
    """Read it as on the day of the tests."""
    return prepare(root, DAY)


def edition_of(root: Path) -> Edition:
    """Its edition, which there must be."""
    edition = read_school(root).edition
    assert edition is not None
    return edition


def tree(folder: Path) -> dict[str, bytes]:
    """All files of a folder by address."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }
