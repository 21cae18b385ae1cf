"""What was worked out of a value is worked out once, and never believed of another."""

from __future__ import annotations

import itertools
import pickle
from copy import copy
from dataclasses import replace

from generator.core.document import Document


def document() -> Document:
    return Document("studios/hong/profile.md", {"title": "简介"}, {}, body="一\n二\n")


def test_it_is_worked_out_once() -> None:
    known = document()
    first = known.once("lines", known.body.split)
    assert first == ["一", "二"]
    assert known.once("lines", known.body.split) is first


def test_nothing_is_that_too() -> None:
    answers = iter([None, "一"])
    known = document()
    assert [known.once("title", lambda: next(answers)) for _ in range(2)] == [None, None]


def test_of_something_else_it_is_worked_out_anew() -> None:
    numbers, known = itertools.count(), document()
    assert [known.once("pictures", lambda: next(numbers), of) for of in ("a", "b", "b", "a")] == [0, 1, 1, 2]


def test_all_that_is_found_is_kept() -> None:
    known = document()
    found = known.all_once("lines", lambda each: iter(each.body.split()))
    assert found == ("一", "二")
    assert known.all_once("lines", lambda each: iter(each.body.split())) is found


def test_what_is_made_of_it_begins_with_nothing() -> None:
    known = document()
    known.once("lines", lambda: 2)
    assert replace(known, body="一\n").once("lines", lambda: 1) == 1
    assert copy(known) == known == document()


def test_it_goes_along_to_another_process() -> None:
    known = document()
    known.once("lines", lambda: 2, of="a")
    handed = pickle.loads(pickle.dumps(known))
    assert handed == known
    assert (handed.once("lines", lambda: 1, of="a"), handed.all_kept()) == (2, {"lines": 2})
    assert pickle.loads(pickle.dumps(document())).all_kept() == {}
