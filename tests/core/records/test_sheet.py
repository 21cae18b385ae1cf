"""Tables as records: columns judged once, rows one by one, and nothing that a spreadsheet damaged taken for content."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from generator.core.document import parse
from generator.core.problem import Problem, RecordKey
from generator.core.records.base import shape
from generator.core.records.sheet import (
    MANY,
    THROUGHOUT,
    Sheet,
    columns_as_one,
    read_sheet,
    row_problems,
    runs_as_one,
    separated_row,
    stray_row,
)
from generator.core.records.training import Training
from generator.core.source import SourceFile

HEAD = "id,date,topic,audience,persons,days,certificate\n"
ROW = "t1,2025-03-05,车工,企业员工,20,2,合格证\n"
KEY = RecordKey("training", "hong/t1")


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a table: its sheet, and all its problems by code, hint, rows and column."""

    sheet: Sheet
    told: list[tuple[str, str, int, int, str]]


def read(text: str) -> Read:
    document = parse(SourceFile("studios/hong/trainings/2025.csv", len(text), "", text)).document
    assert document is not None
    sheet, problems = read_sheet(Training, document)
    rows: list[Problem] = []
    for index in range(len(sheet.document.value["rows"])):
        if stray := separated_row(Training, sheet, index, (), KEY) or stray_row(sheet, index, KEY):
            rows.append(stray)
            continue
        _, faults = shape(Training, sheet.record(index), sheet.document, KEY, ("rows", index))
        found = row_problems(sheet, index, faults, KEY)
        shifted = separated_row(Training, sheet, index, found, KEY)
        rows += [shifted] if shifted else found
    return Read(
        sheet,
        [named(each) for each in (*problems, *columns_as_one(runs_as_one(rows), len(sheet.document.value["rows"])))],
    )


def named(found: Problem) -> tuple[str, str, int, int, str]:
    cell = found.where.cell
    assert cell is not None
    return found.code.id, found.hint, cell.row, cell.last, cell.letters


def test_a_sound_table_has_no_problem() -> None:
    found = read(HEAD + ROW)
    assert (found.told, found.sheet.complete) == ([], True)


def test_columns_may_be_named_by_key_only() -> None:
    found = read("编号,开始日期,主题,对象（单位）,人数\n(人),天数,days(天)\n".replace("\n(人)", "") + ROW)
    assert found.told == [("F213", "hint", 1, 0, ""), ("F202", "hint_nearest", 1, 0, "G")]
    assert found.sheet.record(0)["persons"] == "20"
    assert not found.sheet.complete


def test_one_chinese_name_among_keys_is_told_at_its_column() -> None:
    assert read(HEAD.replace("topic", "主题") + ROW).told == [("F202", "hint_nearest", 1, 0, "C")]


def test_a_table_without_names_is_told_once() -> None:
    assert read(ROW + ROW).told == [("F216", "hint", 1, 0, "")]


def test_a_column_that_is_absent_is_asked_for_once() -> None:
    found = read("id,date,topic,audience,persons\nt1,2025-03-05,车工,企业员工,20\nt2,2025-03-06,车工,企业员工,多\n")
    assert found.told == [("F201", "hint_column", 1, 0, ""), ("F206", "hint_number", 3, 0, "E")]


def test_blank_cells_below_one_another_are_one_problem_for_each_column_and_run() -> None:
    blank = "t{},,,企业员工,20,2,\n"
    rows = ROW + "".join(blank.format(number) for number in (2, 3, 4)) + ROW.replace("t1", "t5") + blank.format(6)
    assert read(HEAD + rows).told == [
        ("F201", "hint_merged", 3, 5, "B"),
        ("F201", "hint_merged", 3, 5, "C"),
        ("F201", "hint_cell", 7, 0, "B"),
        ("F201", "hint_cell", 7, 0, "C"),
    ]


@pytest.mark.parametrize(
    ("row", "hint"),
    [
        ("合计,,,,20,2,", "hint_totals"),
        ("合 计：,,,,20,2,", "hint_totals"),
        ("小计（人）,,,,20,2,", "hint_totals"),
        ("2025年3月小计,,,,20,2,", "hint_totals"),
        (",,总计,,20,2,", "hint_totals"),
        ("平均值,,,,20,2,", "hint_totals"),
        ("Total,,,,20,2,", "hint_totals"),
        ("制表人：洪大匠,,,审核：何小苗,,,", "hint_note"),
        ("注：含兼职教师,,,,,,", "hint_note"),
        ("以下空白,,,,,,", "hint_note"),
        (HEAD.strip(), "hint_head"),
    ],
)
def test_rows_that_are_no_records(row: str, hint: str) -> None:
    assert read(f"{HEAD}{ROW}{row}\n").told == [("F214", hint, 3, 0, "")]


def test_a_topic_may_speak_of_totals() -> None:
    assert read(HEAD + ROW.replace("车工", "合计")).told == []


@pytest.mark.parametrize(
    ("cell", "hint"),
    [
        ("#REF!", "hint_error"),
        ("#DIV/0!", "hint_error"),
        ("#N/A", "hint_error"),
        ("#NAME?", "hint_error"),
        ("########", "hint_narrow"),
        ("=SUM(A1:A3)", "hint_formula"),
        ("3.10E+17", "hint_digits"),
        ("'0017", "hint_apostrophe"),
        ("’0017", "hint_apostrophe"),
        ("同上", "hint_ditto"),
        ("〃", "hint_ditto"),
    ],
)
def test_cells_that_do_not_hold_what_was_meant(cell: str, hint: str) -> None:
    assert read(HEAD + ROW.replace("合格证", cell)).told == [("F215", hint, 2, 0, "G")]


@pytest.mark.parametrize("cell", ["0017", "#1 机床", "C++", "E5", "1E", "=", "'24级学生", "同上海厂合办", "3.5E 型"])
def test_cells_that_hold_what_they_hold(cell: str) -> None:
    assert read(HEAD + ROW.replace("合格证", cell)).told == []


def test_one_cell_has_one_problem() -> None:
    assert read(HEAD + ROW.replace("20,2", "#DIV/0!,3.00E+02")).told == [
        ("F215", "hint_error", 2, 0, "E"),
        ("F206", "hint_scientific", 2, 0, "F"),
    ]


@pytest.mark.parametrize(
    "row",
    [
        "t2，2025-03-05，车工，企业员工，20，2，合格证",
        "t2\t2025-03-05\t车工\t企业员工\t20\t2\t合格证",
        "t2;2025-03-05;车工;企业员工;20;2;合格证",
        "t2，2025-03-05,车工,企业员工,20,2,合格证",
        "t2,2025-03-05,车工，企业员工,20,2",
        "t2,2025-03-05\t车工\t企业员工,20,2,合格证",
    ],
)
def test_a_row_with_other_signs_than_commas_is_told_once(row: str) -> None:
    [told] = read(f"{HEAD}{ROW}{row}\n").told
    assert told[:3] == ("F218", "hint", 3)


@pytest.mark.parametrize(
    "row",
    [
        "t2,2025-03-05,车工，铣工,企业员工,20,2",
        "t2,2025-03-05,车、铣、刨，磨,企业员工,20,2,",
        "t2,2025-03-05,车工;铣工,企业员工,20,2,",
    ],
)
def test_a_comma_in_a_text_is_none_between_cells(row: str) -> None:
    assert read(f"{HEAD}{ROW}{row}\n").told == []


def test_a_column_that_is_wrong_throughout_is_one_fault() -> None:
    rows = "".join(f"t{number},2025-03-05,车工,企业员工,{number}人,2,合格证\n" for number in range(1, MANY + 2))
    assert [told[:2] for told in read(HEAD + rows).told] == [("F206", "hint_number_meant")]
    few = "".join(f"t{number},2025-03-05,车工,企业员工,{number}人,2,合格证\n" for number in range(1, MANY + 1))
    assert len(read(HEAD + few + ROW).told) == MANY
    every = "".join(few.splitlines(keepends=True)[:THROUGHOUT])
    assert len(read(HEAD + every).told) == 1
    assert len(read(HEAD + every + ROW).told) == THROUGHOUT


def test_a_blank_is_no_word_where_other_rows_have_one() -> None:
    head = "id,date,topic,audience,persons,days,kind\n"
    row = "t{},2025-03-05,车工,企业员工,20,2,{}\n"
    assert read(head + row.format(1, "培训") + row.format(2, "") + row.format(3, "培训") + row.format(4, "")).told == [
        ("F201", "hint_partly", 3, 0, "G"),
        ("F201", "hint_partly", 5, 0, "G"),
    ]
    assert read(head + row.format(1, "") + row.format(2, "")).told == []


def test_faults_beside_a_comma_in_a_text_are_told_each() -> None:
    told = read(f"{HEAD}{ROW}t2,2025-02-30,车工，铣工,老师傅,20人,2\n").told
    assert [each[0] for each in told] == ["F205", "F204", "F206"]
