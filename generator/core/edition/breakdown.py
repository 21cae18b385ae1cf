"""Breakdowns of an Edition: each measure by school, department, trade, studio, partner and semester, and by year,
level, type, rank, audience or kind.

They are worked out of what the Edition publishes, and what is counted can be listed: figures and lists are of one make.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache
from typing import Literal, get_args

from generator.core.compute.breakdown import Part, Sums, changes, running, share, sums, years
from generator.core.edition.form import Achievement, Agreement, Correction, Edition, Studio
from generator.core.records.achievement import LEVELS, RANKS, TYPES, UNRANKED
from generator.core.records.press import MediaLevel
from generator.core.records.service import ServiceKind
from generator.core.records.training import AUDIENCES
from generator.core.values.number import plain, read_decimal, shown

By = Literal["school", "department", "trade", "studio", "partner", "semester"]
Of = Literal["year", "type", "level", "rank", "audience", "kind"]
Kind = Literal["achievement", "training", "apprenticeship", "service", "press", "donation", "agreement"]
MeasureId = Literal[
    "achievements",
    "awards",
    "winners",
    "sessions",
    "attendances",
    "days",
    "apprentices",
    "services",
    "press",
    "donations",
    "agreements",
]
BY: tuple[By, ...] = get_args(By)
KINDS: tuple[Kind, ...] = get_args(Kind)
NONE = ""
"""The row of what is of no studio, or of no semester that can be told."""
NO_RANK = "未写等次"
SCHOOL = "school"
"""The name of the one row of the whole school."""
ONE = Decimal(1)
Spans = tuple[tuple[str, str], ...]
"""Years with their semesters."""
Cells = frozenset[tuple[str, str]]
"""Rows with columns."""
NO_CELLS: Cells = frozenset()


@dataclass(frozen=True, slots=True)
class Measure:
    """What is counted, in which unit, of which kind of record, and under which columns. A `stock` lasts: of it there
    is no running total. Who learns and who reports have nothing to do with a partner: those are not `by_partner`."""

    id: MeasureId
    unit: str
    kind: Kind
    of: tuple[Of, ...] = ("year",)
    stock: bool = False
    by_partner: bool = True


MEASURES: tuple[Measure, ...] = (
    Measure("achievements", "项", "achievement", ("year", "level", "type")),
    Measure("awards", "项", "achievement", ("year", "level", "rank")),
    Measure("winners", "人次", "achievement", ("year", "level", "rank")),
    Measure("sessions", "次", "training", ("year", "audience")),
    Measure("attendances", "人次", "training", ("year", "audience")),
    Measure("days", "人天", "training", ("year", "audience")),
    Measure("apprentices", "人", "apprenticeship", by_partner=False),
    Measure("services", "次", "service", ("year", "kind")),
    Measure("press", "篇", "press", ("year", "level"), by_partner=False),
    Measure("donations", "万元", "donation"),
    Measure("agreements", "份", "agreement", stock=True),
)
WORDS: Mapping[Of, Sequence[str]] = {
    "type": TYPES,
    "level": (*LEVELS, UNRANKED),
    "rank": (*RANKS, NO_RANK),
    "audience": AUDIENCES,
    "kind": get_args(ServiceKind),
}
"""The order of the words of each axis."""
assert set(get_args(MediaLevel)) <= set(LEVELS)


@dataclass(frozen=True, slots=True)
class Counted:
    """A record as it is counted: which, when (year and semester, several for what lasts), in which rows of each
    dimension, under which words, and how much of each measure. `id` is "" of what is counted without being named."""

    kind: Kind
    studio: str
    id: str
    title: str
    date: str
    spans: Spans
    rows: Mapping[By, tuple[str, ...]]
    amounts: Mapping[MeasureId, Decimal]
    words: Mapping[Of, str] = field(default_factory=dict)

    def cells(self, by: By, of: Of) -> Cells:
        """The cells of a table in which it counts."""
        columns = {year for year, _ in self.spans} if of == "year" else {self.words[of]}
        if by != "semester":
            return frozenset((row, column) for row in self.rows[by] for column in columns)
        if of == "year":
            return frozenset((semester, year) for year, semester in self.spans)
        return frozenset((semester, column) for _, semester in self.spans for column in columns)


@dataclass(frozen=True, slots=True)
class BreakdownRow:
    """A row of figures, plain decimals. `share` is its part of the whole in percent, None where rows overlap. Of years
    there are also the running totals (`runs`) and the changes from the year before, in numbers and in percent
    (`growth`); None where a year is not known, or not over."""

    name: str
    values: tuple[str, ...]
    total: str
    share: str | None
    runs: tuple[str | None, ...]
    changes: tuple[str | None, ...]
    growth: tuple[str | None, ...]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A measure by a dimension, under columns. In the last line, `total`, every record counts once."""

    by: By
    measure: MeasureId
    of: Of
    unit: str
    columns: tuple[str, ...]
    rows: tuple[BreakdownRow, ...]
    total: BreakdownRow

    @property
    def id(self) -> str:
        """What tells it from all others."""
        return f"{self.by}-{self.measure}-{self.of}"


def breakdowns(edition: Edition) -> tuple[Breakdown, ...]:
    """Every breakdown with a figure in it, by dimension, measure and column; worked out once."""
    return edition.once("breakdowns", lambda: _breakdowns(edition))


def _breakdowns(edition: Edition) -> tuple[Breakdown, ...]:
    records = counted(edition)
    of_measure = {each.id: [at for at, one in enumerate(records) if one.amounts.get(each.id)] for each in MEASURES}
    return tuple(
        table
        for by in BY
        for measure in MEASURES
        if by != "partner" or measure.by_partner
        for of in measure.of
        if (table := _breakdown(edition, of_measure[measure.id], by, measure, of)).rows
    )


def cells_of(edition: Edition, by: By, of: Of) -> Sequence[Cells]:
    """The cells in which each counts of what is `counted`, of a table with these columns; none of what has no such
    word. Several measures count the same records, and lists show them."""

    def found() -> Sequence[Cells]:
        known: dict[object, Cells] = {}  # most records share theirs with others
        every = counted(edition)
        placed = [NO_CELLS] * len(every)
        by_time = by == "semester" or of == "year"
        for at in _having(edition, of):
            each = every[at]
            told = each.words.get(of), each.rows.get(by), each.spans if by_time else ()
            if (cells := known.get(told)) is None:
                cells = known[told] = each.cells(by, of)
            placed[at] = cells
        return placed

    return edition.once(f"cells {by} {of}", found)


def _having(edition: Edition, of: Of) -> Sequence[int]:
    """The places of those that have such a column."""
    every = counted(edition)
    if of == "year":
        return range(len(every))
    return edition.once(f"having {of}", lambda: [at for at, each in enumerate(every) if of in each.words])


def _breakdown(edition: Edition, records: Sequence[int], by: By, measure: Measure, of: Of) -> Breakdown:
    ones, every = counted(edition), cells_of(edition, by, of)
    amounts: dict[Cells, Decimal] = defaultdict(Decimal)
    for at in records:
        amounts[every[at]] += ones[at].amounts[measure.id]
    parts = [Part(amount, each) for each, amount in amounts.items() if each]
    there = {cell for part in parts for cell in part.cells}
    occurring = {column for _, column in there}
    columns = years(occurring) if of == "year" else tuple(word for word in WORDS[of] if word in occurring)
    rows, total = sums(parts, ordered(edition, by, {row for row, _ in there}), columns)
    overlap = sum((row.total for row in rows), Decimal(0)) != total.total
    known = tuple(column.isdigit() for column in columns)
    over = tuple(column.isdigit() and f"{column}-12-31" <= edition.as_of for column in columns)

    def line(found: Sums, incomplete: bool) -> BreakdownRow:
        part = None if overlap else share(found.total, total.total)
        differences = changes(found.values, over) if of == "year" else ()
        runs = running(found.values, known) if of == "year" and not measure.stock else ()
        return BreakdownRow(
            found.name,
            tuple(plain(value) for value in found.values),
            plain(found.total),
            shown(part) if part is not None else None,
            tuple(plain(value) if value is not None else None for value in runs),
            tuple(plain(value) if value is not None else None for value in differences),
            tuple(
                _percent(value, found.values[at - 1]) if value is not None else None
                for at, value in enumerate(differences)
            ),
            incomplete,
        )

    return Breakdown(
        by,
        measure.id,
        of,
        measure.unit,
        columns,
        tuple(line(row, _lacks(edition, by, measure, row.name)) for row in rows),
        line(total, _lacks(edition, by, measure, None)),
    )


def _percent(change: Decimal, before: Decimal) -> str | None:
    """A change in percent of what was before, cut to two decimals; None from nothing."""
    part = share(abs(change), before)
    return None if part is None else ("-" if change < 0 else "") + shown(part)


def ordered(edition: Edition, by: By, occurring: Iterable[str]) -> tuple[str, ...]:
    """The rows of a dimension: studios and semesters in their own order, others by name; what is of none is last."""
    found = set(occurring)
    own = {
        "studio": [studio.id for studio in edition.studios],
        "semester": [name for name, _, _ in edition.site.semesters],
    }.get(by, [])
    known = [row for row in dict.fromkeys(own) if row in found]
    return (*known, *sorted(found - {*known, NONE}), *([NONE] if NONE in found else []))


def _lacks(edition: Edition, by: By, measure: Measure, row: str | None) -> bool:
    """Whether something under correction may have counted in a row; None for the last line."""
    if not edition.corrections:
        return False
    studios = {studio.id: studio for studio in edition.studios}

    def counts(out: Correction) -> bool:
        if out.kind != measure.kind and not (by == "partner" and out.kind == "partner"):
            return False
        if row is None or out.studio not in studios or by in {"school", "semester", "partner"}:
            return True
        return row in _rows_of([studios[out.studio]])[by]

    return any(counts(out) for out in edition.corrections)


def counted(edition: Edition) -> tuple[Counted, ...]:
    """Every record that counts in a measure, kind by kind, in the order of the Edition; worked out once."""
    return edition.once("counted", lambda: tuple(_counted(edition)))


def _counted(edition: Edition) -> Iterator[Counted]:
    studios = {studio.id: studio for studio in edition.studios}
    partners = frozenset(each.name for studio in edition.studios for each in studio.cooperation.partners)

    @cache  # most records share theirs with others
    def rows(names: tuple[str, ...], partner: tuple[str | None, ...] = ()) -> Mapping[By, tuple[str, ...]]:
        found = _rows_of([studios[name] for name in names if name in studios])
        return {**found, "partner": tuple(dict.fromkeys(each for each in partner if each in partners and each))}

    def span(year: str, date: str) -> Spans:
        return ((year, semester_of(edition, date)),)

    for one in edition.achievements:
        yield Counted(
            "achievement",
            one.studio,
            one.id,
            one.title,
            one.date,
            span(one.year, one.date),
            rows((one.studio, *one.shared_with), (one.partner,)),
            _of_achievement(one),
            {"type": one.type, "level": one.level or UNRANKED, "rank": one.rank or NO_RANK},
        )
    for studio in edition.studios:
        for trained in studio.trainings:
            for each in trained.trainings:
                yield Counted(
                    "training",
                    studio.id,
                    each.id,
                    each.topic,
                    each.date,
                    span(trained.year, each.date),
                    rows((studio.id,), (each.client,)),
                    {
                        "sessions": ONE,
                        "attendances": Decimal(each.persons),
                        "days": read_decimal(each.person_days),
                    },
                    {"audience": each.audience},
                )
    for taken in edition.taken:
        amounts: Mapping[MeasureId, Decimal] = {"apprentices": Decimal(taken.count)}
        spans: Spans = ((taken.year, taken.semester),)
        yield Counted("apprenticeship", taken.studio, "", "", taken.year, spans, rows((taken.studio,)), amounts)
    for studio in edition.studios:
        for served in studio.service_years:
            for service in served.services:
                yield Counted(
                    "service",
                    studio.id,
                    service.id,
                    service.topic,
                    service.date,
                    span(served.year, service.date),
                    rows((studio.id,), (service.client,)),
                    {"services": ONE},
                    {"kind": service.kind},
                )
    for press in edition.press:
        words: Mapping[Of, str] = {"level": press.level}
        spans = span(press.date[:4], press.date)
        yield Counted("press", "", press.id, press.title, press.date, spans, rows(press.studios), {"press": ONE}, words)
    for studio in edition.studios:
        for donation in studio.cooperation.donations:
            yield Counted(
                "donation",
                studio.id,
                donation.id,
                donation.item,
                donation.date,
                span(donation.date[:4], donation.date),
                rows((studio.id,), (donation.donor,)),
                {"donations": read_decimal(donation.value)},
            )
        for agreement in studio.cooperation.agreements:
            if in_force := tuple(_in_force(edition, agreement)):
                yield Counted(
                    "agreement",
                    studio.id,
                    agreement.id,
                    agreement.title,
                    agreement.starts,
                    in_force,
                    rows((studio.id,), agreement.parties),
                    {"agreements": ONE},
                )


def _of_achievement(one: Achievement) -> Mapping[MeasureId, Decimal]:
    """A contest's prize is one award, also a team's; who won it are counted by themselves."""
    if one.type != "竞赛获奖":
        return {"achievements": ONE}
    return {"achievements": ONE, "awards": ONE, "winners": Decimal(len(one.people))}


def _rows_of(studios: Sequence[Studio]) -> Mapping[By, tuple[str, ...]]:
    """The rows in which something of these studios counts."""
    return {
        "school": (SCHOOL,),
        "department": tuple(dict.fromkeys(studio.department for studio in studios)) or (NONE,),
        "trade": tuple(dict.fromkeys(studio.trade for studio in studios)) or (NONE,),
        "studio": tuple(dict.fromkeys(studio.id for studio in studios)) or (NONE,),
    }


def semester_of(edition: Edition, date: str) -> str:
    """The semester of a date, as precise as it is; "" where it is not precise enough, or in none."""
    if len(date) < len("2025-06") or not date[5:7].isdigit():
        return NONE
    first, last = (date[5:], date[5:]) if len(date) == len("2025-06-01") else (f"{date[5:7]}-01", f"{date[5:7]}-31")
    ends = ((name, starts, _last_day(ends)) for name, starts, ends in edition.site.semesters)
    return next((name for name, starts, ends in ends if starts <= first and last <= ends), NONE)


def _last_day(day: str) -> str:
    """The last day of a month, whichever it is, so that a month that is known only by its number is within."""
    return f"{day[:2]}-31" if day[3:] in {"28", "29", "30"} and day[:2] in {"02", "04", "06", "09", "11"} else day


def _in_force(edition: Edition, agreement: Agreement) -> Iterator[tuple[str, str]]:
    """The years and semesters on some day of which an agreement was in force, as far as they have come."""

    def on_some_day(first: str, last: str) -> bool:
        last, first = min(last, edition.as_of, agreement.ends), max(first, agreement.starts)
        return first <= last and (agreement.dissolved is None or first < agreement.dissolved)

    for year in range(int(agreement.starts[:4]), int(min(agreement.ends, edition.as_of)[:4]) + 1):
        if on_some_day(f"{year}-01-01", f"{year}-12-31"):
            found = [
                name
                for name, starts, ends in edition.site.semesters
                if on_some_day(f"{year}-{starts}", f"{year}-{ends}")
            ]
            yield from ((f"{year}", name) for name in found or [NONE])
