"""What visitors take away: tables that a spreadsheet shows and never computes."""

from __future__ import annotations

import csv
import io
import json

import pytest

from generator.core.edition.form import Figure
from generator.core.pages.download import BOM, data, table


def test_a_table_opens_in_a_spreadsheet_as_it_stands() -> None:
    made = table("x/y.csv", [("名称", "数"), ('说"明"', None), ("多\n行", 1.5)])
    assert made.address == "x/y.csv"
    assert made.text.startswith(BOM + "名称,数\r\n")
    assert list(csv.reader(io.StringIO(made.text.removeprefix(BOM), newline=""))) == [
        ["名称", "数"],
        ['说"明"', ""],
        ["多\n行", "1.5"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@x", "\t=1", "＝1", "－1a"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(table("x.csv", [(cell,)]).text.removeprefix(BOM), newline=""))
    assert row == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["-3", "-2.50", "12", "p101", "1.1"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(table("x.csv", [(cell,)]).text.removeprefix(BOM), newline=""))
    assert row == [cell]


def test_data_keep_the_order_of_their_fields() -> None:
    assert json.loads(data("x.json", Figure("3", "项")).text) == {"value": "3", "unit": "项", "incomplete": False}
