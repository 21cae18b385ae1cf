"""Indicator systems in words and numbers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SystemPoint:
    id: str
    label: str
    indicator: str
    sort: str
    marks: str
    weight: str
    by: str
    rule: RuleText
    evidence: str | None
    basis: str | None


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule in the terms of its kind: what counts, how much is asked.

    `records` is the kind of record, `counts` the words it must hold, `flags` the fields that must be so
    (`recognised`), `least` the numbers that must be reached; `each` the marks for each one; `tiers` the steps and
    their shares.
    """

    kind: str
    records: str
    counts: tuple[str, ...]
    flags: tuple[str, ...]
    without: tuple[str, ...]
    least: tuple[tuple[str, str], ...]
    at_least: str | None
    unit: str
    each: str | None
    tiers: tuple[tuple[str, str], ...]
    partial: str
    inner: tuple[RuleText, ...]


@dataclass(frozen=True, slots=True)
class SystemCategory:
    name: str
    marks: str
    points: tuple[SystemPoint, ...]


@dataclass(frozen=True, slots=True)
class BandRow:
    grade: str
    name: str
    at_least: str
    below: str | None


@dataclass(frozen=True, slots=True)
class IndicatorSystem:
    id: str
    title: str
    year: int
    basis: str
    total: str
    bands: tuple[BandRow, ...]
    quota_grade: str | None
    quota_share: str | None
    vetoes: tuple[tuple[str, str], ...]
    categories: tuple[SystemCategory, ...]
