"""The figures of a report: each with its unit, the year before beside it, and the page on which its records stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from generator.answers.span import Span
from generator.core.edition import Edition
from generator.core.edition.form import Statistic, Studio
from generator.core.pages import address
from generator.core.pages.achievement import year_places
from generator.core.pages.behind import places as places_behind
from generator.core.pages.statistics import sums_lead_to
from generator.core.values.number import plain

CONTEST = "竞赛获奖"
NATIONAL, PROVINCIAL = "国家级", "省级"


@dataclass(frozen=True, slots=True)
class Line:
    """A figure: `key` names it in the wording, `of` says of what where one wording serves several; `incomplete` when a
    record that would have counted, in either time, is under correction."""

    key: str
    unit: str
    now: Decimal
    before: Decimal
    to: str | None
    incomplete: bool = False
    of: str = ""

    @property
    def change(self) -> str:
        """What came or went, with its sign."""
        difference = self.now - self.before
        return f"+{plain(difference)}" if difference > 0 else plain(difference).replace("-", "−")


def of_a_studio(edition: Edition, studio: Studio, span: Span) -> Iterator[Line]:
    """A studio's. What has no record in either time is left out, but for what every report is asked for."""
    now, before = (dict(_counted(edition, studio, each)) for each in (span, span.before))
    lacking = frozenset(studio.incomplete)
    places = year_places(edition) | places_behind(studio)
    for key, unit, kind, to in _LINES:
        if span.semester and key in _BY_YEAR_ALONE:
            continue
        for of in sorted({of for name, of in (*now, *before) if name == key} | ({""} if key in _ASKED else set())):
            values = now.get((key, of), Decimal(0)), before.get((key, of), Decimal(0))
            place = f"{to(studio.id)}#year-{span.year}" if kind in _BY_YEARS else to(studio.id)
            yield Line(key, unit, *values, places.get(place, place) if values[0] else None, kind in lacking, of)


_LINES = (
    ("achievements", "项", "achievement", address.achievements_of_studio),
    ("national", "项", "achievement", address.achievements_of_studio),
    ("provincial", "项", "achievement", address.achievements_of_studio),
    ("awards", "项", "achievement", address.achievements_of_studio),
    ("sessions", "次", "training", address.trainings),
    ("attendances", "人次", "training", address.trainings),
    ("person_days", "人天", "training", address.trainings),
    ("person_days_of", "人天", "training", address.trainings),
    ("services", "次", "service", address.services),
    ("served", "人次", "service", address.services),
    ("apprentices", "人", "apprenticeship", address.teaching),
    ("donations", "万元", "donation", address.cooperation),
    ("budget", "万元", "studio", address.cooperation),
    ("meetings", "次", "meeting", address.meetings),
    ("evaluations", "份", "evaluation", address.teaching),
    ("incidents", "起", "safety", address.teaching),
    ("press", "篇", "press", lambda _: address.PRESS),
    ("documents", "份", "governing", address.documents),
)
"""Each figure: its key, unit, the kind of record it counts, the page of these."""
_BY_YEARS = frozenset({"achievement", "training", "service", "meeting"})
"""The kinds whose pages have a place for each year."""
_ASKED = frozenset({"achievements", "national", "sessions", "person_days", "services", "apprentices", "meetings"})
_BY_YEAR_ALONE = frozenset({"apprentices", "budget", "incidents", "documents"})
"""What is known by the year and by no day: a semester's report does not have it."""

Counted = Iterable[tuple[tuple[str, str], Decimal]]


def _counted(edition: Edition, studio: Studio, span: Span) -> Counted:
    sums: dict[tuple[str, str], Decimal] = {}
    for key, of, value in _parts(edition, studio, span):
        sums[key, of] = sums.get((key, of), Decimal(0)) + value
    return sums.items()


def _parts(edition: Edition, studio: Studio, span: Span) -> Iterator[tuple[str, str, Decimal]]:
    """What every record adds to which figure, and to which part of it."""
    one = Decimal(1)
    for found in edition.achievements_of(studio.id):
        if span.holds(found.year, found.date):
            yield "achievements", "", one
            if found.level in {NATIONAL, PROVINCIAL}:
                yield ("national" if found.level == NATIONAL else "provincial"), "", one
            if found.type == CONTEST:
                yield "awards", "", one
    for trained in (each for year in studio.trainings for each in year.trainings if span.holds(year.year, each.date)):
        yield "sessions", "", one
        yield "attendances", "", Decimal(trained.persons)
        yield "person_days", "", Decimal(trained.person_days)
        yield "person_days_of", trained.audience, Decimal(trained.person_days)
    for served in (each for year in studio.service_years for each in year.services if span.holds(year.year, each.date)):
        yield "services", "", one
        yield "served", "", Decimal(served.persons or 0)
    for given in studio.cooperation.donations:
        if span.holds(given.date[:4], given.date):
            yield "donations", "", Decimal(given.value)
    for held in studio.meetings:
        yield "meetings", "", Decimal(sum(span.holds(held.year, met.date) for met in held.meetings))
    for year in studio.teaching.evaluations:
        for judged in year.evaluations:
            if span.holds(year.year, judged.date):
                yield "evaluations", "", one
    for told in edition.press:
        if studio.id in told.studios and span.holds(told.date[:4], told.date):
            yield "press", "", one
    if not span.semester:
        yield from _of_the_year(studio, span.year)


def _of_the_year(studio: Studio, year: str) -> Iterator[tuple[str, str, Decimal]]:
    for began, count in studio.teaching.apprenticeships.began:
        if began == year:
            yield "apprentices", "", Decimal(count)
    for budget in studio.cooperation.budget:
        if budget.year == year:
            yield "budget", "", Decimal(budget.total)
    for safety in studio.teaching.safety:
        if safety.year == year:
            yield "incidents", "", Decimal(len(safety.incidents))
    for filed in studio.documents:
        if filed.year == year:
            yield "documents", "", Decimal(filed.count)


def of_the_school(edition: Edition, span: Span) -> Iterator[Line]:
    """The school's, out of the tables of its statistics: what is counted by year."""
    for table in edition.statistics:
        if table.id == "achievements-by-type":  # the same total once more
            continue
        now, before = _in_year(table, span.year), _in_year(table, span.before.year)
        if now is not None and before is not None:
            rows = [row for row in table.rows if table.rows_are != "year" or row.name in {span.year, span.before.year}]
            to = _leads(table, span.year, str(plain(now)))
            yield Line(table.id, table.unit, now, before, to, any(row.incomplete for row in rows))


def _in_year(table: Statistic, year: str) -> Decimal | None:
    """The total of a year; None where the table has no years, or records count in several of its rows."""
    if table.rows_are == "year":
        return next((Decimal(row.total) for row in table.rows if row.name == year), Decimal(0))
    if table.columns_are != "year" or table.total is None:
        return None
    values = dict(zip(table.columns, table.total.values, strict=True))
    return Decimal(values.get(year, "0"))


def _leads(table: Statistic, year: str, value: str) -> str | None:
    if value == "0":
        return None
    match table.id:
        case "achievements-by-level":
            return address.achievements_of_year(year)
        case "training-person-days" | "training-attendances" | "services-by-kind":
            return address.trainings_of_year(year)
        case "press-by-level":
            return address.press_of_year(year)
        case "grades":
            return address.grade_year(int(year))
    return sums_lead_to(table, year) or address.STATISTICS


def part_of(edition: Edition, table_id: str, studio: str, year: str) -> str:
    """A studio's figure in a table of the statistics; "0" where it has none."""
    for table in edition.statistics:
        if table.id == table_id:
            for row in table.rows:
                if row.name == studio and year in table.columns:
                    return row.values[table.columns.index(year)]
    return "0"
