"""The comparison: studios of a year, or the years of a studio, side by side.

Every figure of every studio and year stands in the page, in tables that are complete without a script; the script only
puts chosen columns of them side by side. What was not recorded is unknown, which is not the same as nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from generator.core.edition import Edition
from generator.core.edition.form import Grade, Studio
from generator.core.pages import address
from generator.core.pages.achievement import year_places
from generator.core.pages.behind import places as places_behind
from generator.core.pages.page import Page
from generator.core.pages.strip import figures
from generator.core.values.number import plain, read_decimal
from generator.wording import wording

Measure = Literal[
    "grade",
    "score",
    "achievements",
    "high",
    "sessions",
    "attendances",
    "person_days",
    "services",
    "meetings",
    "apprentices",
    "students",
    "donations",
    "budget",
]
UNITS: Mapping[Measure, str] = {
    "grade": "",
    "score": "分",
    "achievements": "项",
    "high": "项",
    "sessions": "次",
    "attendances": "人次",
    "person_days": "人天",
    "services": "次",
    "meetings": "次",
    "apprentices": "人",
    "students": "人",
    "donations": "万元",
    "budget": "万元",
}
"""What is compared, in its order, and in which unit."""
HIGH = frozenset({"国家级", "省级"})
"""The levels whose achievements are also counted by themselves."""
MOST = 4
"""How many studios stand side by side."""
Unknown = Literal["", "recorded", "announced", "assessed", "founded"]
_RECORDS: Mapping[Measure, str] = {
    "achievements": "achievement",
    "high": "achievement",
    "sessions": "training",
    "attendances": "training",
    "person_days": "training",
    "services": "service",
    "meetings": "meeting",
    "apprentices": "apprenticeship",
    "students": "enrolment",
    "donations": "donation",
    "budget": "budget",
}
"""The kinds of records behind a measure."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure as it is known, and where its records stand; else why it is unknown. `incomplete` when a record that
    would have counted is under correction."""

    value: str | None
    to: str | None = None
    unknown: Unknown = ""
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Compared:
    """A studio with a line for each measure, a cell for each year."""

    studio: str
    name: str
    lines: tuple[tuple[Measure, str, tuple[Cell, ...]], ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The one page of all figures."""
    t = wording()
    this_year = edition.as_of[:4]
    years = years_of(edition)
    places = year_places(edition)
    compared = tuple(_compared(edition, studio, years, places) for studio in edition.studios)
    last = next((year for year in years if year < this_year), years[0] if years else "")
    yield Page(
        address.COMPARE,
        "statistics",
        "compare.html",
        t("compare.title"),
        t("compare.description", school=edition.site.school),
        {
            "as_of": edition.as_of,
            "years": tuple((year, year == this_year) for year in years),
            "last": last,
            "place": years.index(last) if years else 0,
            "studios": compared,
            "units": UNITS,
            "most": MOST,
            "strip": figures(),
            "incomplete": any(out.kind == "studio" for out in edition.corrections),
        },
        ((t("statistics.title"), address.STATISTICS),),
    )


def years_of(edition: Edition) -> tuple[str, ...]:
    """Every year of which there are figures, the latest first; nothing after the day that is shown."""
    found = {one.year for one in edition.achievements} | {str(year.year) for year in edition.grade_years}
    for studio in edition.studios:
        found |= {year.year for year in studio.trainings}
        found |= {year.year for year in studio.service_years}
        found |= {year.year for year in studio.meetings}
        found |= {year.year for year in studio.teaching.enrolments}
    return tuple(sorted((year for year in found if year.isdigit() and year <= edition.as_of[:4]), reverse=True))


def _compared(edition: Edition, studio: Studio, years: tuple[str, ...], lists: Mapping[str, str]) -> Compared:
    places = {**lists} | places_behind(studio)
    by_year = [_cells(edition, studio, year, places) for year in years]
    return Compared(
        studio.id,
        studio.short,
        tuple((name, unit, tuple(cells[name] for cells in by_year)) for name, unit in UNITS.items()),
    )


def _cells(edition: Edition, studio: Studio, year: str, places: Mapping[str, str]) -> dict[Measure, Cell]:
    """The figures of a studio in a year."""
    lacking = {out.kind for out in edition.corrections if out.studio == studio.id and out.year in {"", year}}
    early = studio.founded[:4] > year

    def cell(name: Measure, value: str | None, where: str) -> Cell:
        lacks = _RECORDS[name] in lacking
        if value is None:
            return Cell(None, None, "founded" if early else "recorded", lacks)
        return Cell(value, places.get(where, where) if value != "0" else None, "", lacks)

    achieved = [one for one in edition.achievements_of(studio.id) if one.year == year]
    trained = next((found.total for found in studio.trainings if found.year == year), None)
    served = next((found.total for found in studio.service_years if found.year == year), None)
    met = next((found for found in studio.meetings if found.year == year), None)
    enrolled = next((found for found in studio.teaching.enrolments if found.year == year), None)
    given = [read_decimal(one.value) for one in studio.cooperation.donations if one.date[:4] == year]
    budget = next((found for found in studio.cooperation.budget if found.year == year), None)
    began = dict(studio.teaching.apprenticeships.began).get(year)
    achievements = f"{address.achievements_of_studio(studio.id)}#year-{year}"
    trainings = f"{address.trainings(studio.id)}#year-{year}"
    teaching, cooperation = address.teaching(studio.id), address.cooperation(studio.id)
    known = not early or achieved
    return {
        **_grade(edition, studio, year, early),
        "achievements": cell("achievements", str(len(achieved)) if known else None, achievements),
        "high": cell("high", str(sum(one.level in HIGH for one in achieved)) if known else None, achievements),
        "sessions": cell("sessions", str(trained.sessions) if trained else None, trainings),
        "attendances": cell("attendances", str(trained.attendances) if trained else None, trainings),
        "person_days": cell("person_days", trained.person_days if trained else None, trainings),
        "services": cell(
            "services", str(served.times) if served else None, f"{address.services(studio.id)}#year-{year}"
        ),
        "meetings": cell(
            "meetings", str(len(met.meetings)) if met else None, f"{address.meetings(studio.id)}#year-{year}"
        ),
        "apprentices": cell("apprentices", str(began) if began is not None else None, teaching),
        "students": cell("students", str(enrolled.studio_students) if enrolled else None, teaching),
        "donations": cell("donations", plain(sum(given, start=read_decimal("0"))) if given else None, cooperation),
        "budget": cell("budget", budget.total if budget else None, cooperation),
    }


def _grade(edition: Edition, studio: Studio, year: str, early: bool) -> dict[Measure, Cell]:
    """The grade of a year, and its score where that is public."""
    grades = [grade for found in edition.grade_years if str(found.year) == year for grade in found.grades]
    grade: Grade | None = next((grade for grade in grades if grade.studio == studio.id), None)
    if grade is None:
        without = Cell(None, None, "founded" if early else "assessed")
        return {"grade": without, "score": without}
    where = address.grade(grade.year, studio.id)
    known = grade.final if grade.announced else None
    score = grade.score if grade.announced and not grade.incomplete else None
    return {
        "grade": Cell(known, where, "" if known else "announced", grade.incomplete),
        "score": Cell(score, where, "" if score else "announced", grade.incomplete),
    }
