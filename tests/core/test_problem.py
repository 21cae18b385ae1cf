"""Problems are told in the order of their places, each once."""

from __future__ import annotations

from generator.core.problem import Code, Severity, Where, in_order, problem, told_once

FIRST, SECOND = Code("X001"), Code("X002", Severity.WARNING)


def test_only_errors_keep_something_back() -> None:
    assert problem(FIRST, Where("a")).is_error
    assert not problem(SECOND, Where("a")).is_error


def test_order_is_that_of_places_then_codes() -> None:
    given = [
        problem(SECOND, Where("b.yml", 1, 1)),
        problem(FIRST, Where("b.yml", 10, 1)),
        problem(FIRST, Where("b.yml", 9, 30)),
        problem(SECOND, Where("b.yml", 9, 4)),
        problem(FIRST, Where("b.yml", 9, 4)),
        problem(FIRST, Where("a.yml", 99, 1)),
    ]
    assert [(found.where.path, found.where.line, found.where.column, found.code.id) for found in in_order(given)] == [
        ("a.yml", 99, 1, "X001"),
        ("b.yml", 1, 1, "X002"),
        ("b.yml", 9, 4, "X001"),
        ("b.yml", 9, 4, "X002"),
        ("b.yml", 9, 30, "X001"),
        ("b.yml", 10, 1, "X001"),
    ]


def test_what_is_said_twice_of_the_same_place_is_told_once() -> None:
    here = Where("a.yml", 2, 3)
    given = [
        problem(FIRST, here, key="a"),
        problem(FIRST, here, key="a", hint="hint_nearest"),
        problem(FIRST, here, key="b"),
    ]
    assert [dict(found.args) for found in in_order(given)] == [{"key": "a"}, {"key": "b"}]


def test_one_cause_is_told_once_with_every_place() -> None:
    unknown, level = Code("A321", cause=("person", "person")), Code("F204")
    row = Code("T333", cause=("person", "person"))
    found = [
        problem(unknown, Where("a.md", 3), related=(Where("m.yml"),), person="p999"),
        problem(level, Where("a.md", 4), person="p999"),
        problem(unknown, Where("b.md", 5), person="p999"),
        problem(unknown, Where("b.md", 6), person="p998"),
        problem(row, Where("c.csv", 7), person="p999"),
        problem(level, Where("d.md", 4), person="p999"),
    ]
    first, *others = told_once(found)
    assert first.related == (Where("m.yml"), Where("b.md", 5), Where("c.csv", 7))
    assert others == [found[1], found[3], found[5]]


def test_a_cause_may_be_a_file_or_a_folder() -> None:
    year = Code("E711", cause=("year", "year", "@path"))
    found = [problem(year, Where(f"{name}.csv", line), year=2024) for name in "ab" for line in (2, 3)]
    assert [each.where for each in told_once(found)] == [Where("a.csv", 2), Where("b.csv", 2)]
