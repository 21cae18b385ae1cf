"""Meetings of a studio's bodies: that they met, on what, with what outcome; never who was there."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Meeting:
    """`present` is a number of people."""

    id: str
    date: str
    body: str
    topic: str
    present: int
    decision: str | None
    escalated: bool

    @property
    def month(self) -> str:
        """The month of the year, two digits."""
        return self.date[5:7]


@dataclass(frozen=True, slots=True)
class BodyCount:
    """How often a body met in a year. `spans` of `of` months or weeks have as many meetings as the yearly cycle asks,
    which is `least` in each `span`; without a demand `least` is 0."""

    body: str
    count: int
    least: int
    span: str
    spans: int
    of: int


@dataclass(frozen=True, slots=True)
class MeetingYear:
    """A studio's meetings of one year, the earliest first."""

    year: str
    meetings: tuple[Meeting, ...]
    bodies: tuple[BodyCount, ...]
    incomplete: bool
