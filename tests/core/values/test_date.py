"""Dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from generator.core.values.date import PartialDate, read_day, read_partial
from generator.core.values.unreadable import Unreadable


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2025-03-05", PartialDate(2025, 3, 5)),
        ("2025年3月5日", PartialDate(2025, 3, 5)),
        ("2025年03月05日", PartialDate(2025, 3, 5)),
        ("2025.3.5", PartialDate(2025, 3, 5)),
        ("2025/3/5", PartialDate(2025, 3, 5)),
        ("２０２５－０３－０５", PartialDate(2025, 3, 5)),
        ("２０２５年３月５日", PartialDate(2025, 3, 5)),
        (" 2025-03-05 ", PartialDate(2025, 3, 5)),
        ("2024-02-29", PartialDate(2024, 2, 29)),
        ("2025-03", PartialDate(2025, 3)),
        ("2025年3月", PartialDate(2025, 3)),
        ("2025", PartialDate(2025)),
        ("2025年", PartialDate(2025)),
        ("20XX", PartialDate(None, written="20XX")),
        ("20xx年", PartialDate(None, written="20xx年")),
        ("20*", PartialDate(None, written="20*")),
    ],
)
def test_forms_that_are_understood(written: str, meant: PartialDate) -> None:
    assert read_partial(written) == meant


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("2025-02-29", "no_such_day"),
        ("2025-13-01", "no_such_month"),
        ("2025-13", "no_such_month"),
        ("2025-00-01", "no_such_month"),
        ("2025-04-31", "no_such_day"),
        ("2025-04-00", "no_such_day"),
        ("1899-12-31", "year_range"),
        ("2101", "year_range"),
        ("0000-01-01", "year_range"),
        ("3月5日", "no_year"),
        ("5-Mar", "no_year"),
        ("2025-03-05至2025-03-07", "date_range"),
        ("2025.3.5—2025.3.7", "date_range"),
        ("20251305", "date"),
        ("31/11/2025", "date"),
        ("99999", "date"),
        ("2025-3-5-1", "date"),
        ("2025年3月5日下午", "date"),
        ("٢٠٢٥-٠٣-٠٥", "date"),
        ("", "date"),
    ],
)
def test_what_is_no_date(written: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_partial(written)
    assert (caught.value.reason, caught.value.args_of_message["value"]) == (reason, written)


@pytest.mark.parametrize(
    ("written", "reason", "meant"),
    [
        ("45721", "serial", "2025-03-05"),
        ("45721.0", "serial", "2025-03-05"),
        ("20250305", "date_meant", "2025-03-05"),
        ("25-03-05", "date_meant", "2025-03-05"),
        ("25.3.5", "date_meant", "2025-03-05"),
        ("05/03/2025", "date_meant", "2025-05-03 / 2025-03-05"),
        ("25/03/2025", "date_meant", "2025-03-25"),
        ("5-Mar-25", "date_meant", "2025-03-05"),
        ("Mar-25", "date_meant", "2025-03"),
        ("2025/3/5 0:00", "date_meant", "2025-03-05"),
        ("2025-03-05T08:30:00", "date_meant", "2025-03-05"),
        ("2025年3月5号", "date_meant", "2025-03-05"),
        ("2025年3月5日（星期三）", "date_meant", "2025-03-05"),
        ("二〇二五年三月五日", "date_meant", "2025-03-05"),
        ("二零二五年十二月三十一日", "date_meant", "2025-12-31"),
        ("“2025-03-05”", "date_meant", "2025-03-05"),
        ("'2025-03-05", "date_meant", "2025-03-05"),
    ],
)
def test_what_was_meant_by_what_is_no_date(written: str, reason: str, meant: str) -> None:
    with pytest.raises(Unreadable) as caught:
        read_partial(written)
    assert (caught.value.reason, caught.value.args_of_message["meant"]) == (reason, meant)


@pytest.mark.parametrize(
    ("written", "precision", "earliest", "latest", "shown"),
    [
        ("2024年2月9日", "day", date(2024, 2, 9), date(2024, 2, 9), "2024-02-09"),
        ("2024年2月", "month", date(2024, 2, 1), date(2024, 2, 29), "2024-02"),
        ("2024", "year", date(2024, 1, 1), date(2024, 12, 31), "2024"),
        ("20XX", "unknown", None, None, "20XX"),
    ],
)
def test_a_date_keeps_the_precision_it_was_written_with(
    written: str, precision: str, earliest: date | None, latest: date | None, shown: str
) -> None:
    read = read_partial(written)
    assert (read.precision, read.earliest, read.latest, str(read)) == (precision, earliest, latest, shown)


@pytest.mark.parametrize("written", ["2025-03", "2025", "20XX"])
def test_a_day_must_be_full(written: str) -> None:
    assert read_day("2025年3月5日") == date(2025, 3, 5)
    with pytest.raises(Unreadable, match="day"):
        read_day(written)
