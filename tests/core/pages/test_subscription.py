"""What can be subscribed to, read as its readers read it: a feed parser, a calendar parser."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from itertools import chain
from typing import get_args

import feedparser
import pytest
from icalendar import Calendar

from generator.core.edition import Edition
from generator.core.pages import address, deadline
from generator.core.pages.download import Download
from generator.core.pages.feed import MOST
from generator.core.pages.page import Page
from generator.core.pages.subscription import Subscription, grouped
from generator.core.records.notice import NoticeKind
from generator.website.around import head

DAY = re.compile(r"\d{4}-\d{2}-\d{2}T00:00:00\+08:00")


@pytest.fixture(scope="module")
def every(edition: Edition) -> tuple[Subscription, ...]:
    return tuple(chain.from_iterable(grouped(edition).values()))


@pytest.fixture(scope="module")
def pages(every_page: tuple[Page, ...]) -> tuple[Page, ...]:
    return every_page


def ending(every: tuple[Subscription, ...], suffix: str) -> list[Download]:
    return [file for each in every for file in each.files if file.address.endswith(suffix)]


def test_every_file_is_published_once_and_every_published_one_is_listed(
    every: tuple[Subscription, ...], pages: tuple[Page, ...]
) -> None:
    listed = Counter(file.address for each in every for file in each.files)
    assert set(listed.values()) == {1}
    published = {file.address: file for page in pages for file in page.downloads}
    kept = re.compile(r".*(?:feed\.xml|feed\.json|/calendar\.ics)|calendar\.ics")
    assert listed.keys() == {place for place in published if kept.fullmatch(place)}
    assert all(published[file.address] == file for each in every for file in each.files)


def test_every_feed_is_read_without_a_fault_and_leads_to_pages(
    every: tuple[Subscription, ...], pages: tuple[Page, ...]
) -> None:
    there = {page.address for page in pages}
    for file in ending(every, ".xml"):
        read = feedparser.parse(file.content.decode().encode(), sanitize_html=False)
        assert not read.bozo, file.address
        assert read.version == "atom10"
        assert read.feed.id == f"https://jiangpu.example/{file.address}"
        ids = [entry.id for entry in read.entries]
        assert 0 < len(ids) == len(set(ids)) <= MOST
        for entry in read.entries:
            assert DAY.fullmatch(entry.published)
            assert DAY.fullmatch(entry.updated)
            place = entry.link.removeprefix("https://jiangpu.example/").partition("#")[0]
            assert place in there, entry.link


def test_both_forms_say_the_same(every: tuple[Subscription, ...]) -> None:
    for each in every:
        atom, said = (
            next(f.content.decode() for f in each.files if f.address.endswith(end)) for end in (".xml", "feed.json")
        )
        items = json.loads(said)["items"]
        entries = feedparser.parse(atom.encode(), sanitize_html=False).entries
        assert [(item["id"], item["title"], item["date_published"]) for item in items] == [
            (entry.id, entry.title, entry.published) for entry in entries
        ]


def test_one_thing_has_one_name_in_every_feed(every: tuple[Subscription, ...]) -> None:
    names: dict[str, set[str]] = {}
    for file in ending(every, "feed.json"):
        for item in json.loads(file.content.decode())["items"]:
            names.setdefault(item["id"], set()).add(item["title"])
    assert all(len(titles) == 1 for titles in names.values())


def test_nothing_is_dated_after_the_day(edition: Edition, every: tuple[Subscription, ...]) -> None:
    for file in ending(every, "feed.json"):
        for item in json.loads(file.content.decode())["items"]:
            assert item["date_published"][:10] <= edition.as_of


def test_a_studios_feed_holds_what_has_its_name_on_it(edition: Edition, every: tuple[Subscription, ...]) -> None:
    file = next(file for file in ending(every, "feed.json") if file.address == "studios/watch-gu/feed.json")
    told = {item["url"].removeprefix("https://jiangpu.example/") for item in json.loads(file.content.decode())["items"]}
    assert address.report("watch-gu", "spring-2025") in told
    mine = [each for each in edition.achievements if "watch-gu" in (each.studio, *each.shared_with)]
    assert {address.achievement(each.studio, each.id) for each in mine if len(each.date) > 4} <= told
    assert {address.notice(each.id) for each in edition.notices if "watch-gu" in each.studios} <= told


def test_corrections_hold_what_put_another_right(edition: Edition, every: tuple[Subscription, ...]) -> None:
    file = next(file for file in ending(every, "feed.json") if "corrections" in file.address)
    items = json.loads(file.content.decode())["items"]
    told = {item["url"].rpartition("/")[2].removesuffix(".html") for item in items}
    assert {"recognition-2025-correction", "assessment-2025-supplement", "assessment-2024-extension"} <= told
    assert sum("撤下" in item["tags"] for item in items) == len(edition.taken_down)
    assert "recognition-2025-proposed" not in told


def test_every_calendar_is_read_and_its_days_are_whole(every: tuple[Subscription, ...]) -> None:
    for file in ending(every, ".ics"):
        events = Calendar.from_ical(file.content.decode()).walk("VEVENT")
        names = [str(event["uid"]) for event in events]
        assert 0 < len(names) == len(set(names)), file.address
        for event in events:
            first, after = event.decoded("dtstart"), event.decoded("dtend")
            assert type(first) is type(after) is date
            assert first < after
            assert event.decoded("dtstamp").tzinfo is not None


def test_a_studios_calendar_has_the_days_on_which_its_reports_are_due(every: tuple[Subscription, ...]) -> None:
    text = next(
        file.content.decode() for file in ending(every, ".ics") if file.address == "studios/watch-gu/calendar.ics"
    )
    due = {
        (event.decoded("dtstart").isoformat(), str(event["summary"]))
        for event in Calendar.from_ical(text).walk("VEVENT")
    }
    assert ("2025-07-31", "时限：2025年度：春季学期效益报告") in due
    assert ("2026-01-31", "时限：2025年度：年度工作报告") in due


def test_the_years_calendar_has_the_meetings_of_councils_by_the_month(
    edition: Edition, every: tuple[Subscription, ...]
) -> None:
    text = next(file.content.decode() for file in ending(every, ".ics") if file.address == address.YEAR_CALENDAR)
    told = {
        event.decoded("dtstart"): (event.decoded("dtend"), str(event["description"]))
        for event in Calendar.from_ical(text).walk("VEVENT")
        if str(event["summary"]).startswith("会议：")
    }
    held = {month.month: month.councils for year in edition.agenda for month in year.months if month.councils}
    assert held
    for month, met in held.items():
        after, said = told[date.fromisoformat(f"{month}-01")]
        assert after.day == 1
        assert all(f"{edition.studio_names[studio]}{count}次" in said for studio, count in met)
    assert told[date(2026, 12, 1)] == (date(2027, 1, 1), "每个工作室每月不少于1次。")


def test_a_site_without_an_address_has_feeds_too(edition: Edition) -> None:
    bare = replace(edition, site=replace(edition.site, url=""))
    for each in chain.from_iterable(grouped(bare).values()):
        for file in each.files:
            assert "jiangpu.example" not in file.content.decode()
            if file.address.endswith(".xml"):
                assert not feedparser.parse(file.content.decode().encode()).bozo


def test_every_kind_of_notice_has_an_address_of_its_own() -> None:
    assert address.KINDS.keys() == set(get_args(NoticeKind))
    assert len(set(address.KINDS.values())) == len(address.KINDS)


def test_a_page_names_the_feeds_beside_it(pages: tuple[Page, ...]) -> None:
    studio = next(page for page in pages if page.address == "studios/watch-gu/index.html")
    assert 'type="application/atom+xml"' in head(studio)
    assert 'href="calendar.ics"' in head(studio)
    notices = next(page for page in pages if page.address == address.NOTICES)
    assert 'type="application/atom+xml"' not in head(notices)  # the theme names these on every page
    assert 'rel="alternate"' not in head(next(page for page in pages if page.address == address.STATISTICS))


@pytest.mark.parametrize("length", range(20, 90))
def test_lines_are_folded_as_the_library_folds_them(edition: Edition, length: int) -> None:
    notice = next(each for each in edition.notices if each.period)
    for sign in "a师\U00020000,":
        [file] = deadline.calendar_of(edition.site, replace(notice, title=sign * length))
        assert file.content.decode() == Calendar.from_ical(file.content.decode()).to_ical().decode()
