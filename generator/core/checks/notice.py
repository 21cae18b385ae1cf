"""Checks of notices. Most rules come from the practice of public notices and from GB/T 9704 (document numbers)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from generator.core.compute.calendar import CalendarMissing, working_days
from generator.core.compute.notice import Span, span_of
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.records.notice import Notice

PERIOD_ORDER = Code("N401")
SIGNED_LATE = Code("N402")
CALENDAR_MISSING = Code("N403")
NO_PERIOD = Code("N404")
NO_OBJECTION = Code("N405")
LINK_UNKNOWN = Code("N406")
STUDIO_UNKNOWN = Code("N407")
OFFICE_UNKNOWN = Code("N408")
ROW_WIDTH = Code("N409")
COUNT_DIFFERS = Code("N410")
NUMBER_TWICE = Code("N411")
OTHER_YEAR = Code("N412")
LINK_TO_ITSELF = Code("N413")
PROSE_DIFFERS = Code("N414", Severity.WARNING)

_STATED = re.compile(r"[共等]([0-9]{1,4})(?:个|名|项|家|位|所)")

NEEDS_PERIOD = frozenset({"拟认定公示", "考核结果公示", "重新公示", "延长公示期"})
"""Kinds that stand for a period before something is decided."""


def period_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A period does not end before it begins."""
    for entry in dataset.notices.values():
        period = entry.record.period
        if period and period.ends and period.ends < (period.starts or entry.record.published):
            start = (period.starts or entry.record.published).isoformat()
            yield entry.problem(
                PERIOD_ORDER,
                "period",
                "ends",
                related=(entry.where("period", "starts"),),
                starts=start,
                ends=period.ends.isoformat(),
            )


def signed_before_published(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A document is signed before, or on the day, it is published."""
    for entry in dataset.notices.values():
        if entry.record.signed > entry.record.published:
            yield entry.problem(
                SIGNED_LATE,
                "signed",
                related=(entry.where("published"),),
                signed=entry.record.signed.isoformat(),
                published=entry.record.published.isoformat(),
            )


def calendar_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every year in which working days are counted has a calendar."""
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    for entry in dataset.notices.values():
        period = entry.record.period
        if period is None:
            continue
        extensions = [
            other
            for other in dataset.notices.values()
            if any(link.type == "延长" and link.to == entry.id for link in other.record.links)
        ]
        first = period.starts or entry.record.published
        for ending in (entry, *extensions):
            try:
                span = span_of(ending.record, calendar)
                if span and period.unit == "工作日":
                    for day in Span(first, span.closes).days():
                        calendar.is_workday(day)
            except CalendarMissing as missing:
                yield ending.problem(CALENDAR_MISSING, "period", year=missing.year)


def period_given(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A notice before a decision has a period."""
    for entry in dataset.notices.values():
        if entry.record.kind in NEEDS_PERIOD and entry.record.period is None:
            yield entry.problem(NO_PERIOD, "kind", kind=entry.record.kind)


def objection_given(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A notice with a period says how to object and whom to tell."""
    for entry in dataset.notices.values():
        if entry.record.period is None:
            continue
        for key, given in (("objection", entry.record.objection), ("contacts", entry.record.contacts)):
            if not given:
                yield entry.problem(NO_OBJECTION, "period", key=key)


def links_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A linked notice exists and is another one."""
    for entry in dataset.notices.values():
        for index, link in enumerate(entry.record.links):
            if link.to == entry.id:
                yield entry.problem(LINK_TO_ITSELF, "links", index, "to", notice=link.to)
            elif not dataset.knows("notice", link.to):
                yield entry.unknown(
                    LINK_UNKNOWN,
                    "links",
                    index,
                    "to",
                    notice=link.to,
                    given=link.to,
                    among=dataset.notices,
                )


def studios_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio that is concerned exists."""
    for entry in dataset.notices.values():
        for index, studio in enumerate(entry.record.studios):
            if not dataset.knows("studio", studio):
                yield entry.unknown(
                    STUDIO_UNKNOWN,
                    "studios",
                    index,
                    studio=studio,
                    given=studio,
                    among=dataset.studios,
                )


def offices_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A contact names an office of site.yml, or writes itself out."""
    if dataset.site is None:
        return
    offices = [office.id for office in dataset.site.record.offices]
    for entry in dataset.notices.values():
        for index, contact in enumerate(entry.record.contacts):
            if contact.office is not None and contact.office not in offices:
                office = contact.office
                yield entry.unknown(
                    OFFICE_UNKNOWN, "contacts", index, "office", office=office, given=office, among=offices
                )
            elif contact.office is None and contact.name is None:
                yield entry.problem(OFFICE_UNKNOWN, "contacts", index, office="", allowed=" ".join(offices))


def rows_fit_columns(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every row has as many cells as there are columns; a blank is never filled silently."""
    for entry in dataset.notices.values():
        for number, group in enumerate(entry.record.groups):
            for index, row in enumerate(group.rows):
                if len(row) != len(group.columns):
                    yield entry.problem(
                        ROW_WIDTH,
                        "groups",
                        number,
                        "rows",
                        index,
                        related=(entry.where("groups", number, "columns"),),
                        row=index + 1,
                        cells=len(row),
                        columns=len(group.columns),
                    )


def counts_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The number stated in the text is the number of rows."""
    for entry in dataset.notices.values():
        for number, group in enumerate(entry.record.groups):
            if group.count is not None and group.count != len(group.rows):
                yield entry.problem(
                    COUNT_DIFFERS,
                    "groups",
                    number,
                    "count",
                    related=(entry.where("groups", number, "rows"),),
                    count=group.count,
                    rows=len(group.rows),
                )


def counts_in_prose_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A number of objects in the text of a notice with one list (“等4个”, “共4个”) is the number of its rows."""
    for entry in dataset.notices.values():
        listed = [group for group in entry.record.groups if group.count is not None]
        if len(listed) != 1 or entry.prose is None:
            continue
        rows = len(listed[0].rows)
        place = entry.record.groups.index(listed[0])
        for number, line in enumerate(entry.document.body.split("\n")):
            for found in _STATED.finditer(line):
                if int(found[1]) != rows:
                    where = Where(
                        entry.document.path, entry.document.body_line + number, found.start() + 1, len(found[0])
                    )
                    yield problem(
                        PROSE_DIFFERS,
                        where,
                        related=(entry.where("groups", place, "rows"),),
                        record=entry.key,
                        text=found[0],
                        rows=rows,
                    )


def numbers_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A document number is used once."""
    first: dict[str, Entry[Notice]] = {}
    for entry in dataset.notices.values():
        if entry.record.number is None:
            continue
        holder = first.setdefault(entry.record.number, entry)
        if holder is not entry:
            yield entry.problem(
                NUMBER_TWICE, "number", related=(holder.where("number"),), number=entry.record.number, notice=holder.id
            )


def filed_under_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The folder's year is the year of publication."""
    for entry in dataset.notices.values():
        if str(entry.record.published.year) != entry.year:
            yield entry.problem(OTHER_YEAR, "published", year=entry.record.published.year, folder=entry.year)
