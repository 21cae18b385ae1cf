"""Plans: each target against what was reached, phase by phase, and what may be added up.

Nothing is added or compared across units (名 and 人次 are different things), nothing approximate is added, and a figure
that nobody stated is unknown, never nought. Targets that contradict one another all stand.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from generator.core.records.plan import Actual, Phase, Plan, Target
from generator.core.values.date import PartialDate
from generator.core.values.quantity import Quantity

When = Literal["past", "now", "next", "unknown"]
"""Where the span of a target lies on the day; unknown where the source masks it or gives none."""
Verdict = Literal["reached", "over", "short", "open", "unsure", "apart", "unknown"]
"""Reached; more than was asked for exactly; not reached in time; not reached yet; stated too vaguely to tell; stated in
another unit; not stated."""


@dataclass(frozen=True, slots=True)
class Reached:
    """What was reached by a date, as `sources` say; `summed` when it was added up here out of the phases."""

    value: Quantity
    date: PartialDate
    sources: tuple[str, ...]
    summed: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A target with what was reached. `share` and `missing` only where both are exact and in one unit.

    `so_far` and `reached_so_far` are the running totals over the phases up to this one, where phases add up.
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


def metrics(plan: Plan, as_of: date) -> tuple[Metric, ...]:
    """The metrics of a plan in the order in which its targets name them; what is dated after the day is left out."""
    names = dict.fromkeys(target.metric for target in plan.targets)
    actuals: dict[str, Actual] = {}
    for actual in plan.actuals:
        if actual.date.earliest is not None and actual.date.earliest > as_of:
            continue
        held = actuals.get(actual.target)
        if held is None or _moment(held) <= _moment(actual):
            actuals[actual.target] = actual
    return tuple(_metric(name, plan, actuals, as_of) for name in names)


def _moment(actual: Actual) -> date:
    return actual.date.latest or date.min


def _metric(name: str, plan: Plan, actuals: dict[str, Actual], as_of: date) -> Metric:
    mine = [target for target in plan.targets if target.metric == name]
    phased = [(phase, target) for phase in plan.phases for target in mine if target.phase == phase.id]
    whole = [target for target in mine if target.phase is None]
    adds = _adds([target for _, target in phased], whole)
    lines = [_line(target, phase, plan, _stated(actuals.get(target.id)), as_of) for phase, target in phased]
    if adds:
        lines = list(_running(lines))
    together = _together(lines) if adds else None
    for target in whole:
        found = _stated(actuals.get(target.id))
        if found is None and together is not None and together.value.unit == target.value.unit:
            found = together
        lines.append(_line(target, None, plan, found, as_of))
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


def _line(target: Target, phase: Phase | None, plan: Plan, actual: Reached | None, as_of: date) -> Line:
    starts, ends = (phase.starts, phase.ends) if phase else (plan.starts, plan.ends)
    when = when_of(starts, target.due or ends, as_of)
    share: Fraction | None = None
    missing: Decimal | None = None
    verdict: Verdict = "unknown"
    if actual is not None:
        verdict = judge(target, actual.value, ended=when == "past")
        asked, found = target.value, actual.value
        if asked.exact and found.exact and asked.unit == found.unit:
            share = Fraction(found.value) / Fraction(asked.value) if asked.value else None
            missing = asked.value - found.value if found.value < asked.value else None
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


def _running(lines: Sequence[Line]) -> Iterator[Line]:
    """The same lines with running totals; what was reached runs on only while every phase has an exact figure."""
    asked, reached, known = Decimal(0), Decimal(0), True
    for line in lines:
        unit = line.target.value.unit
        asked += line.target.value.value
        actual = line.actual
        known = known and actual is not None and actual.value.exact and actual.value.unit == unit
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
    )
