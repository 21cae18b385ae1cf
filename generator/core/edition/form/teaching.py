"""Learners in numbers, what others think of the teaching, and safety."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Apprenticeships:
    """Numbers of apprenticeships and nothing else: under way, finished, and the levels reached, from the highest."""

    current: int
    finished: int
    outcomes: tuple[tuple[str, int], ...]
    began: tuple[tuple[str, int], ...]
    incomplete: bool

    @property
    def total(self) -> int:
        """All of them."""
        return self.current + self.finished


@dataclass(frozen=True, slots=True)
class Taken:
    """How many apprentices a studio took in a semester; `semester` is "" for days of none."""

    studio: str
    year: str
    semester: str
    count: int


@dataclass(frozen=True, slots=True)
class Enrolment:
    """`share` is the studio's part of the major's pupils in percent; None for a major without pupils."""

    year: str
    counted_on: str
    studio_students: int
    major_students: int
    share: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Evaluation:
    id: str
    date: str
    by: str
    subject: str
    form: str
    respondents: int | None
    result: str


@dataclass(frozen=True, slots=True)
class EvaluationYear:
    """The evaluations of a year and how many came from each party, also from one that gave none."""

    year: str
    evaluations: tuple[Evaluation, ...]
    parties: tuple[tuple[str, int], ...]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Inspection:
    date: str
    by: str
    result: str


@dataclass(frozen=True, slots=True)
class SafetyYear:
    """`incidents` are days and levels: an account of one may touch somebody's health."""

    year: str
    incidents: tuple[tuple[str, str], ...]
    inspections: tuple[Inspection, ...]


@dataclass(frozen=True, slots=True)
class Teaching:
    """Years are the latest first."""

    apprenticeships: Apprenticeships
    enrolments: tuple[Enrolment, ...]
    evaluations: tuple[EvaluationYear, ...]
    safety: tuple[SafetyYear, ...]
