"""What `stats` answers: the tables of the statistics page, and as data each measure by each dimension."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict

from generator.answers.columns import aligned
from generator.core.edition import Edition
from generator.core.edition.breakdown import breakdowns
from generator.core.edition.form import Statistic
from generator.core.pages.download import cell
from generator.wording import Wording


def as_text(edition: Edition, words: Wording) -> str:
    """Every table with its title and unit; what is not complete is marked."""
    studios = edition.studio_names
    tables = [_text(table, studios, words) for table in edition.statistics]
    return "\n".join([words("answer.as_of", as_of=edition.as_of) + "\n", *tables, words("answer.next_stats") + "\n"])


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


def as_json(edition: Edition) -> str:
    """The tables as data: figures are decimal strings in the order of `columns`; in `breakdowns` the rows are named as
    in the Edition (a studio by its id), and the row without a name is of what belongs to none."""
    answer = {
        "as_of": edition.as_of,
        "tables": [asdict(table) for table in edition.statistics],
        "breakdowns": [{"id": table.id, **asdict(table)} for table in breakdowns(edition)],
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def as_csv(edition: Edition) -> str:
    """One line a figure: table, row, column, figure, unit, whether it is complete."""
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(("table", "row", "column", "value", "unit", "incomplete"))
    for table in edition.statistics:
        writer.writerows([cell(value) for value in row] for row in _rows(table))
    return written.getvalue()


def _rows(table: Statistic) -> Iterator[Sequence[str]]:
    for row in (*table.rows, *([table.total] if table.total else [])):
        complete = "1" if row.incomplete else "0"
        name = row.name or "total"
        for column, value in zip((*table.columns, "total"), (*row.values, row.total), strict=True):
            yield table.id, name, column, value, table.unit, complete
