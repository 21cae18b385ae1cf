"""What records come to for a plan: how much of what a target measures fell between two days.

A target is counted in the unit that its records have (person-days of trainings are no attendances); in any other there
is nothing to count. What is dated too vaguely to lie within the days for certain does not count.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from generator.core.dataset import Dataset
from generator.core.records.plan import Measure

UNITS: Mapping[str, frozenset[str]] = {
    "培训": frozenset({"人天", "人次", "次", "期"}),
    "带徒": frozenset({"人", "名"}),
    "成果": frozenset({"项"}),
    "报道": frozenset({"篇"}),
    "认定工作室": frozenset({"个"}),
    "在建工作室": frozenset({"个"}),
}
"""The units in which each kind of record can be counted."""
KINDS: Mapping[str, str] = {
    "培训": "training",
    "带徒": "apprenticeship",
    "成果": "achievement",
    "报道": "press",
    "认定工作室": "studio",
    "在建工作室": "studio",
}
"""The kind of record behind each word."""
WORKING = frozenset({"认定", "建设中", "考核"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A figure out of records; `incomplete` when one that may have counted is under correction; `taken_down` is how
    much of it is shown no longer: that a record had to go does not undo what was reached."""

    value: Decimal
    incomplete: bool
    taken_down: Decimal = Decimal(0)


def counted(
    measure: Measure, unit: str, first: date, last: date, dataset: Dataset, shown: Dataset | None = None
) -> Counted | None:
    """How much fell between two days, both inside; None where the unit is not one of these records. Of what stands
    rather than happens (在建工作室) how it stood on the last day. `shown` is what is left after taking down."""
    if unit not in UNITS[measure.records]:
        return None
    years = [""] if KINDS[measure.records] == "studio" else [str(year) for year in range(first.year, last.year + 1)]
    incomplete = any(dataset.lacks(KINDS[measure.records], year=year) for year in years)
    value = sum(_amounts(measure, unit, first, last, dataset), Decimal(0))
    left = value if shown is None else sum(_amounts(measure, unit, first, last, shown), Decimal(0))
    return Counted(value, incomplete, value - left)


def _amounts(measure: Measure, unit: str, first: date, last: date, dataset: Dataset) -> Iterator[Decimal]:
    one = Decimal(1)
    match measure.records:
        case "培训":
            for training in (entry.record for entry in dataset.trainings.values()):
                if first <= training.date <= last and _fits(measure.audience, training.audience):
                    yield {"人天": training.person_days, "人次": Decimal(training.persons)}.get(unit, one)
        case "带徒":
            yield from (one for each in dataset.shelf("apprenticeship").values() if first <= each.record.since <= last)
        case "成果":
            for entry in dataset.achievements.values():
                when = entry.record.date
                if when.earliest is None or when.latest is None or not _is_asked(measure, entry.record):
                    continue
                if first <= when.earliest and when.latest <= last:
                    yield one
        case "报道":
            for each in dataset.shelf("press").values():
                if first <= each.record.date <= last and measure.level in {None, each.record.level}:
                    yield one
        case "认定工作室":
            for studio in (entry.record for entry in dataset.studios.values()):
                begun = next((step.since.earliest for step in studio.status if step.status == "认定"), None)
                if begun is not None and first <= begun <= last:
                    yield one
        case "在建工作室":
            for studio in (entry.record for entry in dataset.studios.values()):
                step = studio.status_on(last)
                ended = studio.ended is not None and studio.ended <= last
                if step is not None and step.status in WORKING and not ended:
                    yield one


def _fits(asked: tuple[str, ...], given: str) -> bool:
    return not asked or given in asked


def _is_asked(measure: Measure, record: object) -> bool:
    asked = ("type", "level", "rank", "contestants")
    return all(getattr(measure, name) in {None, getattr(record, name)} for name in asked)
