"""Documents on file in the Edition: what there is in each of the nine categories, and what there is not."""

from __future__ import annotations

from datetime import date

from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.yearly import yearly
from generator.core.records.governing import FILE_CATEGORIES, GoverningDocument
from generator.core.records.studio import Studio


def governing_years(studio: Entry[Studio], dataset: Dataset, as_of: date) -> tuple[form.GoverningYear, ...]:
    """The years of which something is on file, the latest first; and the last complete year in which the studio was at
    work, even if nothing of it is: then all of it is missing. A studio that never filed anything has no years."""
    years = list(yearly(dataset, "governing", studio.id))
    last, ended = as_of.year - 1, studio.record.ended
    founded = studio.record.founded.earliest
    at_work = founded is not None and founded.year <= last and (ended is None or ended.year > last)
    if years and at_work and str(last) not in {year for year, *_ in years}:
        years.append((str(last), [], dataset.lacks("governing", studio.id, str(last))))
    return tuple(_year(*found, as_of) for found in sorted(years, key=lambda found: found[0], reverse=True))


def _year(year: str, entries: list[Entry[GoverningDocument]], incomplete: bool, as_of: date) -> form.GoverningYear:
    by_category = {
        category: tuple(_document(entry.record, as_of) for entry in entries if entry.record.category == category)
        for category in FILE_CATEGORIES
    }
    return form.GoverningYear(
        year,
        tuple(form.GoverningCategory(category, found) for category, found in by_category.items()),
        tuple(category for category, found in by_category.items() if not found),
        int(year) < as_of.year,
        incomplete,
    )


def _document(record: GoverningDocument, as_of: date) -> form.GoverningDocument:
    return form.GoverningDocument(
        id=record.id,
        title=record.title,
        kind=record.kind,
        topic=record.topic,
        date=str(record.date),
        number=record.number,
        retention=record.retention,
        filed=record.filed.isoformat() if record.filed and record.filed <= as_of else None,
    )
