"""The public log of notices up to the day, and each notice's part in it. Of the internal log nothing gets here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from generator.core.compute.log import Row, logs, record_of
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.records import notice as records
from generator.core.records.log import FIRST, PUBLIC


def log(dataset: Dataset, as_of: date) -> form.Log | None:
    """The public log; None for a school that keeps none."""
    book = _until(dataset, as_of)
    if book is None:
        return None
    last = book[-1] if book else None
    return form.Log(
        lines=len(book),
        head=last.digest if last else FIRST,
        last=last.line.day.isoformat() if last and last.line else None,
        text=b"".join(row.raw for row in book).decode(),
    )


def _until(dataset: Dataset, as_of: date) -> tuple[Row, ...] | None:
    """The lines of the day and before: those behind them tell of what is not published yet."""
    book = logs(dataset).get(PUBLIC)
    if book is None:
        return None
    end = next((index for index, row in enumerate(book) if row.line is None or row.line.day > as_of), len(book))
    return book[:end]


def proven(
    notices: tuple[form.Notice, ...], entries: Mapping[str, Entry[records.Notice]], dataset: Dataset, as_of: date
) -> tuple[form.Notice, ...]:
    """The same notices, each with what the public log says of it."""
    lines: dict[str, list[form.LogEntry]] = {}
    for row in _until(dataset, as_of) or ():
        if row.line is not None:
            entry = form.LogEntry(row.number, row.line.event, row.line.day.isoformat(), row.line.record, row.digest)
            lines.setdefault(row.line.id, []).append(entry)
    return tuple(
        replace(notice, proof=form.Proof(tuple(lines[notice.id]), _record(notice, entries[notice.id], dataset)))
        if notice.id in lines
        else notice
        for notice in notices
    )


def _record(notice: form.Notice, entry: Entry[records.Notice], dataset: Dataset) -> str | None:
    """What anyone needs to recompute the digest. Its second line is what the digest is made of, behind the salt."""
    if notice.scope != "公开" or notice.state == "taken_down" or entry.record.salt is None:
        return None
    said = record_of(entry, dataset).decode()
    return f'{{"salt":"{entry.record.salt}","record":\n{said}\n}}\n'
