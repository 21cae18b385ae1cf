"""The Edition in parts: what concerns one studio, and what belongs to one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import TypeAdapter

from generator.core.edition import Edition
from generator.core.edition.form import (
    Achievement,
    Deadline,
    GoverningYear,
    Grade,
    GradeYear,
    MeetingYear,
    Notice,
    Person,
    Press,
    Report,
    ServiceYear,
    Studio,
    TrainingYear,
)


@dataclass(frozen=True, slots=True)
class StudioFile:
    """All that is public of one studio; `notices` are the ids of those that concern it."""

    version: int
    as_of: str
    studio: Studio
    people: tuple[Person, ...]
    achievements: tuple[Achievement, ...]
    grades: tuple[Grade, ...]
    notices: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StudioInYear:
    """What a studio did in a year."""

    studio: str
    trainings: TrainingYear | None
    services: ServiceYear | None
    meetings: MeetingYear | None
    documents: GoverningYear | None
    reports: tuple[Report, ...]


@dataclass(frozen=True, slots=True)
class YearFile:
    """All that is public of one year: achievements and reports by the year they belong to, notices and press by the day
    they came out, grades by the assessed year."""

    version: int
    as_of: str
    year: str
    achievements: tuple[Achievement, ...]
    notices: tuple[Notice, ...]
    grades: GradeYear | None
    deadlines: tuple[Deadline, ...]
    press: tuple[Press, ...]
    studios: tuple[StudioInYear, ...]


STUDIO = TypeAdapter(StudioFile)
YEAR = TypeAdapter(YearFile)
"""Write the parts as JSON, and their schemas."""


def of_studio(edition: Edition, studio: Studio) -> StudioFile:
    """A studio's part; what it shares with another is in both."""
    return StudioFile(
        edition.version,
        edition.as_of,
        studio,
        tuple(edition.people_of(studio.id)),
        tuple(edition.achievements_of(studio.id)),
        tuple(edition.grades_of(studio.id)),
        tuple(notice.id for notice in edition.notices_of(studio.id)),
    )


def years(edition: Edition) -> tuple[str, ...]:
    """Every year of which something is known, the latest first; none that is masked."""
    found = {each.year for each in edition.achievements} | {each.published[:4] for each in edition.notices}
    found |= {str(year.year) for year in edition.grade_years} | {each.date[:4] for each in edition.press}
    for studio in edition.studios:
        found |= {each.year for each in studio.trainings} | {each.year for each in studio.service_years}
        found |= {each.year for each in studio.meetings} | {each.year for each in studio.documents}
        found |= {each.year for each in studio.reports}
    return tuple(sorted((year for year in found if year.isdigit()), reverse=True))


def of_year(edition: Edition, year: str) -> YearFile:
    """A year's part."""
    return YearFile(
        edition.version,
        edition.as_of,
        year,
        tuple(each for each in edition.achievements if each.year == year),
        tuple(each for each in edition.notices if each.published[:4] == year),
        next((each for each in edition.grade_years if str(each.year) == year), None),
        tuple(each for each in edition.deadlines if each.year == year),
        tuple(each for each in edition.press if each.date[:4] == year),
        tuple(_in_year(edition, year)),
    )


def _in_year(edition: Edition, year: str) -> Iterator[StudioInYear]:
    for studio in edition.studios:
        found = StudioInYear(
            studio.id,
            next((each for each in studio.trainings if each.year == year), None),
            next((each for each in studio.service_years if each.year == year), None),
            next((each for each in studio.meetings if each.year == year), None),
            next((each for each in studio.documents if each.year == year), None),
            tuple(each for each in studio.reports if each.year == year),
        )
        if found.trainings or found.services or found.meetings or found.documents or found.reports:
            yield found
