"""`explain` as text: everything about a code, and the nearest one where there is none."""

from __future__ import annotations

import pytest

from generator.answers.explain import as_list, as_text, known, no_such
from generator.core.codes import CODES
from generator.wording import LANGUAGES, wording


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_every_code_is_explained(code: str, lang: str) -> None:
    words = wording(lang)
    said = as_text(CODES[code], words)
    heads = [f"{words(f'explain.{name}')}:" for name in ("cause", "source", "wrong", "right", "hints")]
    places = [said.index(f"\n{head}") for head in heads]
    assert places == sorted(places)
    assert words(f"{code}.why") in said
    assert f"guide/codes/{code.lower()}.html" in said


def test_a_code_is_explained_by_a_wrong_and_a_right_form() -> None:
    assert (
        as_text(CODES["F204"], wording("zh"))
        == """\
错误 F204: 〈项目〉的值“〈值〉”不在允许范围内

为什么: 固定的词才能统计和比较。
从哪里来: 本项目的记录格式：词取自管理办法和公示的常用说法，固定下来才能统计。

错的写法:
studios/hong/achievements/2025/cup.md:4:8: 错误 F204: level 的值“国家”不在允许范围内
    2 | title: 全国钳工比赛一等奖
    3 | type: 竞赛获奖
    4 | level: 国家
      |        ^^^^
    5 | rank: 一等奖
    6 | date: 2025-06-18
    提示: 写成 国家级（可选：国家级 省级 市级 校级 企业级）

对的写法:
studios/hong/achievements/2025/cup.md
    2 | title: 全国钳工比赛一等奖
    3 | type: 竞赛获奖
    4 | level: 国家级
    5 | rank: 一等奖
    6 | date: 2025-06-18

怎样改:
  - 可选：〈可选的词〉
  - 写成〈应写的内容〉（可选：〈可选的词〉）
  - 这里只能写一个，如〈应写的内容〉（可选：〈可选的词〉）

网站指南里的这一页：guide/codes/f204.html
"""
    )


def test_what_is_not_there_is_said_of_the_file() -> None:
    said = as_text(CODES["C601"], wording("zh"))
    assert "\ncontent/site.yml (没有这个文件)\n" in said


def test_codes_are_known_in_either_case() -> None:
    assert known(" f204 ") is CODES["F204"]
    assert known("X999") is None


def test_the_nearest_code_is_named_where_there_is_one() -> None:
    assert "B904" in no_such("B9O4", wording("zh"))
    assert no_such("???", wording("zh")) == "没有“???”这种问题。jiangpu explain 列出全部。"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_has_every_code_in_a_line(lang: str) -> None:
    listed = [line.split()[0] for line in as_list(wording(lang)).splitlines() if line[1:4].isdigit()]
    assert listed == list(CODES)
