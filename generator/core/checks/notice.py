"""Checks of notices. Most rules come from the practice of public notices and from GB/T 9704 (document numbers)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from generator.core.compute.calendar import CalendarMissing, WorkingDays, working_days
from generator.core.compute.notice import Span, counted_end, span_of, standings
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.records.notice import Notice

PERIOD_ORDER = Code("N401")
SIGNED_LATE = Code("N402")
CALENDAR_MISSING = Code("N403")
NO_PERIOD = Code("N404")
NO_OBJECTION = Code("N405")
LINK_UNKNOWN = Code("N406", cause=("notice", "notice"))
STUDIO_UNKNOWN = Code("N407", cause=("studio", "studio"))
OFFICE_UNKNOWN = Code("N408", cause=("office", "office"))
ROW_WIDTH = Code("N409")
COUNT_DIFFERS = Code("N410")
NUMBER_TWICE = Code("N411")
OTHER_YEAR = Code("N412", cause=("year", "year", "@folder"))
LINK_TO_ITSELF = Code("N413")
PROSE_DIFFERS = Code("N414", Severity.WARNING)
NOTHING_QUOTED = Code("N415")
OUTCOME_DIFFERS = Code("N416")
TOO_SHORT = Code("N417")
SIGNED_LONG_AGO = Code("N418", Severity.WARNING)
OBJECTION_EARLY = Code("N419")
RESULT_OVERDUE = Code("N420", Severity.WARNING)
LINK_SENSE = Code("N421")
NUMBER_YEAR = Code("N422", Severity.WARNING)
PERIOD_TWICE = Code("N423")
NOT_FOR_THE_PUBLIC = Code("N424")

_STATED = re.compile(r"[共等]([0-9]{1,4})(?:个|名|项|家|位|所)")

LONG_AGO = timedelta(days=60)
"""Between signing and publishing; a slip of the year is always more."""
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


def corrections_quoted(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A correction quotes what was wrong and says how it reads now; nothing else corrects anything."""
    for entry in dataset.notices.values():
        if entry.record.kind == "更正" and not entry.record.corrections:
            yield entry.problem(NOTHING_QUOTED, "kind")


def outcome_agrees(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Only an objection that was upheld takes anybody off the list, and only then does somebody move up."""
    for entry in dataset.notices.values():
        objection = entry.record.objection
        if objection is None:
            continue
        for key in ("removed", "moved_up"):
            if getattr(objection, key) and objection.outcome != "异议成立":
                yield entry.problem(OUTCOME_DIFFERS, "objection", key, key=key, outcome=objection.outcome or "—")


def period_long_enough(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A period is as long as the school's own rules ask, in their unit; of a notice in stages, that of the last."""
    if dataset.site is None:
        return
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    followed = {link.to for entry in dataset.notices.values() for link in entry.record.links if link.type == "阶段"}
    for entry in dataset.notices.values():
        for index, least in enumerate(dataset.site.record.periods if entry.id not in followed else ()):
            if least.kind != entry.record.kind or (least.since and entry.record.published < least.since):
                continue
            counted = _counted(entry, least.unit, calendar)
            written = "length" if entry.record.period and entry.record.period.length else "ends"
            if counted is not None and counted < least.length:
                yield entry.problem(
                    TOO_SHORT,
                    "period",
                    written,
                    related=(dataset.site.where("periods", index, "length"),),
                    counted=counted,
                    length=least.length,
                    unit=least.unit,
                    basis=least.basis,
                )


def _counted(entry: Entry[Notice], unit: str, calendar: WorkingDays) -> int | None:
    """How many days of a unit a notice stands; None without a period, or where that cannot be told."""
    period = entry.record.period
    try:
        span = span_of(entry.record, calendar)
        if period is None or span is None:
            return None
        days = span.days()[1:] if period.count_from == "次日" else span.days()
        return sum(unit == "日" or calendar.is_workday(day) for day in days)
    except CalendarMissing:
        return None  # said already


def period_said_once(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A last day and a length, where both are written, mean the same."""
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    for entry in dataset.notices.values():
        period = entry.record.period
        if period is None or period.ends is None or not period.length:
            continue
        try:
            by_length = counted_end(period, period.starts or entry.record.published, calendar)
        except CalendarMissing:
            continue
        if by_length != period.ends:
            yield entry.problem(
                PERIOD_TWICE,
                "period",
                "length",
                related=(entry.where("period", "ends"),),
                ends=period.ends.isoformat(),
                counted=by_length.isoformat(),
                length=period.length,
                unit=period.unit,
            )


def signed_lately(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A document that was signed long before it is published has likely the wrong year."""
    for entry in dataset.notices.values():
        if entry.record.published - entry.record.signed > LONG_AGO:
            yield entry.problem(
                SIGNED_LONG_AGO,
                "signed",
                related=(entry.where("published"),),
                signed=entry.record.signed.isoformat(),
                published=entry.record.published.isoformat(),
            )


def objections_taken_to_the_end(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Objections are taken at least until the last day of the period."""
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    for entry in dataset.notices.values():
        objection = entry.record.objection
        if objection is None or objection.until is None:
            continue
        try:
            span = span_of(entry.record, calendar)
        except CalendarMissing:
            continue
        if span is not None and objection.until < span.closes:
            yield entry.problem(
                OBJECTION_EARLY,
                "objection",
                "until",
                related=(entry.where("period"),),
                until=objection.until.isoformat(),
                closes=span.closes.isoformat(),
            )


def result_in_time(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What a notice was for comes out within the time that the school has set."""
    if dataset.site is None or dataset.lacks("notice"):
        return
    within = timedelta(days=dataset.site.record.result_within)
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    try:
        standing = standings(dataset.notices, as_of, calendar)
    except CalendarMissing:
        return
    for entry in dataset.notices.values():
        found = standing.get(entry.id)
        if found and found.state == "closed" and found.span and as_of > found.span.closes + within:
            yield entry.problem(
                RESULT_OVERDUE,
                "period",
                related=(dataset.site.where("result_within"),),
                closes=found.span.closes.isoformat(),
                days=dataset.site.record.result_within,
            )


def links_make_sense(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A notice acts on an earlier one; it extends a period to a later end, gives the result of what had a period."""
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    for entry in dataset.notices.values():
        for index, link in enumerate(entry.record.links):
            other = dataset.notices.get(link.to)
            if other is None or other is entry:
                continue
            if other.record.published > entry.record.published:
                yield _senseless(entry, index, "later", other)
            elif link.type == "延长" and not _extends(entry, other, calendar):
                yield _senseless(entry, index, "extends", other)
            elif link.type == "结果" and other.record.period is None and other.record.kind not in NEEDS_PERIOD:
                yield _senseless(entry, index, "result", other)


def _senseless(entry: Entry[Notice], index: int, which: str, other: Entry[Notice]) -> Problem:
    link = entry.record.links[index]
    hint = {"later": "hint", "extends": "hint_extends", "result": "hint_result"}[which]
    return entry.problem(
        LINK_SENSE, "links", index, hint=hint, related=(other.where("published"),), type=link.type, notice=link.to
    )


def _extends(entry: Entry[Notice], other: Entry[Notice], calendar: WorkingDays) -> bool:
    """Whether both have a period and the new one ends later; what cannot be told is no fault."""
    try:
        longer, span = span_of(entry.record, calendar), span_of(other.record, calendar)
    except CalendarMissing:
        return True
    return longer is not None and span is not None and longer.closes > span.closes


def disclosure_fits_scope(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A document that is not to be disclosed is not published."""
    for entry in dataset.notices.values():
        if entry.record.disclosure == "此件不予公开" and entry.record.scope == "公开":
            yield entry.problem(NOT_FOR_THE_PUBLIC, "disclosure")


def number_of_its_year(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The year in a document's number is the year in which it was signed."""
    for entry in dataset.notices.values():
        number, signed = entry.record.number or "", entry.record.signed.year
        if number and number.partition("〔")[2][:4] != str(signed):
            yield entry.problem(NUMBER_YEAR, "number", related=(entry.where("signed"),), number=number, year=signed)


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
                    OFFICE_UNKNOWN,
                    "contacts",
                    index,
                    "office",
                    related=(dataset.site.where("offices"),),
                    office=office,
                    given=office,
                    among=offices,
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
