"""What was asked for by a day, and who has done it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.core.records.report import called

State = Literal["in_time", "late", "missing", "coming", "unknown"]


@dataclass(frozen=True, slots=True)
class DeadlineFiling:
    """A studio's answer to a deadline. `filed` is the day on which it was filed or done, `report` the id of the report
    if it has a page; `state` is `unknown` where what would show it may be among the records under correction."""

    studio: str
    filed: str | None
    report: str | None
    state: State


@dataclass(frozen=True, slots=True)
class Deadline:
    """What every studio at work does by a day: a report on an assessed year or on one of its semesters, or something
    else that the yearly cycle asks for. `basis` is the id of the indicator system, or of the `cycle`, that asks."""

    year: str
    kind: str
    semester: str | None
    due: str
    basis: str
    filings: tuple[DeadlineFiling, ...]
    by: Literal["system", "cycle"] = "system"

    @property
    def name(self) -> str:
        """The report as people call it."""
        return called(self.kind, self.semester)

    def of(self, studio: str) -> DeadlineFiling | None:
        """A studio's answer; None if it was not asked."""
        return next((each for each in self.filings if each.studio == studio), None)

    def having(self, *states: str) -> tuple[DeadlineFiling, ...]:
        """The studios in one of these states."""
        return tuple(each for each in self.filings if each.state in states)
