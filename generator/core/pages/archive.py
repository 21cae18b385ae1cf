"""The archive: which years the site holds, what of them is frozen, what the studios have on file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from generator.core.edition import Edition
from generator.core.edition.changes import KINDS, records_of
from generator.core.edition.form import Figure, Filing, FrozenChange, FrozenVersion, FrozenYear
from generator.core.pages import address
from generator.core.pages.behind import places
from generator.core.pages.page import Page
from generator.wording import wording

CHECK = """\
sha256sum -c tagmanifest-sha256.txt
sha256sum -c manifest-sha256.txt
sha256sum tagmanifest-sha256.txt"""
"""What a visitor types to check a snapshot that was downloaded and unpacked."""


def pages(edition: Edition) -> Iterator[Page]:
    """The archive, and what has changed since each year that stands on the site was frozen; the frozen years keep their
    addresses below it."""
    t = wording()
    yield from (_changes(edition, year) for year in edition.frozen if year.changes)
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


def _changes(edition: Edition, year: FrozenYear) -> Page:
    """What came, changed and went between one frozen year and the next, or now: by kind, each with its page."""
    t, now = wording(), records_of(edition)
    shown = [
        (
            kind,
            what,
            tuple(_changed(edition, now, each) for each in year.changes if (each.kind, each.what) == (kind, what)),
        )
        for what in ("added", "gone", "changed")
        for kind in KINDS
    ]
    words = {"year": year.until} if year.until else {"year": year.year}
    title = t("archive.changes_of" if year.until else "archive.changes_since", **words)
    return Page(
        address.changes(year.year),
        "archive",
        "archive-changes.html",
        title,
        t("archive.changes_description", title=title, school=edition.site.school),
        {"year": year, "changes": tuple(group for group in shown if group[2])},
        ((t("archive.title"), address.ARCHIVE),),
    )


def _changed(
    edition: Edition, records: Mapping[str, Mapping[str, Any]], change: FrozenChange
) -> tuple[str, str | None]:
    """How a record is called now and where it stands; of one that is not public any more only its id."""
    now = records[change.kind].get(change.id)
    if now is None:
        return change.id, None
    year, _, name = change.id.partition("/")
    studios = {studio.id: studio.short for studio in edition.studios}
    match change.kind:
        case "studio":
            return now.name, address.studio(change.id)
        case "person":
            return now.name, address.person(change.id)
        case "achievement":
            return now.title, address.achievement(year, name)
        case "notice":
            return now.title, address.notice(change.id)
        case "grade":
            return wording()("archive.grade", year=year, studio=studios.get(name, name)), address.grade(int(year), name)
    return now.title, address.system(name)


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
        where = f"{address.trainings(studio.id)}#year-{year}"
        yield (
            studio.id,
            Figure(str(training.total.sessions if training else 0), "次", bool(training and training.incomplete)),
            places(studio).get(where, where) if training else None,
            Figure(str(filing.documents if filing else 0), "件", bool(filing and filing.incomplete)),
            address.documents(studio.id) if filing and filing.documents else None,
        )
