"""What studios have on file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Filing:
    """How many documents a studio has on file for a year. `missing` are the yearly categories without any, said only
    of the latest year that is over; None of others. `incomplete` when documents are under correction."""

    studio: str
    year: str
    documents: int
    missing: tuple[str, ...] | None
    incomplete: bool
