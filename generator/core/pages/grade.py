"""Grades: the years, the summary of a year, a studio's grade with its working."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from generator.core.edition import Edition
from generator.core.edition.form import CategoryGrade, Grade, GradeYear, IndicatorSystem
from generator.core.pages import address
from generator.core.pages.behind import places
from generator.core.pages.download import data, table
from generator.core.pages.page import Page
from generator.core.values.number import plain, read_percent
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The list of years, then each year with its studios."""
    t = wording()
    title = t("grades.title")
    names = edition.studio_names
    systems = {system.id: system for system in edition.systems}
    yield Page(
        address.GRADES,
        "grades",
        "grades.html",
        title,
        t("grades.description", school=edition.site.school),
        {
            "years": edition.grade_years,
            "rows": tuple(_rows(edition.grade_years)),
            "studio_names": names,
            "systems": systems,
        },
    )
    for year in edition.grade_years:
        system = systems[year.system]
        yield Page(
            address.grade_year(year.year),
            "grades",
            "grade-year.html",
            t("grade_year.title", year=year.year),
            t("grade_year.description", school=edition.site.school, year=year.year, count=len(year.grades)),
            {"year": year, "studio_names": names, "system": system, "exact_places": _exact_places(year)},
            ((title, address.GRADES),),
            (table(address.grade_table(year.year), _table(year, names)), data(address.grade_data(year.year), year)),
        )
        for grade in year.grades:
            yield _grade(edition, year, grade, system, names.get(grade.studio, grade.studio))


def _table(year: GradeYear, names: Mapping[str, str]) -> Iterator[Sequence[object]]:
    """A line for what is public of each studio: its grade, its score, each category, each point."""
    t = wording()
    yield [t(f"grade_table.{name}") for name in ("studio", "what", "id", "name", "marks", "most", "by")]
    for grade in year.grades:
        studio = names.get(grade.studio, grade.studio)
        yield studio, t("grade_table.final"), "", grade.final, grade.score, grade.most, ""
        for category in grade.categories:
            yield studio, t("grade_table.category"), "", category.name, category.marks, category.most, ""
            for point in category.points:
                yield studio, t("grade_table.point"), point.id, point.label, point.marks, point.most, point.by
    for absent in year.absent:
        yield names.get(absent.studio, absent.studio), t("grade_table.absent"), "", absent.status, "", "", ""


def _over_years(edition: Edition, grade: Grade) -> tuple[tuple[str, tuple[tuple[int, CategoryGrade], ...]], ...]:
    """Each category of a grade with its marks in every year that has one of that name, the earliest first; only where
    there is another year to compare with."""
    years = sorted(edition.grade_years, key=lambda year: year.year)
    mine = [(year.year, found) for year in years for found in year.grades if found.studio == grade.studio]
    rows = (
        (
            category.name,
            tuple(
                (year, other)
                for year, found in mine
                for other in found.categories
                if other.name == category.name and not found.incomplete
            ),
        )
        for category in grade.categories
    )
    return tuple((name, found) for name, found in rows if len(found) > 1)


def _rows(years: tuple[GradeYear, ...]) -> Iterator[tuple[str, tuple[Grade | None, ...]]]:
    """Each studio with its grade in every year, the latest first; None where it was not assessed."""
    for studio in sorted({grade.studio for year in years for grade in year.grades}):
        yield studio, tuple(next((grade for grade in year.grades if grade.studio == studio), None) for year in years)


def _exact_places(year: GradeYear) -> str | None:
    """The quota's share of those assessed, before it is cut down to a whole number."""
    share = next((grade.quota_share for grade in year.grades), None)
    return plain(read_percent(share) * len(year.grades)) if share else None


def _grade(edition: Edition, year: GradeYear, grade: Grade, system: IndicatorSystem, short: str) -> Page:
    t = wording()
    studio = next((studio for studio in edition.studios if studio.id == grade.studio), None)
    return Page(
        address.grade(year.year, grade.studio),
        "grades",
        "grade.html",
        t("grade.title", studio=studio.name if studio else short, year=year.year),
        t("grade.description", studio=studio.name if studio else short, year=year.year),
        {
            "grade": grade,
            "studio": studio,
            "places": places(studio) if studio else {},
            "short": short,
            "system": system,
            "disclosure": year.disclosure,
            "over_years": _over_years(edition, grade),
            "exact_places": _exact_places(year),
            "year_incomplete": any(other.incomplete for other in year.grades),
            "notice": next((notice for notice in edition.notices if notice.id == grade.notice), None),
        },
        (
            (t("grades.title"), address.GRADES),
            (t("grade_year.title", year=year.year), address.grade_year(year.year)),
        ),
    )
