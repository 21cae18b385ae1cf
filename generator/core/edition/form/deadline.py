"""Reports that were asked for by a day, and who has filed them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class DeadlineFiling:
    """A studio's answer to a deadline. `filed` is the day on which it was filed, `report` the id of the report if it
    has a page; `state` is `unknown` where the document may be among those under correction."""

    studio: str
    filed: str | None
    report: str | None
    state: Literal["in_time", "late", "missing", "coming", "unknown"]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A report on an assessed year, or on one of its semesters, that every studio at work files by a day; `basis` is
    the id of the indicator system that asks for it."""

    year: str
    kind: str
    semester: str | None
    due: str
    basis: str
    filings: tuple[DeadlineFiling, ...]

    @property
    def name(self) -> str:
        """The report as people call it."""
        return f"{self.semester}{self.kind.removeprefix('学期')}" if self.semester else self.kind

    def having(self, *states: str) -> tuple[DeadlineFiling, ...]:
        """The studios in one of these states."""
        return tuple(each for each in self.filings if each.state in states)
