"""The school and what stands around every page."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    id: str
    name: str
    role: str
    phone: str | None
    email: str | None
    address: str | None
    hours: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """The school and what stands around every page. `fixed_day` when the site is of one stated day, so that nothing on
    it may be shown as of the visitor's own."""

    name: str
    url: str
    school: str
    summary: str
    address: str | None
    postcode: str | None
    publisher: str
    fictional: str | None
    icp: str | None
    police: str | None
    offices: tuple[Office, ...]
    licence: str | None = None
    licence_url: str | None = None
    fixed_day: bool = False
    semesters: tuple[tuple[str, str, str], ...] = ()
    """Name, first and last day (month-day) of each."""
