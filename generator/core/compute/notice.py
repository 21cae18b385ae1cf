"""Notices on a day: when they open and close, in which state they stand, what has been done to them since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Literal

from generator.core.compute.calendar import ONE_DAY, CalendarMissing, WorkingDays
from generator.core.dataset import Entry
from generator.core.records.notice import LinkType, Notice, Period

State = Literal[
    "scheduled", "open", "closed", "concluded", "in_force", "expired", "superseded", "withdrawn", "taken_down"
]
"""未开始, 公示中, 待公布, 已公布 (the result is out); 有效, 已失效 (without a period); 已被取代, 已撤回, 已撤下."""
Mark = Literal["extended", "corrected", "supplemented"]

_ENDING: Mapping[LinkType, State] = {"取代": "superseded", "撤回": "withdrawn"}
_MARKS: Mapping[LinkType, Mark] = {"延长": "extended", "更正": "corrected", "补充": "supplemented"}


@dataclass(frozen=True, slots=True)
class Span:
    """The period of a notice: first and last day, both inside."""

    opens: date
    closes: date

    def days(self) -> tuple[date, ...]:
        """Every calendar day of the period."""
        return tuple(self.opens + ONE_DAY * step for step in range((self.closes - self.opens).days + 1))


@dataclass(frozen=True, slots=True)
class PeriodDay:
    """One calendar day of a period: which counted day it is (from 1), or None where it does not count."""

    day: date
    number: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How a notice stands on a day. `left` counts the days that remain, today included, in the notice's unit;
    `followed_by` is all that was linked to it, `ended` by what of it, `concluded` whether its result is out."""

    state: State
    span: Span | None
    days: tuple[PeriodDay, ...]
    left: int | None
    marks: tuple[Mark, ...]
    followed_by: tuple[tuple[LinkType, str], ...]
    ended: State | None = None
    concluded: bool = False


def span_of(notice: Notice, calendar: WorkingDays) -> Span | None:
    """The period of a notice as it says itself; none where it does not say when it ends, which is told by itself.
    Raises CalendarMissing."""
    if notice.period is None or not (notice.period.ends or notice.period.length):
        return None
    return _span(notice.period, notice.published, calendar)


def _span(period: Period, published: date, calendar: WorkingDays) -> Span:
    first = period.starts or published
    if period.ends is not None:
        return Span(first, period.ends)
    assert period.length
    return Span(first, counted_end(period, first, calendar))


def counted_end(period: Period, first: date, calendar: WorkingDays) -> date:
    """The last day of a period by its length. Raises CalendarMissing."""
    assert period.length
    start = first if period.count_from == "当日" else first + ONE_DAY
    *_, last = islice(calendar.counted(start, period.unit), period.length)
    # A rest day that ends a period of calendar days gives way to the next working day (civil code, art. 203).
    return next(calendar.counted(last, "工作日")) if period.rest_day == "顺延" else last


def uncounted(notices: Mapping[str, Entry[Notice]], calendar: WorkingDays) -> Iterator[tuple[Entry[Notice], int]]:
    """The notices, extensions among them, whose period cannot be counted, each with the year that has no calendar."""
    extensions: dict[str, list[Entry[Notice]]] = {}
    for entry in notices.values():
        for to in {link.to for link in entry.record.links if link.type == "延长"}:
            extensions.setdefault(to, []).append(entry)
    for name, entry in notices.items():
        period = entry.record.period
        if period is None:
            continue
        first = period.starts or entry.record.published
        for ending in (entry, *extensions.get(name, ())):
            try:
                span = span_of(ending.record, calendar)
                if span and period.unit == "工作日":
                    for day in Span(first, span.closes).days():
                        calendar.is_workday(day)
            except CalendarMissing as missing:
                yield ending, missing.year


def standings(notices: Mapping[str, Entry[Notice]], as_of: date, calendar: WorkingDays) -> dict[str, Standing]:
    """The standing on a day of every notice that is published by then. Raises CalendarMissing."""
    acting = _acting(notices, as_of, calendar)
    return {name: acting.standing(name, as_of) for name in acting.notices}


def closing(notices: Mapping[str, Entry[Notice]], name: str, until: date, calendar: WorkingDays) -> date | None:
    """The last day of a notice's period by all that was published before the day `until`; None if it has no period or
    is not published by then. Raises CalendarMissing."""
    acting = _acting(notices, until - ONE_DAY, calendar)
    return acting.closes(name) if name in acting.notices else None


def _acting(notices: Mapping[str, Entry[Notice]], as_of: date, calendar: WorkingDays) -> _Acting:
    published = {name: entry for name, entry in notices.items() if entry.record.published <= as_of}
    links: dict[str, list[tuple[LinkType, str]]] = {name: [] for name in published}
    for entry in sorted(published.values(), key=lambda entry: (entry.record.published, entry.id)):
        for link in entry.record.links:
            if link.to in links:
                links[link.to].append((link.type, entry.id))
    return _Acting(published, links, calendar)


@dataclass(frozen=True, slots=True)
class _Acting:
    """The notices that are published, and by which of them each is acted upon, in the order of time."""

    notices: Mapping[str, Entry[Notice]]
    links: Mapping[str, Sequence[tuple[LinkType, str]]]
    calendar: WorkingDays

    def on(self, name: str, above: frozenset[str] = frozenset()) -> tuple[tuple[LinkType, str], ...]:
        """What acts on a notice: what was itself withdrawn does nothing any more."""
        return tuple(
            (kind, by)
            for kind, by in self.links[name]
            if by not in above and not any(what == "撤回" for what, _ in self.on(by, above | {name}))
        )

    def closes(self, name: str, above: frozenset[str] = frozenset()) -> date | None:
        """The last day of a period: that of the longest extension, which may be extended in its turn."""
        span = span_of(self.notices[name].record, self.calendar)
        if span is None:
            return None
        longer = [self.closes(by, above | {name}) for kind, by in self.on(name) if kind == "延长" and by not in above]
        return max([span.closes, *(day for day in longer if day)])

    def concluded(self, name: str, above: frozenset[str] = frozenset()) -> bool:
        """Whether the result is out: of the notice itself, of what it extends, or of the stage that follows."""
        acts = self.on(name)
        if any(kind == "结果" or (kind == "阶段" and self.notices[by].record.period) for kind, by in acts):
            return True
        extended = [
            link.to for link in self.notices[name].record.links if link.type == "延长" and link.to in self.notices
        ]
        return any(self.concluded(other, above | {name}) for other in extended if other not in above)

    def standing(self, name: str, as_of: date) -> Standing:
        """How a notice stands on a day."""
        notice, acts = self.notices[name].record, self.on(name)
        span = span_of(notice, self.calendar)
        last = self.closes(name)
        if span is not None and last is not None:
            span = Span(span.opens, last)
        marks = tuple(dict.fromkeys(_MARKS[kind] for kind, _ in acts if kind in _MARKS))
        ended = next((_ENDING[kind] for kind, _ in acts if kind in _ENDING), None)
        concluded = self.concluded(name)
        state = _state(notice, span, ended, as_of, concluded=concluded)
        days = _numbered(notice, span, self.calendar) if span else ()
        left = sum(1 for day in days if day.number is not None and day.day >= as_of) if state == "open" else None
        return Standing(state, span, days, left, marks, tuple(self.links[name]), ended, concluded)


def _state(notice: Notice, span: Span | None, ended: State | None, as_of: date, *, concluded: bool) -> State:
    """The one state of a published notice; what comes first here outweighs what comes after."""
    over = span is not None and as_of > span.closes
    if (notice.taken_down and notice.taken_down.date <= as_of) or (over and notice.lists == "期满撤下"):
        return "taken_down"
    if ended:
        return ended
    if span is None:
        expired = notice.valid_until is not None and notice.valid_until < as_of
        return "expired" if expired else "in_force"
    if not over:
        return "scheduled" if as_of < span.opens else "open"
    return "concluded" if concluded else "closed"


def turns(notice: Notice, standing: Standing) -> tuple[tuple[date, State], ...]:
    """Every state that the calendar alone gives a notice, each with its first day: what is known of it on the day of
    `standing`, and nothing that is still to be published. The first is that of its publication."""
    days = {notice.published}
    if standing.span is not None:
        days |= {standing.span.opens, standing.span.closes + ONE_DAY}
    if notice.valid_until is not None:
        days.add(notice.valid_until + ONE_DAY)
    if notice.taken_down is not None:
        days.add(notice.taken_down.date)
    found: list[tuple[date, State]] = []
    for day in sorted(day for day in days if day >= notice.published):
        state = _state(notice, standing.span, standing.ended, day, concluded=standing.concluded)
        if not found or found[-1][1] != state:
            found.append((day, state))
    return tuple(found)


def _numbered(notice: Notice, span: Span, calendar: WorkingDays) -> tuple[PeriodDay, ...]:
    assert notice.period is not None
    numbered: list[PeriodDay] = []
    number = 0
    for day in span.days():
        counts = notice.period.unit == "日" or calendar.is_workday(day)
        if notice.period.count_from == "次日" and day == span.opens:
            counts = False
        number += counts
        numbered.append(PeriodDay(day, number if counts else None))
    return tuple(numbered)


def next_change(spans: Mapping[str, Standing], notices: Mapping[str, Entry[Notice]], as_of: date) -> date | None:
    """The first day after `as_of` on which the state of some notice changes, by what is known on that day."""
    coming = [entry.record.published for entry in notices.values()]
    for name, standing in spans.items():
        if name in notices:
            coming += [since for since, _ in turns(notices[name].record, standing)]
    return min((day for day in coming if day > as_of), default=None)
