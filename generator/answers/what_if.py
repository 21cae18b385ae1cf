"""What `grade --what-if` answers: the grades of a year before and after a change of records or rules."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from generator.answers.columns import aligned
from generator.answers.plain import number
from generator.core.compute.grade import PointResult, StudioGrade, YearGrades
from generator.core.dataset import Dataset
from generator.core.values.number import shown
from generator.wording import Wording


class Ambiguous(Exception):
    """A file that could stand in several places, or in none: whoever asks must say in which."""

    def __init__(self, name: str, places: Sequence[str]) -> None:
        super().__init__(name)
        self.name = name
        self.places = places


def places(given: Sequence[str], known: Sequence[str], root: Path) -> dict[str, Path]:
    """Which file of the repository each given one stands for: `PLACE=FILE` says it, a folder is laid out like the
    repository, a single file takes the place of the only one of its name. Raises Ambiguous, FileNotFoundError."""
    found: dict[str, Path] = {}
    for one in given:
        place, equals, name = one.partition("=")
        path = Path(name if equals else one)
        if not path.exists():
            raise FileNotFoundError(path)
        if equals:
            found[place] = path
        elif path.is_dir():
            found |= {file.relative_to(path).as_posix(): file for file in sorted(path.rglob("*")) if file.is_file()}
        else:
            same = [known_place for known_place in known if known_place.rpartition("/")[2] == path.name]
            if len(same) != 1 or path.resolve() == (root / same[0]).resolve():
                raise Ambiguous(path.name, same)
            found[same[0]] = path
    return found


@dataclass(frozen=True, slots=True)
class Change:
    """A studio whose grade, score or marks differ; None where it was, or will be, no part of the year."""

    studio: str
    before: StudioGrade | None
    after: StudioGrade | None
    points: tuple[tuple[str, PointResult | None, PointResult | None], ...]


def changes(before: YearGrades, after: YearGrades) -> tuple[Change, ...]:
    """What differs between two computings of a year."""
    old = {grade.studio: grade for grade in before.studios}
    new = {grade.studio: grade for grade in after.studios}
    found = []
    for studio in sorted(old.keys() | new.keys()):
        was, will = old.get(studio), new.get(studio)
        points = tuple(_points(was, will))
        if points or _result(was) != _result(will):
            found.append(Change(studio, was, will, points))
    return tuple(found)


def _result(grade: StudioGrade | None) -> tuple[Fraction | None, str | None, str | None, str] | None:
    return None if grade is None else (grade.score, grade.band, grade.final, grade.reason)


def _points(
    was: StudioGrade | None, will: StudioGrade | None
) -> Iterator[tuple[str, PointResult | None, PointResult | None]]:
    old, new = _by_id(was), _by_id(will)
    for name in dict.fromkeys((*old, *new)):
        before, after = old.get(name), new.get(name)
        same = before and after and (before.marks, before.most) == (after.marks, after.most)
        if not same:
            yield name, before, after


def _by_id(grade: StudioGrade | None) -> Mapping[str, PointResult]:
    if grade is None:
        return {}
    return {point.point.id: point for category in grade.categories for point in category.points}


def as_text(before: YearGrades, after: YearGrades, dataset: Dataset, words: Wording) -> str:
    """The table of before and after, below it the points that differ, and how many studios stay as they are."""
    found = changes(before, after)
    names = {band.grade: band.name for system in (before, after) for band in system.system.record.bands}
    none = words("answer.none")

    def pair(was: str, will: str) -> str:
        return will if was == will else words("answer.what_if.change", before=was, after=will)

    def score(grade: StudioGrade | None) -> str:
        return none if grade is None or grade.score is None else shown(grade.score)

    def grade_name(grade: StudioGrade | None, which: str) -> str:
        value = getattr(grade, which) if grade else None
        return names.get(value or "", none)

    def reason(grade: StudioGrade | None) -> str:
        return words(f"answer.reason.{grade.reason}") if grade else none

    head = [words(f"answer.grade.{name}") for name in ("studio", "score", "band", "final", "reason")]
    lines = [words("answer.what_if.title", year=after.year)]
    if found:
        table = [head]
        for change in found:
            studio = dataset.studios.get(change.studio)
            table.append(
                [
                    studio.record.short if studio else change.studio,
                    pair(score(change.before), score(change.after)),
                    pair(grade_name(change.before, "band"), grade_name(change.after, "band")),
                    pair(grade_name(change.before, "final"), grade_name(change.after, "final")),
                    pair(reason(change.before), reason(change.after)),
                ]
            )
        lines.append(aligned(table).rstrip("\n"))
        for change in found:
            for name, was, will in change.points:
                known = will or was
                label = known.point.label if known else ""
                lines.append(
                    words(
                        "answer.what_if.point",
                        studio=change.studio,
                        id=name,
                        label=label,
                        change=pair(_marks(was, none), _marks(will, none)),
                    )
                )
    same = len({grade.studio for year in (before, after) for grade in year.studios}) - len(found)
    lines.append(words("answer.what_if.same", count=same))
    return "\n".join(lines) + "\n"


def _marks(point: PointResult | None, none: str) -> str:
    if point is None:
        return none
    got = none if point.marks is None else shown(point.marks)
    return f"{got}/{shown(point.most)}"


def as_json(before: YearGrades, after: YearGrades) -> str:
    """The same as data; numbers are decimal strings."""
    answer = {
        "year": after.year,
        "changed": [
            {
                "studio": change.studio,
                "before": _grade(change.before),
                "after": _grade(change.after),
                "points": [
                    {"id": name, "before": _point(was), "after": _point(will)} for name, was, will in change.points
                ],
            }
            for change in changes(before, after)
        ],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def _grade(grade: StudioGrade | None) -> dict[str, Any] | None:
    if grade is None:
        return None
    score = None if grade.score is None else number(grade.score)
    return {"score": score, "band": grade.band, "final": grade.final, "reason": grade.reason}


def _point(point: PointResult | None) -> dict[str, Any] | None:
    if point is None:
        return None
    return {"marks": None if point.marks is None else number(point.marks), "max": number(point.most)}
