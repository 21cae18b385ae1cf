"""Plans: each target against what was reached, phase by phase, and what may be added up.

Nothing is added or compared across units (名 and 人次 are different things), nothing approximate is added, and a figure
that nobody stated is unknown, never nought. Targets that contradict one another all stand.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations
from typing import Literal, TypeAlias

from generator.core.compute.measure import Counted
from generator.core.records.plan import Actual, Measure, Phase, Plan, Target
from generator.core.values.date import PartialDate
from generator.core.values.quantity import Quantity

When = Literal["past", "now", "next", "unknown"]
"""Where the span of a target lies on the day; unknown where the source masks it or gives none."""
Verdict = Literal["reached", "over", "short", "open", "unsure", "apart", "unknown", "incomplete"]
"""Reached; more than was asked for exactly; not reached in time; not reached yet; stated too vaguely to tell; stated in
another unit; not stated; not reached by those records that are not under correction."""
Count: TypeAlias = Callable[[Measure, str, date, date], Counted | None]
"""What records come to in a unit between two days."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached by a date: as `sources` say, or `counted` out of the records that a measure names;
    `summed` when it was added up here out of the phases; `incomplete` when records are under correction; `taken_down`
    is how much of it is shown no longer."""

    value: Quantity
    date: PartialDate
    sources: tuple[str, ...]
    summed: bool = False
    counted: Measure | None = None
    incomplete: bool = False
    taken_down: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Line:
    """A target with what was reached. `share` and `missing` only where both are exact and in one unit.

    `so_far` and `reached_so_far` are the running totals over the phases up to this one, where phases add up.
    `beside` is what was reported, where that is another figure than records come to on its day (`counted_then`).
    """

    target: Target
    phase: Phase | None
    when: When
    actual: Reached | None
    verdict: Verdict
    share: Fraction | None
    missing: Decimal | None
    so_far: Quantity | None = None
    reached_so_far: Quantity | None = None
    beside: Reached | None = None
    counted_then: Quantity | None = None


@dataclass(frozen=True, slots=True)
class Metric:
    """All targets of a metric: its phases in their order, then the whole.

    `adds` when the phases are parts of one whole; `contradicts` when the source states different values for the same,
    `repeats` when it states the same value twice; `units` are all units that occur.
    """

    name: str
    lines: tuple[Line, ...]
    adds: bool
    contradicts: bool
    repeats: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two phases that share days: what falls on these counts in both."""

    first: Phase
    second: Phase
    starts: date
    ends: date


def overlaps(plan: Plan) -> tuple[Overlap, ...]:
    """The pairs of phases that share days, as far as these are known."""
    return tuple(
        Overlap(first, second, starts, ends)
        for first, second in combinations(plan.phases, 2)
        if (starts := _latest(first.starts.earliest, second.starts.earliest)) is not None
        and (ends := _earliest(first.ends.latest, second.ends.latest)) is not None
        and starts <= ends
    )


def _latest(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else max(one, other)


def _earliest(one: date | None, other: date | None) -> date | None:
    return None if one is None or other is None else min(one, other)


def metrics(plan: Plan, as_of: date, count: Count = lambda *_: None) -> tuple[Metric, ...]:
    """The metrics of a plan in the order in which its targets name them; what is dated after the day is left out."""
    names = dict.fromkeys(target.metric for target in plan.targets)
    actuals: dict[str, Actual] = {}
    for actual in plan.actuals:
        if actual.date.earliest is not None and actual.date.earliest > as_of:
            continue
        held = actuals.get(actual.target)
        if held is None or _moment(held) <= _moment(actual):
            actuals[actual.target] = actual
    return tuple(_metric(name, plan, actuals, as_of, count) for name in names)


def _moment(actual: Actual) -> date:
    return actual.date.latest or date.min


def _metric(name: str, plan: Plan, actuals: dict[str, Actual], as_of: date, count: Count) -> Metric:
    mine = [target for target in plan.targets if target.metric == name]
    phased = [(phase, target) for phase in plan.phases for target in mine if target.phase == phase.id]
    whole = [target for target in mine if target.phase is None]
    adds = _adds([target for _, target in phased], whole)
    lines = [_found(target, phase, plan, actuals, as_of, count) for phase, target in phased]
    # What fell on a day of two phases was counted twice.
    apart = any(line.actual and line.actual.counted for line in lines) and bool(overlaps(plan))
    if adds:
        lines = list(_running(lines, apart=apart))
    together = _together(lines) if adds and not apart else None
    for target in whole:
        line = _found(target, None, plan, actuals, as_of, count)
        if line.actual is None and together is not None and together.value.unit == target.value.unit:
            line = _line(target, None, plan, together, as_of)
        lines.append(line)
    places: dict[tuple[str | None, str, str], list[Quantity]] = {}
    for target in mine:
        places.setdefault((target.phase, str(target.due or ""), target.value.unit), []).append(target.value)
    return Metric(
        name,
        tuple(lines),
        adds,
        any(len(set(values)) > 1 for values in places.values()),
        any(len(set(values)) < len(values) for values in places.values()),
        tuple(dict.fromkeys(target.value.unit for target in mine)),
    )


def _stated(actual: Actual | None) -> Reached | None:
    return None if actual is None else Reached(actual.value, actual.date, (actual.source,))


def _found(
    target: Target, phase: Phase | None, plan: Plan, actuals: dict[str, Actual], as_of: date, count: Count
) -> Line:
    """A target with what records come to, else with what was reported; both where they differ."""
    reported = _stated(actuals.get(target.id))
    records = _counted(target, phase, plan, as_of, count)
    if records is None:
        return _line(target, phase, plan, reported, as_of)
    line = _line(target, phase, plan, records, as_of)
    then = _counted(target, phase, plan, min(as_of, reported.date.latest or as_of), count) if reported else None
    if reported is None or then is None or then.incomplete or then.value == reported.value:
        return line
    return replace(line, beside=reported, counted_then=then.value)


def _counted(target: Target, phase: Phase | None, plan: Plan, until: date, count: Count) -> Reached | None:
    """What records come to from the beginning of a target's span; nothing before it or where it is masked."""
    starts, ends = (phase.starts, phase.ends) if phase else (plan.starts, plan.ends)
    first = starts.earliest if starts else None
    end = target.due or ends
    last = end.latest if end else None
    if target.measure is None or first is None or last is None or first > until:
        return None
    day = min(last, until)
    found = count(target.measure, target.value.unit, first, day)
    if found is None:
        return None
    return Reached(
        Quantity(found.value, "", target.value.unit),
        PartialDate(day.year, day.month, day.day),
        (),
        counted=target.measure,
        incomplete=found.incomplete,
        taken_down=found.taken_down,
    )


def _line(target: Target, phase: Phase | None, plan: Plan, actual: Reached | None, as_of: date) -> Line:
    starts, ends = (phase.starts, phase.ends) if phase else (plan.starts, plan.ends)
    when = when_of(starts, target.due or ends, as_of)
    share: Fraction | None = None
    missing: Decimal | None = None
    verdict: Verdict = "unknown"
    if actual is not None:
        verdict = judge(target, actual.value, ended=when == "past")
        if actual.incomplete and verdict in {"short", "open"}:
            verdict = "incomplete"
        asked, found = target.value, actual.value
        if asked.exact and found.exact and asked.unit == found.unit:
            share = Fraction(found.value) / Fraction(asked.value) if asked.value else None
            missing = asked.value - found.value if found.value < asked.value and not actual.incomplete else None
    return Line(target, phase, when, actual, verdict, share, missing)


def when_of(starts: PartialDate | None, ends: PartialDate | None, as_of: date) -> When:
    """Where a span lies on the day."""
    first, last = starts.earliest if starts else None, ends.latest if ends else None
    if last is not None and last < as_of:
        return "past"
    if first is not None and first > as_of:
        return "next"
    return "unknown" if last is None else "now"


def judge(target: Target, found: Quantity, *, ended: bool) -> Verdict:
    """Whether what was found is what was asked, as far as both are stated. 近 is below its number, 多, 余 and 以上 are
    not below it, 约 may be either."""
    asked = target.value
    if asked.unit != found.unit:
        return "apart"
    if asked.qualifier not in {"", "以上"} or found.qualifier == "约":
        return "unsure"
    below = found.value <= asked.value if found.qualifier == "近" else found.exact and found.value < asked.value
    if below:
        return "short" if ended else "open"
    if found.qualifier == "近" or found.value < asked.value:
        return "unsure"
    if target.operator == "等于" and asked.exact:
        if not found.exact:
            return "unsure"
        return "reached" if found.value == asked.value else "over"
    return "reached"


def _adds(phased: Sequence[Target], whole: Sequence[Target]) -> bool:
    """Whether phases are parts of a whole: each after the first says 新增, or together they are the overall target."""
    units = {target.value.unit for target in phased}
    single = len({target.phase for target in phased}) == len(phased)
    if len(phased) < 2 or len(units) != 1 or "%" in units or not single:
        return False
    if len({target.per for target in phased}) != 1 or not all(target.value.exact for target in phased):
        return False
    if all(target.operator == "新增" for target in phased[1:]):
        return True
    total = Quantity(sum((target.value.value for target in phased), Decimal(0)), "", phased[0].value.unit)
    return any(target.value == total for target in whole)


def _running(lines: Sequence[Line], *, apart: bool) -> Iterator[Line]:
    """The same lines with running totals; what was reached runs on only while every phase has an exact figure, and not
    where records count in two phases (`apart`)."""
    asked, reached, known = Decimal(0), Decimal(0), True
    for place, line in enumerate(lines):
        unit = line.target.value.unit
        asked += line.target.value.value
        actual = line.actual
        known = known and actual is not None and actual.value.exact and actual.value.unit == unit
        known = known and not (apart and place)
        if known and actual is not None:
            reached += actual.value.value
        yield Line(
            line.target,
            line.phase,
            line.when,
            actual,
            line.verdict,
            line.share,
            line.missing,
            Quantity(asked, "", unit),
            Quantity(reached, "", unit) if known else None,
            line.beside,
            line.counted_then,
        )


def _together(lines: Sequence[Line]) -> Reached | None:
    """What was reached in all phases so far; None if one that is over has no exact figure."""
    begun = [line for line in lines if line.when in {"past", "unknown"} or line.actual is not None]
    found = [line.actual for line in begun if line.actual is not None]
    unit = lines[0].target.value.unit
    if not found or len(found) < len(begun) or not all(one.value.exact and one.value.unit == unit for one in found):
        return None
    return Reached(
        Quantity(sum((one.value.value for one in found), Decimal(0)), "", unit),
        max((one.date for one in found), key=lambda day: day.latest or date.min),
        tuple(dict.fromkeys(source for one in found for source in one.sources)),
        summed=True,
        incomplete=any(one.incomplete for one in found),
    )
