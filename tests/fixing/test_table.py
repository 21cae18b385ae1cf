"""Commas between cells, where no cell can have had a full-width one."""

from __future__ import annotations

from generator.fixing import mend
from tests.fixing.small import TRAININGS, whole
from tests.property.test_fix import records

HEAD = "id,date,topic,audience,persons,days\n"
ROW = "t1,2025-03-05,焊接,企业员工,12,1\n"
WIDE = ROW.replace(",", "，")


def test_head_and_rows() -> None:
    assert whole(TRAININGS, HEAD.replace(",", "，") + WIDE) == HEAD + ROW
    assert whole(TRAININGS, HEAD + ROW.replace(",焊接", "，焊接")) == HEAD + ROW


def test_two_names_joined_by_a_full_width_comma_are_told_once_and_their_rows_wait() -> None:
    table = (HEAD.replace("persons,", "persons，") + ROW + ROW.replace("t1", "t2").replace("12,1", "12,")).encode()
    mended = mend(TRAININGS, table)
    assert mended.now.startswith(HEAD)
    assert [(each.code.id, each.hint) for each in mended.problems] == [("Y210", "hint_names"), ("F201", "hint_cell")]
    assert records(TRAININGS, table) == {}
    assert len(records(TRAININGS, mended.after)) == 1


def test_a_comma_within_a_cell_stays() -> None:
    table = HEAD + ROW.replace("焊接", "焊接，钎焊")
    assert whole(TRAININGS, table) == table


def test_a_row_that_can_be_parted_in_two_ways_stays() -> None:
    table = HEAD + "t1,2025-03-05，焊接，钎焊,企业员工,12,1\n"
    assert whole(TRAININGS, table) == table


def test_a_row_that_would_be_wrong_stays() -> None:
    table = HEAD + "t1,2025-03-05,焊接，钎焊,企业员工,12\n"
    assert whole(TRAININGS, table) == table


def test_a_row_that_would_have_anothers_id_stays() -> None:
    table = HEAD + WIDE + ROW
    assert whole(TRAININGS, table) == table


def test_a_table_with_quotes_stays() -> None:
    table = HEAD + '"t1"，2025-03-05,焊接,企业员工,12,1\n'
    assert whole(TRAININGS, table) == table


def test_a_row_that_can_be_read_as_it_is_stays() -> None:
    table = "id,date,body,topic,present,decision,escalated\nm1,2025-11-13,项目办公室,登记,6,按位置分类，\n"
    assert whole("studios/hong/meetings/2025.csv", table) == table
