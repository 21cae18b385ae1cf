"""Words of closed lists."""

from __future__ import annotations

import pytest

from generator.core.values.unreadable import Unreadable
from generator.core.values.word import nearest, read_flag, slip

LEVELS = ("国家级", "省级", "市级", "校级")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("国家", "国家级"),
        ("省级以上", "省级"),
        ("市极", "市级"),
        ("全国级", "国家级"),
        ("國家級", "国家级"),
        ("國家", "国家级"),
        ("区级", None),
        ("x", None),
        ("", None),
    ],
)
def test_the_word_that_was_most_likely_meant(written: str, meant: str | None) -> None:
    assert nearest(written, LEVELS) == meant


@pytest.mark.parametrize(
    ("written", "allowed", "meant"),
    [
        ("不通过", ("通过", "未通过", "撤回"), "未通过"),
        ("不合格", ("优秀", "合格"), None),
        ("有异议", ("无异议", "异议成立"), "异议成立"),
        ("三十年", ("永久", "30年", "10年"), "30年"),
        ("1等奖", ("特等奖", "一等奖", "二等奖"), "一等奖"),
        ("m2", ("M1", "M2"), "M2"),
        ("≥", ("不少于", "等于"), "不少于"),
        ("国赛", LEVELS, "国家级"),
        ("国赛", ("初级", "中级"), None),
    ],
)
def test_what_denies_numerals_and_other_names(written: str, allowed: tuple[str, ...], meant: str | None) -> None:
    assert nearest(written, allowed) == meant


def test_of_words_that_contain_it_the_one_that_says_least_more_if_there_is_one() -> None:
    assert nearest("公示", ("考核结果公示", "重新公示", "通知")) == "重新公示"
    assert nearest("公示", ("考核结果公示", "重新公示", "其他公示")) is None


def test_a_word_that_is_all_but_the_same_goes_before_one_that_is_contained() -> None:
    assert nearest("计算复核", ("计算", "计算并复核", "评审")) == "计算并复核"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("p112", "p102"),
        ("p120", "p102"),
        ("p1021", "p102"),
        ("p12", "p102"),
        ("p210", None),
        ("p102", None),
        ("", None),
    ],
)
def test_one_slip_of_the_finger(written: str, meant: str | None) -> None:
    assert slip(written, ("p102", "p345")) == meant


def test_flags() -> None:
    assert [read_flag(word) for word in ("是", "√", " true ", "否", "无", "×")] == [True] * 3 + [False] * 3
    for word in ("", "1", "也许"):
        with pytest.raises(Unreadable, match="flag"):
            read_flag(word)
