"""What `stats` answers: the tables of the statistics page, and each measure by each dimension, as its pages show it."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict

from generator.answers.columns import aligned
from generator.core.edition import Edition
from generator.core.edition.breakdown import NONE, SCHOOL, Breakdown, BreakdownRow, By, breakdowns
from generator.core.edition.form import Statistic
from generator.core.pages.download import cell
from generator.wording import Wording

HEAD = "table row column value unit incomplete running change growth".split()
"""The columns of the CSV; the last three are of years, and of breakdowns alone."""


def as_text(edition: Edition, words: Wording, by: By | None = None) -> str:
    """Every table with its title and unit, or the breakdowns by a dimension; what is not complete is marked."""
    studios = edition.studio_names
    tables = (
        [_text(table, studios, words) for table in edition.statistics]
        if by is None
        else [text for each in _chosen(edition, by) for text in _breakdown(each, edition, words)]
    )
    following = words("answer.next_stats" if by is None else "answer.next_stats_by", by=by or "")
    return "\n".join([words("answer.as_of", as_of=edition.as_of) + "\n", *tables, following + "\n"])


def _chosen(edition: Edition, by: By | None) -> Iterator[Breakdown]:
    return (each for each in breakdowns(edition) if by in {None, each.by})


def _text(table: Statistic, studios: Mapping[str, str], words: Wording) -> str:
    def named(name: str, axis: str) -> str:
        return studios.get(name, name) if axis == "studio" else name

    head = ["", *(named(column, table.columns_are) for column in table.columns), words("answer.total")]
    lines = [head]
    for row in table.rows:
        mark = words("answer.incomplete_mark") if row.incomplete else ""
        lines.append([named(row.name, table.rows_are), *row.values, row.total + mark])
    if table.total:
        mark = words("answer.incomplete_mark") if table.total.incomplete else ""
        lines.append([words("answer.total"), *table.total.values, table.total.total + mark])
    title = words(f"answer.statistics.{table.id}", unit=table.unit)
    return f"{title}\n{aligned(lines, range(1, len(head)))}"


def _breakdown(found: Breakdown, edition: Edition, words: Wording) -> Iterator[str]:
    """A breakdown as its page shows it: the figures; of years also how they run on and how they changed."""
    title = words(
        "answer.breakdown.title",
        measure=words(f"answer.breakdown_measure.{found.measure}"),
        by=words(f"answer.breakdown_by.{found.by}"),
        of=words(f"answer.breakdown_of.{found.of}"),
        unit=found.unit,
    )
    mark = words("answer.incomplete_mark")
    lines = [(row, (*row.values, row.total + (mark if row.incomplete else ""))) for row in _rows_and_total(found)]
    yield _table(title, found, (*found.columns, words("answer.total")), lines, edition, words)
    for what in ("runs", "changes"):
        told: list[tuple[BreakdownRow, tuple[str | None, ...]]] = [
            (row, row.runs if what == "runs" else row.changes) for row in _rows_and_total(found)
        ]
        if len(found.columns) > 1 and any(value for _, values in told for value in values):
            named = words(f"answer.breakdown.{what}", title=title)
            dashed = [(row, [value or "—" for value in values]) for row, values in told]
            yield _table(named, found, found.columns, dashed, edition, words)


def _table(
    title: str,
    found: Breakdown,
    columns: Sequence[str],
    lines: Iterable[tuple[BreakdownRow, Sequence[str]]],
    edition: Edition,
    words: Wording,
) -> str:
    def named(row: BreakdownRow) -> str:
        if row is found.total or row.name == SCHOOL:
            return words("answer.total")
        if row.name == NONE:
            return words("answer.breakdown.none")
        return edition.studio_names.get(row.name, row.name) if found.by == "studio" else row.name

    rows = [["", *columns], *([named(row), *values] for row, values in lines)]
    return f"{title}\n{aligned(rows, range(1, len(columns) + 1))}"


def _rows_and_total(found: Breakdown) -> tuple[BreakdownRow, ...]:
    """The rows with the last line; of the whole school both are one."""
    return found.rows if found.by == "school" else (*found.rows, found.total)


def as_json(edition: Edition, by: By | None = None) -> str:
    """The tables as data: figures are decimal strings in the order of `columns`; in `breakdowns` the rows are named as
    in the Edition (a studio by its id), and the row without a name is of what belongs to none. With a dimension only
    what it breaks down."""
    answer = {
        "as_of": edition.as_of,
        "tables": [asdict(table) for table in edition.statistics if by is None],
        "breakdowns": [{"id": table.id, **asdict(table)} for table in _chosen(edition, by)],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def as_csv(edition: Edition, by: By | None = None) -> str:
    """One line a figure: table, row, column, figure, unit, whether it is complete; of the breakdowns also the running
    total and the change from the year before, in numbers and in percent. `none` is the row of what belongs to none."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEAD)
    for table in edition.statistics if by is None else ():
        writer.writerows([*map(cell, row), "", "", ""] for row in _rows(table))
    for found in _chosen(edition, by):
        writer.writerows(map(cell, row) for row in _figures(found))
    return written.getvalue()


def _rows(table: Statistic) -> Iterator[Sequence[str]]:
    for row in (*table.rows, *([table.total] if table.total else [])):
        complete = "1" if row.incomplete else "0"
        name = row.name or "total"
        for column, value in zip((*table.columns, "total"), (*row.values, row.total), strict=True):
            yield table.id, name, column, value, table.unit, complete


def _figures(found: Breakdown) -> Iterator[Sequence[str]]:
    for row in (*found.rows, found.total):
        name = "total" if row is found.total else row.name or "none"
        complete = "1" if row.incomplete else "0"
        for at, column in enumerate(found.columns):
            more = (values[at] or "" if values else "" for values in (row.runs, row.changes, row.growth))
            yield found.id, name, column, row.values[at], found.unit, complete, *more
        yield found.id, name, "total", row.total, found.unit, complete, "", "", ""
