"""Notices in the Edition, each with its state on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from generator.core.compute.calendar import ONE_DAY
from generator.core.compute.log import beside
from generator.core.compute.notice import Standing, turns
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.file import document, picture
from generator.core.records import notice as records


def notice(
    entry: Entry[records.Notice],
    standings: Mapping[str, Standing],
    shown: Mapping[str, Entry[records.Notice]],
    dataset: Dataset,
    as_of: date,
) -> form.Notice:
    """What is public of a notice: the whole document, and how it stands."""
    record = entry.record
    standing = standings[entry.id]
    if standing.state == "taken_down":
        return _stub(entry, standings, shown, as_of)
    objection = record.objection
    return form.Notice(
        id=entry.id,
        title=record.title,
        kind=record.kind,
        scope=record.scope,
        number=record.number,
        issuers=record.issuers,
        to=record.to,
        published=record.published.isoformat(),
        signed=record.signed.isoformat(),
        state=standing.state,
        marks=standing.marks,
        period=_period(record, standing, as_of),
        basis=tuple(form.DocumentRef(given.title, given.number, given.url) for given in record.basis),
        steps=record.steps,
        studios=record.studios,
        groups=tuple(form.NoticeGroup(group.title, group.note, group.columns, group.rows) for group in record.groups),
        objection_rules=objection.rules if objection else (),
        objection_hours=objection.hours if objection else None,
        objection_until=_iso(_until(objection, standing)),
        corrections=tuple(form.NoticeCorrection(one.wrong, one.right, one.place) for one in record.corrections),
        valid_until=_iso(record.valid_until),
        taken_on=None,
        taken_reason=None,
        contacts=tuple(_contact(given, dataset) for given in record.contacts),
        attachments=tuple(_attachment(entry, given, dataset) for given in record.attachments),
        copies=record.copies,
        disclosure=record.disclosure,
        links=_links(entry, standings, shown),
        summary=record.summary,
        text_html=entry.prose.html if entry.prose else "",
        turns=tuple(form.NoticeTurn(since.isoformat(), state) for since, state in turns(record, standing)),
        index_number=record.index_number,
        topic=record.topic,
        credits=tuple(form.Credit(given.step, given.name) for given in record.credits),
    )


def _stub(
    entry: Entry[records.Notice],
    standings: Mapping[str, Standing],
    shown: Mapping[str, Entry[records.Notice]],
    as_of: date,
) -> form.Notice:
    """What stays of a notice whose content may not be shown any more: title, number, dates, the way to its result."""
    record, standing = entry.record, standings[entry.id]
    taken = record.taken_down if record.taken_down and record.taken_down.date <= as_of else None
    after = standing.span.closes + ONE_DAY if standing.span else None
    return form.Notice(
        id=entry.id,
        title=record.title,
        kind=record.kind,
        scope=record.scope,
        number=record.number,
        issuers=record.issuers,
        to=None,
        published=record.published.isoformat(),
        signed=record.signed.isoformat(),
        state=standing.state,
        marks=standing.marks,
        period=_period(record, standing, as_of),
        basis=(),
        steps=(),
        studios=record.studios,
        groups=(),
        objection_rules=(),
        objection_hours=None,
        objection_until=None,
        corrections=(),
        valid_until=None,
        taken_on=_iso(taken.date if taken else after),
        taken_reason=taken.reason if taken else "",
        contacts=(),
        attachments=(),
        copies=None,
        disclosure=record.disclosure,
        links=_links(entry, standings, shown),
        summary=None,
        text_html="",
        index_number=record.index_number,
        topic=record.topic,
    )


def _until(objection: records.Objection | None, standing: Standing) -> date | None:
    """The last day for objections, where it is later than that of the period: not what an extension has overtaken."""
    if objection is None or objection.until is None or standing.span is None:
        return None
    return objection.until if objection.until >= standing.span.closes else None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _period(record: records.Notice, standing: Standing, as_of: date) -> form.Period | None:
    if record.period is None or standing.span is None:
        return None

    def when(day: date) -> Literal["past", "now", "next"]:
        return "past" if day < as_of else "now" if day == as_of else "next"

    days = tuple(form.PeriodDay(each.day.isoformat(), each.number, when(each.day)) for each in standing.days)
    counted = max((each.number or 0 for each in days), default=0)
    # What was extended is as long as it has become; a last day that moved adds nothing to the length that was set.
    length = counted if "extended" in standing.marks else record.period.length or counted
    return form.Period(
        opens=standing.span.opens.isoformat(),
        closes=standing.span.closes.isoformat(),
        length=length,
        unit=record.period.unit,
        count_from=record.period.count_from,
        yields=bool(record.period.length) and record.period.unit == "日" and record.period.rest_day == "顺延",
        moved=counted > length,
        days=days,
        left=standing.left,
    )


def _contact(given: records.NoticeContact, dataset: Dataset) -> form.NoticeContact:
    """What a notice leaves open is said by the office of the school that it names."""
    offices = dataset.site.record.offices if dataset.site else ()
    office = next((office for office in offices if office.id == given.office), None)
    return form.NoticeContact(
        name=given.name or (office.name if office else ""),
        role=given.role,
        person=given.person,
        phone=given.phone or (office.phone if office else None),
        fax=given.fax or (office.fax if office else None),
        email=given.email or (office.email if office else None),
        address=given.address or (office.address if office else None),
        postcode=given.postcode or (office.postcode if office else None),
        hours=office.hours if office else None,
    )


def _attachment(entry: Entry[records.Notice], given: records.Attachment, dataset: Dataset) -> form.NoticeAttachment:
    path = beside(entry, given.file or "")
    digest, size = dataset.files.get(path, (None, None))
    name = given.file and given.file.removeprefix("files/")
    shown = picture(path, dataset, given.title)
    return form.NoticeAttachment(given.title, name, size, digest, document(path, dataset), shown)


def _links(
    entry: Entry[records.Notice], standings: Mapping[str, Standing], shown: Mapping[str, Entry[records.Notice]]
) -> tuple[form.NoticeLink, ...]:
    """Both ways, oldest first; what is not shown (internal, not yet published) is not named either."""
    ties = [(link, link.to, True) for link in entry.record.links]
    ties += [
        (link, by, False)
        for _, by in standings[entry.id].followed_by
        if by in shown
        for link in shown[by].record.links
        if link.to == entry.id
    ]
    down = {name for name in (entry.id, *shown) if standings[name].state == "taken_down"}
    withdrawn = {name for name in (entry.id, *shown) if standings[name].ended == "withdrawn"}
    links = [
        _link(
            link,
            shown[other],
            forward=forward,
            stands=(entry.id if forward else other) not in withdrawn,
            named=not {entry.id, other} & down,
        )
        for link, other, forward in ties
        if other in shown
    ]
    return tuple(sorted(dict.fromkeys(links), key=lambda link: (link.published, link.to)))


def _link(
    link: records.NoticeLink, other: Entry[records.Notice], *, forward: bool, stands: bool, named: bool
) -> form.NoticeLink:
    """A link as it is seen from one of its ends; not `named` when the list came down on which somebody was."""
    return form.NoticeLink(
        link.type,
        other.id,
        other.record.title,
        other.record.number,
        other.record.published.isoformat(),
        forward,
        stands,
        link.outcome,
        link.removed if named else (),
        link.moved_up if named else (),
    )
