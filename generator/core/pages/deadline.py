"""Calendar files (RFC 5545): when notices open and when they close, what is due, the school's year.

The days are civil days in China: whole days without a zone, the same on a phone anywhere. The library folds the lines
between characters and escapes what is text; what ends a line never reaches it.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from icalendar import Calendar, Event
from icalendar.parser import Contentline

from generator.core.edition import Edition
from generator.core.edition.form import AgendaYear, Deadline, Notice, Period, Site, Studio
from generator.core.pages import address
from generator.core.pages.download import Download
from generator.core.pages.following import line, name_of, updated, url, urn
from generator.wording import wording

_CHINA = timezone(timedelta(hours=8))
_FOLDED = 75
"""A line of fewer bytes stays as it is."""
_MAKER = "-//Jiangpu//Notices//ZH"
_OF_YEAR = frozenset({"due", "stage", "semester_starts", "semester_ends", "contest"})
"""The events that the calendar of the year holds; notices have one of their own."""
_ENDED = frozenset({"取代", "撤回"})


def calendars(edition: Edition) -> tuple[Download, ...]:
    """The calendar of all notices that have a period; none as long as there is no such notice."""
    running = [notice for notice in edition.notices if notice.period]
    name = line(wording()("follow.calendar", site=edition.site.name))
    return of_notices(edition.site, address.NOTICES_CALENDAR, name, running)


def of_notices(site: Site, place: str, name: str, notices: Iterable[Notice]) -> tuple[Download, ...]:
    """The periods of some notices; no file where none has one."""
    return _some(place, name, (event for notice in notices if notice.period for event in _events(site, notice)))


def of_year(edition: Edition) -> tuple[Download, ...]:
    """The school's year: what is due, stages, semesters, contest months, meetings by the month."""
    name = line(wording()("feed.title_calendar", site=edition.site.name))
    return _some(address.YEAR_CALENDAR, name, _events_of_year(edition))


def of_school(edition: Edition) -> tuple[Download, ...]:
    """All of it: the periods of notices and the school's year."""
    notices = (event for notice in edition.notices if notice.period for event in _events(edition.site, notice))
    return _some(address.FEED_CALENDAR, line(edition.site.name), (*notices, *_events_of_year(edition)))


def of_studio(edition: Edition, studio: Studio) -> tuple[Download, ...]:
    """A studio's: the notices that concern it, and its reports with the days on which they are due."""
    site = edition.site
    mine = [notice for notice in edition.notices_of(studio.id) if notice.period]
    dues = (_due(site, studio, each) for each in edition.deadlines_of(studio.id))
    events = (*(event for notice in mine for event in _events(site, notice)), *dues)
    return _some(address.studio_calendar(studio.id), line(studio.name), events)


def _events_of_year(edition: Edition) -> tuple[Event, ...]:
    """They stand in two files."""
    return edition.once("events of the year", lambda: tuple(_year(edition)))


def _year(edition: Edition) -> Iterator[Event]:
    t, site = wording(), edition.site
    since = {each.id: each.year for each in edition.cycles} | {each.id: str(each.year) for each in edition.rounds}
    for year in edition.agenda:
        for item in (item for month in year.months for item in month.items if item.kind in _OF_YEAR):
            event = Event()
            told = f"{address.CALENDAR}#{item.kind}/{item.source}/{item.name}/{item.day}"
            event.add("uid", str(uuid5(NAMESPACE_URL, urn(site, told))))
            # Written with the rule or the round that sets it.
            _stamp(event, f"{since.get(item.source) or year.year}-01-01")
            _days(event, item.day, item.until or item.day)
            kind = t(f"event.{item.kind}")
            said = t("feed.event", kind=kind, who=item.who or site.school, to=item.to or site.school)
            _say(event, t("feed.day", kind=kind, name=item.name), said, kind)
            if site.url:
                event.add("url", url(site, f"{address.calendar_year(year.year)}#month-{item.day[5:7]}"))
            yield event
        yield from _meetings(edition, year)


def _meetings(edition: Edition, year: AgendaYear) -> Iterator[Event]:
    """The meetings of councils, month by month: what the yearly cycle asks for and who met how often. A month takes one
    event however many studios there are; ahead it says what is to come."""
    t, site = wording(), edition.site
    cycle = next((each for each in edition.cycles if int(each.year) <= year.year), None)
    least = cycle.council_meetings if cycle else 0
    held = {month.month: month.councils for month in year.months}
    for number in range(1, 13):
        month = f"{year.year:04d}-{number:02d}"
        met = held.get(month, ())
        if not met and not least:
            continue
        event = Event()
        event.add("uid", str(uuid5(NAMESPACE_URL, urn(site, f"{address.CALENDAR}#meetings/{month}"))))
        first, last = f"{month}-01", f"{month}-{monthrange(year.year, number)[1]}"
        # What is asked for is known with the cycle, what was held once the month is over.
        _stamp(event, (last if last <= edition.as_of else first) if met else f"{year.year}-01-01")
        _days(event, first, last)
        studios = (edition.studio_names.get(name, name) + t("agenda.council", count=count) for name, count in met)
        said = (
            t("feed.councils_asked", least=least) if least else "",
            t("feed.councils_held", studios=t("words.and").join(studios)) if met else "",
        )
        kind = t("feed.meeting")
        _say(event, t("feed.day", kind=kind, name=t("feed.councils", month=number)), "".join(said), kind)
        if site.url:
            place = f"#month-{month[5:]}" if month in held else ""
            event.add("url", url(site, f"{address.calendar_year(year.year)}{place}"))
        yield event


def _due(site: Site, studio: Studio, deadline: Deadline) -> Event:
    t = wording()
    event = Event()
    told = f"{address.studio(studio.id)}#{deadline.year}/{deadline.kind}/{deadline.semester}"
    event.add("uid", str(uuid5(NAMESPACE_URL, urn(site, told))))
    _stamp(event, f"{deadline.year}-01-01")
    _days(event, deadline.due, deadline.due)
    name = t("deadline.of", year=deadline.year, name=deadline.name)
    kind = t("event.due")
    _say(event, t("feed.day", kind=kind, name=name), t("feed.event", kind=kind, who=studio.name, to=site.school), kind)
    if site.url:
        event.add("url", url(site, f"{address.CALENDAR}#reports"))
    return event


def _stamp(event: Event, day: str) -> None:
    changed = datetime.combine(date.fromisoformat(day), time(), _CHINA).astimezone(UTC)
    event.add("dtstamp", changed)
    event.add("last-modified", changed)


def _days(event: Event, first: str, last: str) -> None:
    """Whole days, both inside."""
    event.add("dtstart", date.fromisoformat(first))
    event.add("dtend", date.fromisoformat(last) + timedelta(days=1))


def _say(event: Event, summary: str, description: str, kind: str) -> None:
    event.add("summary", line(summary))
    event.add("description", line(description))
    event.add("categories", [kind])
    event.add("transp", "TRANSPARENT")


def calendar_of(site: Site, notice: Notice) -> tuple[Download, ...]:
    """A notice's own; none if it has no period."""
    if notice.period is None:
        return ()
    return of_notices(site, address.notice_calendar(notice.id), line(notice.title), [notice])


def _some(place: str, name: str, events: Iterable[Event]) -> tuple[Download, ...]:
    """The file of some events; none without any."""
    found = tuple(events)
    return (_file(place, name, found),) if found else ()


def _file(place: str, name: str, events: Iterable[Event]) -> Download:
    calendar = Calendar()
    calendar.add("prodid", _MAKER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", line(name))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", timedelta(days=1), parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(event)
    return Download.of(place, "\r\n".join(map(_folded, calendar.content_lines())))


def _folded(told: Contentline) -> str:
    """A line of a file, as the library folds it, which tries every character of each."""
    return told if len(told.encode()) < _FOLDED else told.to_ical().decode()  # type: ignore[no-untyped-call]


def _events(site: Site, notice: Notice) -> Iterator[Event]:
    assert notice.period is not None
    yield _event(site, notice, "opens", notice.period.opens)
    yield _event(site, notice, "closes", notice.period.closes)


def _event(site: Site, notice: Notice, what: Literal["opens", "closes"], day: str) -> Event:
    assert notice.period is not None
    t = wording()
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, f"{name_of(site, notice)}#{what}")))
    _stamp(event, updated(notice))
    event.add("sequence", sum(not link.forward for link in notice.links))
    _days(event, day, day)
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
