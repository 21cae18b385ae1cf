"""Calendar files (RFC 5545): when notices open and when they close.

The days are civil days in China: whole days without a zone, the same on a phone anywhere. The library folds the lines
between characters and escapes what is text; what ends a line never reaches it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event

from generator.core.edition import Edition
from generator.core.edition.form import Notice, Period, Site
from generator.core.pages import address
from generator.core.pages.download import Download
from generator.core.pages.following import line, name_of, updated, url
from generator.wording import wording

_CHINA = timezone(timedelta(hours=8))
_MAKER = "-//Jiangpu//Notices//ZH"
_ENDED = frozenset({"取代", "撤回"})


def calendars(edition: Edition) -> tuple[Download, ...]:
    """The calendar of all notices that have a period; none as long as there is no such notice."""
    running = [notice for notice in edition.notices if notice.period]
    name = line(wording()("follow.calendar", site=edition.site.name))
    return (_file(address.NOTICES_CALENDAR, edition.site, name, running),) if running else ()


def calendar_of(site: Site, notice: Notice) -> tuple[Download, ...]:
    """A notice's own; none if it has no period."""
    if notice.period is None:
        return ()
    return (_file(address.notice_calendar(notice.id), site, line(notice.title), [notice]),)


def _file(place: str, site: Site, name: str, notices: Iterable[Notice]) -> Download:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for notice in notices:
        for event in _events(site, notice):
            calendar.add_component(event)
    return Download(place, calendar.to_ical().decode())


def _events(site: Site, notice: Notice) -> Iterator[Event]:
    assert notice.period is not None
    yield _event(site, notice, "opens", notice.period.opens)
    yield _event(site, notice, "closes", notice.period.closes)


def _event(site: Site, notice: Notice, what: Literal["opens", "closes"], day: str) -> Event:
    assert notice.period is not None
    t = wording()
    first = date.fromisoformat(day)
    changed = datetime.combine(date.fromisoformat(updated(notice)), time(), _CHINA).astimezone(UTC)
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{name_of(site, notice)}#{what}")))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    event.add("sequence", sum(not link.forward for link in notice.links))
    event.add("dtstart", first)
    event.add("dtend", first + timedelta(days=1))
    event.add("summary", line(t(f"follow.{what}", title=notice.title)))
    event.add(
        "description",
        line(
            t(
                "follow.period" if notice.period.count_from == "当日" else "follow.period_next",
                opens=notice.period.opens,
                closes=notice.period.closes,
            )
        ),
    )
    event.add("categories", [notice.kind])
    event.add("status", "CANCELLED" if _called_off(notice, notice.period, what) else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    if site.url:
        event.add("url", url(site, address.notice(notice.id)))
    return event


def _called_off(notice: Notice, period: Period, what: Literal["opens", "closes"]) -> bool:
    """Whether the notice was withdrawn or superseded before the day came."""
    day = period.opens if what == "opens" else period.closes
    return any(not link.forward and link.type in _ENDED and link.published <= day for link in notice.links)
