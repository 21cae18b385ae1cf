"""Plans: the list, each plan with its targets against what was reached."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Plan, PlanLine, PlanPhase
from generator.core.pages import address, strip
from generator.core.pages.page import Page
from generator.wording import wording

LISTED = {
    "培训": address.TRAININGS,
    "带徒": f"{address.STATISTICS}#apprentices-taken",
    "成果": address.ACHIEVEMENTS,
    "报道": address.PRESS,
    "认定工作室": address.ROUNDS,
    "在建工作室": address.STUDIOS,
}
"""Where the records that a figure counts are listed."""


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each plan."""
    t = wording()
    title = t("plans.title")
    yield Page(
        address.PLANS,
        "statistics",
        "plans.html",
        title,
        t("plans.description", school=edition.site.school),
        {
            "strip": strip.figures(),
            "own": tuple(plan for plan in edition.plans if not plan.reference),
            "cases": tuple(plan for plan in edition.plans if plan.reference),
        },
    )
    for plan in edition.plans:
        yield Page(
            address.plan(plan.id),
            "statistics",
            "plan.html",
            plan.title,
            t("plan.description_case" if plan.reference else "plan.description", title=plan.title),
            {
                "plan": plan,
                "phases": {phase.id: phase for phase in plan.phases},
                "figures": tuple(_figures(plan)),
                "measured": any(line.actual is not None for metric in plan.metrics for line in metric.lines),
                "counts": _counts(plan),
                "unfed": _unfed(plan),
                "listed": LISTED,
            },
            ((t("statistics.title"), address.STATISTICS), (title, address.PLANS)),
        )


def _unfed(plan: Plan) -> tuple[str, ...]:
    """The metrics of which nothing tells how far they are, though they have begun; of a public case, where it tells it
    of others."""
    told = {metric.name for metric in plan.metrics if any(line.actual is not None for line in metric.lines)}
    begun = (metric for metric in plan.metrics if any(line.when in {"past", "now"} for line in metric.lines))
    return tuple(metric.name for metric in begun if (told or not plan.reference) and metric.name not in told)


def _figures(plan: Plan) -> Iterator[tuple[PlanPhase | None, tuple[tuple[str, PlanLine], ...]]]:
    """What is drawn: the whole, then the latest phase that was measured; of each the metrics that have a share."""
    for phase in (None, *reversed(plan.phases)):
        drawn = tuple(
            (metric.name, line)
            for metric in plan.metrics
            for line in metric.lines
            if line.phase == (phase.id if phase else None) and line.share is not None
        )
        if drawn:
            yield phase, drawn
        if drawn and phase is not None:
            return


def _counts(plan: Plan) -> dict[str, int]:
    """How many of the targets that stand for the whole came to which verdict."""
    verdicts = [line.verdict for metric in plan.metrics for line in metric.lines if line.phase is None]
    return {
        "all": len(verdicts),
        "reached": sum(verdict in {"reached", "over"} for verdict in verdicts),
        "unknown": verdicts.count("unknown"),
    }
