"""Statistics in the Edition: the school's tables, with the grades and notices that are published."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from generator.core.compute.statistics import Measure, Row, Table, cross, statistics
from generator.core.dataset import Dataset
from generator.core.edition import form
from generator.core.records.notice import NoticeKind
from generator.core.values.number import plain


def published_statistics(
    dataset: Dataset, grade_years: Sequence[form.GradeYear], notices: Sequence[form.Notice]
) -> tuple[form.Statistic, ...]:
    """Every table that holds a figure. Grades and notices count as they are published, not as they are filed."""
    tables = (*statistics(dataset), _grades(grade_years), _notices(notices, dataset))
    return tuple(_published(table) for table in tables if table.rows)


def _published(table: Table) -> form.Statistic:
    measure = table.measure
    return form.Statistic(
        measure.id,
        measure.unit,
        measure.rows_are,
        measure.columns_are,
        table.columns,
        tuple(_row(row) for row in table.rows),
        _row(table.total) if table.total else None,
    )


def _row(row: Row) -> form.StatisticRow:
    return form.StatisticRow(row.name, tuple(plain(value) for value in row.values), plain(row.total), row.incomplete)


def _grades(years: Sequence[form.GradeYear]) -> Table:
    """How many studios got which grade, in the years whose grades have been announced."""
    names = tuple(dict.fromkeys(name for year in years for name, _ in year.distribution))
    incomplete = {f"{year.year}" for year in years if any(grade.incomplete for grade in year.grades)}
    return cross(
        Measure("grades", "个", "year", "word", columns=names),
        ((f"{year.year}", name, count) for year in years for name, count in year.distribution if count),
        lambda year: year in incomplete,
    )


def _notices(notices: Sequence[form.Notice], dataset: Dataset) -> Table:
    return cross(
        Measure("notices-by-kind", "件", "word", "year", rows=get_args(NoticeKind)),
        ((notice.kind, notice.published[:4], 1) for notice in notices),
        lambda _: dataset.lacks("notice"),
    )
