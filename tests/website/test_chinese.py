"""Dates, figures, names and guarded phrases as they are set in Chinese."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from markupsafe import Markup

from generator.website.chinese import (
    guard,
    set_date,
    set_name,
    set_quantity,
    set_short_date,
    set_thousands,
    set_weekday,
)
from generator.wording import wording

PHRASES = "技能大师工作室 有限公司"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2026-03-05", "2026年3月5日"),
        ("2025-03", "2025年3月"),
        ("2025", "2025年"),
        ("20XX", "20XX年"),
        ("20XX-05", "20XX年5月"),
        ("待定", "待定"),
        ("", ""),
    ],
)
def test_dates_keep_their_precision(iso: str, shown: str) -> None:
    assert set_date(iso, wording()) == shown


def test_short_dates_leave_the_year_out_where_there_is_a_day() -> None:
    assert [set_short_date(iso, wording()) for iso in ("2026-03-05", "2026-03")] == ["3月5日", "2026年3月"]


def test_weekdays_in_three_forms() -> None:
    forms = [set_weekday("2026-11-20", wording(), form) for form in ("plain", "short", "long")]
    assert forms == ["五", "周五", "星期五"]


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (1286, "1,286"),
        ("1286.50", "1,286.50"),
        (Decimal("-12345.5"), "-12,345.5"),
        ("91.00", "91.00"),
        ("0", "0"),
        ("近1200", "近1200"),
    ],
)
def test_thousands(figure: int | str | Decimal, shown: str) -> None:
    assert set_thousands(figure) == shown


@pytest.mark.parametrize(
    ("quantity", "shown"),
    [("近1800人", "近1,800人"), ("2500多人次", "2,500多人次"), ("4178.5人天", "4,178.5人天"), ("9个", "9个"), ("", "")],
)
def test_quantities_keep_their_words(quantity: str, shown: str) -> None:
    assert set_quantity(quantity) == shown


@pytest.mark.parametrize(
    ("name", "shown"), [("高岩", "高\u3000岩"), ("何守诚", "何守诚"), ("Li", "Li"), ("𠮷田", "𠮷\u3000田"), ("", "")]
)
def test_short_names_are_spaced(name: str, shown: str) -> None:
    assert set_name(name) == shown


def test_guards_phrases_and_document_numbers() -> None:
    text = guard("关于<甲>有限公司技能大师工作室的公示（云职〔2026〕30号）", PHRASES)
    assert text == (
        '关于&lt;甲&gt;<span class="nb">有限公司</span><span class="nb">技能大师工作室</span>的公示'
        '（<span class="nb">云职〔2026〕30号</span>）'
    )
    assert isinstance(text, Markup)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("详见本校文件〔2026〕30号", ["30号"]),
        ("依据（云职〔2021〕9号）第七条", ["云职〔2021〕9号"]),
        ("自2026年3月5日至3月20日", ["2026年3月5日", "3月20日"]),
        ("2021年6月至今", ["2021年6月"]),
        ("建设计划（2024—2026年）", ["2024—2026年"]),
        ("工作日8:30—12:00，13:30—17:30", ["8:30—12:00", "13:30—17:30"]),
        ("每3月1次，共12个月", []),
    ],
)
def test_dates_and_hours_are_not_broken(text: str, kept: list[str]) -> None:
    assert re.findall(r'<span class="nb">(.*?)</span>', guard(text, PHRASES)) == kept


def test_leaves_other_numbers_alone() -> None:
    assert guard("实训楼18号", PHRASES) == "实训楼18号"
