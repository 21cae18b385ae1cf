"""Checks of plans: phases, contradictory targets, units. A source's own contradictions are warnings that name both."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from generator.core.compute.measure import UNITS, Counted, counted
from generator.core.compute.plan import metrics
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity
from generator.core.records.partial import is_read
from generator.core.records.plan import Measure, Plan
from generator.core.values.quantity import Quantity

PHASE_UNKNOWN = Code("L801", cause=("phase", "phase", "@path"))
PHASES_OVERLAP = Code("L802", Severity.WARNING)
TARGETS_DIFFER = Code("L803", Severity.WARNING)
UNITS_DIFFER = Code("L804", Severity.WARNING)
SUM_DIFFERS = Code("L805", Severity.WARNING)
TARGET_UNKNOWN = Code("L806", cause=("target", "target", "@path"))
TWICE = Code("L807")
PHASE_ORDER = Code("L808")
UNCOUNTABLE = Code("L809", Severity.WARNING)
COUNTED_DIFFERS = Code("L810", Severity.WARNING)
UNFED = Code("L811", Severity.WARNING)


def _plans(dataset: Dataset) -> Iterator[Entry[Plan]]:
    yield from dataset.shelf("plan").values()


def ids_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Phases and targets have ids of their own."""
    for plan in _plans(dataset):
        for listed in ("phases", "targets"):
            seen: dict[str, int] = {}
            for index, item in enumerate(getattr(plan.record, listed)):
                first = seen.setdefault(item.id, index)
                if first != index:
                    related = (plan.where(listed, first, "id"),)
                    yield plan.problem(TWICE, listed, index, "id", related=related, listed=listed, id=item.id)


def phases_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A target's phase exists."""
    for plan in _plans(dataset):
        phases = [phase.id for phase in plan.record.phases]
        for index, target in enumerate(plan.record.targets):
            if target.phase is not None and target.phase not in phases:
                yield plan.unknown(
                    PHASE_UNKNOWN, "targets", index, "phase", phase=target.phase, given=target.phase, among=phases
                )


def phases_apart(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Phases run forward and do not share a month."""
    for plan in _plans(dataset):
        for index, phase in enumerate(plan.record.phases):
            starts, ends = phase.starts.earliest, phase.ends.latest
            if starts and ends and ends < starts:
                yield plan.problem(
                    PHASE_ORDER,
                    "phases",
                    index,
                    "ends",
                    related=(plan.where("phases", index, "starts"),),
                    starts=str(phase.starts),
                    ends=str(phase.ends),
                )
            before = plan.record.phases[index - 1] if index else None
            if before and starts and before.ends.latest and before.ends.latest >= starts:
                yield plan.problem(
                    PHASES_OVERLAP,
                    "phases",
                    index,
                    "starts",
                    related=(plan.where("phases", index - 1, "ends"),),
                    starts=str(phase.starts),
                    ends=str(before.ends),
                )


def targets_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Targets of one metric, phase and due date agree in value and unit."""
    for plan in _plans(dataset):
        first: dict[tuple[str, str | None, str], int] = {}
        for index, target in enumerate(plan.record.targets):
            held = first.setdefault((target.metric, target.phase, str(target.due or "")), index)
            if held == index:
                continue
            other = plan.record.targets[held]
            where = plan.where("targets", held, "value")
            value, stated = str(target.value), str(other.value)
            if other.value.unit != target.value.unit:
                yield plan.problem(
                    UNITS_DIFFER,
                    "targets",
                    index,
                    "value",
                    related=(where,),
                    metric=target.metric,
                    value=value,
                    other=stated,
                )
            elif other.value != target.value:
                yield plan.problem(
                    TARGETS_DIFFER,
                    "targets",
                    index,
                    "value",
                    related=(where,),
                    metric=target.metric,
                    value=value,
                    other=stated,
                )


def phases_add_up(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The phases of a metric add up to its overall target, in one unit, if all can be read. Shares do not add up;
    nor does a phase with targets that contradict one another, which is said elsewhere."""
    for plan in _plans(dataset):
        for index, target in enumerate(plan.record.targets):
            places = [
                number
                for number, other in enumerate(plan.record.targets)
                if other.metric == target.metric and other.phase
            ]
            parts = [plan.record.targets[number] for number in places]
            single = len({other.phase for other in parts}) == len(parts)
            if not all(is_read(each, "value") for each in (target, *parts)):
                continue
            if target.phase is not None or not parts or not single or target.value.unit == "%":
                continue
            total = sum((other.value.value for other in parts), Decimal(0))
            units = {other.value.unit for other in parts}
            if units != {target.value.unit}:
                yield plan.problem(
                    UNITS_DIFFER,
                    "targets",
                    index,
                    "value",
                    related=[plan.where("targets", number, "value") for number in places],
                    metric=target.metric,
                    value=str(target.value),
                    other=tuple(str(other.value) for other in parts),
                )
            elif total != target.value.value:
                yield plan.problem(
                    SUM_DIFFERS,
                    "targets",
                    index,
                    "value",
                    related=[plan.where("targets", number, "value") for number in places],
                    metric=target.metric,
                    value=str(target.value),
                    total=str(Quantity(total, "", target.value.unit)),
                )


def actuals_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An actual belongs to a target, and is in its unit."""
    for plan in _plans(dataset):
        targets = {target.id: target for target in plan.record.targets}
        for index, actual in enumerate(plan.record.actuals):
            target = targets.get(actual.target)
            if target is None:
                yield plan.unknown(
                    TARGET_UNKNOWN, "actuals", index, "target", target=actual.target, given=actual.target, among=targets
                )
            elif actual.value.unit != target.value.unit:
                yield plan.problem(
                    UNITS_DIFFER,
                    "actuals",
                    index,
                    "value",
                    related=(plan.where("targets", plan.record.targets.index(target), "value"),),
                    metric=target.metric,
                    value=str(actual.value),
                    other=str(target.value),
                )


def measures_count(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The records that a target names can be counted in its unit."""
    for plan in _plans(dataset):
        for index, target in enumerate(plan.record.targets):
            if target.measure is not None and target.value.unit not in UNITS[target.measure.records]:
                yield plan.problem(
                    UNCOUNTABLE,
                    "targets",
                    index,
                    "value",
                    related=(plan.where("targets", index, "measure"),),
                    metric=target.metric,
                    value=str(target.value),
                    records=target.measure.records,
                    allowed=tuple(sorted(UNITS[target.measure.records])),
                )


def counts_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What was reported is what the records come to by its day."""

    def count(measure: Measure, unit: str, first: date, last: date) -> Counted | None:
        return counted(measure, unit, first, last, dataset)

    for plan in _plans(dataset):
        record = plan.record
        for metric in metrics(record, as_of, count):
            for line in metric.lines:
                if line.beside is None or line.counted_then is None:
                    continue
                place = next(
                    index
                    for index, actual in enumerate(record.actuals)
                    if actual.target == line.target.id and actual.value == line.beside.value
                )
                target = record.targets.index(line.target)
                yield plan.problem(
                    COUNTED_DIFFERS,
                    "actuals",
                    place,
                    "value",
                    related=(plan.where("targets", target, "measure"),),
                    metric=metric.name,
                    value=str(line.beside.value),
                    counted=str(line.counted_then),
                )


def metrics_fed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """In a plan whose progress is told, or should be for it has begun, every metric has records or reports to tell it
    from. Of a public case progress is told where somebody did."""
    for plan in _plans(dataset):
        record = plan.record
        reported = {actual.target for actual in record.actuals}
        fed = {target.metric for target in record.targets if target.measure is not None or target.id in reported}
        starts = [phase.starts.earliest for phase in record.phases]
        begun = not record.reference and any(day is not None and day <= as_of for day in starts)
        named: set[str] = set()
        for index, target in enumerate(record.targets):
            if (fed or begun) and target.metric not in fed | named:
                named.add(target.metric)
                yield plan.problem(UNFED, "targets", index, "metric", metric=target.metric)
