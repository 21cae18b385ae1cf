"""Values are brought into their form by what their field is; free text never."""

from __future__ import annotations

import pytest

from tests.fixing.small import CUP, MEMBERS, NOTICE, STUDIO, TRAININGS, front, run, whole


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("date: 2025年3月5日\n", "date: 2025-03-05\n"),
        ("date: '2025.3.5'  # 证书上的日期\n", "date: '2025-03-05'  # 证书上的日期\n"),
        ("date: “2025/3/5”\n", 'date: "2025-03-05"\n'),
        ("team: √\n", "team: 是\n"),
        ("level: 国家 # 待核\n", "level: 国家级 # 待核\n"),
        ("contestants: “学生”\n", 'contestants: "学生"\n'),
        ("people: [p101，p102、ｐ１０３]\n", "people: [p101, p102, p103]\n"),
        ("people: 【p101，p102】\n", "people: [p101, p102]\n"),
        ("people:\n  - p１０１\n", "people:\n  - p101\n"),
        (
            "recognised: {document: 云职【2021】9号, date: 2021年6月}\n",
            "recognised: {document: 云职〔2021〕9号, date: 2021-06}  # 原文：云职【2021】9号\n",
        ),
    ],
)
def test_by_the_type_of_the_field(before: str, after: str) -> None:
    assert front(before) == after


@pytest.mark.parametrize(
    "written",
    [
        "title: “大国工匠”，2025年3月5日，云职【2021】9号\n",
        "summary: √ 国家 【甲，乙】 ９０\n",
        "summary: |\n  date: 2025年3月5日  \n  team：√\n",
        "evidence: [{title: ２０２５年证书, number: 粤职【2021】09号}]\n",
        "date: 2025.3\n",
        "date: 25/3/5\n",
        "level: 国际级\n",
        "team: 不是\n",
        "people: 【甲，乙】\n",
        "unknown: 2025年3月5日\n",
        "date: >-\n  2025年3月5日\n",
    ],
)
def test_free_text_and_what_is_ambiguous_stay(written: str) -> None:
    assert front(written) == written


def test_numbers_are_narrow_and_keep_their_value() -> None:
    head = "id,date,topic,audience,persons,days\n"
    table = head + 't1,2025年3月5日,焊接１,企业员工,１２,０．５\nt2,"2025/3/6",钎焊,企业员工 ,8,1\n'
    assert whole(TRAININGS, table) == head + (
        't1,2025-03-05,焊接１,企业员工,12,0.5\nt2,"2025-03-06",钎焊,企业员工 ,8,1\n'
    )


def test_an_id_that_would_be_anothers_stays() -> None:
    table = "id,date,topic,audience,persons,days\nt1,2025-03-05,甲,企业员工,1,1\nt１,2025-03-06,乙,企业员工,1,1\n"
    assert whole(TRAININGS, table) == table


def test_a_table_has_no_room_for_the_number_that_stood_there() -> None:
    table = "id,title,category,kind,date,number\nd1,办法,规章制度,制度,2025-03-05,云职【2021】9号\n"
    assert whole("studios/hong/documents/2025.csv", table) == table


def test_the_number_of_a_notice_keeps_what_was_written() -> None:
    assert front("number: (2021) 9号\n", NOTICE) == "number: 〔2021〕9号  # 原文：(2021) 9号\n"


def test_two_numbers_on_a_line() -> None:
    line = "basis: [{title: 甲, number: 云职(2021)9号}, {title: 乙, number: 云职(2021)10号}]  # 待核\n"
    assert front(line, NOTICE) == (
        "basis: [{title: 甲, number: 云职〔2021〕9号}, {title: 乙, number: 云职〔2021〕10号}]  # 待核"
        "  # 原文：云职(2021)10号  # 原文：云职(2021)9号\n"
    )


def test_in_lists_of_records_and_below_choices() -> None:
    assert "since: 2021-03}" in whole(MEMBERS, "members:\n  - {id: p101, roles: [{role: 大师, since: 2021年3月}]}\n")
    rules = "kind: 工作日历\n"
    assert whole("content/rules/2026/calendar.yml", rules) == rules
    cycle = "kind: 年度安排\nitems:\n  - {name: 甲, due: 01-31, who: 乙, following_year: √}\n"
    assert "due: 01-31," in whole("content/rules/2026/cycle.yml", cycle.replace("01-31", "1月31日"))
    assert "due: 2月30日," in whole("content/rules/2026/cycle.yml", cycle.replace("01-31", "2月30日"))
    assert "following_year: 是}" in whole("content/rules/2026/cycle.yml", cycle)


def test_what_cannot_be_mended_is_told_as_check_tells_it() -> None:
    mended = run(STUDIO, "founded: 二〇二一年\nstatus:\n  - {since: 2021年3月2日, status: 认可}\n")
    assert mended.now == "founded: 二〇二一年\nstatus:\n  - {since: 2021-03-02, status: 认可}\n"
    assert {found.code.id for found in mended.left if found.where.line > 1} | {"F205"} >= {"F204", "F205"}


def test_nothing_is_done_to_a_file_in_its_form() -> None:
    mended = run(CUP, "---\ntitle: 甲\ntype: 专利\ndate: 2025-03-05\n---\n")
    assert not mended.changed
    assert mended.problems == mended.left == ()
