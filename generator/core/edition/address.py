"""Addresses once published: what is due on a day."""

from __future__ import annotations

from datetime import date

from generator.core.compute.address import standing
from generator.core.dataset import Dataset
from generator.core.edition import form


def addresses(dataset: Dataset, as_of: date) -> tuple[form.Address, ...]:
    """By address."""
    return tuple(
        form.Address(
            each.promise.address,
            each.promise.since.isoformat(),
            each.outcome,
            each.to,
            each.day.isoformat() if each.day else None,
            each.reason,
        )
        for each in standing(dataset, as_of)
    )
