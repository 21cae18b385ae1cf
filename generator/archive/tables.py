"""The Edition as tables for spreadsheets: what a reader in thirty years opens without any program of ours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.core.edition import Edition
from generator.core.pages.download import table

Rows = Sequence[Sequence[object]]


def tables(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Every table by its file name, the heads first."""
    for name, rows in (
        ("studios", _studios(edition)),
        ("people", _people(edition)),
        ("achievements", _achievements(edition)),
        ("notices", _notices(edition)),
        ("grades", _grades(edition)),
        ("statistics", _statistics(edition)),
        ("documents", _documents(edition)),
        ("filings", _filings(edition)),
    ):
        yield f"{name}.csv", table(name, rows).text.encode()


def _studios(edition: Edition) -> Rows:
    head = ("id", "name", "kind", "trade", "department", "master", "founded", "status", "level", "plaque_number")
    return (
        head,
        *(
            (
                *(studio.id, studio.name, studio.kind, studio.trade, studio.department, studio.master.name),
                *(studio.founded, studio.status, studio.level, studio.plaque_number),
            )
            for studio in edition.studios
        ),
    )


def _people(edition: Edition) -> Rows:
    head = ("number", "name", "title", "employer", "studio", "role", "since", "until")
    return (
        head,
        *(
            (person.id, person.name, person.title, person.employer, role.studio, role.role, role.since, role.until)
            for person in edition.people
            for role in person.roles
        ),
    )


def _achievements(edition: Edition) -> Rows:
    head = ("studio", "id", "year", "date", "title", "type", "level", "rank", "people")
    return (
        head,
        *(
            (
                *(each.studio, each.id, each.year, each.date, each.title, each.type, each.level, each.rank),
                " ".join(person.name for person in each.people),
            )
            for each in edition.achievements
        ),
    )


def _notices(edition: Edition) -> Rows:
    head = ("id", "kind", "number", "title", "issuers", "published", "opens", "closes", "state", "marks")
    return (
        head,
        *(
            (
                *(each.id, each.kind, each.number, each.title, " ".join(each.issuers), each.published),
                *((each.period.opens, each.period.closes) if each.period else (None, None)),
                *(each.state, " ".join(each.marks)),
            )
            for each in edition.notices
        ),
    )


def _grades(edition: Edition) -> Rows:
    head = ("year", "studio", "score", "most", "band", "final", "reason", "decided_by", "notice")
    return (
        head,
        *(
            (
                *(year.year, grade.studio, grade.score, grade.most, grade.band, grade.final),
                *(grade.reason, grade.decided_by, grade.notice),
            )
            for year in edition.grade_years
            for grade in year.grades
        ),
    )


def _statistics(edition: Edition) -> Rows:
    head = ("table", "row", "column", "value", "unit", "incomplete")
    return (
        head,
        *(
            (each.id, row.name, column, value, each.unit, int(row.incomplete))
            for each in edition.statistics
            for row in each.rows
            for column, value in zip(each.columns, row.values, strict=True)
        ),
    )


def _documents(edition: Edition) -> Rows:
    """What studios have on file, in its category and with its period of retention."""
    head = ("studio", "year", "category", "id", "title", "date", "number", "retention")
    return (
        head,
        *(
            (studio.id, year.year, category.name, each.id, each.title, each.date, each.number, each.retention)
            for studio in edition.studios
            for year in studio.documents
            for category in year.categories
            for each in category.documents
        ),
    )


def _filings(edition: Edition) -> Rows:
    """The yearly categories of every studio: how many documents are on file in each, and whether one is missing."""
    head = ("studio", "year", "category", "documents", "missing")
    return (
        head,
        *(
            (studio.id, year.year, category.name, len(category.documents), int(category.name in year.missing))
            for studio in edition.studios
            for year in studio.documents
            for category in year.categories
        ),
    )
