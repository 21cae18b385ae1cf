"""The form of a value, and none where it might mean something else."""

from __future__ import annotations

from typing import get_args

import pytest

from generator.core.records.achievement import LEVELS, RANKS, TYPES
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
        ("国 家 级", LEVELS, "国家级"),
        ("家国级", LEVELS, "国家级"),
        ("一等", RANKS, "一等奖"),
        ("竞赛奖", TYPES, "竞赛获奖"),
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
    ],
)
def test_a_word_that_was_meant(written: str, allowed: tuple[str, ...], meant: str | None) -> None:
    assert forms.word(written, allowed) == meant
