"""The append-only log of notices: a line an event, and every line holds the digest of the line before.

    {"n":1,"event":"publish","id":"call-2026","date":"2026-01-12","record":"…","source":"…","prev":"…"}

Lines have one form to the byte, so that anyone can check them with a shell. `record` and `source` are the digests of
what the notice says and of the files it was written in (see `compute/log.py`), `prev` that of the line before with its
line feed; that of the first line is `FIRST`. Public and internal notices have a log each. Only `log append` writes.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from generator.core.records.notice import LinkType
from generator.core.source import LOGS

PUBLIC, INTERNAL = LOGS
FIRST = "0" * 64

EventKind = Literal["publish", "correct", "supplement", "extend", "supersede", "withdraw", "take_down"]
EVENTS: tuple[EventKind, ...] = get_args(EventKind)
DONE_TO: Mapping[LinkType, EventKind] = {
    "更正": "correct",
    "补充": "supplement",
    "延长": "extend",
    "取代": "supersede",
    "撤回": "withdraw",
}
"""What a typed link does to the notice that it leads to; the other types do nothing to it."""

_LINE = re.compile(
    rb'\{"n":([1-9][0-9]{0,8}),"event":"([a-z_]{1,20})","id":"([a-z0-9-]{1,200})","date":"([0-9]{4}-[0-9]{2}-[0-9]{2})",'
    rb'"record":"([0-9a-f]{64})","source":"([0-9a-f]{64})","prev":"([0-9a-f]{64})"\}\n'
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the log. `day` is when the event took effect, `id` the notice to which it happened."""

    number: int
    event: EventKind
    id: str
    day: date
    record: str
    source: str
    previous: str

    def written(self) -> bytes:
        """The line as it stands in the file, with its line feed."""
        return (
            f'{{"n":{self.number},"event":"{self.event}","id":"{self.id}","date":"{self.day.isoformat()}",'
            f'"record":"{self.record}","source":"{self.source}","prev":"{self.previous}"}}\n'
        ).encode()


def read_line(raw: bytes) -> Line | None:
    """A line with its line feed; None for whatever `written` would not have written."""
    found = _LINE.fullmatch(raw)
    if found is None:
        return None
    number, event, name, day, record, source, previous = (part.decode() for part in found.groups())
    if event not in EVENTS:
        return None
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return None
    return Line(int(number), cast("EventKind", event), name, on, record, source, previous)


def digest(data: bytes) -> str:
    """SHA-256 in hex."""
    return hashlib.sha256(data).hexdigest()
