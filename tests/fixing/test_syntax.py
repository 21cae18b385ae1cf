"""Signs of YAML that were typed in Chinese become its own, where the parser confirms that they were meant."""

from __future__ import annotations

import pytest

from tests.fixing.small import BODY, MEMBERS, NOTICE, STUDIO, front, run, whole


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title：甲\nlevel：国家级\n", "title: 甲\nlevel: 国家级\n"),
        ("title:甲\n", "title: 甲\n"),
        ("title ：　甲 # 注：照旧\n", "title : 甲 # 注：照旧\n"),
        ("title:　甲\n", "title: 甲\n"),
        ("title: “甲: 乙”\n", 'title: "甲: 乙"\n'),
        ('title: “甲: 乙"\n', 'title: "甲: 乙"\n'),
        ("title: ‘甲: 乙’\n", "title: '甲: 乙'\n"),
        ("recognised: ｛document：甲，date：2025｝\n", "recognised: {document: 甲, date: 2025}\n"),
        ("recognised: {document：甲，乙，date：2025}\n", "recognised: {document: 甲，乙, date: 2025}\n"),
        (
            "recognised: {document: 云职[2021]09号, date: 2025}\n",
            "recognised: {document: 云职〔2021〕9号, date: 2025}  # 原文：云职[2021]09号\n",
        ),
        ("evidence:\n\t- title: 甲\n\t  number: 1\n", "evidence:\n  - title: 甲\n    number: 1\n"),
        ("evidence:\n-\ttitle: 甲\n", "evidence:\n- title: 甲\n"),
        ("evidence:\n  - title：甲\n    number：1\n", "evidence:\n  - title: 甲\n    number: 1\n"),
        ("recognised:\n  document：甲\n", "recognised:\n  document: 甲\n"),
        ("summary: |\n  title：照旧\nlevel：省级\n", "summary: |\n  title：照旧\nlevel: 省级\n"),
        ("summary: 一\n  level：照旧\nlevel：省级\n", "summary: 一\n  level：照旧\nlevel: 省级\n"),
        ("# title：照旧\nlevel：省级\n", "# title：照旧\nlevel: 省级\n"),
    ],
)
def test_where_it_was_meant(before: str, after: str) -> None:
    assert front(before) == after


@pytest.mark.parametrize(
    "written",
    [
        "名称：甲\n",  # no key of ours
        "title: “甲”乙: 丙\n",
        "summary: 一\n  level：国家级\n",  # a text of two lines
        "summary: {甲：乙，丙}\n",
        "title: 'a\n",
        "evidence:\n- title: 甲\n\tnumber: 1\n   file: x\n",  # how wide was the tab?
        "title: 甲\n title：乙\n",
        "recognised: {document：甲，note：乙，date：2025\n",
    ],
)
def test_where_it_may_mean_something_else(written: str) -> None:
    assert front(written) == written


def test_a_tab_that_could_be_of_any_width_but_one() -> None:
    assert front("evidence:\n  - title: 甲\n\tnumber: 1\n") == "evidence:\n  - title: 甲\n    number: 1\n"


def test_a_whole_file_typed_in_chinese() -> None:
    typed = (
        "members：\n  - id：p101\n    name：洪\n    roles：\n      - ｛role：大师，since：2021年3月｝\n"
        "      - {role：徒弟，since：2021-03，until：2022}\n"
    )
    assert whole(MEMBERS, typed) == (
        "members:\n  - id: p101\n    name: 洪\n    roles:\n      - {role: 大师, since: 2021-03}\n"
        "      - {role: 徒弟, since: 2021-03, until: 2022}\n"
    )


def test_marks_and_conditions_have_keys_of_their_own() -> None:
    assert whole(
        "content/assessments/2025/hong.yml", "reviewers: [p901，p902]\nmarks:\n  1.1：1 ０.９\n  2.1:1 1\n"
    ) == ("reviewers: [p901, p902]\nmarks:\n  1.1: 1 0.9\n  2.1: 1 1\n")
    lacking = "reviewers: [p901]\nmarks:\n  1.1：1\ndecision:\n  date：2026-01-08\n"
    assert whole("content/assessments/2025/hong.yml", lacking) == lacking.replace("：", ": ")
    select = "{kind：数量，select：{where：{type：专利}}}"
    rule = f"kind：指标体系\ncategories:\n  - indicators:\n      - points:\n          - rule: {select}\n"
    assert whole("content/rules/2025/indicators.yml", rule) == rule.replace("：", ": ").replace("，", ", ")


def test_a_year_in_brackets_that_yaml_takes_for_a_list() -> None:
    assert front("number: [2021]09号\n", NOTICE) == "number: 〔2021〕9号  # 原文：[2021]09号\n"
    assert front('number: "[2021]09号"\n', NOTICE) == 'number: "〔2021〕9号"  # 原文：[2021]09号\n'


def test_a_condition_is_not_lost_as_a_key_without_a_value() -> None:
    """`{type：专利}` reads as a key that says nothing, and would choose everything."""
    rule = "kind: 指标体系\ncategories:\n  - indicators:\n      - points:\n          - rule: {select: {where: {%s}}}\n"
    assert whole("content/rules/2025/indicators.yml", rule % "type：专利") == rule % "type: 专利"
    assert whole("content/rules/2025/indicators.yml", rule % "类型：专利") == rule % "类型：专利"


def test_a_comma_that_may_part_items_is_told_where_the_input_method_was_on() -> None:
    typed = f"---\ntitle：甲\nkind: 通知\nissuers: [教务处，科研处]\n{BODY}"
    assert [(where.line, said) for where, said in run(NOTICE, typed).doubts] == [(4, "教务处，科研处")]
    assert run(NOTICE, typed.replace("：甲", ": 甲  ")).doubts == ()


def test_as_far_as_it_goes() -> None:
    mended = run(STUDIO, "short：甲\ntrade：乙\nmajor: 丙: 丁\n")
    assert mended.now == "short: 甲\ntrade: 乙\nmajor: 丙: 丁\n"
    assert [(found.code.id, found.where.line) for found in mended.left] == [("Y201", 3)]
