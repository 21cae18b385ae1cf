"""What visitors take away: tables that a spreadsheet shows and never computes."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.core.edition.form import Figure
from generator.core.pages.download import BOM, data, escaped, table, written


def test_a_table_opens_in_a_spreadsheet_as_it_stands() -> None:
    made = table("x/y.csv", [("名称", "数"), ('说"明"', None), ("多\n行", 1.5)])
    assert made.address == "x/y.csv"
    assert made.content.decode().startswith(BOM + "名称,数\r\n")
    assert list(csv.reader(io.StringIO(made.content.decode().removeprefix(BOM), newline=""))) == [
        ["名称", "数"],
        ['说"明"', ""],
        ["多\n行", "1.5"],
    ]


@pytest.mark.parametrize("cell", ["=1+1", "+cmd", "-2+3", "@x", "\t=1", "＝1", "－1a"])
def test_no_cell_is_a_formula(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(table("x.csv", [(cell,)]).content.decode().removeprefix(BOM), newline=""))
    assert row == [f"'{cell}"]


@pytest.mark.parametrize("cell", ["-3", "-2.50", "12", "p101", "1.1"])
def test_numbers_and_words_stay_as_they_are(cell: str) -> None:
    (row,) = csv.reader(io.StringIO(table("x.csv", [(cell,)]).content.decode().removeprefix(BOM), newline=""))
    assert row == [cell]


def test_data_keep_the_order_of_their_fields() -> None:
    assert json.loads(data("x.json", Figure("3", "项")).content.decode()) == {
        "value": "3",
        "unit": "项",
        "incomplete": False,
    }


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("ab中", max_size=3), inner, max_size=3),
)


@given(PLAIN)
def test_json_for_people_is_written_as_python_writes_it(value: Any) -> None:
    assert written(value) == escaped(json.dumps(value, ensure_ascii=False, indent=1).encode()) + b"\n"
