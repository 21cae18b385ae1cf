"""Grades with their working."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.core.edition.form.round import Supervision


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A record that was counted: its kind, its id and a label to show; `studio` and `year` say where it is listed,
    `amount` how much it adds where a number is added up."""

    kind: str
    id: str
    studio: str
    year: str
    label: str
    amount: str | None = None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Records that came close to being counted, and why they were not: another word in the field called `what`
    (`having`), a flag that is not set, a number too low, another year. `amount` is what they would have added."""

    why: Literal["word", "flag", "number", "year"]
    what: str
    having: tuple[str, ...]
    count: int
    amount: str | None
    unit: str


@dataclass(frozen=True, slots=True)
class MeasuredPart:
    name: str
    measured: str
    required: str
    short: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule measured in one unit; `met` whether all of it was reached."""

    kind: str
    unit: str
    parts: tuple[MeasuredPart, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Point:
    """An observation point with its working. `marks` is None while a reviewer's mark is missing."""

    id: str
    label: str
    indicator: str
    sort: str
    by: str
    marks: str | None
    most: str
    weight: str
    lost: bool
    measured: tuple[Measured, ...]
    reviews: int
    evidence: tuple[EvidenceRef, ...]
    left_out: tuple[LeftOut, ...]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class CategoryGrade:
    name: str
    marks: str | None
    most: str
    lost: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A studio in an assessed year, no more than the year's disclosure allows: what is withheld is None or empty.

    `band`, `final` are names of grades (优秀); `announced` whether a published notice has made it public.
    """

    studio: str
    year: int
    announced: bool
    score: str | None
    most: str
    band: str | None
    band_from: str | None
    vetoes: tuple[str, ...]
    final: str | None
    reason: str
    place: int | None
    assessed: int
    quota_grade: str | None
    quota_share: str | None
    quota_places: int | None
    incomplete: bool
    categories: tuple[CategoryGrade, ...]
    decided_by: str | None
    decided_on: str | None
    consequence: str | None
    notice: str | None
    notice_number: str | None
    supervision: tuple[Supervision, ...] = ()


@dataclass(frozen=True, slots=True)
class AbsentStudio:
    """A studio of the year that was not assessed, as it stands on the day; `ended` when it is at work no longer."""

    studio: str
    status: str
    since: str
    ended: bool


@dataclass(frozen=True, slots=True)
class GradeYear:
    """`ranking` when the school wants the scores in their order, with places."""

    year: int
    system: str
    disclosure: str
    ranking: bool
    absent: tuple[AbsentStudio, ...]
    grades: tuple[Grade, ...]
    distribution: tuple[tuple[str, int], ...]
