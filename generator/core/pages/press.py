"""Press coverage: how much of it, and each year's."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias, get_args

from generator.core.edition import Edition
from generator.core.edition.form import Plan, PlanLine, PlanPhase, Press
from generator.core.pages import address, strip
from generator.core.pages.page import Page
from generator.core.records.press import MediaLevel
from generator.wording import wording

LATEST = 20
LEVELS: tuple[MediaLevel, ...] = get_args(MediaLevel)


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each year."""
    t = wording()
    title = t("press.title")
    names = edition.studio_names
    years: dict[str, list[Press]] = {}
    for one in edition.press:
        years.setdefault(one.date[:4], []).append(one)
    levels = _of_year(edition.press)
    targets = tuple(_targets(edition))
    yield Page(
        address.PRESS,
        "statistics",
        "press.html",
        title,
        t("press.description", school=edition.site.school, count=len(edition.press)),
        {
            "strip": strip.figures(),
            "levels": levels,
            "years": tuple((year, _counts(found, levels), len(found)) for year, found in years.items()),
            "totals": _counts(edition.press, levels),
            "total": len(edition.press),
            "latest": edition.press[:LATEST],
            "by_studio": _by_studio(edition.press, levels),
            "targets": tuple(each for each in targets if each.phase is None),
            "studio_names": names,
            "day": edition.as_of,
        },
    )
    for year, found in years.items():
        yield Page(
            address.press_of_year(year),
            "statistics",
            "press-year.html",
            t("press.year_title", year=year),
            t("press.year_description", school=edition.site.school, year=year, count=len(found)),
            {
                "year": year,
                "years": tuple(years),
                "total": len(found),
                "by_month": _cross(found, _of_year(found), lambda one: (int(one.date[5:7]),)),
                "by_studio": _by_studio(found, _of_year(found)),
                "targets": tuple(each for each in targets if each.phase and each.phase.starts[:4] == year),
                "levels": tuple(
                    (level, mine) for level in LEVELS if (mine := tuple(one for one in found if one.level == level))
                ),
                "studio_names": names,
            },
            ((t("statistics.title"), address.STATISTICS), (title, address.PRESS)),
        )


@dataclass(frozen=True, slots=True)
class PressTarget:
    """What a plan of the school asks for in coverage, as a whole or in a phase; `number` is the place of its metric."""

    plan: Plan
    number: int
    name: str
    phase: PlanPhase | None
    line: PlanLine


def _targets(edition: Edition) -> Iterator[PressTarget]:
    """The targets that are counted from coverage. A phase of the school's own plans is a year, or lies in one."""
    for plan in edition.plans:
        phases = {phase.id: phase for phase in plan.phases}
        for number, metric in enumerate(plan.metrics, start=1):
            for line in metric.lines:
                if not plan.reference and line.counted[:1] == ("报道",):
                    yield PressTarget(plan, number, metric.name, phases[line.phase] if line.phase else None, line)


def _of_year(found: Sequence[Press]) -> tuple[str, ...]:
    """The levels that occur, in their order."""
    return tuple(level for level in LEVELS if any(one.level == level for one in found))


Crossed: TypeAlias = tuple[tuple[str | int, tuple[int, ...], int], ...]
"""Rows of a table: a name, the counts by level, their total."""


def _by_studio(found: Sequence[Press], levels: Sequence[str]) -> Crossed:
    return _cross(found, levels, lambda one: one.studios)


def _cross(found: Sequence[Press], levels: Sequence[str], names: Callable[[Press], Iterable[str | int]]) -> Crossed:
    rows: dict[str | int, list[Press]] = {}
    for one in found:
        for name in names(one):
            rows.setdefault(name, []).append(one)
    return tuple((name, _counts(rows[name], levels), len(rows[name])) for name in sorted(rows, key=_place))


def _place(name: str | int) -> tuple[int, str]:
    return (name, "") if isinstance(name, int) else (0, name)


def _counts(found: Sequence[Press], levels: Sequence[str]) -> tuple[int, ...]:
    return tuple(sum(one.level == level for one in found) for level in levels)
