"""Grades with their working."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A record that was counted: its kind, its id and a label to show; `studio` and `year` say where it is listed."""

    kind: str
    id: str
    studio: str
    year: str
    label: str


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
    notice: str | None
    notice_number: str | None


@dataclass(frozen=True, slots=True)
class GradeYear:
    year: int
    system: str
    disclosure: str
    grades: tuple[Grade, ...]
    distribution: tuple[tuple[str, int], ...]
