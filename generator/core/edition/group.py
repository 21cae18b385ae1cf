"""Vocational groups in the Edition: all that their files say."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.plan import source, written_by
from generator.core.records import group as records


def groups(dataset: Dataset, as_of: date) -> tuple[form.Group, ...]:
    """The groups whose account was written by the day: those of the school first, then cases to look at."""
    shelf: Mapping[str, Entry[records.Group]] = dataset.shelf("group")
    known = [entry for entry in shelf.values() if written_by(entry.record.source, as_of)]
    return tuple(_group(entry) for entry in sorted(known, key=lambda entry: (entry.record.reference, entry.id)))


def _group(entry: Entry[records.Group]) -> form.Group:
    record = entry.record
    members: dict[str, list[str]] = {}
    for member in record.members:
        members.setdefault(member.kind, []).append(member.name)
    years: dict[str, list[form.GroupMetric]] = {}
    for metric in record.metrics:
        given = form.GroupMetric(metric.name, str(metric.value), metric.audience, metric.sentence)
        years.setdefault(str(metric.year), []).append(given)
    return form.Group(
        id=entry.id,
        name=record.name,
        reference=record.reference,
        source=source(record.source),
        founded=str(record.founded) if record.founded else None,
        approved_by=record.approved_by,
        lead=record.lead,
        members=tuple((kind, tuple(names)) for kind, names in members.items()),
        majors=record.majors,
        columns=tuple(
            form.GroupColumn(column.name, tuple(_figures(column, record.metrics))) for column in record.columns
        ),
        years=tuple((year, tuple(years[year])) for year in sorted(years, reverse=True)),
        results=record.results,
        problems=record.problems,
        next_steps=tuple(form.GroupStep(step.text, step.when) for step in record.next_steps),
        notes=record.notes,
    )


def _figures(column: records.Column, metrics: Iterable[records.Metric]) -> Iterator[tuple[str, str]]:
    """The latest figure of each metric that a column names; where years are masked or one and the same, the first."""
    for name in column.metrics:
        named = [metric for metric in metrics if metric.name == name]
        if named:
            yield name, str(max(named, key=lambda metric: metric.year.year or 0).value)
