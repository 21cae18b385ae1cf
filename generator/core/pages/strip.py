"""Strips of links between pages that belong together."""

from __future__ import annotations

from generator.core.pages import address
from generator.wording import wording

FIGURES: tuple[tuple[str, str], ...] = (
    ("statistics.title", address.STATISTICS),
    ("compare.title", address.COMPARE),
    ("plans.title", address.PLANS),
    ("groups.title", address.GROUPS),
    ("press.title", address.PRESS),
)
"""The lists of the section of statistics: wording key and address."""


def figures() -> tuple[tuple[str, str], ...]:
    """Title and address of each list of the section of statistics."""
    t = wording()
    return tuple((t(key), place) for key, place in FIGURES)
