"""The archive: which years the site holds, what of them is frozen, what the studios have on file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Figure, Filing, FrozenVersion
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.wording import wording

CHECK = """\
sha256sum -c tagmanifest-sha256.txt
sha256sum -c manifest-sha256.txt
sha256sum tagmanifest-sha256.txt"""
"""What a visitor types to check a snapshot that was downloaded and unpacked."""


def pages(edition: Edition) -> Iterator[Page]:
    """The one page: the years that are frozen keep their addresses below it."""
    t = wording()
    years = tuple(_years(edition))
    yield Page(
        address.ARCHIVE,
        "archive",
        "archive.html",
        t("archive.title"),
        t("archive.description", school=edition.site.school),
        {
            "years": years,
            "frozen": tuple((year, tuple(_version(each) for each in year.versions)) for year in edition.frozen),
            "check": CHECK,
            "studios": tuple((year, tuple(_studios(edition, year))) for year, _ in years),
            "complete": tuple(
                (filing, address.documents(filing.studio) if filing.documents else None)
                for filing in edition.filings
                if filing.missing is not None
            ),
            "lacking": any(out.kind in {"studio", "governing"} for out in edition.corrections),
            "studio_names": edition.studio_names,
        },
    )


def _version(version: FrozenVersion) -> tuple[FrozenVersion, str]:
    """A version, and what it holds in words."""
    t = wording()
    held = t("archive.held", **dict(version.counts))
    return version, held


def _years(edition: Edition) -> Iterator[tuple[str, tuple[tuple[Figure, str | None], ...]]]:
    """Each year, the latest first: studios assessed, achievements, notices, trainings, documents, each with the page
    that lists what was counted."""
    assessed = {str(year.year): len(year.grades) for year in edition.grade_years}
    achievements = Counter(found.year for found in edition.achievements)
    notices = Counter(notice.published[:4] for notice in edition.notices)
    trainings: Counter[str] = Counter()
    documents: Counter[str] = Counter()
    for studio in edition.studios:
        for training in studio.trainings:
            trainings[training.year] += training.total.sessions
    for filing in edition.filings:
        documents[filing.year] += filing.documents
    for year in sorted({*assessed, *achievements, *notices, *trainings, *documents}, reverse=True):

        def count(number: int, unit: str, kind: str, year: str = year) -> Figure:
            lacking = any(out.kind == kind and out.year in {"", year} for out in edition.corrections)
            return Figure(str(number), unit, lacking)

        yield (
            year,
            (
                (
                    count(assessed.get(year, 0), "个", "assessment"),
                    address.grade_year(int(year)) if year in assessed else None,
                ),
                (
                    count(achievements[year], "项", "achievement"),
                    address.achievements_of_year(year) if achievements[year] else None,
                ),
                (
                    count(notices[year], "件", "notice"),
                    f"{address.NOTICES}#year-{year}" if notices[year] else None,
                ),
                (
                    count(trainings[year], "次", "training"),
                    f"{address.ARCHIVE}#year-{year}" if trainings[year] else None,
                ),
                (
                    count(documents[year], "件", "governing"),
                    f"{address.ARCHIVE}#year-{year}" if documents[year] else None,
                ),
            ),
        )


def _studios(edition: Edition, year: str) -> Iterator[tuple[str, Figure, str | None, Figure, str | None]]:
    """Each studio with trainings or documents in a year: both figures, each with the page of its records."""
    filings: dict[str, Filing] = {filing.studio: filing for filing in edition.filings if filing.year == year}
    for studio in edition.studios:
        training = next((found for found in studio.trainings if found.year == year), None)
        filing = filings.get(studio.id)
        if training is None and (filing is None or not filing.documents):
            continue
        yield (
            studio.id,
            Figure(str(training.total.sessions if training else 0), "次", bool(training and training.incomplete)),
            f"{address.trainings(studio.id)}#year-{year}" if training else None,
            Figure(str(filing.documents if filing else 0), "件", bool(filing and filing.incomplete)),
            address.documents(studio.id) if filing and filing.documents else None,
        )
