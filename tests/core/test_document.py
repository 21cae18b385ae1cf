"""Files become plain values that know where they stand; types are never YAML's to decide."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from generator.core.document import Document, Places, Route, parse
from generator.core.problem import Cell, Problem, Where
from generator.core.source import SourceFile, read_sources


def parsed(text: str, path: str = "content/site.yml") -> tuple[Document | None, list[Problem]]:
    result = parse(SourceFile(path, len(text), "", text))
    return result.document, list(result.problems)


def document(text: str, path: str = "content/site.yml") -> Document:
    read, problems = parsed(text, path)
    assert problems == []
    assert read is not None
    return read


def fault(text: str, path: str = "content/site.yml") -> tuple[str, str, int, int]:
    """The code, hint, line and column of the only problem."""
    _, [found] = parsed(text, path)
    return found.code.id, found.hint, found.where.line, found.where.column


@pytest.mark.parametrize(
    "written", ["0123", "no", "NO", "12:30", "1.10", "1e3", "2025-03-05", "null", "~", "0x1F", "1_000", "=", ".inf"]
)
def test_a_scalar_stays_what_was_typed(written: str) -> None:
    assert document(f"value: {written}\n").value == {"value": written}


def test_quotes_keep_what_stands_in_them() -> None:
    assert document("a: '0123'\nb: \"1\\t2\"\nc: ''\nd:\n").value == {"a": "0123", "b": "1\t2", "c": "", "d": None}


def test_columns_count_characters() -> None:
    read = document("学校: {名称: 云岭𠮷野职业学校, 简称: 云职}\n")
    assert read.where("学校", "简称") == Where("content/site.yml", 1, 24, 2)
    assert read.where_key("学校", "简称") == Where("content/site.yml", 1, 20, 2)


def test_the_place_of_what_is_missing_is_that_of_what_it_is_missing_in() -> None:
    read = document("school:\n  name: 云职\noffices:\n  - id: a\n")
    assert read.where("school", "phone") == Where("content/site.yml", 1, 1, 6)
    assert read.where("offices", 0, "name") == Where("content/site.yml", 4, 5)
    assert read.where("nothing") == Where("content/site.yml", 1, 1)


def test_places_are_looked_for_once_and_not_before_one_is_asked_for() -> None:
    asked: list[str] = []

    def find() -> dict[Route, Where]:
        asked.append("content/site.yml")
        return {(): Where("content/site.yml", 2), ("name",): Where("content/site.yml", 2, 7)}

    read = Document("content/site.yml", {"name": "云职"}, Places(find))
    assert (read.value, asked) == ({"name": "云职"}, [])
    assert [read.where("name").column, read.where("phone").line] == [7, 2]
    assert asked == ["content/site.yml"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/site.yml", "school: {name: 云职}\noffices:\n  - id: a\n"),
        ("studios/hong/profile.md", "---\ntitle: 简介\n---\n正文。\n"),
        ("studios/hong/trainings/2025.csv", "id,days\nt1,2\n"),
    ],
)
def test_what_was_asked_for_places_is_as_it_was(path: str, text: str) -> None:
    one, other = document(text, path), document(text, path)
    assert one.where("nothing").path == path
    assert one == other
    assert one.marks == dict(other.marks)


def test_a_key_written_twice_keeps_the_first_and_names_both_places() -> None:
    read, [found] = parsed("grade: 95\nname: x\ngrade: 60\n")
    assert read is not None
    assert read.value == {"grade": "95", "name": "x"}
    assert read.where("grade") == Where("content/site.yml", 1, 8, 2)
    assert (found.code.id, found.where) == ("Y205", Where("content/site.yml", 3, 1, 5))
    assert found.related == (Where("content/site.yml", 1, 1, 5),)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("[" * 100_000, "hint_depth"),
        ("[" * 100_000 + "]" * 100_000, "hint_depth"),
        ("{a: " * 50_000, "hint_depth"),
        ("- " * 100_000, "hint_depth"),
        ("a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]\n", "hint_alias"),
        ("a: *missing\n", "hint_alias"),
        ("a: !!python/object/apply:os.system [ls]\n", "hint_tag"),
        ("!!set {a, b}\n", "hint_tag"),
        ("a: [" + "x," * 20_000 + "]\n", "hint_nodes"),
        ("a: " + "x" * 65_537 + "\n", "hint_scalar"),
        ("? [a]\n: b\n", "hint_key"),
        ("a: b\n---\nc: d\n", "hint_documents"),
    ],
    ids="open lists,lists,mappings,dashes,alias bomb,alias,python tag,set,nodes,scalar,list key,documents".split(","),
)
def test_bombs_are_put_out_at_once(text: str, hint: str) -> None:
    begun = time.process_time()
    _, [found] = parsed(text)
    assert (found.code.id, found.hint) == ("Y202", hint)
    assert time.process_time() - begun < 5  # not for ever


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (r"全国\e[31m", "U+001B"),
        (r"\u202E一等奖", "U+202E"),
        (r"a\0b", "U+0000"),
        (r"\U000E0041", "U+E0041"),
        (r"\x85", "U+0085"),
        (r"\L", "U+2028"),
        (r"\u200B", "U+200B"),
    ],
)
@pytest.mark.parametrize("form", ['a: b\nc: "{}"\n', 'a: b\n"{}": d\n'], ids=["value", "key"])
def test_what_nobody_sees_is_refused_when_it_is_written_by_its_number_too(form: str, written: str, name: str) -> None:
    _, [found] = parsed(form.format(written))
    assert (found.code.id, found.where.line, dict(found.args)) == ("R105", 2, {"character": name})
    assert parsed(form.format(written).replace('"', "'"))[1] == []  # there it is what it looks like


@pytest.mark.parametrize(
    "text",
    [
        "a: |\n" + "  - [x\n" * 8_000 + "  " + "]" * 8_000 + "\nb\nc: d\n",
        "".join(f'a{n}: "x\n  y"\n' for n in range(9_000)) + "b\nc: d\n",
        "a: '" + "x\n\n" * 60_000,
        "a: b\n" + " " * 100_000 + "c: d: e\n",
    ],
    ids=["brackets", "quotes", "open", "blanks"],
)
def test_slips_are_looked_for_in_no_time(text: str) -> None:
    begun = time.process_time()
    assert fault(text)[0] == "Y201"
    assert time.process_time() - begun < 20


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a:\n\t- b\n", ("Y201", "hint_tab", 2, 1)),
        ("a:\n  \t- b\n", ("Y201", "hint_tab", 2, 3)),
        ("name：x\nkind: y\n", ("Y201", "hint_colon", 1, 5)),
        ("name:x\nkind: y\n", ("Y201", "hint_space", 1, 5)),
        ("title: 甲: 乙\n", ("Y201", "hint_quote", 1, 9)),
        ("marks: - 2\n", ("Y201", "hint_dash", 1, 8)),
        ("a: [b\nc: d\n", ("Y201", "hint_bracket", 1, 4)),
        ("a: {b: c，d: e}\n", ("Y201", "hint_wide", 1, 4)),
        ("a: 'b\n", ("Y201", "hint_open", 1, 4)),
        ("a: 'b\nc: 'd'\n", ("Y201", "hint_open", 1, 4)),
        ("a: 'b'c\n", ("Y201", "hint_after_quote", 1, 7)),
        ('a: "b\n  c"\nd：e\nf: g\n', ("Y201", "hint_colon", 3, 2)),
        ("a:\n  b: [\n", ("Y201", "hint_bracket", 2, 6)),
        ("a: b\n c: d\n", ("Y201", "hint_indent", 2, 2)),
        ("a:\n  - b: c\n   d: e\n", ("Y201", "hint_indent", 3, 4)),
        ("a:\n  - b\n  c: d\n", ("Y201", "hint_indent", 3, 3)),
        ("a:\n  - b: c\n  -d: e\n", ("Y201", "hint_dash_space", 3, 3)),
        ("a: b\nc\nd: e\n", ("Y201", "hint_no_colon", 2, 1)),
        ("a: @b\n", ("Y201", "hint_start", 1, 4)),
        ("a: **b** c\n", ("Y201", "hint_start", 1, 4)),
        ('a: "b\\c"\n', ("Y201", "hint_backslash", 1, 6)),
        ("\u3000a: b\nc\n", ("Y201", "hint_blank", 1, 1)),
        ("- https://example.edu/\n- a: b: c\n", ("Y201", "hint_quote", 2, 7)),
        ("", ("Y203", "hint_empty", 1, 1)),
        ("# only a remark\n", ("Y203", "hint_empty", 1, 1)),
        ("---\n...\n", ("Y203", "hint_empty", 2, 1)),
        ("- a\n", ("Y203", "hint", 1, 1)),
        ("名称：云职\n", ("Y203", "hint_colon", 1, 1)),
        ("name:云职\n", ("Y203", "hint_colon", 1, 1)),
    ],
)
def test_what_cannot_be_read_says_where_and_what_to_type(text: str, expected: tuple[str, str, int, int]) -> None:
    assert fault(text) == expected


class TestMarkdown:
    PATH = "studios/hong/profile.md"

    def test_the_front_matter_and_the_body_keep_their_lines(self) -> None:
        read = document("---\ntitle: 介绍\n---\n\n正文。\n---\n还是正文。\n", self.PATH)
        assert read.value == {"title": "介绍"}
        assert read.where("title") == Where(self.PATH, 2, 8, 2)
        assert (read.body, read.body_line) == ("\n正文。\n---\n还是正文。\n", 4)

    def test_a_faulty_front_matter_is_counted_from_the_top_of_the_file(self) -> None:
        assert fault("---\ntitle: 介绍\ntitle: 再来\n---\n", self.PATH) == ("Y205", "hint", 3, 1)
        assert fault("---\ntitle: a: b\n---\n", self.PATH) == ("Y201", "hint_quote", 2, 9)

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("正文。\n", ("Y204", "hint", 1, 1)),
            ("", ("Y204", "hint", 1, 1)),
            ("\n---\ntitle: x\n---\n", ("Y204", "hint_above", 2, 1)),
            ("——\ntitle: x\n---\n", ("Y204", "hint_fence", 1, 1)),
            ("---\ntitle: x\n-----\n", ("Y204", "hint_fence", 3, 1)),
            ("---\ntitle: x\n", ("Y204", "hint_end", 1, 1)),
            ("---\na: b\n---\n\n" + "长" * 10_241, ("Y202", "hint_line", 5, 1)),
        ],
    )
    def test_what_is_no_front_matter(self, text: str, expected: tuple[str, str, int, int]) -> None:
        assert fault(text, self.PATH) == expected

    @pytest.mark.parametrize("text", ["---\n{}\n---\n", "---\n---\n正文。\n", "---\n# 标题\n---\n"])
    def test_front_matter_may_say_nothing(self, text: str) -> None:
        assert document(text, self.PATH).value == {}


class TestTable:
    PATH = "studios/hong/trainings/2025.csv"

    def test_every_cell_knows_its_place(self) -> None:
        read = document("id,主题,days\nt1,钳工,2\n\nt2,,0.5\n", self.PATH)
        assert read.value == {
            "rows": [{"id": "t1", "主题": "钳工", "days": "2"}, {"id": "t2", "主题": None, "days": "0.5"}]
        }
        assert read.where("rows", 0, "days") == Where(self.PATH, 2, 7, 1)
        assert read.where("rows", 1, "days") == Where(self.PATH, 4, 5, 3)
        assert read.where_key("rows", "主题") == Where(self.PATH, 1, 4, 2)

    def test_a_cell_stands_where_it_does_whether_another_is_in_quotes_or_not(self) -> None:
        plain, quoted = document("id,topic\n t1 ,钳工\n", self.PATH), document('id,topic\n t1 ,"钳工"\n', self.PATH)
        assert plain.value == quoted.value == {"rows": [{"id": "t1", "topic": "钳工"}]}
        assert plain.where("rows", 0, "id") == quoted.where("rows", 0, "id") == Where(self.PATH, 2, 1, 4)
        assert plain.where("rows", 0, "topic").column == quoted.where("rows", 0, "topic").column == 6

    def test_a_table_without_rows_has_its_columns(self) -> None:
        assert (
            document("id,topic\n", self.PATH).columns
            == document("id,topic\nt1,钳\n", self.PATH).columns
            == ["id", "topic"]
        )

    def test_quotes_and_commas_within_them(self) -> None:
        read = document('id,topic,days\nt1,"车,铣",2\nt2,"说""好""",1\n', self.PATH)
        assert [row["topic"] for row in read.value["rows"]] == ["车,铣", '说"好"']
        assert read.where("rows", 0, "days").column == 10
        assert read.where("rows", 1, "days").column == 13

    def test_a_cell_of_several_lines_moves_the_rows_below(self) -> None:
        read = document('id,topic,days\nt1,"车\n铣\n磨",2\nt2,钳,1\n', self.PATH)
        assert [row["topic"] for row in read.value["rows"]] == ["车\n铣\n磨", "钳"]
        assert read.where("rows", 0, "topic") == Where(self.PATH, 2, 4, 2)
        assert read.where("rows", 0, "days") == Where(self.PATH, 4, 4, 1)
        assert read.where("rows", 1, "topic") == Where(self.PATH, 5, 4, 1)

    def test_a_cell_is_also_known_as_spreadsheets_number_it(self) -> None:
        """A row of several lines is one row, blank ones count, `sep=` is none."""
        read = document('sep=,\nid,topic,days\nt1,"车\n铣",2\n\nt2,钳,1\n', self.PATH)
        assert read.where_key("rows", "topic").cell == Cell(1, "B")
        assert read.where("rows", 0, "days").cell == Cell(2, "C", "days")
        assert read.where("rows", 1, "topic").cell == Cell(4, "B", "topic")
        assert read.where("rows", 1).cell == Cell(4)

    def test_columns_and_rows_that_hold_nothing_are_nothing(self) -> None:
        read = document("id,days,,\nt1,2,,\n,,,\n , ,\t,\n", self.PATH)
        assert read.value == {"rows": [{"id": "t1", "days": "2"}]}

    def test_cells_missing_at_the_end_are_blank(self) -> None:
        """Excel leaves them out where the last columns of a block of rows are blank."""
        read = document("id,days,note\nt1\nt2,1\n", self.PATH)
        assert read.value["rows"] == [{"id": "t1", "days": None, "note": None}, {"id": "t2", "days": "1", "note": None}]
        assert read.where("rows", 1, "note") == Where(self.PATH, 3, 5, 1)
        assert document("id,days,note\nt1,", self.PATH).where("rows", 0, "note") == Where(self.PATH, 2, 4, 1)

    def test_a_title_above_the_names_is_told_and_the_rest_read(self) -> None:
        read, [found] = parsed("培训台账,,\n单位：洪师傅,,日期：2025\nid,days,note\nt1,2,\n", self.PATH)
        assert read is not None
        assert read.value["rows"] == [{"id": "t1", "days": "2", "note": None}]
        assert (found.code.id, found.where.cell) == ("Y211", Cell(1, last=2))

    def test_the_name_of_a_column_may_hold_a_line_break(self) -> None:
        assert document('id,"days\n(天)"\nt1,2\n', self.PATH).value["rows"] == [{"id": "t1", "days (天)": "2"}]

    @pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
    def test_bytes_as_excel_and_wps_write_them(self, tmp_path: Path, line_end: str) -> None:
        rows = ["id,topic,persons", 't1,"车,铣","1,200"', 't2,"两', '行",１２']
        place = tmp_path / self.PATH
        place.parent.mkdir(parents=True)
        place.write_bytes(line_end.join([*rows, ""]).encode("utf-8-sig"))
        [read] = read_sources(tmp_path).files.values()
        assert read.text is not None
        assert document(read.text, self.PATH).value["rows"] == [
            {"id": "t1", "topic": "车,铣", "persons": "1,200"},
            {"id": "t2", "topic": "两\n行", "persons": "１２"},
        ]

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", ("Y207", "hint_empty", 1, 1)),
            ("id,,days\nt1,x,2\n", ("Y207", "hint", 1, 4)),
            ("id;days\nt1;2\n", ("Y210", "hint", 1, 1)),
            ("id\tdays\nt1\t2\n", ("Y210", "hint", 1, 1)),
            ("id，days\nt1，2\n", ("Y210", "hint", 1, 1)),
            ("sep=;\nid;days\nt1;2\n", ("Y210", "hint", 1, 1)),
            ('"id,days"\n"t1,2"\n', ("Y210", "hint_quoted", 1, 1)),
            ("id,days,id\nt1,2,t2\n", ("Y209", "hint", 1, 9)),
            ("id,days\nt1,2,3\n", ("Y208", "hint", 2, 6)),
            ("id,days\nt1,1,200\n", ("Y208", "hint_thousands", 2, 4)),
            ('id,days\nt1,2\n"t2,1\nt3,1\n', ("Y206", "hint_open", 3, 1)),
            ('id,days\nt1,2\nt2,"x\nt3,"y"\n', ("Y206", "hint_open", 3, 4)),
            ('id,days\n"t1" ,2\n', ("Y206", "hint_after_quote", 2, 1)),
            ("id\n" + "t\n" * 20_001, ("Y212", "hint_rows", 20_002, 1)),
        ],
        ids="empty,unnamed,semicolon,tab,wide,sep,quoted,twice,cells,thousands,open,later,after,rows".split(","),
    )
    def test_what_is_no_table(self, text: str, expected: tuple[str, str, int, int]) -> None:
        assert fault(text, self.PATH) == expected

    @pytest.mark.parametrize(
        "text",
        ["a,b\n" + "x\n" * 2_000_000, "id" + "," * 5_000_000, "id,days\n" + "x," * 2_000_000, '"' * 5_000_001],
        ids=["rows", "blank columns", "cells", "quotes"],
    )
    def test_what_is_made_to_be_large_is_put_out_at_once(self, text: str) -> None:
        begun = time.process_time()
        assert parse(SourceFile(self.PATH, len(text), "", text)).problems
        assert time.process_time() - begun < 50

    def test_a_row_of_the_wrong_width_leaves_the_others_standing(self) -> None:
        read, [found] = parsed("id,days\nt1,2,3\nt2,1\n", self.PATH)
        assert read is not None
        assert read.value == {"rows": [{"id": "t2", "days": "1"}]}
        assert found.where.line == 2


class TestReadingOn:
    """Behind a slip that can be put right the file is read on; every slip is told once, at its own place."""

    def told(self, text: str) -> list[tuple[str, int, int]]:
        places = sorted((found.where.line, found.where.column, found.hint) for found in parsed(text)[1])
        return [(hint, line, column) for line, column, hint in places]

    def test_every_slip_of_a_file_is_told(self) -> None:
        text = "a：1\nb: 2\nc:3\nd: 'x' y\ne: [1，2\nf: \"g\nh: 1\n"
        assert self.told(text) == [
            ("hint_colon", 1, 2),
            ("hint_space", 3, 2),
            ("hint_after_quote", 4, 7),
            ("hint_bracket", 5, 4),
            ("hint_open", 6, 4),
        ]

    def test_the_file_as_it_was_meant_is_there_and_its_places_are_those_of_the_file(self) -> None:
        read, _ = parsed("a：1\nb: {c: 2, d: 3\ne:5\n")
        assert read is not None
        assert read.value == {"a": "1", "b": {"c": "2", "d": "3"}, "e": "5"}
        assert read.mended == {1, 2, 3}
        assert read.where("a") == Where("content/site.yml", 1, 3)
        assert read.where("e") == Where("content/site.yml", 3, 3)

    def test_a_sound_file_is_not_mended(self) -> None:
        assert not document("a: 1\n").mended

    def test_what_nobody_can_put_right_ends_it(self) -> None:
        assert self.told("a：1\nb: 2\nc: 3\nd: 4\ne: 5\n?? [\n")[0] == ("hint_colon", 1, 2)
        assert parsed("a：1\nb: 2\nc: 3\nd: 4\ne: 5\n? ? [\n")[0] is None

    def test_an_entry_that_was_moved_takes_its_lines_with_it(self) -> None:
        read, [found] = parsed("m:\n  - id: a\n    n: 1\n    - id: b\n      n: 2\n  - id: c\n    n: 3\n")
        assert (found.hint, found.where.line, dict(found.args)["meant"]) == ("hint_indent_with", 4, "  - id: b")
        assert read is not None
        assert [each["id"] for each in read.value["m"]] == ["a", "b", "c"]

    @pytest.mark.parametrize(
        ("text", "hint", "line", "meant"),
        [
            ("m:\n    - id: a\n    n: 1\n  - id: b\n    n: 2\n", "hint_indent", 2, "  - id: a"),
            ("m:\n  - id: a\n    n: 1\n   - id: b\n    n: 2\n", "hint_indent", 4, "  - id: b"),
            (
                "m:\n    - id: a\n      n: 1\n  - id: b\n    n: 2\n  - id: c\n    n: 3\n",
                "hint_indent_with",
                2,
                "  - id: a",
            ),
        ],
    )
    def test_the_odd_item_is_told_and_no_other(self, text: str, hint: str, line: int, meant: str) -> None:
        _, [found] = parsed(text)
        assert (found.hint, found.where.line, dict(found.args)["meant"]) == (hint, line, meant)

    def test_a_line_with_a_value_takes_nothing_along(self) -> None:
        read, [found] = parsed("m:\n  - id: a\n   n: 1\n    o: 2\n")
        assert (found.hint, found.where.line) == ("hint_indent", 3)
        assert read is not None
        assert read.value == {"m": [{"id": "a", "n": "1", "o": "2"}]}

    def test_wide_signs_in_braces_are_one_slip_and_the_rest_is_read(self) -> None:
        read, [found] = parsed("m:\n  - {id：a，n: 甲、乙，o：3}\n")
        assert (found.hint, dict(found.args)["meant"]) == ("hint_wide", "- {id: a, n: 甲、乙, o: 3}")
        assert read is not None
        assert (read.value, read.mended) == ({"m": [{"id": "a", "n": "甲、乙", "o": "3"}]}, frozenset({2}))

    @pytest.mark.parametrize(
        ("text", "line", "meant"),
        [
            ("m:\n    id: a\n    n: 1\n  - id: b\n    n: 2\n", 2, "  - id: a"),
            ("m:\n  - id: a\n    n: 1\n  id: b\n    n: 2\n", 4, "  - id: b"),
            ("m:\n  - id: a\n    n: 1\n    id: b\n    n: 2\n", 4, "  - id: b"),
            ("m:\n  - a\n  b\n", 3, "  - b"),
            ("m:\n  - a\nb\nc: 1\n", 3, "  - b"),
            ("m:\n  - r:\n      {id: a}\n      - {id: b}\n", 3, "      - {id: a}"),
        ],
    )
    def test_an_entry_without_a_dash_is_told_once_with_its_line(self, text: str, line: int, meant: str) -> None:
        _, [found] = parsed(text)
        assert (found.hint, found.where.line, dict(found.args)["meant"]) == ("hint_item", line, meant)

    def test_an_entry_without_a_dash_is_an_entry_of_its_own(self) -> None:
        read, _ = parsed("m:\n  - id: a\n    n: 1\n    id: b\n    n: 2\n  - id: c\n")
        assert read is not None
        assert read.value == {"m": [{"id": "a", "n": "1"}, {"id": "b", "n": "2"}, {"id": "c"}]}

    @pytest.mark.parametrize(
        ("text", "line", "meant"),
        [
            ("c:\np: 1\n  q: 2\n", 2, "  p: 1"),
            ("a: 1\n  b: 2\n", 2, "b: 2"),
            ("m:\n  - id: a\n  n: 1\n", 3, "    n: 1"),
            ("m:\n  - a\n  n: 1\n", 3, "n: 1"),
        ],
    )
    def test_a_line_out_of_place_is_told_with_its_place(self, text: str, line: int, meant: str) -> None:
        _, [found] = parsed(text)
        assert (found.hint, found.where.line, dict(found.args)["meant"]) == ("hint_indent", line, meant)

    def test_a_line_that_joins_the_entry_above_is_told(self) -> None:
        assert self.told("m:\n  - a\n    b\nt: one\n  text\n") == [("hint", 3, 5)]

    def test_many_slips_take_little_time(self) -> None:
        began = time.process_time()
        _, problems = parsed("".join(f"k{number}：{number}\n" for number in range(10_000)))
        assert len(problems) < 60
        assert time.process_time() - began < 20


def test_what_stands_in_a_key_that_is_there_again_has_no_place_in_the_first() -> None:
    text = "roles:\n  - {role: 大师}\nroles:\n  - {role: 徒弟}\n  - {role: 徒弟}\n"
    document = parse(SourceFile("a.yml", len(text), "", text)).document
    assert document is not None
    assert document.value == {"roles": [{"role": "大师"}]}
    assert document.where("roles", 0, "role").line == 2
    assert document.where("roles", 1, "role").line == 1
