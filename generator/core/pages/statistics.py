"""The statistics: every table of the Edition, each figure with the page on which the records behind it stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.core.edition import Edition
from generator.core.edition.form import Statistic, StatisticRow
from generator.core.pages import address
from generator.core.pages.achievement import year_places
from generator.core.pages.behind import places as places_behind
from generator.core.pages.breakdown import doors, of_school, of_year, school_places
from generator.core.pages.explore import NONE, asked
from generator.core.pages.page import Page
from generator.core.pages.strip import figures
from generator.core.records.achievement import RANKS
from generator.core.values.number import read_decimal
from generator.wording import wording

STACKED = "achievements-by-level"
"""The table that is also drawn as stacked columns, a part for each level."""
PARTS = 3
"""How many levels have a part of their own; the others share the last."""
MOST_COLUMNS = 4
"""Wider tables stand below their chart instead of beside it."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure and where it leads: None for nothing, which has no records."""

    value: str
    to: str | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown; `unfinished` for the year of the day shown."""

    name: str
    cells: tuple[Cell, ...]
    total: Cell
    incomplete: bool
    unfinished: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A table as it is shown. `columns` are names with whether the column is a year that is not over; `stack` holds the
    parts of each row where the table is drawn as stacked columns."""

    id: str
    unit: str
    rows_are: str
    columns: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]
    total: Line | None
    incomplete: bool
    unfinished: bool
    wide: bool
    bars: tuple[tuple[str, Decimal], ...]
    stack: tuple[tuple[str, tuple[str, ...]], ...]


def pages(edition: Edition) -> Iterator[Page]:
    """The one page of all tables."""
    t = wording()
    names = edition.studio_names
    places = {**year_places(edition), **school_places(edition)}
    for studio in edition.studios:
        places |= places_behind(studio)
    yield Page(
        address.STATISTICS,
        "statistics",
        "statistics.html",
        t("statistics.title"),
        t("statistics.description", school=edition.site.school),
        {
            "as_of": edition.as_of,
            "tables": tuple(_shown(table, names, places, edition.as_of[:4]) for table in edition.statistics),
            "parts": PARTS,
            "strip": figures(),
            "doors": doors(edition),
        },
    )


def _shown(table: Statistic, names: Mapping[str, str], places: Mapping[str, str], this_year: str) -> Shown:
    t = wording()

    def named(name: str, axis: str) -> str:
        return names.get(name) or t("words.studio_correcting", id=name) if axis == "studio" else name

    def led(table: Statistic, row: str, column: str, value: str) -> str | None:
        # Nothing has no records, and a studio under correction no pages of them.
        gone = table.rows_are == "studio" and row not in names
        to = None if value == "0" or gone else leads_to(table, row, column)
        return places.get(to, to) if to else None

    lines = tuple(
        Line(
            named(row.name, table.rows_are),
            tuple(
                Cell(value, led(table, row.name, column, value))
                for column, value in zip(table.columns, row.values, strict=True)
            ),
            Cell(row.total, led(table, row.name, "", row.total)),
            row.incomplete,
            table.rows_are == "year" and row.name == this_year,
        )
        for row in table.rows
    )
    columns = tuple(
        (named(column, table.columns_are), table.columns_are == "year" and column == this_year)
        for column in table.columns
    )
    return Shown(
        table.id,
        table.unit,
        table.rows_are,
        columns,
        lines,
        _sum(table, places),
        any(row.incomplete for row in table.rows),
        any(line.unfinished for line in lines) or any(unfinished for _, unfinished in columns),
        len(columns) > MOST_COLUMNS,
        tuple((line.name, read_decimal(line.total.value)) for line in lines),
        tuple((row.name, _parts(row)) for row in table.rows) if table.id == STACKED else (),
    )


def _sum(table: Statistic, places: Mapping[str, str]) -> Line | None:
    if table.total is None:
        return None

    def led(column: str, value: str) -> str | None:
        to = sums_lead_to(table, column) if value != "0" else None
        return places.get(to, to) if to else None

    return Line(
        "",
        tuple(Cell(value, led(column, value)) for column, value in zip(table.columns, table.total.values, strict=True)),
        Cell(table.total.total, led("", table.total.total)),
        table.total.incomplete,
        False,
    )


def _parts(row: StatisticRow) -> tuple[str, ...]:
    """The first figures of a row, and what is left of its total."""
    first = row.values[:PARTS]
    return (*first, str(int(row.total) - sum(map(int, first))))


def sums_lead_to(table: Statistic, column: str) -> str | None:
    """The page with the records behind a figure of the last line; without a column, behind the total of the table.
    None where they stand on no page together."""
    year = column if table.columns_are == "year" else ""
    match table.id:
        case "achievements-by-level":
            return address.achievements_of_level(column) if column else address.ACHIEVEMENTS
        case "achievements-by-type":
            return address.achievements_of_year(year) if year else address.ACHIEVEMENTS
        case "awards-by-rank":
            return of_school("awards", "level", column) if column else address.achievements_of_type("竞赛获奖")
        case "training-sessions":
            return address.trainings_of_year(year) if year else address.TRAININGS
        case "training-person-days" | "training-attendances":
            return of_school("sessions", "audience", column) if column else address.TRAININGS
        case "services-by-kind":
            return of_school("services", "kind", column) if column else address.TRAININGS
        case "apprentices-taken":
            return of_school("apprentices", "year", year) if year else of_school("apprentices")
        case "donations-received":
            return of_school("donations", "year", year) if year else of_school("donations")
        case "press-by-level":
            return of_school("press", "level", column) if column else address.PRESS
        case "grades":
            return address.GRADES
        case "notices-by-kind":
            return f"{address.NOTICES}#year-{year}" if year else address.NOTICES
    return None


def leads_to(table: Statistic, row: str, column: str) -> str | None:
    """The page with the records behind a figure; without a column, behind the row's total."""
    year = row if table.rows_are == "year" else column if table.columns_are == "year" else ""
    place = f"#year-{year}" if year.isdigit() else ""
    match table.id:
        case "achievements-by-level":
            return f"{address.achievements_of_level(column)}{place}" if column else address.achievements_of_year(year)
        case "achievements-by-type":
            return f"{address.achievements_of_type(row)}{place}"
        case "achievements-by-studio":
            return f"{address.achievements_of_studio(row)}{place}"
        case "awards-by-rank" if column:
            return asked("achievement", type="竞赛获奖", level=column, rank=row if row in RANKS else NONE)
        case "awards-by-rank":
            return of_school("awards", "rank", row)
        case "training-sessions":
            return f"{address.trainings(row)}{place}"
        case "training-person-days" | "training-attendances" if column:
            return asked("training", year=year, audience=column)
        case "training-person-days" | "training-attendances":
            return address.trainings_of_year(year)
        case "services-by-kind":
            return of_year("services", year, "kind", column) if column else of_school("services", "year", year)
        case "apprentices-taken":
            return address.teaching(row)
        case "meetings-held":
            return f"{address.meetings(row)}{place}"
        case "donations-received":
            return address.cooperation(row)
        case "press-by-level":
            level = f"#level-{address.LEVELS[column]}" if column else ""
            return f"{address.press_of_year(year)}{level}"
        case "grades":
            return address.grade_year(int(year))
        case "notices-by-kind":
            return asked("notice", year=column, kind=row) if column else address.NOTICES_BY_KIND
    return None
