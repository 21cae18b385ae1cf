"""The statistics by one dimension: all measures side by side, each measure by itself with its running totals, changes
and parts, and lists of what was counted, to which every figure leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import get_args

from generator.core.compute.breakdown import is_told_in_percent
from generator.core.edition import Edition
from generator.core.edition.breakdown import (
    BY,
    MEASURES,
    NONE,
    SCHOOL,
    WORDS,
    Breakdown,
    BreakdownRow,
    By,
    Counted,
    Measure,
    MeasureId,
    Of,
    breakdowns,
    cells_of,
    counted,
    ordered,
)
from generator.core.pages import address, explore
from generator.core.pages.behind import places as places_behind
from generator.core.pages.download import Download, table
from generator.core.pages.page import Page
from generator.core.pages.paging import MOST, cut, pager
from generator.core.pages.strip import figures
from generator.core.values.number import plain, read_decimal
from generator.wording import wording

LISTED: Mapping[MeasureId, MeasureId] = {"winners": "awards", "attendances": "sessions", "days": "sessions"}
"""The measure in whose list the records of another stand; each other has a list of its own."""
_MEASURES: Mapping[MeasureId, Measure] = {measure.id: measure for measure in MEASURES}


@dataclass(frozen=True, slots=True)
class Cell:
    """A figure, where its records are listed, and what stands beside it; `value` is None where nobody can tell."""

    value: str | None
    to: str | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A row as it is shown."""

    name: str
    cells: tuple[Cell, ...]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Table:
    """A table of a measure: `what` are its figures by year, level …, or their running totals (`runs`) or changes.
    `columns` are names with whether the column is a year that is not over."""

    what: str
    columns: tuple[tuple[str, bool], ...]
    lines: tuple[Line, ...]
    total: Line


@dataclass(frozen=True, slots=True)
class Record:
    """What was counted, in a list: what it is called, what is said of it, where it stands."""

    title: str
    date: str
    said: tuple[str, ...]
    to: str


@cache
def _word(word: str) -> str:
    """A word as it stands in an address."""
    return explore.in_address(word, named=False)


@dataclass(frozen=True, slots=True)
class Group:
    """What stands together in a list: of a measure, one year (`of` is `year`) or one level, type …"""

    measure: MeasureId
    of: Of
    column: str

    @property
    def anchor(self) -> str:
        """Its place on the page."""
        if self.of == "year":
            return f"{self.measure}-{self.column}"
        return f"{self.measure}-{self.of}-{_word(self.column)}"


Cuts = tuple[tuple[tuple[Group, tuple[Record, ...]], ...], ...]
"""Pages of groups of records."""
Lists = Mapping[str, Cuts]
"""Such pages by row: of each measure its years, the latest first, then its levels, types …"""
YEARLY: tuple[tuple[MeasureId, Of], ...] = (("services", "kind"),)
"""The measures that a table of the statistics counts by year and word, and no explorer holds."""
ALL = "*"
"""The list of all rows together, where that is not the school's."""


def pages(edition: Edition) -> Iterator[Page]:
    """Every dimension in which something counts; and of each year what counts under a word (`YEARLY`)."""
    t = wording()
    tables = breakdowns(edition)
    lists = _all_lists(edition)
    places = dict(place for by, found in lists.items() for place in _places(by, found))
    for by in BY:
        mine = [each for each in tables if each.by == by]
        if not mine:
            continue
        yield from _overview(edition, by, mine, places)
        for measure in MEASURES:
            if own := [each for each in mine if each.measure == measure.id]:
                yield from _measure(edition, by, own, places)
        yield from _listed(edition, by, lists[by])
    for year, cuts in _yearly(edition).items():
        yield from _list(edition, "school", t("words.year", year=year), _in_year(year), cuts)


def of_school(measure: MeasureId, of: Of | None = None, column: str = "") -> str:
    """Where all that counts in a measure is listed, or what of it is of one year, level, type …; `school_places` says
    where it stands if the list has several pages."""
    return f"{where('school', SCHOOL)}#{Group(measure, of, column).anchor if of else measure}"


def of_year(measure: MeasureId, year: str, of: Of, column: str) -> str:
    """Where what counts in a measure in one year under a word is listed, of measures in no explorer (`YEARLY`);
    `school_places` says where it stands if the list has several pages."""
    return f"{_in_year(year)}#{Group(measure, of, column).anchor}"


def school_places(edition: Edition) -> Mapping[str, str]:
    """Where each part of the school's lists is, by where it would be if all stood on one page."""
    yearly = (place for year, cuts in _yearly(edition).items() for place in _anchors(_in_year(year), cuts))
    return dict((*_places("school", _all_lists(edition)["school"]), *yearly))


def _all_lists(edition: Edition) -> Mapping[By, Lists]:
    return edition.once("lists", lambda: {by: _lists(edition, by) for by in BY})


def doors(edition: Edition) -> tuple[tuple[str, str], ...]:
    """Title and address of the statistics by each dimension that there is."""
    t = wording()
    there = {each.by for each in breakdowns(edition)}
    found = tuple((t(f"breakdown_by.{by}"), address.breakdown(by)) for by in BY if by in there)
    return (*found, (t("metric.short"), address.METRICS)) if edition.groups else found


def named(edition: Edition, by: By, row: str) -> str:
    """What a row is called."""
    t = wording()
    if by == "school":
        return edition.site.school
    if row == NONE:
        return t(f"breakdown_none.{'semester' if by == 'semester' else 'studio'}")
    return edition.studio_names.get(row, row) if by == "studio" else row


@cache
def _in_year(year: str) -> str:
    return address.explored("figure", f"year-{year}")


@cache
def where(by: By, row: str) -> str:
    """Where what counts in a row is listed. These lists come and go with what they list."""
    if by == "school" or row == ALL:
        return address.explored("figure", by)
    return address.explored("figure", f"{by}-{explore.in_address(row or explore.NONE, named=by == 'studio')}")


def as_rows(edition: Edition, found: Sequence[Breakdown]) -> Iterator[tuple[object, ...]]:
    """Breakdowns as rows of a table: a row for each figure, what runs on and changes beside it."""
    t = wording()
    for each in found:
        for row in (*each.rows, each.total):
            name = t("words.total") if row is each.total else named(edition, each.by, row.name)
            for at, column in enumerate(each.columns):
                more = (values[at] if values else None for values in (row.runs, row.changes, row.growth))
                told = (column, row.values[at], each.unit, *more)
                yield each.by, each.measure, each.of, name, *told, int(row.incomplete)
            yield (
                *(each.by, each.measure, each.of, name, t("words.total"), row.total, each.unit, None, None, None),
                int(row.incomplete),
            )


HEADS = "by measure of row column value:number unit running:number change:number growth:number incomplete:boolean"
"""The columns of such rows, with their types."""


def _overview(edition: Edition, by: By, tables: Sequence[Breakdown], places: Mapping[str, str]) -> Iterator[Page]:
    """All measures side by side, all years together."""
    t = wording()
    first = address.breakdown(by)
    whole = [each for each in tables if each.of == "year"]
    found = {each.measure: {row.name: row for row in each.rows} for each in whole}
    lines = [
        Line(
            named(edition, by, row),
            tuple(
                Cell(figure.total, _to(by, row, each, None, figure.total, places))
                if (figure := found[each.measure].get(row))
                else Cell("0")
                for each in whole
            ),
            any(row in found[each.measure] and found[each.measure][row].incomplete for each in whole),
        )
        for row in ordered(edition, by, {row for rows in found.values() for row in rows})
    ]
    total = Line(
        "",
        tuple(Cell(each.total.total, _all(by, each, None, each.total.total, places)) for each in whole),
        any(each.total.incomplete for each in whole),
    )
    title = t("breakdown.title", by=t(f"breakdown_by.{by}"))
    cuts = cut([("", lines)])
    for number, groups in enumerate(cuts, 1):
        yield Page(
            address.further(first, number),
            "statistics",
            "breakdown.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t("breakdown.description", school=edition.site.school, by=t(f"breakdown_by.{by}")),
            {
                "as_of": edition.as_of,
                "by": by,
                "measures": tuple((each.measure, each.unit, address.breakdown(by, each.measure)) for each in whole),
                "lines": tuple(line for _, found in groups for line in found),
                "total": None if by == "school" else total,
                "strip": doors(edition),
                "figures": figures(),
                "pager": pager(first, number, len(cuts)),
                "incomplete": total.incomplete,
            },
            ((t("statistics.title"), address.STATISTICS),),
        )


def _measure(edition: Edition, by: By, tables: Sequence[Breakdown], places: Mapping[str, str]) -> Iterator[Page]:
    """A measure by itself."""
    t = wording()
    measure = tables[0].measure
    first = address.breakdown(by, measure)
    called, what = t(f"breakdown_by.{by}"), t(f"breakdown_measure.{measure}")
    title = t("breakdown.of_measure", by=called, measure=what)
    shown = [table for each in tables for table in _tables(edition, each, places)]
    names = list(dict.fromkeys(line.name for table in shown for line in table.lines))
    cuts = cut([("", names)], MOST // len(shown))
    years = tables[0]
    bars = (
        [(year, read_decimal(value)) for year, value in zip(years.columns, years.total.values, strict=True)]
        if by == "school"
        else [(named(edition, by, row.name), read_decimal(row.total)) for row in years.rows]
    )
    file = _file(edition, by, tables)
    there = {each.measure for each in breakdowns(edition) if each.by == by}
    others = tuple(
        (t(f"breakdown_measure.{other.id}"), address.breakdown(by, other.id)) for other in MEASURES if other.id in there
    )
    for number, groups in enumerate(cuts, 1):
        here = {name for _, found in groups for name in found}
        yield Page(
            address.further(first, number),
            "statistics",
            "breakdown-measure.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t("breakdown.measure_description", school=edition.site.school, by=called, measure=what),
            {
                "as_of": edition.as_of,
                "by": by,
                "measure": measure,
                "unit": tables[0].unit,
                "tables": tuple(
                    Table(
                        each.what,
                        each.columns,
                        tuple(line for line in each.lines if line.name in here),
                        each.total,
                    )
                    for each in shown
                ),
                "bars": tuple((name, value) for name, value in bars if by == "school" or name in here),
                "file": file.address,
                "others": others,
                "pager": pager(first, number, len(cuts)),
                "incomplete": tables[0].total.incomplete,
                "unfinished": any(unfinished for each in shown for _, unfinished in each.columns),
            },
            (
                (t("statistics.title"), address.STATISTICS),
                (t("breakdown.title", by=called), address.breakdown(by)),
            ),
            downloads=(file,) if number == 1 else (),
        )


def _file(edition: Edition, by: By, tables: Sequence[Breakdown]) -> Download:
    return table(
        address.breakdown_table(by, tables[0].measure),
        ([head.partition(":")[0] for head in HEADS.split()], *as_rows(edition, tables)),
    )


def _tables(edition: Edition, found: Breakdown, places: Mapping[str, str]) -> Iterator[Table]:
    """The figures of a breakdown; of years also how they run on and change."""
    t = wording()
    by = found.by
    of_year = found.of == "year"
    columns = tuple((column, of_year and column == edition.as_of[:4]) for column in found.columns)
    total = (t("words.total"), False)

    def to(row: BreakdownRow, column: str | None, value: str) -> str | None:
        if row is found.total:
            return _all(by, found, column, value, places)
        return _to(by, row.name, found, column, value, places)

    def until(row: BreakdownRow, at: int) -> str | None:
        """Where a year begins in the list, or the one before it that has a record: the earlier years follow."""
        years = zip(reversed(found.columns[: at + 1]), reversed(row.values[: at + 1]), strict=True)
        return next((to(row, year, value) for year, value in years if value != "0"), None)

    def values(row: BreakdownRow) -> tuple[Cell, ...]:
        part = t("breakdown.percent", value=row.share) if row.share is not None and by != "school" else ""
        cells = (Cell(value, to(row, column, value)) for column, value in zip(found.columns, row.values, strict=True))
        return (*cells, Cell(row.total, to(row, None, row.total), part))

    def runs(row: BreakdownRow) -> tuple[Cell, ...]:
        return tuple(Cell(value, until(row, at) if value else None) for at, value in enumerate(row.runs))

    def changed(row: BreakdownRow) -> tuple[Cell, ...]:
        return tuple(
            Cell(signed(value), until(row, at), percent(row, at, value)) if value else Cell(None)
            for at, value in enumerate(row.changes)
        )

    def percent(row: BreakdownRow, at: int, change: str) -> str:
        part = row.growth[at]
        told = part and part != "0" and is_told_in_percent(read_decimal(row.values[at - 1]), read_decimal(change))
        return t("breakdown.percent", value=signed(part)) if part and told else ""

    kinds: list[tuple[str, tuple[tuple[str, bool], ...], Callable[[BreakdownRow], tuple[Cell, ...]]]] = []
    kinds.append((found.of, (*columns, total), values))
    if of_year and not _MEASURES[found.measure].stock and len(columns) > 1:
        kinds.append(("runs", columns, runs))
    if of_year and any(value is not None for value in found.total.changes):
        kinds.append(("changes", columns, changed))
    for what, heads, cells in kinds:
        lines = tuple(Line(named(edition, by, row.name), cells(row), row.incomplete) for row in found.rows)
        yield Table(what, heads, lines, Line("", cells(found.total), found.total.incomplete))


def signed(value: str) -> str:
    """A change with its sign; 0 has none."""
    return value if value == "0" or value.startswith("-") else f"+{value}"


def _to(by: By, row: str, found: Breakdown, column: str | None, value: str, places: Mapping[str, str]) -> str | None:
    """Where the records behind a figure are listed, those of all columns without one; nothing has none."""
    if value == "0":
        return None
    measure = LISTED.get(found.measure, found.measure)
    anchor = Group(measure, found.of, column).anchor if column is not None else measure
    return places.get(f"{where(by, row)}#{anchor}")


def _all(by: By, found: Breakdown, column: str | None, value: str, places: Mapping[str, str]) -> str | None:
    """The same for a figure of the last line: the school's list, in which each record stands once; of partners, their
    own."""
    if by == "partner":
        return _to(by, ALL, found, column, value, places)
    return _to("school", SCHOOL, found, column, value, places)


def _lists(edition: Edition, by: By) -> Lists:
    """What counts in each row, by measure and by each of its columns: years the latest first, words in their order."""
    rows: dict[str, dict[tuple[MeasureId, Of, str], list[Record]]] = {}
    placed = {of: cells_of(edition, by, of) for of in get_args(Of)}
    known: dict[object, list[list[Record]]] = {}  # most records stand beside others
    for at, each, record in _newest(edition):
        for of, counting in _listed_in(tuple(each.amounts)):
            cells = placed[of][at]
            if (mine := known.get((cells, of, counting))) is None:
                found = cells | {(ALL, column) for _, column in cells} if by == "partner" else cells
                mine = known[cells, of, counting] = [
                    rows.setdefault(row, {}).setdefault((measure, of, column), [])
                    for row, column in found
                    for measure in counting
                ]
            for group in mine:
                group.append(record)
    lists = {}
    for row, groups in sorted(rows.items()):
        latest = sorted(((Group(*key), found) for key, found in groups.items()), key=_column, reverse=True)
        lists[row] = cut(sorted(latest, key=_place))
    return lists


def _yearly(edition: Edition) -> Lists:
    """What counts in each year under each word, of the measures of `YEARLY`; pages of groups, in the order of words."""

    def listed() -> Lists:
        years: dict[str, dict[Group, list[Record]]] = {}
        for _, each, record in _newest(edition):
            for measure, of in YEARLY:
                for year in {year for year, _ in each.spans} if measure in each.amounts else ():
                    years.setdefault(year, {}).setdefault(Group(measure, of, each.words[of]), []).append(record)
        return {year: cut(sorted(groups.items(), key=_place)) for year, groups in sorted(years.items())}

    return edition.once("yearly", listed)


@cache
def _listed_in(counted: tuple[MeasureId, ...]) -> tuple[tuple[Of, tuple[MeasureId, ...]], ...]:
    """The columns under which something is listed that counts in some measures, and of which measures."""
    mine = [measure for measure in MEASURES if measure.id not in LISTED and measure.id in counted]
    columns = dict.fromkeys(of for measure in mine for of in measure.of)
    return tuple((of, tuple(measure.id for measure in mine if of in measure.of)) for of in columns)


def _column(group: tuple[Group, object]) -> str:
    return group[0].column


def _place(placed: tuple[Group, object]) -> tuple[int, int, int]:
    """The order of groups but for that of years."""
    group, _ = placed
    at = next(at for at, measure in enumerate(MEASURES) if measure.id == group.measure)
    word = WORDS[group.of].index(group.column) if group.of != "year" else 0
    return at, MEASURES[at].of.index(group.of), word


def _newest(edition: Edition) -> Sequence[tuple[int, Counted, Record]]:
    """What is counted, by its place, with what lists say of it, the newest first."""

    def told() -> Sequence[tuple[int, Counted, Record]]:
        record = _Told(edition).record
        found = ((at, each, record(each)) for at, each in enumerate(counted(edition)))
        return sorted(found, key=lambda each: each[2].date, reverse=True)

    return edition.once("told", told)


class _Told:
    """What lists say of records."""

    def __init__(self, edition: Edition) -> None:
        self._names = edition.studio_names
        self._further = {studio.id: places_behind(studio) for studio in edition.studios}

    def record(self, each: Counted) -> Record:
        t = wording()
        amounts = (
            t("breakdown.amount", measure=t(f"breakdown_measure.{measure}"), value=plain(amount), unit=unit)
            for measure, amount in each.amounts.items()
            if (unit := _MEASURES[measure].unit) and measure in {"winners", "attendances", "days", "donations"}
        )
        studio = self._names.get(each.studio, "")
        title = each.title or t("breakdown.taken", count=plain(each.amounts["apprentices"]))
        semester = each.spans[0][1] if each.kind == "apprenticeship" else ""
        # Only of contests there is something to say where no rank was written.
        words = (word for of, word in each.words.items() if of != "rank" or "awards" in each.amounts)
        said = (studio, *words, semester, *amounts)
        return Record(title, each.date, tuple(text for text in said if text), self._place(each))

    def _place(self, each: Counted) -> str:
        if each.kind == "achievement":
            return address.achievement(each.studio, each.id)
        if each.kind == "press":
            return address.press_of_year(each.date[:4])
        if each.kind == "apprenticeship":
            return address.teaching(each.studio)
        found = address.place(each.kind, each.studio, each.id) or address.studio(each.studio)
        return self._further[each.studio].get(found, found)


def _places(by: By, lists: Lists) -> Iterator[tuple[str, str]]:
    """Where each group is, by where it would be if all stood on one page; of a measure alone, the first of these."""
    for row, cuts in lists.items():
        yield from _anchors(where(by, row), cuts)


def _anchors(first: str, cuts: Cuts) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for number, groups in enumerate(cuts, 1):
        for group, _ in groups:
            for name in (group.anchor, group.measure):
                if name not in seen:
                    seen.add(name)
                    yield f"{first}#{name}", f"{address.further(first, number)}#{group.anchor}"


def _listed(edition: Edition, by: By, lists: Lists) -> Iterator[Page]:
    """The lists of what counts in each row."""
    for row, cuts in lists.items():
        name = wording()(f"breakdown_by.{by}") if row == ALL else named(edition, by, row)
        yield from _list(edition, by, name, where(by, row), cuts)


def _list(edition: Edition, by: By, name: str, first: str, cuts: Cuts) -> Iterator[Page]:
    """A list that begins at an address, with the statistics by a dimension above it."""
    t = wording()
    title = t("breakdown.list_title", name=name)
    counts = Counter[Group]()
    for groups in cuts:
        counts.update({group: len(found) for group, found in groups})
    runs = _runs(counts)
    for number, groups in enumerate(cuts, 1):
        yield Page(
            address.further(first, number),
            "statistics",
            "breakdown-list.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t("breakdown.list_description", school=edition.site.school, name=name),
            {
                "name": name,
                "groups": tuple((group, counts[group], runs.get(group), found) for group, found in groups),
                "pager": pager(first, number, len(cuts)),
            },
            (
                (t("statistics.title"), address.STATISTICS),
                (t("breakdown.title", by=t(f"breakdown_by.{by}")), address.breakdown(by)),
            ),
        )


def _runs(counts: Mapping[Group, int]) -> Mapping[Group, int]:
    """How many records there are up to each year, of what adds up and has a year that is known."""
    runs: dict[Group, int] = {}
    totals = Counter[MeasureId]()
    known = [group for group in counts if group.of == "year" and group.column.isdigit()]
    for group in sorted(known, key=lambda group: group.column):
        if not _MEASURES[group.measure].stock:
            totals[group.measure] += counts[group]
            runs[group] = totals[group.measure]
    return runs
