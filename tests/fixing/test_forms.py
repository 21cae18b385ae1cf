"""The form of a value, and none where it might mean something else."""

from __future__ import annotations

from typing import get_args

import pytest

from generator.core.records.achievement import LEVELS, RANKS, TYPES
from generator.core.records.base import Record, words_in
from generator.core.records.fields import records_in
from generator.core.records.kinds import KINDS
from generator.core.records.notice import NoticeKind
from generator.core.records.person import Role
from generator.fixing import forms


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("2025年3月5日", "2025-03-05"),
        ("2025 年 3 月 5 号", "2025-03-05"),
        ("2025.3.5", "2025-03-05"),
        ("2025/3/5", "2025-03-05"),
        ("2025-3-5", "2025-03-05"),
        ("２０２５－０３－０５", "2025-03-05"),
        ("2025/3/5 0:00:00", "2025-03-05"),
        ("2025年3月", "2025-03"),
        ("2025/3", "2025-03"),
        ("2025年", "2025"),
        ("20XX", "20XX"),
    ],
)
def test_days_in_iso_form(written: str, form: str) -> None:
    assert forms.day(written) == form


@pytest.mark.parametrize(
    "written", ["25.3.5", "3/5/2025", "5.3.2025", "2025.3", "3月5日", "2025-02-30", "2025年春", "去年"]
)
def test_a_day_that_may_be_another(written: str) -> None:
    assert forms.day(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "云职【2021】9号",
        "云职（2021） 9号",
        "云职(2021) 9号",
        "云职[2021]09号",
        "云职［２０２１］９号",
        "云职〔2021〕009号",
        "云职 〔2021〕9 号",
    ],
)
def test_numbers_of_documents(written: str) -> None:
    assert forms.document_number(written) == "云职〔2021〕9号"


@pytest.mark.parametrize(
    "written",
    ["云职2021-9号", "云职〔21〕9号", "兼职教师聘书第2021-06号", "〔2021〕第9号", "云职(2021]9号", "公告第9号"],
)
def test_numbers_that_may_be_none(written: str) -> None:
    assert forms.document_number(written) is None


@pytest.mark.parametrize(
    ("written", "form"), [("√", "是"), ("×", "否"), ("✓", "是"), ("true", "是"), ("Ｎｏ", "否"), ("是", "是")]
)
def test_yes_and_no(written: str, form: str) -> None:
    assert forms.flag(written) == form


@pytest.mark.parametrize("written", ["不是", "可能", "是否", "1", "Y", ""])
def test_neither_yes_nor_no(written: str) -> None:
    assert forms.flag(written) is None


@pytest.mark.parametrize(
    ("written", "allowed", "meant"),
    [
        ("国家", LEVELS, "国家级"),
        ("省", LEVELS, "省级"),
        ("国家级。", LEVELS, "国家级"),
        ("國家級", LEVELS, "国家级"),
        ("國際級", LEVELS, None),
        ("国 家 级", LEVELS, "国家级"),
        ("家国级", LEVELS, "国家级"),
        ("一等", RANKS, "一等奖"),
        ("竞赛奖", TYPES, None),
        ("1+x证书课程", TYPES, "1+X证书课程"),
        ("１＋Ｘ证书课程", TYPES, "1+X证书课程"),
        ("办公室主任(校方)", get_args(Role), "办公室主任（校方）"),
        ("认定公部", get_args(NoticeKind), None),
        ("认定公", get_args(NoticeKind), None),
        ("国际级", LEVELS, None),
        ("县级", LEVELS, None),
        ("获奖", TYPES, None),
        ("非国家级", LEVELS, None),
        ("理事", get_args(Role), None),
        ("监事", get_args(Role), None),
        ("教师", get_args(Role), None),
        ("高级", ("初级工", "高级工", "高级技师"), None),
        ("公开", ("全名", "隐名", "不公开"), None),
        ("不公开", ("公开", "校内"), None),
        ("校外", ("公开", "校内"), None),
        ("现役军人", ("在校学生", "退役军人"), None),
        ("线", ("线下", "线上"), None),
        ("下线", ("线下", "线上"), None),
        ("计算复核", ("计算", "计算并复核", "评审"), None),
        ("此件予公开", ("此件主动公开", "此件不予公开"), None),
        ("中企业", ("中小企业", "大型企业"), None),
        ("一奖", RANKS, None),
        ("二等", RANKS, "二等奖"),
        ("公示", ("申报", "公示中"), "公示中"),
        ("符不合", ("符合", "不符合"), None),
        ("示公中", ("申报", "公示中"), "公示中"),
    ],
)
def test_a_word_that_was_meant(written: str, allowed: tuple[str, ...], meant: str | None) -> None:
    assert forms.word(written, allowed) == meant


TELLING = "不未无非否副准总省市县校国院系初中高低正上下前后内外大小一二三四五六七八九十"
"""What makes another word of a word."""


def closed_lists() -> set[tuple[str, ...]]:
    """The words of every field that takes some words only, in all records there are."""
    found: set[tuple[str, ...]] = set()
    waiting = [model for kind in KINDS for model in (kind.model, *(choice[1] for choice in kind.choices.values()))]
    seen: set[type[Record]] = set()
    while waiting:
        model = waiting.pop()
        if model in seen:
            continue
        seen.add(model)
        for info in model.model_fields.values():
            waiting += records_in(info.annotation)
            found.add(tuple(dict.fromkeys(words_in(info.annotation))))
    return found - {()}


@pytest.mark.parametrize("allowed", sorted(closed_lists()), ids=" ".join)
def test_no_word_becomes_one_that_means_something_else(allowed: tuple[str, ...]) -> None:
    for word in allowed:
        for place in range(len(word)):
            shorter = word[:place] + word[place + 1 :]
            assert forms.word(shorter, allowed) in {None, shorter} or (
                place == len(word) - 1 and word[-1] in "级奖中式"
            )
            for sign in TELLING:
                other = word[:place] + sign + word[place + 1 :]
                longer = word[:place] + sign + word[place:]
                for each in {other, longer} - set(allowed):
                    assert forms.word(each, allowed) is None, each
