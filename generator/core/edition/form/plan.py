"""Plans: targets against actuals, metric by metric. Quantities are text as Chinese sets them (近100家, 2500多人次)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """Where the facts were taken from."""

    title: str
    issuer: str | None
    number: str | None
    date: str | None
    found: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A target with what was reached; `phase` is the id of its phase, None for the whole.

    `share` is in percent, cut to one decimal; `required`, `missing` are numbers in `unit`; each None where the figures
    are not exact or not in one unit. `so_far` and `reached_so_far` run over the phases up to this one. `counted` names
    the records that the actual was computed from, none where it was reported; `incomplete` when some of these are under
    correction, `taken_down` how much of it is listed no longer. `reported` is what was reported with a source by
    `reported_date`, where records came to another figure on that day: `counted_then`.
    """

    phase: str | None
    when: str
    operator: str
    value: str
    per: str | None
    owner: str | None
    due: str | None
    stated: str | None
    actual: str | None
    actual_date: str | None
    sources: tuple[str, ...]
    summed: bool
    verdict: str
    share: str | None
    required: str
    unit: str
    missing: str | None
    so_far: str | None
    reached_so_far: str | None
    counted: tuple[str, ...] = ()
    incomplete: bool = False
    reported: str | None = None
    reported_date: str | None = None
    reported_by: str | None = None
    counted_then: str | None = None
    taken_down: str | None = None


@dataclass(frozen=True, slots=True)
class PlanMetric:
    """A metric: its phases, then the whole. `contradicts` and `repeats` say what the source does; `units` all that it
    uses."""

    name: str
    lines: tuple[PlanLine, ...]
    adds: bool
    contradicts: bool
    repeats: bool
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlanPhase:
    id: str
    name: str
    starts: str
    ends: str
    when: str


@dataclass(frozen=True, slots=True)
class PlanOverlap:
    """Two phases, by their ids, that share the days from `starts` to `ends`: a month, where it is all of one."""

    first: str
    second: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True)
class PlanTask:
    title: str
    content: str | None
    when: str | None
    owner: str | None


@dataclass(frozen=True, slots=True)
class Plan:
    """`reference` when it is another's plan, kept as a case to look at."""

    id: str
    title: str
    reference: bool
    source: Source | None
    starts: str | None
    ends: str | None
    theme: str | None
    phases: tuple[PlanPhase, ...]
    metrics: tuple[PlanMetric, ...]
    tasks: tuple[PlanTask, ...]
    safeguards: tuple[str, ...]
    notes: tuple[str, ...]
    overlaps: tuple[PlanOverlap, ...] = ()
