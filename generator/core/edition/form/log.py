"""The log of notices in public: what it has come to, and what it says of each notice."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of the log: its number, its event (a word of `records.log.EVENTS`), its day, the digest of the notice's
    record that it holds, and the digest of the line itself: a head that anyone may keep."""

    number: int
    event: str
    day: str
    record: str
    digest: str


@dataclass(frozen=True, slots=True)
class Log:
    """The public log up to the day: how many lines it has, the digest of the last, the day of the last, and the file
    itself to the byte."""

    lines: int
    head: str
    last: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Proof:
    """What the log says of a notice, and the record by which anyone can recompute it: its salt and what it says, as
    three lines of JSON. None once it is withdrawn from view."""

    entries: tuple[LogEntry, ...]
    record: str | None
