"""What `grade` answers: the computed summary of a year with its working, before anything is withheld from the public.

The JSON form carries all that a stranger needs to recompute the result: the whole system, the reviewers' marks without
names, what was measured and the places of the records that were counted.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from generator.answers.columns import aligned
from generator.answers.plain import as_written, number
from generator.core.compute.grade import Absent, PointResult, StudioGrade, YearGrades
from generator.core.compute.rules import Measure
from generator.core.compute.working import Working, workings
from generator.core.dataset import Dataset
from generator.core.pages.download import cell
from generator.core.problem import RecordKey
from generator.core.records.indicators import By
from generator.core.records.studio import ENDED
from generator.core.values.number import plain, shown
from generator.wording import Wording

LISTED = 12
"""How many records a point names on a terminal; the JSON form names all."""
BY: dict[By, str] = {"计算": "computed", "计算并复核": "both", "评审": "reviewed"}


def as_text(year: YearGrades, dataset: Dataset, words: Wording, explain: date | None = None) -> str:
    """A line a studio; to `explain` it as of a day, every point with its measure, the records that count and those left
    out, and the reviewers' part. A trial says what the computed part has come to."""
    names = {band.grade: band.name for band in year.system.record.bands}
    none = words("answer.none")
    head = [words(f"answer.grade.{name}") for name in ("studio", "score", "band", "final", "reason")]
    lines = [
        (
            _short(dataset, grade.studio),
            # What may still change when a record is mended is no score yet.
            none if grade.score is None or grade.incomplete else shown(grade.score),
            none if grade.incomplete else names.get(grade.band or "", none),
            names.get(grade.final or "", words("answer.none")),
            words(f"answer.reason.{grade.reason}"),
        )
        for grade in _ranked(year)
    ]
    lines += [(_short(dataset, each.studio), none, none, none, _why_absent(each, words)) for each in year.absent]
    kind = "trial" if not year.assessed else "title"
    text = words(f"answer.grade.{kind}", year=year.year, system=year.system.record.title)
    text += f"\n{aligned([head, *lines], {1})}"
    if not year.assessed:
        text += "".join(_so_far(grade, words) for grade in year.studios)
    if explain:
        text += "".join(f"\n{_explained(grade, year, dataset, words, explain)}" for grade in _ranked(year))
    return text


def _why_absent(absent: Absent, words: Wording) -> str:
    key = "ended" if absent.status in ENDED else "absent"
    return words(f"answer.grade.{key}", status=absent.status, since=absent.since)


def _so_far(grade: StudioGrade, words: Wording) -> str:
    """What the points come to that need no reviewer."""
    points = [point for category in grade.categories for point in category.points if point.point.by == "计算"]
    got = sum((point.marks for point in points if point.marks is not None), Fraction(0))
    most = sum((point.most for point in points if point.point.sort == "mark"), Fraction(0))
    return words("answer.grade.so_far", marks=shown(got), most=shown(most), count=len(points)) + "\n"


def _ranked(year: YearGrades) -> Sequence[StudioGrade]:
    return sorted(year.studios, key=lambda grade: (grade.score is None, -(grade.score or 0), grade.studio))


def _short(dataset: Dataset, studio: str) -> str:
    found = dataset.studios.get(studio)
    return found.record.short if found else studio


def _explained(grade: StudioGrade, year: YearGrades, dataset: Dataset, words: Wording, as_of: date) -> str:
    explained = workings(year.system.record, dataset, grade.studio, year.year, as_of)
    lines = [words("answer.grade.of", studio=_short(dataset, grade.studio), id=grade.studio)]
    for category in grade.categories:
        got = shown(category.marks) if category.marks is not None else words("answer.none")
        lines.append(words("answer.grade.category", name=category.name, marks=got, most=shown(category.most)))
        for point in category.points:
            lines += _point_lines(point, explained.get(point.point.id), dataset, words)
    return "\n".join(lines) + "\n"


def _point_lines(result: PointResult, working: Working | None, dataset: Dataset, words: Wording) -> Iterator[str]:
    got = shown(result.marks) if result.marks is not None else words("answer.none")
    yield words("answer.grade.point", id=result.point.id, label=result.point.label, marks=got, most=shown(result.most))
    for measured in _flat(result.measure):
        for part in measured.parts:
            short = "" if part.met else words("answer.grade.short", short=shown(part.short), unit=measured.unit)
            yield words(
                "answer.grade.measured",
                name=part.name and f"{part.name} ",
                measured=shown(part.measured),
                required=shown(part.required),
                unit=measured.unit,
                short=short,
            )
    for key in result.measure.evidence[:LISTED]:
        where = _place(key, dataset)
        amount = working.amounts.get(key) if working else None
        adds = "" if amount is None else words("answer.grade.adds", amount=shown(amount), unit=result.measure.unit)
        yield words("answer.grade.evidence", path=where["path"], line=where["line"], adds=adds)
    if (more := len(result.measure.evidence) - LISTED) > 0:
        yield words("answer.grade.more", count=more)
    summed = working is not None and working.amounts
    for out in working.left_out if working else ():
        adds = words("answer.grade.adds", amount=shown(out.amount), unit=result.measure.unit) if summed else ""
        having = "、".join(out.having)
        yield words(f"answer.grade.left_out_{out.why}", count=len(out.keys), what=out.what, having=having, adds=adds)
    if result.reviews:
        yield words("answer.grade.reviews", count=len(result.reviews), marks=" ".join(map(shown, result.reviews)))
    if result.incomplete:
        yield words("answer.grade.incomplete")


def _flat(measure: Measure) -> Iterator[Measure]:
    yield measure
    for inner in measure.inner:
        yield from _flat(inner)


def as_json(year: YearGrades, dataset: Dataset) -> str:
    """The year as data. A studio that was not assessed is there too, with nothing but its status."""
    return json.dumps(_year(year, dataset), ensure_ascii=False, indent=1) + "\n"


def _year(year: YearGrades, dataset: Dataset) -> dict[str, Any]:
    quota = year.system.record.quota
    semesters = dataset.site.record.semester_bounds(year.year) if dataset.site else ()
    return {
        "year": year.year,
        "rubric": as_written(year.system.record),
        "semesters": [
            {"name": name, "first": first.isoformat(), "last": last.isoformat()} for name, first, last in semesters
        ],
        "assessed": year.assessed,
        "studios": [
            {
                "studio": grade.studio,
                "score": None if grade.score is None else number(grade.score),
                "max": number(sum(category.most for category in grade.categories)),
                "place": grade.place,
                "band": grade.band,
                "final": grade.final,
                "reason": grade.reason,
                "vetoes": list(grade.capped_by),
                "quota": None
                if quota is None
                else {"grade": quota.grade, "share": number(quota.share), "places": year.places},
                "tie": grade.reason == "tie",
                "incomplete": grade.incomplete,
                "points": [_point(point, dataset) for category in grade.categories for point in category.points],
            }
            for grade in _ranked(year)
        ]
        + [_not_assessed(absent) for absent in year.absent],
    }


def _not_assessed(absent: Absent) -> dict[str, Any]:
    nothing = dict.fromkeys(("score", "max", "place", "band", "final", "quota"))
    return {
        "studio": absent.studio,
        **nothing,
        "reason": "not_assessed",
        "status": absent.status,
        "since": str(absent.since),
        "vetoes": [],
        "tie": False,
        "incomplete": False,
        "points": [],
    }


def _point(result: PointResult, dataset: Dataset) -> dict[str, Any]:
    """A point. Each part of what was measured says to which of the rule's conditions it belongs, counted from 1."""
    point = result.point
    conditions = enumerate(result.measure.inner or (result.measure,), 1)
    parts = [(part, found.unit, condition) for condition, found in conditions for part in found.parts]
    single = parts[0] if len(parts) == 1 else None
    return {
        "id": point.id,
        "label": point.label,
        "max": number(result.most),
        "marks": None if result.marks is None else number(result.marks),
        "kind": point.sort,
        "weight": plain(point.weight) if point.weight is not None else "1",
        "by": BY[point.by],
        "rule": point.rule.kind,
        "partial": point.partial,
        "measured": number(single[0].measured) if single else None,
        "required": number(single[0].required) if single else None,
        "unit": single[1] if single else None,
        "parts": [
            {
                "condition": condition,
                "name": part.name,
                "measured": number(part.measured),
                "required": number(part.required),
                "whole": None if part.whole is None else number(part.whole),
                "most": part.most,
                "met": part.met,
                "unit": unit,
            }
            for part, unit, condition in parts
        ],
        "reviews": [number(mark) for mark in result.reviews],
        "evidence": [_place(key, dataset) for key in result.measure.evidence],
        "incomplete": result.incomplete,
    }


def _place(key: RecordKey, dataset: Dataset) -> dict[str, Any]:
    where = dataset.shelf(key.kind)[key.id].where()
    return {"path": where.path, "line": where.line}


def as_csv(year: YearGrades) -> str:
    """A line a point: year, studio, point, marks, maximum, who gave them."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("year", "studio", "point", "marks", "max", "by", "score", "final"))
    for grade in _ranked(year):
        score = "" if grade.score is None else number(grade.score)
        for category in grade.categories:
            for point in category.points:
                marks = "" if point.marks is None else number(point.marks)
                row = (point.point.id, marks, number(point.most), BY[point.point.by])
                whole = (year.year, grade.studio, *row, score, grade.final or "")
                writer.writerow([cell(value) for value in whole])
    return written.getvalue()
