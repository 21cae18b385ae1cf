"""Following the notices: feeds and calendars as their readers read them, short addresses, titles that attack them."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest
from icalendar import Calendar, Event

from generator.core.edition import Edition
from generator.core.edition.form import Notice
from generator.core.pages import address
from generator.core.pages.feed import MOST
from generator.core.pages.following import name_of
from generator.core.pages.notice import pages
from tests.core.conftest import School

PROPOSED = "grades-proposed"
HOSTILE = [
    "]]><entry><title>x</title></entry>",
    "<script>alert(1)</script>&amp;\"'",
    "一\nBEGIN:VEVENT\nSUMMARY:假",
    "一\r\nEND:VEVENT\r\nBEGIN:VEVENT\r\nUID:x",
    "一\rBEGIN:VEVENT",
    "一\r\nBEGIN:VALARM\r\nACTION:DISPLAY\r\nTRIGGER:-PT1M\r\nEND:VALARM",
    "&#13;&#10;BEGIN:VALARM<![CDATA[<!--",
    "一\x85BEGIN:VEVENT\u2028BEGIN:VEVENT\x0bBEGIN:VEVENT\x00",
    r"a\nBEGIN:VEVENT;b,c:d\\",
    "长" * 400,
    "😀𠀀é" * 60,
]


def edition(school: School, overlay: str = "", as_of: str = "2026-01-20") -> Edition:
    found = school(overlay, as_of).edition
    assert found is not None
    return found


def files(given: Edition) -> dict[str, str]:
    """Every file beside the pages of notices."""
    return {file.address: file.content.decode() for page in pages(given) for file in page.downloads}


def only(given: Edition, name: str) -> Notice:
    return next(notice for notice in given.notices if notice.id == name)


def with_title(given: Edition, title: str) -> Edition:
    return replace(given, notices=tuple(replace(notice, title=title) for notice in given.notices))


def feed(given: Edition) -> Any:
    read = feedparser.parse(files(given)[address.NOTICES_FEED].encode(), sanitize_html=False)
    assert not read.bozo, read.get("bozo_exception")
    return read


def events(given: Edition, place: str = address.NOTICES_CALENDAR) -> list[Event]:
    found = Calendar.from_ical(files(given)[place]).walk("VEVENT")
    return [event for event in found if isinstance(event, Event)]


def plain(text: str) -> str:
    """Text as it must arrive: in one line."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def test_the_files_of_the_tiny_school(school: School) -> None:
    assert sorted(files(edition(school))) == [
        "n/grades-proposed.html",
        "n/grades-result.html",
        "notices/calendar.ics",
        "notices/feed.json",
        "notices/feed.xml",
        "notices/grades-proposed.ics",
        "notices/kinds/grades/feed.json",
        "notices/kinds/grades/feed.xml",
        "notices/kinds/proposed-grades/calendar.ics",
        "notices/kinds/proposed-grades/feed.json",
        "notices/kinds/proposed-grades/feed.xml",
    ]


def test_without_notices_there_is_nothing_to_follow(school: School) -> None:
    assert files(replace(edition(school), notices=())) == {}


class TestFeeds:
    def test_a_reader_finds_every_notice_with_its_own_dates(self, school: School) -> None:
        given = edition(school)
        read = feed(given)
        assert read.version == "atom10"
        assert read.feed.id == read.feed.links[1].href == "https://tiny.example/notices/feed.xml"
        assert read.feed.updated == "2026-01-14T00:00:00+08:00"
        found = {
            entry.id: (entry.title, entry.published[:10], entry.updated[:10], entry.link) for entry in read.entries
        }
        # The result changes what it is the result of.
        assert found == {
            f"tag:tiny.example,{day}:notices/{name}.html": (
                only(given, name).title,
                day,
                "2026-01-14",
                f"https://tiny.example/notices/{name}.html",
            )
            for name, day in (("grades-proposed", "2026-01-05"), ("grades-result", "2026-01-14"))
        }

    def test_both_feeds_say_the_same(self, school: School) -> None:
        given = edition(school)
        read, said = feed(given), json.loads(files(given)[address.NOTICES_JSON])
        assert said["version"] == "https://jsonfeed.org/version/1.1"
        assert said["feed_url"] == "https://tiny.example/notices/feed.json"
        assert [
            (
                item["id"],
                item["url"],
                item["title"],
                item["content_text"],
                item["date_published"],
                item["date_modified"],
            )
            for item in said["items"]
        ] == [
            (entry.id, entry.link, entry.title, entry.summary, entry.published, entry.updated) for entry in read.entries
        ]

    def test_nothing_of_a_list_or_a_text_is_in_a_feed(self, school: School) -> None:
        given = edition(school)
        cell = only(given, PROPOSED).groups[0].rows[0][0]
        said = "".join(files(given).values())
        assert cell not in said
        assert "现将结果公示如下" not in said

    def test_the_day_of_the_build_is_in_no_file(self, school: School) -> None:
        assert files(edition(school, as_of="2026-01-20")) == files(edition(school, as_of="2026-03-03"))

    def test_what_changed_last_stands_first_and_the_oldest_fall_out(self, school: School) -> None:
        given = edition(school)
        many = tuple(
            replace(
                only(given, "grades-result"), id=f"n{number:03}", links=(), published=f"2025-01-{number % 28 + 1:02}"
            )
            for number in range(MOST + 5)
        )
        days = [entry.updated for entry in feed(replace(given, notices=many)).entries]
        assert len(days) == MOST
        assert days == sorted(days, reverse=True)

    @pytest.mark.parametrize("url", ["", "https://[", "file:///x/"])
    def test_a_site_without_an_address_of_its_own_has_names_all_the_same(self, school: School, url: str) -> None:
        given = edition(school)
        site = replace(given.site, url=url)
        names = [name_of(site, notice) for notice in given.notices]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", name) for name in names)

    def test_links_of_a_site_without_an_address_lead_there_from_the_feed(self, school: School) -> None:
        given = edition(school)
        written = files(replace(given, site=replace(given.site, url="")))
        root = ElementTree.fromstring(written[address.NOTICES_FEED])
        hrefs = [link.get("href") for link in root.iterfind("{*}entry/{*}link")]
        assert hrefs == [f"{notice.id}.html" for notice in given.notices]
        assert "url" not in json.loads(written[address.NOTICES_JSON])["items"][0]

    @pytest.mark.parametrize("title", HOSTILE)
    def test_no_title_is_markup(self, school: School, title: str) -> None:
        given = with_title(edition(school), title)
        read = feed(given)
        assert [entry.title for entry in read.entries] == [plain(title)] * 2
        text = files(given)[address.NOTICES_JSON]
        assert [item["title"] for item in json.loads(text)["items"]] == [plain(title)] * 2
        assert not set(text) & set("<>&\u2028")


class TestCalendars:
    def test_a_notice_opens_and_closes_on_whole_days(self, school: School) -> None:
        given = edition(school)
        period = only(given, PROPOSED).period
        assert period is not None
        for place in (address.NOTICES_CALENDAR, address.notice_calendar(PROPOSED)):
            opens, closes = events(given, place)
            assert (opens.start, closes.start) == (date(2026, 1, 5), date(2026, 1, 9))
            assert (opens.start.isoformat(), closes.start.isoformat()) == (period.opens, period.closes)
            assert [event.duration.days for event in (opens, closes)] == [1, 1]
            assert str(closes["summary"]) == f"公示截止：{only(given, PROPOSED).title}"
            assert str(closes["url"]) == "https://tiny.example/notices/grades-proposed.html"

    def test_it_is_stamped_by_the_notice(self, school: School) -> None:
        for event in events(edition(school)):
            assert event.decoded("dtstamp") == datetime(2026, 1, 13, 16, tzinfo=UTC)  # the 14th begins in China
            assert event["sequence"] == 1

    def test_an_extension_moves_the_same_event(self, school: School) -> None:
        extension = """\
=== content/notices/2026/longer.md
---
title: 延长
kind: 延长公示期
issuers: [小镇职业学校]
published: 2026-01-08
signed: 2026-01-08
period: {ends: 2026-01-12}
contacts: [{office: planning}]
objection: {rules: [署名]}
links: [{type: 延长, to: grades-proposed}]
---
"""
        before, after = edition(school, as_of="2026-01-07"), edition(school, extension, "2026-01-08")
        place = address.notice_calendar(PROPOSED)
        (_, was), (_, is_now) = events(before, place), events(after, place)
        assert (was.start, is_now.start) == (date(2026, 1, 9), date(2026, 1, 12))
        assert was["uid"] == is_now["uid"]
        assert (was["sequence"], is_now["sequence"]) == (0, 1)
        assert is_now.decoded("last-modified") > was.decoded("last-modified")

    def test_what_is_withdrawn_before_it_closes_is_called_off(self, school: School) -> None:
        withdrawn = """\
=== content/notices/2026/back.md
---
title: 撤回
kind: 通知
issuers: [小镇职业学校]
published: 2026-01-07
signed: 2026-01-07
links: [{type: 撤回, to: grades-proposed}]
---
=== content/notices/2026/grades-result.md (change)
-links:
-  - {type: 结果, to: grades-proposed, outcome: 无异议}
"""
        found = events(edition(school, withdrawn, "2026-01-08"))
        assert [str(event["status"]) for event in found] == ["CONFIRMED", "CANCELLED"]

    def test_no_line_is_longer_than_the_standard_allows_nor_cut_within_a_character(self, school: School) -> None:
        for title in HOSTILE:
            for place, text in files(with_title(edition(school), title)).items():
                if place.endswith(".ics"):
                    for line in text.encode().split(b"\r\n"):
                        assert len(line) <= 75
                        line.decode()

    @pytest.mark.parametrize("title", HOSTILE)
    def test_no_title_is_a_line(self, school: School, title: str) -> None:
        given = with_title(edition(school), title)
        found = events(given)
        assert [str(event["summary"]) for event in found] == [
            plain(f"公示开始：{title}"),
            plain(f"公示截止：{title}"),
        ]
        text = files(given)[address.NOTICES_CALENDAR]
        # However a reader splits lines: by \n, by \r, or by all that Python takes for the end of one.
        for lines in (text.split("\n"), text.split("\r"), text.splitlines()):
            assert sum(line.strip() == "BEGIN:VEVENT" for line in lines) == 2

    def test_lines_that_a_notice_writes_by_their_escapes_are_none(self, school: School) -> None:
        """From the file on: a CR and a LF are no character that the checker refuses."""
        title = r'"关于公示\r\nBEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM ]]><entry/>"'
        notice = "=== content/notices/2026/grades-proposed.md (change)\n-title: 关于2025年度考核结果的公示\n"
        given = edition(school, f"{notice}+title: {title}\n")
        found = Calendar.from_ical(files(given)[address.NOTICES_CALENDAR]).walk()
        assert [each.name for each in found] == ["VCALENDAR", "VEVENT", "VEVENT"]
        assert only(given, PROPOSED).title.startswith("关于公示\r\nBEGIN")
        assert [entry.title for entry in feed(given).entries][1] == plain(only(given, PROPOSED).title)

    def test_an_address_that_attacks_is_one_line_too(self, school: School) -> None:
        given = edition(school)
        site = replace(given.site, url="https://tiny.example/\r\nBEGIN:VEVENT\r\n/", name="一\r\nEND:VCALENDAR")
        assert len(events(replace(given, site=site))) == 2


class _Reader(HTMLParser):
    """The tags of a page with their attributes, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def one(self, tag: str, **wanted: str) -> dict[str, str | None]:
        [found] = [given for name, given in self.tags if name == tag and wanted.items() <= given.items()]
        return found


class TestShortAddresses:
    def test_it_forwards_with_and_without_what_a_browser_can(self, school: School) -> None:
        page = _Reader(files(edition(school))[address.short(PROPOSED)])
        target = f"../notices/{PROPOSED}.html"
        assert page.one("meta", **{"http-equiv": "refresh"})["content"] == f"0; url={target}"
        assert page.one("a")["href"] == target
        assert page.one("link", rel="canonical")["href"] == f"https://tiny.example/notices/{PROPOSED}.html"
        assert page.one("meta", name="robots")["content"] == "noindex"

    @pytest.mark.parametrize("title", HOSTILE)
    def test_no_title_is_markup(self, school: School, title: str) -> None:
        sound, page = (
            _Reader(files(given)[address.short(PROPOSED)])
            for given in (edition(school), with_title(edition(school), title))
        )
        assert [tag for tag, _ in page.tags] == [tag for tag, _ in sound.tags]
        assert page.text.count(plain(title)) == 2
