"""What feeds tell: something that happened on a day and has a page, known again by a name that never changes.

Only what has a day has a place in a feed; a month stands for its first day, a year for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.edition import Edition
from generator.core.edition.form import Achievement, AgendaItem, Notice, Press, Report, Site, Studio, TakenDown
from generator.core.pages import address
from generator.core.pages.following import about, name_of, tag, updated
from generator.wording import wording

_DATED = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
CORRECTING = frozenset({"更正", "补充", "延长", "取代", "撤回"})
"""What a notice does to another that is a correction of it."""
_TOLD = frozenset({"report", "stage", "due"})
"""The events of the school's year that a feed tells once their day has come."""


@dataclass(frozen=True, slots=True)
class Story:
    """An entry of a feed: its lasting name, title and page, the days on which it came out and last changed, who says
    so, what kind of thing it is, a sentence."""

    name: str
    title: str
    place: str
    published: str
    updated: str
    authors: tuple[str, ...]
    kind: str
    summary: str


def of_notice(site: Site, notice: Notice) -> Story:
    """A notice, as the register has it: never its text or its lists."""
    return Story(
        name_of(site, notice),
        notice.title,
        address.notice(notice.id),
        notice.published,
        updated(notice),
        notice.issuers,
        notice.kind,
        about(notice),
    )


def of_achievement(site: Site, each: Achievement) -> Iterator[Story]:
    """An achievement on its day."""
    place = address.achievement(each.studio, each.id)
    summary = each.summary or wording()("feed.achievement", type=each.type, level=each.level or "").rstrip()
    yield from _dated(site, place, each.year, each.date, each.title, each.type, summary)


def of_report(site: Site, studio: Studio, each: Report) -> Iterator[Story]:
    """A report on the day it was filed."""
    place = address.report(studio.id, each.id)
    summary = wording()("report.description", studio=studio.name, kind=each.kind)
    yield from _dated(site, place, each.year, each.filed or "", each.title, each.kind, summary)


def of_press(site: Site, each: Press) -> Iterator[Story]:
    """A report of the press; it stands on the page of its year."""
    place = address.press_of_year(each.date[:4])
    kind, said = wording()("feed.press"), f"{each.outlet}（{each.level}）"
    yield from _dated(site, place, each.date[:4], each.date, each.title, kind, said, f"press/{each.id}")


def of_taking_down(site: Site, down: TakenDown) -> Iterator[Story]:
    """What was taken down, by its address: its title is gone."""
    t = wording()
    place = _PAGES[down.kind](down) if down.kind in _PAGES else ""
    if place:
        kind = t("feed.taken_down")
        title = t("feed.taken_down_title", place=place)
        yield from _dated(site, place, down.date[:4], down.date, title, kind, down.reason, "takedown")


_PAGES = {
    "achievement": lambda down: address.achievement(down.studio, down.id),
    "report": lambda down: address.report(down.studio, down.id),
    "studio": lambda down: address.studio(down.studio or down.id),
    "person": lambda down: address.person(down.id),
    "plan": lambda down: address.plan(down.id),
    "group": lambda down: address.group(down.id),
    "round": lambda down: address.recognition_round(down.id),
}


def of_agenda(site: Site, year: int, item: AgendaItem) -> Iterator[Story]:
    """A day of the school's year that has come."""
    if item.kind in _TOLD and item.when != "next":
        t = wording()
        place = f"{address.calendar_year(year)}#month-{item.day[5:7]}"
        summary = t("feed.event", kind=t(f"event.{item.kind}"), who=item.who or site.school, to=item.to or site.school)
        told = f"{item.kind}/{item.source or '-'.join(item.studios)}/{item.name}"
        yield from _dated(site, place, str(year), item.day, item.name, t(f"event.{item.kind}"), summary, told)


def _dated(
    site: Site, place: str, year: str, day: str, title: str, kind: str, summary: str, told: str = ""
) -> Iterator[Story]:
    if year.isdigit() and _DATED.fullmatch(day):
        day = day if len(day) == len("2025-01-01") else f"{day}-01"
        name = tag(site, year, f"{place}#{told}" if told else place)
        yield Story(name, title, place, day, day, (site.school,), kind, summary)


def corrects(notice: Notice) -> bool:
    """Whether a notice puts another right."""
    return any(link.forward and link.type in CORRECTING for link in notice.links)


def corrections(edition: Edition) -> Iterator[Story]:
    """Whatever was put right in public: notices that change others, and what was taken down."""
    for notice in edition.notices:
        if corrects(notice):
            yield of_notice(edition.site, notice)
    for down in edition.taken_down:
        yield from of_taking_down(edition.site, down)


def of_studio(edition: Edition, studio: Studio) -> Iterator[Story]:
    """All that a studio has its name on."""
    site = edition.site
    yield from (of_notice(site, notice) for notice in edition.notices_of(studio.id))
    for each in edition.achievements_of(studio.id):
        yield from of_achievement(site, each)
    for report in studio.reports:
        yield from of_report(site, studio, report)
    for told in edition.press_of(studio.id):
        yield from of_press(site, told)


def of_school(edition: Edition) -> Iterator[Story]:
    """All of the site, each once."""
    site = edition.site
    yield from (of_notice(site, notice) for notice in edition.notices)
    for each in edition.achievements:
        yield from of_achievement(site, each)
    for studio in edition.studios:
        for report in studio.reports:
            yield from of_report(site, studio, report)
    for told in edition.press:
        yield from of_press(site, told)
    for down in edition.taken_down:
        yield from of_taking_down(site, down)


def of_calendar(edition: Edition) -> Iterator[Story]:
    """What was due and what was filed, up to the day."""
    for year in edition.agenda:
        for month in year.months:
            for item in month.items:
                yield from of_agenda(edition.site, year.year, item)
