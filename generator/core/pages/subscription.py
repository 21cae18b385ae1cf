"""What can be subscribed to, and the files of each: feeds and calendars, made here for the page that they hang on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import get_args

from generator.core.edition import Edition
from generator.core.edition.form import Studio
from generator.core.pages import address, deadline, feed, story
from generator.core.pages.download import Download
from generator.core.records.notice import NoticeKind
from generator.wording import wording


@dataclass(frozen=True, slots=True)
class Subscription:
    """Something that can be followed: what it is called, and its files."""

    title: str
    files: tuple[Download, ...]


def of_site(edition: Edition) -> Subscription:
    """All that is new on the site; the front page has it and so has the list of all."""
    return edition.once("subscription", lambda: _of_site(edition))


def _of_site(edition: Edition) -> Subscription:
    t, site = wording(), edition.site
    title = t("feed.title_site", site=site.name)
    said = t("feed.site", school=site.school)
    files = feed.both(site, address.HOME, title, said, story.of_school(edition))
    return Subscription(title, (*files, *deadline.of_school(edition)))


def of_studio(edition: Edition, studio: Studio) -> Subscription:
    """A studio's news and days; its page has them and so has the list of all."""
    return edition.once(f"subscription {studio.id}", lambda: _of_studio(edition, studio))


def _of_studio(edition: Edition, studio: Studio) -> Subscription:
    t, site = wording(), edition.site
    said = t("feed.studio", studio=studio.name)
    files = feed.both(site, address.studio(studio.id), studio.name, said, story.of_studio(edition, studio))
    return Subscription(studio.name, (*files, *deadline.of_studio(edition, studio)))


def of_kinds(edition: Edition) -> Iterator[Subscription]:
    """Each kind of notice of which there is one."""
    t, site = wording(), edition.site
    for kind in get_args(NoticeKind):
        found = [notice for notice in edition.notices if notice.kind == kind]
        if found:
            title = t("feed.title_kind", site=site.name, kind=kind)
            folder = address.kind_folder(kind)
            said = t("feed.kind", school=site.school, kind=kind)
            stories = (story.of_notice(site, notice) for notice in found)
            files = feed.both(site, address.NOTICES_BY_KIND, title, said, stories, folder)
            days = deadline.of_notices(site, f"{folder}/calendar.ics", title, found)
            yield Subscription(kind, (*files, *days))


def of_corrections(edition: Edition) -> Subscription:
    """What was put right: corrections, supplements, withdrawals, what was taken down."""
    t, site = wording(), edition.site
    title = t("feed.title_corrections", site=site.name)
    said = t("feed.corrections", school=site.school)
    folder = address.CORRECTIONS_FEED.rpartition("/")[0]
    files = feed.both(site, address.NOTICES, title, said, story.corrections(edition), folder)
    found = [notice for notice in edition.notices if story.corrects(notice)]
    return Subscription(title, (*files, *deadline.of_notices(site, f"{folder}/calendar.ics", title, found)))


def of_calendar(edition: Edition) -> Subscription:
    """The school's year: what was due and filed, and the days to come; its page has it and so has the list of all."""
    return edition.once("subscription of the year", lambda: _of_calendar(edition))


def _of_calendar(edition: Edition) -> Subscription:
    t, site = wording(), edition.site
    title = t("feed.title_calendar", site=site.name)
    said = t("feed.calendar", school=site.school)
    files = feed.both(site, address.CALENDAR, title, said, story.of_calendar(edition))
    return Subscription(title, (*files, *deadline.of_year(edition)))


def grouped(edition: Edition) -> Mapping[str, tuple[Subscription, ...]]:
    """Everything that can be subscribed to, for the page that lists it: of the school, of notices by kind, of studios;
    wording keys below `feed.of`."""
    t = wording()
    notices = Subscription(
        t("follow.title", site=edition.site.name), (*feed.feeds(edition), *deadline.calendars(edition))
    )
    return {
        "school": (of_site(edition), notices, of_calendar(edition), of_corrections(edition)),
        "kinds": tuple(of_kinds(edition)),
        "studios": tuple(of_studio(edition, studio) for studio in edition.studios),
    }
