"""Studio pages: the list, each studio's portfolio, each studio's training ledger."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Achievement, Studio
from generator.core.pages import address
from generator.core.pages.home import latest_grades
from generator.core.pages.page import Page
from generator.wording import wording

PER_YEAR = 3
"""How many achievements of a year a studio's page shows; the rest stand behind the year's link."""


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each studio."""
    t = wording()
    title = t("studios.title")
    yield Page(
        address.STUDIOS,
        "studios",
        "studios.html",
        title,
        t("studios.description", school=edition.site.school, count=len(edition.studios)),
        {"studios": edition.studios, "grades": latest_grades(edition), "school": edition.site.school},
    )
    crumb = (title, address.STUDIOS)
    for studio in edition.studios:
        yield _studio(edition, studio, crumb)
        if studio.trainings or "training" in studio.incomplete:
            yield Page(
                address.trainings(studio.id),
                "studios",
                "trainings.html",
                t("trainings.title", studio=studio.name),
                t("trainings.description", studio=studio.name),
                {"studio": studio},
                (crumb, (studio.short, address.studio(studio.id))),
            )


def _studio(edition: Edition, studio: Studio, crumb: tuple[str, str]) -> Page:
    mine = [found for found in edition.achievements if found.studio == studio.id or studio.id in found.shared_with]
    years: dict[str, list[Achievement]] = {}
    for found in mine:
        years.setdefault(found.year, []).append(found)
    ordered = sorted(years.items(), reverse=True)
    return Page(
        address.studio(studio.id),
        "studios",
        "studio.html",
        studio.plaque_name,
        studio.summary,
        {
            "studio": studio,
            "school": edition.site.school,
            "as_of": edition.as_of,
            "year": edition.as_of[:4],
            "years": tuple((year, tuple(found[:PER_YEAR]), len(found)) for year, found in ordered[:2]),
            "earlier": tuple((year, len(found)) for year, found in ordered[2:]),
            "master": next((person for person in edition.people if person.id == studio.master.id), None),
            "grades": tuple(
                grade
                for year in edition.grade_years
                for grade in year.grades
                if grade.studio == studio.id and grade.announced
            ),
            "notices": tuple(notice for notice in edition.notices if studio.id in notice.studios),
        },
        (crumb,),
    )
