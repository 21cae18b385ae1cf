"""Statistics: cross tables of the school's figures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal, get_args

from generator.core.compute.breakdown import years
from generator.core.dataset import Dataset, Entry
from generator.core.records.achievement import LEVELS, RANKS, TYPES, UNRANKED
from generator.core.records.press import MediaLevel
from generator.core.records.service import ServiceKind
from generator.core.records.training import AUDIENCES

TableId = Literal[
    "achievements-by-level",
    "achievements-by-type",
    "achievements-by-studio",
    "awards-by-rank",
    "training-person-days",
    "training-attendances",
    "training-sessions",
    "services-by-kind",
    "apprentices-taken",
    "meetings-held",
    "donations-received",
    "press-by-level",
    "grades",
    "notices-by-kind",
]
"""The tables there are."""
Axis = Literal["year", "studio", "word"]
"""What the names of a table's rows or columns are."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: a figure under each column; `incomplete` when something that would count was left out."""

    name: str
    values: tuple[Decimal, ...]
    incomplete: bool

    @property
    def total(self) -> Decimal:
        """The sum of the row."""
        return sum(self.values, Decimal(0))


@dataclass(frozen=True, slots=True)
class Measure:
    """What a table counts: its unit, and what its rows and columns are; `rows` and `columns` are the words of a closed
    list in their order. A masked year (20XX) stands behind the known ones. Where records count in several rows, the
    columns are not `summed`."""

    id: TableId
    unit: str
    rows_are: Axis
    columns_are: Axis
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    summed: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a measure."""

    measure: Measure
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    @property
    def total(self) -> Row | None:
        """The sums of the columns."""
        if not self.measure.summed:
            return None
        return Row(
            "",
            tuple(sum(column, Decimal(0)) for column in zip(*(row.values for row in self.rows), strict=True)),
            any(row.incomplete for row in self.rows),
        )


Counted = tuple[str, str, Decimal | int]
"""One record's part in a table: its row, its column, how much it counts."""


def statistics(dataset: Dataset) -> tuple[Table, ...]:
    """The school's tables. The Dataset holds only what has happened; a table without any record is left out.

    What several studios share counts once, but in the row of each of them. A team's award is one award. 人天 are
    persons times days, 人次 the persons of all sessions together.
    """
    achievements = [(entry, entry.record) for entry in dataset.achievements.values()]
    trainings = [(entry, entry.record) for entry in dataset.trainings.values()]

    def shelf(kind: str) -> Iterable[Entry[Any]]:
        return dataset.shelf(kind).values()

    tables = (
        cross(
            Measure("achievements-by-level", "项", "year", "word", columns=(*LEVELS, UNRANKED)),
            ((entry.year, record.level or UNRANKED, 1) for entry, record in achievements),
            _lacking(dataset, "achievement", "year"),
        ),
        cross(
            Measure("achievements-by-type", "项", "word", "year", rows=TYPES),
            ((record.type, entry.year, 1) for entry, record in achievements),
            _lacking(dataset, "achievement"),
        ),
        cross(
            Measure("achievements-by-studio", "项", "studio", "year", summed=False),
            (
                (studio, entry.year, 1)
                for entry, _ in achievements
                for studio in dict.fromkeys((entry.studio, *dataset.sharers(entry)))
            ),
            _lacking(dataset, "achievement", "studio"),
        ),
        cross(
            Measure("awards-by-rank", "项", "word", "word", rows=RANKS, columns=(*LEVELS, UNRANKED)),
            (
                (record.rank, record.level or UNRANKED, 1)
                for _, record in achievements
                if record.type == "竞赛获奖" and record.rank is not None
            ),
            _lacking(dataset, "achievement"),
        ),
        cross(
            Measure("training-person-days", "人天", "year", "word", columns=AUDIENCES),
            ((entry.year, record.audience, record.person_days) for entry, record in trainings),
            _lacking(dataset, "training", "year"),
        ),
        cross(
            Measure("training-attendances", "人次", "year", "word", columns=AUDIENCES),
            ((entry.year, record.audience, record.persons) for entry, record in trainings),
            _lacking(dataset, "training", "year"),
        ),
        cross(
            Measure("training-sessions", "次", "studio", "year"),
            ((entry.studio, entry.year, 1) for entry, _ in trainings),
            _lacking(dataset, "training", "studio"),
        ),
        cross(
            Measure("services-by-kind", "次", "year", "word", columns=get_args(ServiceKind)),
            ((entry.year, entry.record.kind, 1) for entry in shelf("service")),
            _lacking(dataset, "service", "year"),
        ),
        cross(
            Measure("apprentices-taken", "人", "studio", "year"),
            ((entry.studio, f"{entry.record.since.year}", 1) for entry in shelf("apprenticeship")),
            _lacking(dataset, "apprenticeship", "studio"),
        ),
        cross(
            Measure("meetings-held", "次", "studio", "year"),
            ((entry.studio, entry.year, 1) for entry in shelf("meeting")),
            _lacking(dataset, "meeting", "studio"),
        ),
        cross(
            Measure("donations-received", "万元", "studio", "year"),
            ((entry.studio, str(entry.record.date)[:4], entry.record.value) for entry in shelf("donation")),
            _lacking(dataset, "donation", "studio"),
        ),
        cross(
            Measure("press-by-level", "篇", "year", "word", columns=get_args(MediaLevel)),
            ((entry.year, entry.record.level, 1) for entry in shelf("press")),
            _lacking(dataset, "press", "year"),
        ),
    )
    return tuple(table for table in tables if table.rows)


def _lacking(dataset: Dataset, kind: str, by: Literal["", "year", "studio"] = "") -> Callable[[str], bool]:
    """Whether something of a kind that would have counted in a row was left out."""
    return lambda row: dataset.lacks(kind, studio=row if by == "studio" else "", year=row if by == "year" else "")


def cross(measure: Measure, counted: Iterable[Counted], incomplete: Callable[[str], bool]) -> Table:
    """Add up what is counted. Names stand in the order that the measure gives, else sorted, and only those that occur;
    of years all between the first and the last."""
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for row, column, value in counted:
        sums[row, column] += value
    rows = _names({row for row, _ in sums}, measure.rows_are, measure.rows)
    columns = _names({column for _, column in sums}, measure.columns_are, measure.columns)
    return Table(
        measure,
        columns,
        tuple(Row(row, tuple(sums[row, column] for column in columns), incomplete(row)) for row in rows),
    )


def _names(occurring: Set[str], axis: Axis, order: Sequence[str]) -> tuple[str, ...]:
    if order:
        return tuple(name for name in order if name in occurring)
    if axis != "year":
        return tuple(sorted(occurring))
    return years(occurring)
