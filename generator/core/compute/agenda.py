"""The school's year: what opens, closes, begins, ends and is due, day by day.

Working days are in `calendar`; here is what the school does on them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from generator.core.compute.notice import Standing
from generator.core.dataset import Entry
from generator.core.records.meeting import Meeting
from generator.core.records.notice import Notice
from generator.core.records.report import Report, called
from generator.core.records.round import Round
from generator.core.records.rules import Cycle
from generator.core.records.site import Site, in_year

Kind = Literal["opens", "closes", "stage", "due", "contest", "report", "semester_starts", "semester_ends"]
COUNCIL = "理事会"
CUT_SHORT = frozenset({"superseded", "withdrawn"})
"""States of notices whose period no longer runs to its end."""
_MONTHS = "一 二 三 四 五 六 七 八 九 十 十一 十二".split()
_CONTEST = re.compile(
    rf"\s*(?P<month>1[0-2]|0?[1-9]|{'|'.join(sorted(_MONTHS, reverse=True))})月(?:份)?\s*[：:，,]?\s*"
)


@dataclass(frozen=True, slots=True)
class Event:
    """Something on a day, or from `starts` to `ends`, both inside; a contest takes its whole month.

    `source` is the id of the notice, the round or the cycle that says so; `studios` are those that a report is of;
    `assessed` is the year for which something is due.
    """

    kind: Kind
    starts: date
    ends: date
    name: str
    source: str = ""
    who: str = ""
    to: str = ""
    assessed: int | None = None
    studios: tuple[str, ...] = ()


def of_notices(notices: Mapping[str, Entry[Notice]], standings: Mapping[str, Standing]) -> Iterator[Event]:
    """The first and the last day of each period; of one that was cut short only the first. What extends another's
    period has none of its own."""
    for name, entry in notices.items():
        standing = standings[name]
        if standing.span is None or any(link.type == "延长" for link in entry.record.links):
            continue
        opens, closes = standing.span.opens, standing.span.closes
        yield Event("opens", opens, opens, entry.record.title, name)
        if standing.state not in CUT_SHORT:
            yield Event("closes", closes, closes, entry.record.title, name)


def of_rounds(rounds: Mapping[str, Entry[Round]], told: Collection[str]) -> Iterator[Event]:
    """The stages of rounds, past and planned, but for those that are a notice which is `told` of already."""
    for name, entry in rounds.items():
        for stage in entry.record.stages:
            if stage.notice not in told:
                yield Event("stage", stage.starts, stage.ends or stage.starts, stage.name, name, stage.body or "")


def of_cycle(cycles: Iterable[Entry[Cycle]], year: int) -> Iterator[Event]:
    """What the yearly cycle asks for in a calendar year: of that year, and of the one before what is done the year
    after. For each assessed year the latest cycle written by then holds."""
    listed = list(cycles)
    for assessed in (year - 1, year):
        cycle = cycle_for(listed, assessed)
        if cycle is None:
            continue
        for item in cycle.record.items:
            if item.following_year == (assessed < year):
                day = in_year(year, item.due)
                yield Event("due", day, day, item.name, cycle.id, item.who, item.to or "", assessed)
    held = cycle_for(listed, year)
    for text in held.record.contest_months if held else ():
        found = _CONTEST.match(text)
        if held and found:
            given = found["month"]
            month = int(given) if given.isdigit() else _MONTHS.index(given) + 1
            name = text[found.end() :].strip() or text
            yield Event("contest", date(year, month, 1), in_year(year, f"{month:02d}-31"), name, held.id)


def cycle_for(cycles: Iterable[Entry[Cycle]], assessed: int) -> Entry[Cycle] | None:
    """The yearly cycle that holds for an assessed year: the latest written by then."""
    holding = [entry for entry in cycles if int(entry.year) <= assessed]
    return max(holding, key=lambda entry: (entry.year, entry.id), default=None)


def of_semesters(site: Site, year: int) -> Iterator[Event]:
    """Where the parts of the assessed year begin and end."""
    for name, starts, ends in site.semester_bounds(year):
        yield Event("semester_starts", starts, starts, name)
        yield Event("semester_ends", ends, ends, name)


def of_reports(reports: Iterable[Entry[Report]]) -> Iterator[Event]:
    """The days on which reports were filed, those of one kind and day together."""
    filed: dict[tuple[date, str], list[str]] = {}
    for entry in reports:
        if entry.record.filed is not None:
            name = called(entry.record.kind, entry.record.semester)
            filed.setdefault((entry.record.filed, name), []).append(entry.studio)
    for (day, name), studios in filed.items():
        yield Event("report", day, day, name, studios=tuple(sorted(set(studios))))


def council_meetings(meetings: Iterable[Entry[Meeting]]) -> dict[tuple[int, int], Counter[str]]:
    """How many meetings of its council each studio held, by year and month."""
    held: dict[tuple[int, int], Counter[str]] = {}
    for entry in meetings:
        day = entry.record.date
        if entry.record.body == COUNCIL:
            held.setdefault((day.year, day.month), Counter())[entry.studio] += 1
    return held
