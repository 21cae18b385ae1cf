"""The Edition as tables for spreadsheets: what a reader in thirty years opens without any program of ours.

Each column has a type in the words of the Table Schema (Frictionless Data). A day whose precision may end earlier
(`2025-03`), a year that may be masked (20XX) and a quantity as its source states it (近100家) are text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from generator.core.edition import Edition
from generator.core.edition.breakdown import breakdowns
from generator.core.pages.breakdown import HEADS, as_rows
from generator.core.pages.download import Download, table

Type = Literal["string", "integer", "number", "date", "boolean"]
Rows = Iterable[Sequence[object]]


@dataclass(frozen=True, slots=True)
class Table:
    """A table by its name: its columns with their types, those that tell its rows apart (none where nothing does), the
    column that holds a studio of the table `studios`, its rows."""

    name: str
    fields: Mapping[str, Type]
    key: tuple[str, ...]
    rows: tuple[Sequence[object], ...]
    studio: str | None = None

    def file(self, address: str) -> Download:
        """The table as CSV for Excel, the heads first."""
        return table(address, (tuple(self.fields), *self.rows))


def tables(edition: Edition) -> Iterator[Table]:
    """Every table, also an empty one: what there may be is always there."""
    names = frozenset(studio.id for studio in edition.studios)
    for name, (columns, key, rows) in _TABLES.items():
        found = tuple(rows(edition))
        fields = dict(_typed(columns))
        of_known = "studio" in fields and all(row[tuple(fields).index("studio")] in names for row in found)
        yield Table(name, fields, key, found, "studio" if of_known else None)


def _typed(columns: str) -> Iterator[tuple[str, Type]]:
    """`id persons:integer` as names with their types; text where none is given."""
    for column in columns.split():
        name, _, kind = column.partition(":")
        yield name, next((each for each in _KINDS if each == kind), "string")


_KINDS: tuple[Type, ...] = ("string", "integer", "number", "date", "boolean")


def _studios(edition: Edition) -> Rows:
    for each in edition.studios:
        yield (
            *(each.id, each.name, each.kind, each.trade, each.department, each.master.name, each.founded),
            *(each.status, each.level, each.plaque_number),
        )


def _people(edition: Edition) -> Rows:
    for person in edition.people:
        for role in person.roles:
            yield (
                *(person.id, person.name, person.title, person.employer),
                *(role.studio, role.role, role.since, role.until),
            )


def _achievements(edition: Edition) -> Rows:
    for each in edition.achievements:
        people = " ".join(person.name for person in each.people)
        yield (
            *(each.studio, each.id, each.year, each.date, each.title, each.type, each.level, each.rank),
            people,
        )


def _notices(edition: Edition) -> Rows:
    for each in edition.notices:
        opens, closes = (each.period.opens, each.period.closes) if each.period else (None, None)
        yield (
            *(each.id, each.kind, each.number, each.title, " ".join(each.issuers), each.published, opens, closes),
            *(each.state, " ".join(each.marks)),
        )


def _grades(edition: Edition) -> Rows:
    for year in edition.grade_years:
        for grade in year.grades:
            yield (
                *(year.year, grade.studio, grade.score, grade.most, grade.band, grade.final, grade.reason),
                *(grade.decided_by, grade.notice),
            )


def _statistics(edition: Edition) -> Rows:
    for each in edition.statistics:
        for row in each.rows:
            for column, value in zip(each.columns, row.values, strict=True):
                yield each.id, row.name, column, value, each.unit, int(row.incomplete)


def _breakdowns(edition: Edition) -> Rows:
    return as_rows(edition, breakdowns(edition))


def _trainings(edition: Edition) -> Rows:
    for studio in edition.studios:
        for year in studio.trainings:
            for each in year.trainings:
                yield (
                    *(studio.id, each.id, year.year, each.date, each.until, each.kind, each.topic, each.audience),
                    *(each.persons, each.days, each.person_days, each.mode, each.client),
                )


def _services(edition: Edition) -> Rows:
    for studio in edition.studios:
        for year in studio.service_years:
            for each in year.services:
                yield (
                    *(studio.id, each.id, year.year, each.date, each.kind, each.topic, each.client),
                    *(each.client_kind, each.mode, each.persons),
                )


def _meetings(edition: Edition) -> Rows:
    for studio in edition.studios:
        for year in studio.meetings:
            for each in year.meetings:
                yield studio.id, each.id, year.year, each.date, each.body, each.topic, each.present


def _agreements(edition: Edition) -> Rows:
    for studio in edition.studios:
        for each in studio.cooperation.agreements:
            yield (
                *(studio.id, each.id, each.title, " ".join(each.parties), each.mode, each.signed, each.starts),
                *(each.ends, each.dissolved, each.state),
            )


def _donations(edition: Edition) -> Rows:
    for studio in edition.studios:
        for each in studio.cooperation.donations:
            yield studio.id, each.id, each.date, each.donor, each.item, each.value


def _apprentices(edition: Edition) -> Rows:
    for studio in edition.studios:
        for year, count in studio.teaching.apprenticeships.began:
            yield studio.id, year, count


def _reports(edition: Edition) -> Rows:
    for studio in edition.studios:
        for each in studio.reports:
            yield studio.id, each.id, each.year, each.kind, each.semester, each.title, each.filed


def _deadlines(edition: Edition) -> Rows:
    for deadline in edition.deadlines:
        for each in deadline.filings:
            yield deadline.year, deadline.kind, deadline.semester, deadline.due, each.studio, each.filed, each.state


def _press(edition: Edition) -> Rows:
    for each in edition.press:
        yield each.id, each.date, each.outlet, each.level, each.title, each.medium, " ".join(each.studios)


def _plans(edition: Edition) -> Rows:
    for plan in edition.plans:
        for metric in plan.metrics:
            for line in metric.lines:
                yield (
                    *(plan.id, metric.name, line.phase, line.operator, line.value, line.per, line.owner, line.due),
                    *(line.actual, line.verdict, int(plan.reference)),
                )


def _groups(edition: Edition) -> Rows:
    for group in edition.groups:
        for year, metrics in group.years:
            for metric in metrics:
                yield group.id, group.name, year, metric.name, metric.value, metric.audience


def _documents(edition: Edition) -> Rows:
    """What studios have on file, in its category and with its period of retention."""
    for studio in edition.studios:
        for year in studio.documents:
            for category in year.categories:
                for each in category.documents:
                    yield (
                        *(studio.id, year.year, category.name, each.id, each.title, each.date, each.number),
                        each.retention,
                    )


def _filings(edition: Edition) -> Rows:
    """The yearly categories of every studio: how many documents are on file in each, and whether one is missing."""
    for studio in edition.studios:
        for year in studio.documents:
            for category in year.categories:
                missing = int(category.name in year.missing)
                yield studio.id, year.year, category.name, len(category.documents), missing


_TABLES = {
    "studios": ("id name kind trade department master founded status level plaque_number", ("id",), _studios),
    "people": ("number name title employer studio role since until", (), _people),
    "achievements": ("studio id year date title type level rank people", ("studio", "id"), _achievements),
    "trainings": (
        """studio id year date:date until:date kind topic audience persons:integer days:number person_days:number
        mode client""",
        ("studio", "id"),
        _trainings,
    ),
    "services": (
        "studio id year date:date kind topic client client_kind mode persons:integer",
        ("studio", "id"),
        _services,
    ),
    "meetings": ("studio id year date:date body topic present:integer", ("studio", "id"), _meetings),
    "agreements": (
        "studio id title parties mode signed:date starts:date ends:date dissolved:date state",
        ("studio", "id"),
        _agreements,
    ),
    "donations": ("studio id date donor item value:number", ("studio", "id"), _donations),
    "apprentices": ("studio year began:integer", ("studio", "year"), _apprentices),
    "documents": ("studio year category id title date number retention", (), _documents),
    "filings": (
        "studio year category documents:integer missing:boolean",
        ("studio", "year", "category"),
        _filings,
    ),
    "reports": ("studio id year kind semester title filed:date", ("studio", "id"), _reports),
    "deadlines": ("year report semester due:date studio filed:date state", (), _deadlines),
    "notices": (
        "id kind number title issuers published:date opens:date closes:date state marks",
        ("id",),
        _notices,
    ),
    "grades": (
        "year:integer studio score:number most:number band final reason decided_by notice",
        ("year", "studio"),
        _grades,
    ),
    "press": ("id date:date outlet level title medium studios", ("id",), _press),
    "plans": ("plan metric phase operator target per owner due actual verdict reference:boolean", (), _plans),
    "groups": ("group name year metric value audience", (), _groups),
    "statistics": ("table row column value:number unit incomplete:boolean", ("table", "row", "column"), _statistics),
    "breakdowns": (HEADS, ("by", "measure", "of", "row", "column"), _breakdowns),
}
"""Each table: its columns, those that tell its rows apart, and its rows."""
