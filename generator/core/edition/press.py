"""Press coverage in the Edition."""

from __future__ import annotations

from collections.abc import Mapping

from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.records import press as records


def press(dataset: Dataset) -> tuple[form.Press, ...]:
    """What was printed or sent, the latest first."""
    shelf: Mapping[str, Entry[records.Press]] = dataset.shelf("press")
    by_id = sorted(shelf.values(), key=lambda entry: entry.id)
    return tuple(_press(entry) for entry in sorted(by_id, key=lambda entry: entry.record.date, reverse=True))


def _press(entry: Entry[records.Press]) -> form.Press:
    record = entry.record
    return form.Press(
        id=record.id,
        date=record.date.isoformat(),
        outlet=record.outlet,
        level=record.level,
        title=record.title,
        medium=record.medium,
        studios=record.studios,
        archived=record.archived,
        url=record.url,
    )
