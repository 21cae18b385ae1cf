"""A line of the log has one form, to the byte."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest

from generator.core.records.log import DONE_TO, EVENTS, FIRST, Line, digest, read_line

LINE = Line(12, "publish", "call-2026", date(2026, 1, 12), "a" * 64, "b" * 64, FIRST)
WRITTEN = LINE.written()


def test_a_line_is_json_with_its_fields_in_order_and_one_line_feed() -> None:
    assert WRITTEN.endswith(b"}\n")
    assert WRITTEN.count(b"\n") == 1
    assert list(json.loads(WRITTEN).items()) == [
        ("n", 12),
        ("event", "publish"),
        ("id", "call-2026"),
        ("date", "2026-01-12"),
        ("record", "a" * 64),
        ("source", "b" * 64),
        ("prev", "0" * 64),
    ]


@pytest.mark.parametrize("event", EVENTS)
def test_what_was_written_is_read(event: str) -> None:
    line = Line(1, event, "a-1", date(2024, 2, 29), "0" * 64, "f" * 64, "9" * 64)  # type: ignore[arg-type]
    assert read_line(line.written()) == line


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"}\n", b"}"),
        (b"}\n", b"}\r\n"),
        (b"}\n", b"}\n\n"),
        (b"}\n", b',"x":1}\n'),
        (b'{"n"', b' {"n"'),
        (b'{"n"', b'\xef\xbb\xbf{"n"'),
        (b":12", b": 12"),
        (b":12", b":012"),
        (b":12", b":0"),
        (b":12", b":-1"),
        (b":12", b":1e1"),
        (b":12", b':"12"'),
        (b":12", b":12345678901234567890"),
        (b"publish", b"erase"),
        (b"publish", b"Publish"),
        (b"call-2026", b"call 2026"),
        (b"call-2026", b""),
        (b"2026-01-12", b"2026-02-30"),
        (b"2026-01-12", b"2026-1-12"),
        (b"a" * 64, b"a" * 63),
        (b"a" * 64, b"A" * 64),
        (b'"prev"', b'"Prev"'),
        (b'"id":"call-2026","date":"2026-01-12"', b'"date":"2026-01-12","id":"call-2026"'),
    ],
)
def test_what_would_not_have_been_written_is_no_line(old: bytes, new: bytes) -> None:
    assert old in WRITTEN
    assert read_line(WRITTEN.replace(old, new)) is None


@pytest.mark.parametrize("raw", [b"", b"\n", b"{}\n", b"\xff\n", b"[" * 100_000 + b"\n"])
def test_rubbish_is_no_line(raw: bytes) -> None:
    assert read_line(raw) is None


def test_every_change_of_one_byte_is_another_line_or_none() -> None:
    for place in range(len(WRITTEN)):
        changed = bytearray(WRITTEN)
        changed[place] ^= 1
        assert read_line(bytes(changed)) != LINE


def test_links_that_give_a_result_or_are_a_stage_do_nothing_to_the_other() -> None:
    assert set(DONE_TO.values()) == set(EVENTS) - {"publish", "take_down"}
    assert {"结果", "阶段"}.isdisjoint(DONE_TO)


def test_the_digest_is_that_of_sha256sum() -> None:
    assert digest(b"abc") == hashlib.sha256(b"abc").hexdigest()
    assert digest(b"") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
