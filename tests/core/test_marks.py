"""Marks of Markdown that were typed in another form: each is told with the line put right, and then none is left."""

from __future__ import annotations

import pytest

from generator.core.document import Document
from generator.core.problem import Problem, RecordKey
from generator.core.prose import render_prose

PICTURES = frozenset({"a.jpg"})


def told(body: str) -> list[Problem]:
    document = Document("studios/hong/profile.md", {}, {}, body, 1)
    return list(render_prose(document, RecordKey("profile", "hong"), PICTURES)[1])


def said(body: str) -> list[tuple[str, str, int]]:
    return [(each.code.id, each.hint, each.where.line) for each in told(body)]


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("| 年 | 人 |\n| 2024 | 12 |", ("M263", "hint", 1)),
        ("正文\n| 年 | 人 |\n| --- |\n| 2024 | 12 |", ("M263", "hint_line", 3)),
        ("| 年 | 人 |\n| －－ | －－ |\n| 2024 | 12 |", ("M263", "hint_line", 2)),
        ("| 年 | 人 |\n\n| --- | --- |\n\n| 2024 | 12 |", ("M263", "hint_apart", 1)),
        ("｜ 年 ｜ 人 ｜\n｜ --- ｜ --- ｜\n｜ 2024 ｜ 12 ｜", ("M263", "hint_wide", 1)),
        ("见[字]（https://a.example/）。", ("M264", "hint", 1)),
        ("见【字】(https://a.example/)。", ("M264", "hint", 1)),
        ("见[字] (http://a.example/)。", ("M264", "hint", 1)),
        ("![图]（files/a.jpg）", ("M264", "hint", 1)),
        ("！[图](files/a.jpg)", ("M264", "hint", 1)),
        ("见https://a.example/，欢迎。", ("M264", "hint_glued", 1)),
        ("见http://a.example/，欢迎。", ("M264", "hint_glued", 1)),
        ("• 一\n• 二", ("M265", "hint", 1)),
        ("内容：\n●一", ("M265", "hint", 2)),
        ("-焊接\n-钳工", ("M265", "hint", 1)),
        ("– 焊接", ("M265", "hint", 1)),
        ("1.焊接\n2.钳工", ("M265", "hint_number", 1)),
        ("一、焊接\n二、钳工", ("M265", "hint_apart", 1)),
        ("＊＊粗＊＊", ("M266", "hint", 1)),
        ("** 粗 ** 和 **好**", ("M266", "hint", 1)),
        ("**粗 **", ("M266", "hint", 1)),
    ],
)
def test_a_mark_of_another_form_is_told_once(body: str, wanted: tuple[str, str, int]) -> None:
    assert said(body) == [wanted]


@pytest.mark.parametrize(
    "body",
    [
        "| 年 | 人 |\n|---|:-:|\n| 2024 | 12 |\n\n| 年 | 人 |\n| --- | --- |\n| 2025 | 13 |",
        "年 | 人\n--- | ---\n2024 | 12",
        "|x| 是绝对值。",
        "```\n| a | b |\n| c | d |\n• x\n＊＊x＊＊\n```",
        "`＊＊粗＊＊` 和 `[a]（https://a.example/）` 和 `** a **`",
        "见[1]（附件）。【来源】（学校档案）",
        "见[字](https://a.example/)。![图](files/a.jpg)",
        "见 https://a.example/x 和 <https://a.example/>，",
        "-5℃ 以下不焊。",
        "—— 鲁迅",
        "- 一\n- 二\n\n1. 一\n2. 二",
        "1、焊接\n\n2、钳工",
        "1.5米\n2.5米",
        "3＊4＊5，**a** 和 **b**",
    ],
)
def test_what_is_meant_as_it_stands_is_not_told(body: str) -> None:
    assert said(body) == []


@pytest.mark.parametrize(
    "body",
    [
        "见[字]（https://a.example/）。",
        "见【字】(www.a.example)。",
        "![图]（files/a.jpg）",
        "！[图](files/a.jpg)",
        "见https://a.example/，欢迎。",
        "• 一",
        "–  一",
        "＊＊粗＊＊",
        "** 粗**",
    ],
)
def test_the_hint_followed_leaves_nothing_to_tell(body: str) -> None:
    (found,) = told(body)
    start = found.where.column - 1
    meant = str(dict(found.args)["meant"])
    length = found.where.length if found.hint == "hint" else len(meant) - 2  # without the angle brackets
    assert told(f"{body[:start]}{meant}{body[start + length :]}") == []


def test_the_rule_below_the_head_has_as_many_cells() -> None:
    (found,) = told("| 年 | 人 | 天 |\n| 2024 | 12 | 3 |")
    assert dict(found.args)["meant"] == "| --- | --- | --- |"


def test_many_lines_of_a_kind_take_no_longer_each() -> None:
    many = 5_000
    assert len(told("-a\nb\n" * many)) == 0
    (found,) = told("• a\n" * many)
    assert dict(found.args)["count"] == many
