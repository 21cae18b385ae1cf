"""What is not the same in two snapshots: their records, and their addresses."""

from __future__ import annotations

from generator.core.edition import Edition
from generator.core.edition.changes import Change, between
from generator.core.edition.changes import changes as of_records
from generator.core.pages import draw


def changes(before: Edition, after: Edition) -> tuple[Change, ...]:
    """What is not the same, kind by kind, by id; the addresses last."""
    return (*of_records(before, after), *between("address", _addresses(before), _addresses(after)))


def _addresses(edition: Edition) -> dict[str, None]:
    return {page.address: None for page in draw(edition)}
