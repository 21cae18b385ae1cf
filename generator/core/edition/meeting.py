"""Meetings in the Edition: never who was there."""

from __future__ import annotations

from datetime import date

from generator.core.compute.agenda import cycle_for
from generator.core.compute.meeting import cadences, months_at_work
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.yearly import yearly
from generator.core.records.meeting import Meeting
from generator.core.records.rules import Cycle
from generator.core.records.studio import Studio


def meeting_years(studio: Entry[Studio], dataset: Dataset, as_of: date) -> tuple[form.MeetingYear, ...]:
    """A studio's meetings, the latest year first."""
    founded, ended = studio.record.founded.earliest, studio.record.ended
    cycles = dataset.shelf("cycle").values()

    def asked(year: str) -> Cycle | None:
        held = cycle_for(cycles, int(year))
        return held.record if held else None

    return tuple(
        form.MeetingYear(
            year,
            tuple(_meeting(entry.record) for entry in entries),
            tuple(
                form.BodyCount(found.body, found.count, found.least, found.span, found.kept, found.of)
                for found in cadences(
                    [entry.record for entry in entries],
                    asked(year),
                    months_at_work(founded, ended, int(year), as_of),
                )
            ),
            incomplete,
        )
        for year, entries, incomplete in yearly(dataset, "meeting", studio.id)
    )


def _meeting(record: Meeting) -> form.Meeting:
    return form.Meeting(
        id=record.id,
        date=record.date.isoformat(),
        body=record.body,
        topic=record.topic,
        present=record.present,
        decision=record.decision,
        escalated=record.escalated,
    )
