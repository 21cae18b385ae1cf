"""Of a record with faults the sound fields can be read; asking for another raises."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from generator.core.document import Document
from generator.core.problem import RecordKey
from generator.core.records.achievement import Achievement
from generator.core.records.assessment import Assessment
from generator.core.records.base import R, shape
from generator.core.records.indicators import CountRule, ObservationPoint
from generator.core.records.partial import Unread, unread_in, without_items

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


def test_what_is_given_in_one_record_is_not_given_in_another() -> None:
    one, other = read(Achievement, SOUND), read(Achievement, SOUND)
    assert one.model_copy(update={"level": "校级"}).model_fields_set == SOUND.keys() | {"level"}
    assert one.model_fields_set == other.model_fields_set == SOUND.keys()


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
    assert list(marks) == ["1.1", "1.2"]
    assert "1.2" in marks
    with pytest.raises(Unread):
        _ = marks["1.2"]
    with pytest.raises(Unread):
        marks.get("1.2")


def test_a_wide_colon_within_a_key_hides_what_stands_before_it() -> None:
    marks = read(Assessment, {"reviewers": ["p901"], "marks": {"1.1": "2", "1.2：8": None}}).marks
    assert list(marks) == ["1.1", "1.2"]


OTHERS: tuple[str, ...] = ("p104",)


def test_one_wrong_item_leaves_the_others() -> None:
    people = read(Achievement, SOUND | {"people": ["p101", "P102", "p103"]}).people
    assert (len(people), people[0], people[2], "p103" in people) == (3, "p101", "p103", True)
    asks: tuple[Callable[[], object], ...] = (
        lambda: people[1],
        lambda: people[:2],
        lambda: list(people),
        lambda: "p104" in people,
        lambda: people.index("p103"),
        lambda: people.count("p103"),
        lambda: (*people, "p104"),
        lambda: OTHERS + people,
        lambda: people + OTHERS,
    )
    for ask in asks:
        with pytest.raises(Unread):
            ask()


def test_without_the_wrong_items_the_others_keep_their_numbers() -> None:
    evidence = [{"title": ["x"], "file": "a.pdf"}, {"title": "x", "file": "b.pdf"}]
    record = read(Achievement, SOUND | {"people": ["p101", "P102", "p103"], "evidence": evidence})
    left, numbers = without_items(record, unread_in(record))
    assert left.people == ("p101", "p103")
    assert [each.file for each in left.evidence] == ["b.pdf"]
    assert numbers == {("people",): (0, 2), ("evidence",): (1,)}


def test_of_a_rule_with_a_fault_the_rest_is_read() -> None:
    rule = {"kind": "数量", "select": {"records": "成果"}, "at_least": "三"}
    point = {"id": "1.1", "label": "x", "marks": "1", "by": "计算", "rule": rule}
    read_as = read(ObservationPoint, point).rule
    assert isinstance(read_as, CountRule)
    assert read_as.select.records == "成果"
    with pytest.raises(Unread):
        _ = read_as.at_least


def test_a_partial_record_has_the_attributes_of_any_other_object() -> None:
    assert not hasattr(read(Achievement, SOUND | {"date": "x"}), "nothing_of_that_name")
