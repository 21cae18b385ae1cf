"""Reports in the Edition."""

from __future__ import annotations

from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.file import text_with_pictures
from generator.core.records.report import Report


def reports(studio: str, dataset: Dataset) -> tuple[form.Report, ...]:
    """A studio's reports, the latest year first, then by the day they were handed in."""
    mine = dataset.of_studio("report", studio)
    ordered = sorted(mine, key=lambda entry: (entry.year, str(entry.record.filed or ""), entry.id), reverse=True)
    return tuple(_report(entry, dataset) for entry in ordered)


def _report(entry: Entry[Report], dataset: Dataset) -> form.Report:
    body, pictures = text_with_pictures(entry, dataset)
    return form.Report(
        id=entry.name,
        year=entry.year,
        title=entry.record.title,
        kind=entry.record.kind,
        semester=entry.record.semester,
        filed=entry.record.filed.isoformat() if entry.record.filed else None,
        problems=entry.record.problems,
        next_steps=entry.record.next_steps,
        body_html=body,
        body_text=entry.prose.text if entry.prose else "",
        pictures=pictures,
    )
