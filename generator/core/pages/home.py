"""The home page: open notices first, then figures, studios, the latest achievements, the years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Figure, Notice
from generator.core.pages import address
from generator.core.pages.achievement import level_list
from generator.core.pages.page import Page
from generator.core.pages.subscription import of_site
from generator.core.pages.training import person_days, years_of
from generator.core.records.studio import ENDED
from generator.core.values.number import plain, read_decimal

LATEST = 6
QUEUE = 4


def pages(edition: Edition) -> Iterator[Page]:
    """The home page."""
    open_notices = sorted(
        (notice for notice in edition.notices if notice.state == "open"),
        key=lambda notice: (_closes(notice), notice.id),
    )
    rest = [notice for notice in edition.notices if notice.state != "open"]
    queue = sorted(rest, key=lambda notice: notice.state != "scheduled")[:QUEUE]
    year = edition.as_of[:4]
    yield Page(
        address.HOME,
        "home",
        "home.html",
        edition.site.name,
        edition.site.summary,
        {
            "site": edition.site,
            "as_of": edition.as_of,
            "fixed": edition.fixed,
            "open_notices": tuple(open_notices),
            "queue": tuple(queue),
            "figures": figures(edition),
            "studios": edition.studios,
            "grades": latest_grades(edition),
            "latest": edition.achievements[:LATEST],
            "studio_names": edition.studio_names,
            "years": tuple(
                (counted, count, counted == year)
                for counted, count in sorted(Counter(found.year for found in edition.achievements).items())
            ),
        },
        downloads=of_site(edition).files,
    )


def _closes(notice: Notice) -> str:
    return notice.period.closes if notice.period else ""


def figures(edition: Edition) -> tuple[tuple[str, Figure, Figure | None, str | None], ...]:
    """The ledger of the home page: wording key, figure, a second figure for the note, and where the figure leads."""
    year = edition.as_of[:4]
    lacking = {out.kind for out in edition.corrections}
    achievements = edition.achievements

    def count(number: int, unit: str, kind: str) -> Figure:
        return Figure(str(number), unit, kind in lacking)

    trainings = address.trainings_of_year(year) if year in years_of(edition) else address.TRAININGS
    all_days = sum((read_decimal(studio.all_person_days.value) for studio in edition.studios), start=read_decimal("0"))
    return (
        (
            "figure.studios",
            count(len(edition.studios), "个", "studio"),
            count(sum(studio.mode == "校企联办" for studio in edition.studios), "个", "studio"),
            address.STUDIOS,
        ),
        (
            "figure.achievements",
            count(len(achievements), "项", "achievement"),
            count(sum(found.year == year for found in achievements), "项", "achievement"),
            address.explore("achievement"),
        ),
        (
            "figure.national",
            count(sum(found.level == "国家级" for found in achievements), "项", "achievement"),
            count(sum(found.level == "国家级" and found.year == year for found in achievements), "项", "achievement"),
            level_list(edition, "国家级") or address.ACHIEVEMENTS,
        ),
        (
            "figure.person_days",
            person_days(edition, year),
            Figure(plain(all_days), "人天", "training" in lacking),
            trainings,
        ),
        (
            "figure.learners",
            count(sum(int(studio.learners.value) for studio in edition.studios), "人", "member"),
            None,
            address.STUDIOS,
        ),
        (
            "figure.notices",
            count(len(edition.notices), "件", "notice"),
            count(sum(notice.published[:4] == year for notice in edition.notices), "件", "notice"),
            address.explore("notice"),
        ),
    )


def latest_grades(edition: Edition) -> dict[str, tuple[int, str]]:
    """The latest announced grade of each studio that has not ended: year and name."""
    ended = {studio.id for studio in edition.studios if studio.status in ENDED}
    grades: dict[str, tuple[int, str]] = {}
    for year in edition.grade_years:
        for grade in year.grades:
            if grade.final is not None and grade.studio not in ended:
                grades.setdefault(grade.studio, (year.year, grade.final))
    return grades
