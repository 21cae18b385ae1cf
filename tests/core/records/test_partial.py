"""Of a record with faults the sound fields can be read; asking for another raises."""

from __future__ import annotations

from typing import Any

import pytest

from generator.core.document import Document
from generator.core.problem import RecordKey
from generator.core.records.achievement import Achievement
from generator.core.records.assessment import Assessment
from generator.core.records.base import R, shape
from generator.core.records.partial import Unread, unread_in

SOUND: dict[str, Any] = {
    "title": "一等奖",
    "type": "竞赛获奖",
    "date": "2025-06-18",
    "people": ["p102"],
    "evidence": [{"title": "证书", "file": "a.pdf"}],
}


def read(model: type[R], value: dict[str, Any]) -> R:
    record, _ = shape(model, value, Document("x.yml", value, {}), RecordKey("x", "x"))
    return record


def unread(value: dict[str, Any]) -> set[str]:
    """The names of the achievement's fields that nobody may ask for."""
    return {name for _, name in unread_in(read(Achievement, value))}


def test_a_sound_record_is_read_whole() -> None:
    assert unread(SOUND) == set()
    assert read(Achievement, SOUND).level is None


def test_a_field_that_cannot_be_read_is_not_there_and_the_others_are() -> None:
    record = read(Achievement, SOUND | {"date": "2025-02-30", "level": "国家"})
    assert (record.title, record.people, record.rank) == ("一等奖", ("p102",), None)
    with pytest.raises(Unread) as asked:
        _ = record.date
    assert asked.value.field == (Achievement, "date")
    assert {name for _, name in unread_in(record)} == {"date", "level"}


def test_a_field_that_is_missing_cannot_be_asked_for() -> None:
    assert unread({key: value for key, value in SOUND.items() if key != "date"}) == {"date"}


def test_what_an_entry_inside_says_can_be_read_beside_its_fault() -> None:
    evidence = [{"title": "证书", "file": "a.pdf"}, {"title": "长" * 500, "file": "b.pdf"}]
    record = read(Achievement, SOUND | {"evidence": evidence})
    assert [each.file for each in record.evidence] == ["a.pdf", "b.pdf"]
    with pytest.raises(Unread):
        _ = record.evidence[1].title


def test_a_key_with_a_slip_hides_the_field_that_it_stands_for() -> None:
    assert unread(SOUND | {"sumary": "x"}) == {"summary"}
    assert unread(SOUND | {"摘要": "x"}) == {"summary"}


def test_a_key_that_means_nothing_may_stand_for_any_field_that_is_not_given() -> None:
    assert {"level", "rank", "summary"} <= unread(SOUND | {"qqqq": "x"})
    assert not {"title", "date", "people"} & unread(SOUND | {"qqqq": "x"})


def test_what_is_no_record_has_no_field() -> None:
    record = read(Achievement, SOUND | {"evidence": ["a.pdf"]})
    with pytest.raises(Unread):
        _ = record.evidence[0].file


def test_one_wrong_mark_leaves_the_others() -> None:
    marks = read(Assessment, {"reviewers": ["p901"], "marks": {"1.1": "2", "1.2": "-2"}}).marks
    assert dict(marks.items()) == {"1.1": "2"}
    assert (marks["1.1"], marks.get("1.3", "")) == ("2", "")
    for ask in (lambda: marks["1.2"], lambda: marks.get("1.2"), lambda: "1.2" in marks):
        with pytest.raises(Unread):
            ask()


def test_a_partial_record_has_the_attributes_of_any_other_object() -> None:
    assert not hasattr(read(Achievement, SOUND | {"date": "x"}), "nothing_of_that_name")
