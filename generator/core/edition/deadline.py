"""Deadlines in the Edition: what the rules ask every studio for, by when, and who has done it.

Reports that the marks of a year depend on (按期报送), and those items of the yearly cycle for which it names evidence:
what no record could show has no deadline here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from generator.core.compute.agenda import cycle_for
from generator.core.compute.duty import done_on, due_on, kinds_asked
from generator.core.compute.rules import due_day
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.form.deadline import State
from generator.core.records.governing import GoverningDocument
from generator.core.records.indicators import AllRule, FiledRule, Filing, Indicators, Rule
from generator.core.records.report import Report
from generator.core.records.rules import CycleItem
from generator.core.records.studio import Studio

_Asked = tuple[str, str, str, str | None]
"""A studio, a year, a kind of report, a semester."""


def deadlines(dataset: Dataset, as_of: date) -> tuple[form.Deadline, ...]:
    """By assessed year, the latest first, and within it by day. A year's rules are asked once it has begun.

    `dataset` holds nothing that is dated after the day; what was filed is read from the documents on file, as it is
    when the year is marked.
    """
    asked = (*_reports(dataset, as_of), *_duties(dataset, as_of))
    return tuple(sorted(asked, key=lambda each: (-int(each.year), each.due, each.by == "system")))


def _duties(dataset: Dataset, as_of: date) -> Iterator[form.Deadline]:
    """The items of the cycle that records can show, of every year that it holds for."""
    cycles = list(dataset.shelf("cycle").values())
    first = min((int(entry.year) for entry in cycles), default=as_of.year + 1)
    for assessed in range(first, as_of.year + 1):
        cycle = cycle_for(cycles, assessed)
        for item in cycle.record.items if cycle else ():
            if cycle and item.evidence:
                due = due_on(item, assessed)
                yield form.Deadline(
                    str(assessed),
                    item.name,
                    None,
                    due.isoformat(),
                    cycle.id,
                    tuple(
                        _done(item, studio, assessed, due, dataset, as_of)
                        for studio in sorted(dataset.studios)
                        if _is_asked(dataset.studios[studio].record, assessed, due)
                        and ((ended := dataset.studios[studio].record.ended) is None or ended > due)
                    ),
                    "cycle",
                )


def _done(item: CycleItem, studio: str, assessed: int, due: date, dataset: Dataset, as_of: date) -> form.DeadlineFiling:
    day = done_on(item, studio, assessed, dataset, as_of)
    lacking = any(dataset.lacks(kind, studio, str(assessed)) for kind in kinds_asked(item))
    return form.DeadlineFiling(studio, day.isoformat() if day else None, None, _state(day, due, as_of, lacking=lacking))


def _reports(dataset: Dataset, as_of: date) -> Iterator[form.Deadline]:
    filed = _filed(dataset, as_of)
    pages = _pages(dataset)
    return (
        form.Deadline(
            str(system.record.year),
            filing.document,
            filing.semester,
            due.isoformat(),
            system.id,
            tuple(
                _answer(
                    (studio, str(system.record.year), filing.document, filing.semester),
                    due,
                    filed,
                    pages,
                    dataset,
                    as_of,
                )
                for studio in sorted(dataset.studios)
                if _is_asked(dataset.studios[studio].record, system.record.year, due)
            ),
        )
        for system in sorted(dataset.indicators.values(), key=lambda entry: entry.id)
        if system.record.year <= as_of.year
        for due, filing in _asked(system.record)
    )


def _asked(system: Indicators) -> list[tuple[date, Filing]]:
    """Every report that a system asks for, once, by its day."""
    filings = dict.fromkeys(filing for point in system.points for filing in _filings(point.rule))
    dated = [(due_day(filing, system.year), filing) for filing in filings]
    return sorted(dated, key=lambda each: (each[0], each[1].document, each[1].semester or ""))


def _filings(rule: Rule) -> Iterator[Filing]:
    if isinstance(rule, FiledRule):
        yield from rule.filings
    elif isinstance(rule, AllRule):
        for inner in rule.rules:
            yield from _filings(inner)


def _is_asked(studio: Studio, year: int, due: date) -> bool:
    """Whether a studio was at work in a year, and founded before its report was due."""
    founded = studio.founded.earliest
    return (founded is None or (founded <= due and founded.year <= year)) and (
        studio.ended is None or studio.ended >= date(year, 1, 1)
    )


def _filed(dataset: Dataset, as_of: date) -> Mapping[_Asked, date]:
    """The first day on which each report was filed; one for a semester is a report on the year too."""
    found: dict[_Asked, date] = {}
    shelf: Mapping[str, Entry[GoverningDocument]] = dataset.shelf("governing")
    for entry in shelf.values():
        record = entry.record
        if record.filed is None or record.filed > as_of:
            continue
        for semester in {None, record.semester}:
            asked = (entry.studio, entry.year, record.kind, semester)
            found[asked] = min(record.filed, found.get(asked, record.filed))
    return found


def _pages(dataset: Dataset) -> Mapping[_Asked, str]:
    """The report that has a page of its own, by what it answers."""
    shelf: Mapping[str, Entry[Report]] = dataset.shelf("report")
    return {
        (entry.studio, entry.year, entry.record.kind, entry.record.semester): entry.name for entry in shelf.values()
    }


def _answer(
    asked: _Asked, due: date, filed: Mapping[_Asked, date], pages: Mapping[_Asked, str], dataset: Dataset, as_of: date
) -> form.DeadlineFiling:
    studio, year, *_ = asked
    day = filed.get(asked)
    state = _state(day, due, as_of, lacking=dataset.lacks("governing", studio, year))
    return form.DeadlineFiling(studio, day.isoformat() if day else None, pages.get(asked), state)


def _state(day: date | None, due: date, as_of: date, *, lacking: bool) -> State:
    """How something stands. What is late by what can be read may have been in time by what is under correction."""
    if day is not None and day <= due:
        return "in_time"
    if lacking:
        return "unknown"
    if day is not None:
        return "late"
    return "missing" if due < as_of else "coming"
