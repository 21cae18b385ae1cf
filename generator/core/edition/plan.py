"""Plans in the Edition: what they aim at, and how far it was reached by the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

from generator.core.compute.calendar import ONE_DAY
from generator.core.compute.measure import counted
from generator.core.compute.plan import Count, Line, Overlap, metrics, overlaps, when_of
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.records import plan as records
from generator.core.values.number import plain


def plans(dataset: Dataset, happened: Dataset, as_of: date) -> tuple[form.Plan, ...]:
    """The plans that were issued by the day: the school's own first, the latest first. What was reached is counted in
    all that has `happened`, taken down or not."""
    shelf: Mapping[str, Entry[records.Plan]] = dataset.shelf("plan")
    issued = [entry for entry in shelf.values() if written_by(entry.record.source, as_of)]
    by_id = sorted(issued, key=lambda entry: entry.id)
    latest = sorted(by_id, key=lambda entry: str(entry.record.starts or ""), reverse=True)
    return tuple(
        _plan(entry, _counting(happened, dataset), as_of)
        for entry in sorted(latest, key=lambda entry: entry.record.reference)
    )


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


def _counting(happened: Dataset, shown: Dataset) -> Count:
    return lambda measure, unit, first, last: counted(measure, unit, first, last, happened, shown)


def _plan(entry: Entry[records.Plan], count: Count, as_of: date) -> form.Plan:
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
            for metric in metrics(record, as_of, count)
        ),
        tasks=tuple(form.PlanTask(task.title, task.content, task.when, task.owner) for task in record.tasks),
        safeguards=record.safeguards,
        notes=record.notes,
        overlaps=tuple(_overlap(each) for each in overlaps(record)),
    )


def _overlap(given: Overlap) -> form.PlanOverlap:
    starts, ends = given.starts.isoformat(), given.ends.isoformat()
    whole = given.starts.day == 1 and (given.ends + ONE_DAY).day == 1 and starts[:7] == ends[:7]
    return form.PlanOverlap(given.first.id, given.second.id, *((starts[:7],) * 2 if whole else (starts, ends)))


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
        counted=_asked(actual.counted) if actual and actual.counted else (),
        incomplete=actual.incomplete if actual else False,
        reported=str(line.beside.value) if line.beside else None,
        reported_date=str(line.beside.date) if line.beside else None,
        reported_by="".join(line.beside.sources) if line.beside else None,
        counted_then=str(line.counted_then) if line.counted_then else None,
        taken_down=plain(actual.taken_down) if actual and actual.taken_down else None,
    )


def _asked(measure: records.Measure) -> tuple[str, ...]:
    """The records that count, in the words of the plan."""
    given = (measure.level, measure.type, measure.rank, measure.contestants)
    return (measure.records, *measure.audience, *(word for word in given if word))


def _percent(share: Fraction) -> str:
    """One decimal, cut: what is not wholly reached never shows as 100."""
    return plain(Decimal(floor(share * 1000)) / 10)
