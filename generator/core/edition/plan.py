"""Plans in the Edition: what they aim at, and how far it was reached by the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from generator.core.compute.plan import Line, metrics, when_of
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.records import plan as records
from generator.core.values.number import plain


def plans(dataset: Dataset, as_of: date) -> tuple[form.Plan, ...]:
    """The plans that were issued by the day: the school's own first, the latest first."""
    shelf: Mapping[str, Entry[records.Plan]] = dataset.shelf("plan")
    issued = [entry for entry in shelf.values() if written_by(entry.record.source, as_of)]
    by_id = sorted(issued, key=lambda entry: entry.id)
    latest = sorted(by_id, key=lambda entry: str(entry.record.starts or ""), reverse=True)
    return tuple(_plan(entry, as_of) for entry in sorted(latest, key=lambda entry: entry.record.reference))


def written_by(given: records.Source | None, as_of: date) -> bool:
    """Whether a source was written by the day; one whose date is not known was."""
    written = given.date.earliest if given and given.date else None
    return written is None or written <= as_of


def source(given: records.Source | None) -> form.Source | None:
    """Where facts were taken from."""
    if given is None:
        return None
    return form.Source(
        given.title, given.issuer, given.number, str(given.date) if given.date else None, given.found, given.note
    )


def _plan(entry: Entry[records.Plan], as_of: date) -> form.Plan:
    record = entry.record
    return form.Plan(
        id=entry.id,
        title=record.title,
        reference=record.reference,
        source=source(record.source),
        starts=str(record.starts) if record.starts else None,
        ends=str(record.ends) if record.ends else None,
        theme=record.theme,
        phases=tuple(
            form.PlanPhase(
                phase.id,
                phase.name,
                str(phase.starts),
                str(phase.ends),
                when_of(phase.starts, phase.ends, as_of),
            )
            for phase in record.phases
        ),
        metrics=tuple(
            form.PlanMetric(
                metric.name,
                tuple(_line(line) for line in metric.lines),
                metric.adds,
                metric.contradicts,
                metric.repeats,
                metric.units,
            )
            for metric in metrics(record, as_of)
        ),
        tasks=tuple(form.PlanTask(task.title, task.content, task.when, task.owner) for task in record.tasks),
        safeguards=record.safeguards,
        notes=record.notes,
    )


def _line(line: Line) -> form.PlanLine:
    target, actual = line.target, line.actual
    return form.PlanLine(
        phase=line.phase.id if line.phase else None,
        when=line.when,
        operator=target.operator,
        value=str(target.value),
        per=target.per,
        owner=target.owner,
        due=str(target.due) if target.due else None,
        stated=target.stated,
        actual=str(actual.value) if actual else None,
        actual_date=str(actual.date) if actual else None,
        sources=actual.sources if actual else (),
        summed=actual.summed if actual else False,
        verdict=line.verdict,
        share=_percent(line.share) if line.share is not None else None,
        required=plain(target.value.value),
        unit=target.value.unit,
        missing=plain(line.missing) if line.missing is not None else None,
        so_far=str(line.so_far) if line.so_far else None,
        reached_so_far=str(line.reached_so_far) if line.reached_so_far else None,
    )


def _percent(share: Fraction) -> str:
    """One decimal, cut: what is not wholly reached never shows as 100."""
    return plain(Decimal(floor(share * 1000)) / 10)
