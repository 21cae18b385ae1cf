"""Problems are told in the order of their places, each once."""

from __future__ import annotations

from generator.core.problem import Code, Severity, Where, in_order, problem

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
