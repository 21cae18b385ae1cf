"""Statistics: cross tables of figures."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class StatisticRow:
    """A row of figures under the columns of its table. `name` is a year, a studio's id or a word of the records;
    `incomplete` when a record that would have counted is under correction."""

    name: str
    values: tuple[str, ...]
    total: str
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Statistic:
    """A cross table in one unit. `rows_are` and `columns_are` say what the names are: `year`, `studio` or `word`;
    `total` is its last line, None where records count in several rows. A year that is not over is among its years like
    any other: whoever shows it says so."""

    id: str
    unit: str
    rows_are: str
    columns_are: str
    columns: tuple[str, ...]
    rows: tuple[StatisticRow, ...]
    total: StatisticRow | None
