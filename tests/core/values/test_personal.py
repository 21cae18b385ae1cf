"""Personal data is found however it is written, and nothing else is; the samples stand beside this file."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from generator.core.values.personal import exam_columns, finds, masked

SAMPLES = Path(__file__).parent / "personal"


def lines(name: str) -> list[str]:
    text = (SAMPLES / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


POSITIVE = [line.split("\t") for line in lines("positive.tsv")]
NEGATIVE = lines("negative.tsv")


@pytest.mark.parametrize(("kind", "weight", "text"), POSITIVE, ids=[line[2] for line in POSITIVE])
def test_what_is_personal_is_found(kind: str, weight: str, text: str) -> None:
    assert [(found.kind, found.certain) for found in finds(text)][:1] == [(kind, weight == "certain")]


@pytest.mark.parametrize("text", NEGATIVE)
def test_what_is_not_passes(text: str) -> None:
    assert finds(text) == ()


def test_recall_and_false_alarms() -> None:
    """The figures that SECURITY.md states."""
    missed = [text for kind, _, text in POSITIVE if kind not in {found.kind for found in finds(text)}]
    alarms = [text for text in NEGATIVE if finds(text)]
    assert (len(missed), len(POSITIVE) >= 60, len(alarms), len(NEGATIVE) >= 60) == (0, True, 0, True)


BORN = st.dates(date(1880, 1, 1), date(1909, 12, 31)).map(lambda day: day.strftime("%Y%m%d"))
BETWEEN = st.sampled_from(["", " ", "-", "·", ".", "　", "/", "、", " - "])
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


@given(born=BORN, order=st.integers(0, 999), parts=st.tuples(BETWEEN, BETWEEN, BETWEEN), wide=st.booleans())
def test_an_identity_number_in_any_dress(born: str, order: int, parts: tuple[str, str, str], wide: bool) -> None:
    number = f"110101{born}{order:03d}"
    number += ric.calc_check_digit(number)
    dressed = number[:6] + parts[0] + number[6:10] + parts[1] + number[10:14] + parts[2] + number[14:]
    text = f"名单里的{dressed.translate(WIDE) if wide else dressed}，请删"
    [found] = finds(text)
    assert (found.kind, found.certain) == ("identity", True)
    assert not any(sign.isdecimal() for sign in masked(text))


@given(st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True), BETWEEN, BETWEEN)
def test_a_mobile_number_in_any_dress(number: str, first: str, second: str) -> None:
    text = f"联系{number[:3]}{first}{number[3:7]}{second}{number[7:]}。"
    assert [found.kind for found in finds(text)] == ["mobile"]


@given(st.from_regex(r"62[0-9]{13,16}", fullmatch=True))
def test_a_bank_card_proves_itself(body: str) -> None:
    card = body + luhn.calc_check_digit(body)
    assert "bank_card" in {found.kind for found in finds(f"打到{card}")} or finds(f"打到{card}")[0].kind == "identity"


def test_a_county_that_the_library_has_no_entry_for_raises_nothing() -> None:
    assert [found.kind for found in finds("打到620010001109031154")] == ["bank_card"]


@given(st.text())
def test_any_text_can_be_searched(text: str) -> None:
    for found in finds(text):
        assert 0 <= found.start < found.end <= len(text)
    assert len(masked(text)) == len(text)


@pytest.mark.parametrize(
    "piece",
    ["1 ", "1-1", "1 3 ", "13800138000 ", "110101190503070015 " + "0123456789abcdef" * 2 + " ", "家长电话1-", "小区1"],
)
def test_time_is_linear_in_what_a_stranger_may_repeat(piece: str) -> None:
    """Pages and cells may be long: what took the square of their length stopped a check for good."""
    text = piece * (200_000 // len(piece))
    began = time.process_time()
    finds(text)
    assert time.process_time() - began < 10


@given(st.dates(date(1990, 1, 1), date(2030, 12, 31)), st.integers(1, 90))
def test_periods_are_no_numbers(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    for form in ("%Y-%m-%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d"):
        assert finds(f"公示期{day.strftime(form)}至{end.strftime(form)}，共{length}天") == ()


def test_a_table_of_pupils_with_scores() -> None:
    assert exam_columns(["序号", "学生", "班级", "期末成绩", "名次"]) == (3, 4)
    assert exam_columns(["序号", "工作室", "得分", "名次"]) == ()
    assert exam_columns(["姓名", "班级", "报名编号"]) == ()


@pytest.mark.parametrize("zero", "٠०๐０𝟎")
def test_a_number_in_the_digits_of_any_script(zero: str) -> None:
    number = "".join(chr(ord(zero) + int(digit)) for digit in "13812345678")
    assert [(found.kind, found.start, found.end) for found in finds(f"手机：{number}。")] == [("mobile", 3, 14)]


@pytest.mark.parametrize(
    "text",
    [
        "1990年5月3日出生",
        "1990年5月3日诞生",
        "1990年5月3日生",
        "1990-5-3 生",
        "出生于1990年5月3日",
        "生日：1990.5.3",
        "生于1990年5月3日",
    ],
)
def test_a_day_of_birth_in_whichever_words(text: str) -> None:
    assert [found.kind for found in finds(text)] == ["birth_date"]


@pytest.mark.parametrize(
    "text", ["学生2024年5月3日到校", "新生2024年5月3日报到", "生源：1990年5月3日建校", "生活在1990年5月3日"]
)
def test_other_words_of_life_tell_no_day_of_birth(text: str) -> None:
    assert finds(text) == ()
