"""The explorer: achievements, trainings and notices by every facet they have.

Of each kind of record there is one page that a script lets filter, sort and take away, and for those without a script
a list of each value of each facet, in pages of at most 200 rows; achievements have some of these lists already. All of
it is made from the same `Listing`, and so are the files that the script reads (`generator/website/explore.py`).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, get_args
from urllib.parse import urlencode

from generator.core.compute.notice import State
from generator.core.edition import Edition
from generator.core.edition.form import Achievement, Notice, Training
from generator.core.pages import address
from generator.core.pages.achievement import LISTS
from generator.core.pages.behind import places
from generator.core.pages.page import Page
from generator.core.pages.paging import cut, pager
from generator.core.records.achievement import LEVELS, RANKS, UNRANKED
from generator.core.records.notice import NoticeKind
from generator.core.records.training import AUDIENCES, TrainingKind
from generator.wording import wording

Kind = Literal["achievement", "training", "notice"]
FacetName = Literal["year", "studio", "trade", "type", "level", "rank", "kind", "audience", "mode", "state", "grade"]
Column = Literal["rank", "until", "persons", "days", "person_days", "trainer", "client", "number", "opens", "closes"]
FACETS: Mapping[Kind, tuple[FacetName, ...]] = {
    "achievement": ("year", "level", "type", "studio", "trade", "rank", "grade"),
    "training": ("year", "studio", "trade", "audience", "kind", "mode", "grade"),
    "notice": ("year", "state", "kind", "studio", "trade"),
}
"""The facets of each kind, in the order in which they are offered: the year first, which everything has one of."""
COLUMNS: Mapping[Kind, tuple[Column, ...]] = {
    "achievement": (),
    "training": ("until", "persons", "days", "person_days", "trainer", "client"),
    "notice": ("number", "opens", "closes"),
}
"""What a download says of a record beside its date, its title, its facets and its address."""
MANY: frozenset[FacetName] = frozenset({"studio", "trade", "grade"})
"""The facets of which a record may have several values."""
SHOWN: Mapping[Kind, tuple[FacetName, ...]] = {
    "achievement": ("studio", "type"),
    "training": ("studio", "audience"),
    "notice": ("kind",),
}
"""The facets that stand in a row, before its note and its date."""
LEADS: Mapping[Kind, FacetName | None] = {"achievement": "level", "training": None, "notice": "state"}
"""The facet whose mark a row begins with."""
SORTS: Mapping[Kind, tuple[str, ...]] = {
    "achievement": ("date", "oldest", "title", "studio", "level"),
    "training": ("date", "oldest", "title", "studio"),
    "notice": ("date", "oldest", "title", "studio"),
}
"""The orders, the usual one first."""
SECTION: Mapping[Kind, str] = {"achievement": "achievements", "training": "studios", "notice": "notices"}
ABOVE: Mapping[Kind, tuple[str, str]] = {
    "achievement": ("achievements.title", address.ACHIEVEMENTS),
    "training": ("ledger.title", address.TRAININGS),
    "notice": ("notices.title", address.NOTICES),
}
"""Title and address of what stands above the explorer of a kind."""
_LISTS: Mapping[str, Callable[[str], str]] = {str(facet): begins for facet, begins in LISTS.items()}
"""The lists that achievements have already."""
STEP = 20
"""How many rows are shown at first, and each time that more are asked for."""
NONE = "none"
"""The value of a facet of what has none of its values."""
_NAMED: frozenset[FacetName] = frozenset({"year", "studio", "state"})
"""The facets whose values are names for programs already; what people write freely stands in addresses as a digest."""
_OPEN_TO_ALL = re.compile(r"[a-z0-9][a-z0-9_-]*")
_NUMBERED = re.compile(r"-([0-9]+)$")
"""How an id ends that would be taken for a further page of the list of another; no id has the other sign."""
_UNSAID = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a facet: as addresses and programs have it, as it is called, how many records have it, and where the
    list of them is."""

    value: str
    name: str
    count: int
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    name: FacetName
    values: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list. `facets` are its values in the order of `FACETS`, several where it belongs to several;
    `cells` what `COLUMNS` name, numbers as such; `turns` the states to come of a notice, each with the day it begins.
    `lead` is the value that its mark stands for, `said` what stands beside its title: `SHOWN` and the note.
    """

    address: str
    title: str
    date: str
    facets: tuple[tuple[str, ...], ...]
    note: str = ""
    cells: tuple[str | int | None, ...] = ()
    turns: tuple[tuple[str, str], ...] = ()
    lead: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """All records of a kind, the newest first."""

    kind: Kind
    facets: tuple[Facet, ...]
    rows: tuple[Row, ...]

    def place(self, name: FacetName) -> int:
        """The place of a facet in the facets of every row."""
        return FACETS[self.kind].index(name)


def listings(edition: Edition) -> tuple[Listing, ...]:
    """The three of them."""
    about = _About(edition)
    return (
        _listing("achievement", (_achievement(one, about) for one in edition.achievements), about),
        _listing(
            "training",
            (
                _training(studio.id, year.year, one, about)
                for studio in edition.studios
                for year in studio.trainings
                for one in year.trainings
            ),
            about,
        ),
        _listing("notice", (_notice(one, about, edition.fixed is not None) for one in edition.notices), about),
    )


def pages(edition: Edition) -> Iterator[Page]:
    """The explorer of each kind, and the lists for those without a script."""
    for listing in listings(edition):
        yield from _pages(edition, listing)


def title_order(rows: Sequence[Row]) -> tuple[int, ...]:
    """The rows by their titles: in the order of GB 18030, which has the most frequent characters by their sounds (GB
    2312-80, level 1); signs do not count."""

    def key(number: int) -> tuple[bytes, int]:
        return _UNSAID.sub("", rows[number].title).casefold().encode("gb18030", "replace"), number

    return tuple(sorted(range(len(rows)), key=key))


class _About:
    """What rows say of their studios: trade, and the grade of a year."""

    def __init__(self, edition: Edition) -> None:
        t = wording()
        self.names = edition.studio_names
        self.trades = {studio.id: studio.trade for studio in edition.studios}
        self.grades = {
            (grade.studio, str(year.year)): grade.final
            for year in edition.grade_years
            for grade in year.grades
            if grade.announced and grade.final
        }
        self.grade_names = tuple(dict.fromkeys(name for year in edition.grade_years for name, _ in year.distribution))
        self._further = {studio.id: places(studio) for studio in edition.studios}
        self._none = {name: t(f"explore_none.{name}") for name in ("grade", "rank")}

    def place(self, kind: str, studio: str, name: str) -> str:
        found = address.place(kind, studio, name) or address.studio(studio)
        return self._further[studio].get(found, found)

    def trade(self, studios: Iterable[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self.trades[studio] for studio in studios if studio in self.trades))

    def grade(self, studios: Iterable[str], year: str) -> tuple[str, ...]:
        found = (self.grades.get((studio, year), NONE) for studio in studios)
        return tuple(dict.fromkeys(found)) or (NONE,)

    def called(self, name: FacetName, value: str) -> str:
        """A value in words."""
        t = wording()
        if value == NONE and name in self._none:
            return self._none[name]
        if name == "studio":
            return self.names.get(value) or t("words.studio_correcting", id=value)
        return t(f"state.{value}") if name == "state" else value

    def order(self, name: FacetName, counted: Mapping[str, int]) -> list[str]:
        """The values that occur: years the latest first, what has an order of its own in that, else the most frequent
        first."""
        if name == "year":
            return sorted(counted, reverse=True)
        fixed: Mapping[str, Sequence[str]] = {
            "level": (*LEVELS, UNRANKED),
            "rank": (*RANKS, NONE),
            "grade": (*self.grade_names, NONE),
            "studio": tuple(self.trades),
            "audience": AUDIENCES,
            "kind": (*get_args(TrainingKind), *get_args(NoticeKind)),
            "state": get_args(State),
        }
        known = [value for value in fixed.get(name, ()) if value in counted]
        return [*known, *sorted(counted.keys() - set(known), key=lambda value: (-counted[value], value))]


def _listing(kind: Kind, rows: Iterable[Row], about: _About) -> Listing:
    found = tuple(sorted((_told(kind, row, about) for row in rows), key=lambda row: row.date, reverse=True))
    facets = []
    for place, name in enumerate(FACETS[kind]):
        counted = Counter(value for row in found for value in row.facets[place])
        if name == "state":  # what a notice will be may be asked for on the day it is
            counted.update({state: 0 for row in found for _, state in row.turns})
        values = (
            Value(value, about.called(name, value), counted[value], where(kind, name, value))
            for value in about.order(name, counted)
        )
        facets.append(Facet(name, tuple(values)))
    return Listing(kind, tuple(facets), found)


def _told(kind: Kind, row: Row, about: _About) -> Row:
    """A row with what it says."""
    values = dict(zip(FACETS[kind], row.facets, strict=True))
    lead = LEADS[kind]
    said = (wording()("words.and").join(about.called(name, value) for value in values[name]) for name in SHOWN[kind])
    return replace(row, lead=values[lead][0] if lead else "", said=tuple(text for text in (*said, row.note) if text))


def where(kind: Kind, name: FacetName, value: str) -> str:
    """Where the list of a value begins. These lists come and go with what they list."""
    if kind == "achievement" and name in _LISTS:
        return _LISTS[name](value)
    known = {"type": address.TYPES, "level": address.LEVELS}.get(name, {}).get(value)
    return address.explored(kind, f"{name}-{known or in_address(value, named=name in _NAMED)}")


def asked(kind: Kind, /, **facets: str) -> str:
    """The explorer with a value of each of some facets: just the records that have them all. Without a script it leads
    to the lists of each."""
    return f"{address.explore(kind)}?{urlencode(facets)}"


def in_address(value: str, *, named: bool) -> str:
    """A value as it stands in an address; `named` when it is a name for programs already."""
    if value == NONE or (named and _OPEN_TO_ALL.fullmatch(value)):
        return _NUMBERED.sub(r"_\1", value)
    return hashlib.sha256(value.encode()).hexdigest()[:8]


def _achievement(one: Achievement, about: _About) -> Row:
    studios = (one.studio, *one.shared_with)
    return Row(
        address.achievement(one.studio, one.id),
        one.title,
        one.date,
        (
            (one.year,),
            (one.level or UNRANKED,),
            (one.type,),
            studios,
            about.trade(studios),
            (one.rank or NONE,),
            about.grade(studios, one.year),
        ),
    )


def _training(studio: str, year: str, one: Training, about: _About) -> Row:
    return Row(
        about.place("training", studio, one.id),
        one.topic,
        one.date,
        (
            (year,),
            (studio,),
            about.trade((studio,)),
            (one.audience,),
            (one.kind,),
            (one.mode,),
            about.grade((studio,), year),
        ),
        wording()("explore.of_training", persons=one.persons, days=one.days),
        (one.until, one.persons, one.days, one.person_days, one.trainer.name if one.trainer else None, one.client),
    )


def _notice(one: Notice, about: _About, fixed: bool) -> Row:
    period = one.period
    return Row(
        address.notice(one.id),
        one.title,
        one.published,
        ((one.published[:4],), (one.state,), (one.kind,), one.studios, about.trade(one.studios)),
        one.number or "",
        (one.number, period.opens if period else None, period.closes if period else None),
        () if fixed else tuple((turn.since, turn.state) for turn in one.turns),
    )


def _pages(edition: Edition, listing: Listing) -> Iterator[Page]:
    t = wording()
    kind, here = listing.kind, address.explore(listing.kind)
    title = t(f"explore.{kind}_title")
    key, above = ABOVE[kind]
    crumb = (t(key), above)
    view = {"kind": kind, "leads": LEADS[kind]}
    yield Page(
        here,
        SECTION[kind],
        "explore.html",
        title,
        t(f"explore.{kind}_description", school=edition.site.school, count=len(listing.rows)),
        {
            **view,
            "facets": listing.facets,
            "total": len(listing.rows),
            "latest": listing.rows[:STEP],
            "shown": SHOWN[kind],
            "sorts": SORTS[kind],
            "step": STEP,
            "fixed": edition.fixed,
            "incomplete": any(out.kind == kind for out in edition.corrections),
        },
        (crumb,),
    )
    for place, facet in enumerate(listing.facets):
        if kind == "achievement" and facet.name in _LISTS:
            continue
        by_value: dict[str, list[Row]] = {value.value: [] for value in facet.values}
        for row in listing.rows:
            for having in row.facets[place]:
                by_value[having].append(row)
        for value in facet.values:
            first = where(kind, facet.name, value.value)
            years = _by_year(by_value[value.value])
            cuts = cut(years)
            name = t("words.year", year=value.name) if facet.name == "year" else value.name
            listed = t(f"explore.{kind}_list", value=name)
            for number, groups in enumerate(cuts, 1):
                yield Page(
                    address.further(first, number),
                    SECTION[kind],
                    "explore-list.html",
                    listed if number == 1 else t("paging.title", title=listed, number=number),
                    t(f"explore.{kind}_list_description", school=edition.site.school, value=name, count=value.count),
                    {
                        **view,
                        "facet": facet,
                        "value": value,
                        "groups": groups,
                        "totals": {year: len(rows) for year, rows in years},
                        "pager": pager(first, number, len(cuts)),
                        "incomplete": any(out.kind == kind for out in edition.corrections),
                    },
                    (crumb, (title, here)),
                )


def _by_year(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row.facets[0][0], []).append(row)
    return sorted(groups.items(), reverse=True)
