"""Addresses once published."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Address:
    """An address that was published, since which day, and what became of it if the school says so: `outcome` is one of
    the records' words, "" where nothing is said; `to` the address that it leads to now."""

    address: str
    since: str
    outcome: str
    to: str
    day: str | None
    reason: str
