"""What `digest` answers: what happened in a week or a month, as plain text to paste into the official account.

All of it comes from the public Edition. As in the feeds, only what has a day is told: a month stands for its first day,
a year for none, so that digests that follow one another tell everything once.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from generator.core.edition import Edition
from generator.core.edition.form import Achievement, Notice, Press, Studio, Training
from generator.core.pages import address
from generator.core.pages.following import line, url
from generator.core.records.achievement import UNRANKED
from generator.wording import Wording

WEEK = 7
"""Days: how far a digest looks back unless told otherwise, and how far ahead for what closes soon."""
RESULTS = frozenset({"认定公布", "考核结果公布", "验收结果"})
"""The kinds of notices that give a result, whether or not they name the notice that came before."""
_GONE = frozenset({"superseded", "withdrawn", "taken_down"})
"""The states of notices of which no digest tells any more: it would send readers to what does not hold."""
_DATED = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")


@dataclass(frozen=True, slots=True)
class Days:
    """The days that a digest is on, both inside."""

    first: date
    last: date

    @classmethod
    def up_to(cls, day: date, count: int) -> Days:
        """The last days, `day` included."""
        return cls(day - timedelta(days=count - 1), day)

    @classmethod
    def of_month(cls, year: int, month: int, as_of: date) -> Days | None:
        """A month as far as it has come; None for one that has not begun."""
        first = date(year, month, 1)
        return cls(first, min(date(year, month, monthrange(year, month)[1]), as_of)) if first <= as_of else None

    @property
    def whole_month(self) -> bool:
        """Whether they are all days of one month."""
        end = monthrange(self.last.year, self.last.month)[1]
        return self.first == self.last.replace(day=1) and self.last.day == end

    def hold(self, day: str) -> bool:
        """Whether a day of the records is one of them."""
        if not _DATED.fullmatch(day):
            return False
        return (
            self.first.isoformat() <= (day if len(day) == len("2026-02-03") else f"{day}-01") <= self.last.isoformat()
        )


@dataclass(frozen=True, slots=True)
class _Item:
    """A line of a digest, and where more of it can be read."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class _Pen:
    """How one digest is written: its words."""

    words: Wording
    year: int
    """The year of the digest, which needs no saying."""

    def __call__(self, key: str, **args: object) -> str:
        return self.words(f"answer.digest.{key}", **args)

    def span(self, first: date, last: date, year: int = 0) -> str:
        """Days in words, without saying twice what both ends have in common, or the year where it needs no saying."""
        if first == last:
            return self.day(last.isoformat(), year)
        if first.year != last.year:
            return self("span", first=self.day(first.isoformat()), last=self.day(last.isoformat()))
        end = self("day_of_month", month=last.month, day=last.day)
        if first.month != last.month:
            end = self.day(last.isoformat(), last.year)
        return self("span", first=self.day(first.isoformat(), year), last=end)

    def day(self, text: str, known: int = 0) -> str:
        """A day as the records have it, in words, without its year where that is known."""
        year, month, *day = (int(part) for part in text.split("-"))
        key = ("day" if day else "month") + ("_of_year" if year == known else "")
        return self(key, year=year, month=month, day=day[0] if day else "")

    def joined(self, parts: Iterable[str | None]) -> str:
        """What there is of some parts, between commas."""
        return self("comma").join(filter(None, parts))


def as_text(edition: Edition, days: Days, words: Wording) -> str:
    """The digest. Addresses are full ones, and left out while the site knows none of its own."""
    pen = _Pen(words, days.last.year)
    told = [notice for notice in edition.notices if _told(notice, days)]
    results = [notice for notice in told if _is_result(notice)]
    opened = [notice for notice in told if notice not in results]
    closing = [notice for notice in edition.notices if notice not in told and _closes_soon(notice, edition, days)]
    achievements = [each for each in edition.achievements if days.hold(each.date)]
    trainings = [(studio, _trainings(studio, days)) for studio in edition.studios]
    trainings = [(studio, found) for studio, found in trainings if found]
    press = [each for each in edition.press if days.hold(each.date)]

    given = [training for _, found in trainings for training in found]
    counts = {"notices": len(told), "achievements": len(achievements), "press": len(press)}
    said = [pen(f"count.{key}", count=count) for key, count in counts.items() if count]
    if given:
        said.insert(-1 if press else len(said), pen("count.trainings", **_sums(given)))
    span = pen.day(days.last.isoformat()[:7]) if days.whole_month else pen.span(days.first, days.last)
    sections = (
        ("notices", _numbered(edition, (_notice(notice, pen) for notice in opened), pen)),
        ("results", _numbered(edition, (_notice(notice, pen) for notice in results), pen)),
        ("closing", _numbered(edition, (_notice(notice, pen) for notice in closing), pen)),
        ("achievements", _by_studio(edition, achievements, pen)),
        ("trainings", _with_addresses(edition, (_given(studio, found, pen) for studio, found in trainings))),
        ("press", _numbered(edition, (_press(each, edition, pen) for each in press), pen)),
    )
    lead = pen("lead", said=pen.joined(said)) if said else pen("nothing", span=span)
    parts = [[pen("title", site=line(edition.site.name), span=span)], [lead]]
    for key, lines in sections:
        if found := list(lines):
            parts.append([pen(f"section.{key}"), *found])
    parts.append([*_foot(edition, pen)])
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _told(notice: Notice, days: Days) -> bool:
    opens = notice.period.opens if notice.period else notice.published
    return notice.state not in _GONE and (days.hold(notice.published) or days.hold(opens))


def _is_result(notice: Notice) -> bool:
    return notice.kind in RESULTS or any(link.forward and link.type == "结果" for link in notice.links)


def _closes_soon(notice: Notice, edition: Edition, days: Days) -> bool:
    """Only a digest up to today looks ahead: by now it is too late for what closed after another."""
    if days.last.isoformat() != edition.as_of or notice.state != "open" or notice.period is None:
        return False
    return notice.period.closes <= (days.last + timedelta(days=WEEK)).isoformat()


def _notice(notice: Notice, pen: _Pen) -> _Item:
    period = notice.period
    # A notice that stands from the day on which it is published need not say that day twice.
    alone = period is None or period.opens != notice.published
    published = pen("published", day=pen.day(notice.published, pen.year)) if alone else None
    stands = None
    if period:
        ends = date.fromisoformat(period.opens), date.fromisoformat(period.closes)
        stands = pen("stands", span=pen.span(*ends, pen.year))
    about = pen.joined((notice.number, published, stands, *(pen(f"mark.{mark}") for mark in notice.marks)))
    return _Item(pen("with_note", title=line(notice.title), note=line(about)), address.notice(notice.id))


def _achievement(each: Achievement, edition: Edition, pen: _Pen) -> _Item:
    level = each.level if each.level != UNRANKED else None
    # 省级一等奖 is one word for readers.
    rated = pen("rated", level=level or "", rank=each.rank or "").strip()
    names = edition.studio_names
    others = pen("and").join(names[name] for name in each.shared_with if name in names)
    shared = pen("shared", studios=others) if others else None
    about = pen.joined((each.type, rated, pen.day(each.date, pen.year), shared))
    place = address.achievement(each.studio, each.id)
    return _Item(pen("with_note", title=line(each.title), note=line(about)), place)


def _by_studio(edition: Edition, found: Sequence[Achievement], pen: _Pen) -> Iterator[str]:
    """Each under the studio whose it is, in the order of the studios."""
    order = list(edition.studio_names)
    of = {name: list(mine) for name, mine in groupby(sorted(found, key=_studio(order)), key=lambda each: each.studio)}
    for name, mine in of.items():
        yield pen("studio", name=line(edition.studio_names.get(name, name)))
        yield from _numbered(edition, (_achievement(each, edition, pen) for each in mine), pen)


def _studio(order: Sequence[str]) -> Callable[[Achievement], tuple[int, str]]:
    return lambda each: (order.index(each.studio) if each.studio in order else len(order), each.studio)


def _trainings(studio: Studio, days: Days) -> list[Training]:
    return [training for year in studio.trainings for training in year.trainings if days.hold(training.date)]


def _sums(trainings: Sequence[Training]) -> dict[str, int]:
    """Sessions (次) and attendances (人次)."""
    return {"sessions": len(trainings), "attendances": sum(training.persons for training in trainings)}


def _given(studio: Studio, found: Sequence[Training], pen: _Pen) -> _Item:
    audiences: dict[str, int] = {}
    for training in found:
        audiences[training.audience] = audiences.get(training.audience, 0) + training.persons
    # Who has trained one audience says so once: the sum would only repeat it.
    ranked = sorted(audiences.items(), key=lambda item: (-item[1], item[0]))
    note = pen.joined(pen("audience", name=name, count=count) for name, count in ranked)
    if len(ranked) == 1:
        note = ranked[0][0]
    text = pen("trained", studio=line(studio.short), note=note, **_sums(found))
    years = {training.date[:4] for training in found}
    if any(year.incomplete for year in studio.trainings if year.year in years):
        text += pen("incomplete")
    return _Item(text, address.trainings(studio.id))


def _press(each: Press, edition: Edition, pen: _Pen) -> _Item:
    names = edition.studio_names
    studios = pen("and").join(names[name] for name in each.studios if name in names)
    about = pen.joined((each.outlet, each.level, pen.day(each.date, pen.year), studios))
    return _Item(pen("with_note", title=line(each.title), note=line(about)), address.press_of_year(each.date[:4]))


def _numbered(edition: Edition, items: Iterable[_Item], pen: _Pen) -> Iterator[str]:
    listed = list(items)
    if len(listed) > 1:
        listed = [
            _Item(pen("item", number=number, text=item.text), item.place) for number, item in enumerate(listed, start=1)
        ]
    yield from _with_addresses(edition, listed)


def _with_addresses(edition: Edition, items: Iterable[_Item]) -> Iterator[str]:
    """Each line and its address; an address that several lines share stands below the last of them."""
    for place, found in groupby(items, key=lambda item: item.place):
        yield from (item.text for item in found)
        if full := url(edition.site, place):
            yield full


def _foot(edition: Edition, pen: _Pen) -> Iterator[str]:
    yield pen("as_of", day=pen.day(edition.as_of))
    if edition.site.url:
        yield pen("more", url=url(edition.site, ""))
    if edition.site.fictional:
        yield line(edition.site.fictional)
