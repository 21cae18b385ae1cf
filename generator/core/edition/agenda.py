"""The school's year in the Edition, cut to what is public by the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from generator.core.compute import agenda as compute
from generator.core.compute.agenda import Event
from generator.core.compute.meeting import months_at_work
from generator.core.compute.notice import Standing
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.round import begun_rounds
from generator.core.records.notice import Notice
from generator.core.records.site import Site

ORDER: tuple[compute.Kind, ...] = (
    "contest",
    "semester_starts",
    "opens",
    "stage",
    "report",
    "closes",
    "due",
    "semester_ends",
)
"""What begins stands before what ends on the same day."""
LAST = 2100
"""No cycle is followed beyond the years that a record may name."""


def agenda(
    dataset: Dataset,
    notices: Mapping[str, Entry[Notice]],
    standings: Mapping[str, Standing],
    site: Site,
    as_of: date,
) -> tuple[form.AgendaYear, ...]:
    """Each year for which there is something, the latest first; the cycle runs to the end of the year after the day's.

    `dataset` holds nothing that is dated after the day, but for the stages of rounds that have begun.
    """
    dated = [
        *compute.of_notices(notices, standings),
        *compute.of_rounds(
            begun_rounds(dataset, as_of), {name for name in notices if standings[name].span is not None}
        ),
        *compute.of_reports(dataset.shelf("report").values()),
    ]
    councils = compute.council_meetings(dataset.shelf("meeting").values())
    cycles = dataset.shelf("cycle").values()
    years = {event.starts.year for event in dated} | {year for year, _ in councils}
    years |= {year for entry in cycles for year in range(int(entry.year), min(as_of.year + 1, LAST) + 1)}
    return tuple(
        form.AgendaYear(
            year,
            _months(
                year,
                (
                    *(event for event in dated if event.starts.year == year),
                    *compute.of_cycle(cycles, year),
                    *compute.of_semesters(site, year),
                ),
                {month: tuple(sorted(held.items())) for (of, month), held in councils.items() if of == year},
                _without_council(dataset, councils, year, as_of),
                as_of,
            ),
            any(dataset.lacks(kind, year=str(year)) for kind in ("meeting", "report")),
        )
        for year in sorted(years, reverse=True)
    )


def _without_council(
    dataset: Dataset, councils: Mapping[tuple[int, int], Counter[str]], year: int, as_of: date
) -> dict[int, tuple[str, ...]]:
    """By month of a year that is over, the studios at work that have fewer meetings of the council on record than the
    cycle asks for. Meetings are filed by the year: of the one that runs nothing can be missed, nor of one of which a
    meeting is under correction."""
    cycle = compute.cycle_for(dataset.shelf("cycle").values(), year)
    missed: dict[int, list[str]] = {}
    if cycle is None or year >= as_of.year:
        return {}
    for name in sorted(dataset.studios):
        studio = dataset.studios[name].record
        if dataset.lacks("meeting", name, str(year)):
            continue
        for month in months_at_work(studio.founded.earliest, studio.ended, year):
            if councils.get((year, month), Counter())[name] < cycle.record.council_meetings:
                missed.setdefault(month, []).append(name)
    return {month: tuple(names) for month, names in missed.items()}


def _months(
    year: int,
    events: Iterable[Event],
    councils: Mapping[int, tuple[tuple[str, int], ...]],
    without: Mapping[int, tuple[str, ...]],
    as_of: date,
) -> tuple[form.AgendaMonth, ...]:
    by_month: dict[int, list[Event]] = {}
    for event in events:
        by_month.setdefault(event.starts.month, []).append(event)
    here = (as_of.year, as_of.month)
    months = sorted({*by_month, *councils, *without})
    return tuple(
        form.AgendaMonth(
            f"{year:04d}-{month:02d}",
            "past" if (year, month) < here else "now" if (year, month) == here else "next",
            tuple(_item(event, as_of) for event in sorted(by_month.get(month, ()), key=_order)),
            councils.get(month, ()),
            without.get(month, ()),
        )
        for month in months
    )


def _order(event: Event) -> tuple[bool, date, int, str]:
    return event.kind != "contest", event.starts, ORDER.index(event.kind), event.name


def _item(event: Event, as_of: date) -> form.AgendaItem:
    when: Literal["past", "now", "next"] = "past" if event.ends < as_of else "next" if event.starts > as_of else "now"
    return form.AgendaItem(
        event.kind,
        event.starts.isoformat(),
        event.ends.isoformat() if event.ends != event.starts else None,
        event.name,
        event.source,
        event.who,
        event.to,
        event.assessed,
        event.studios,
        when,
    )
