"""Achievements in the Edition."""

from __future__ import annotations

from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.file import document, picture, text_with_pictures
from generator.core.edition.naming import Names
from generator.core.records import achievement as records


def achievement(entry: Entry[records.Achievement], dataset: Dataset, names: Names) -> form.Achievement:
    """What is public of an achievement: all that its file says."""
    record = entry.record
    story, pictures = text_with_pictures(entry, dataset)
    recognised = record.recognised
    return form.Achievement(
        id=entry.name,
        studio=entry.studio,
        year=entry.year,
        title=record.title,
        type=record.type,
        level=record.level,
        rank=record.rank,
        date=str(record.date),
        people=tuple(names.person(number) for number in record.people),
        lead=names.optional(record.lead),
        team=record.team,
        contestants=record.contestants,
        recognised_by=recognised.document if recognised else None,
        recognised_on=str(recognised.date) if recognised and recognised.date else None,
        form=record.form,
        publisher=record.publisher,
        isbn=record.isbn,
        adopted_by=record.adopted_by,
        partner=record.partner,
        media_level=record.media_level,
        shared_with=dataset.sharers(entry),
        evidence=tuple(_evidence(entry.studio, given, dataset) for given in record.evidence),
        summary=record.summary,
        story_html=story,
        story_text=entry.prose.text if entry.prose else "",
        pictures=pictures,
    )


def _evidence(studio: str, given: records.Evidence, dataset: Dataset) -> form.Evidence:
    path = f"studios/{studio}/files/{given.file}" if given.file else ""
    digest, size = dataset.files.get(path, (None, None))
    return form.Evidence(
        given.title,
        given.number,
        given.issuer,
        given.file,
        size,
        digest,
        document(path, dataset),
        picture(path, dataset, given.title),
    )
