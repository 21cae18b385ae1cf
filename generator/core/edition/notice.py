"""Notices in the Edition, each with its state on the day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from generator.core.compute.calendar import ONE_DAY
from generator.core.compute.notice import Standing, turns
from generator.core.dataset import Entry
from generator.core.edition import form
from generator.core.records import notice as records
from generator.core.records.site import Site


def notice(
    entry: Entry[records.Notice],
    standings: Mapping[str, Standing],
    shown: Mapping[str, Entry[records.Notice]],
    site: Site,
    as_of: date,
) -> form.Notice:
    """What is public of a notice: the whole document, and how it stands."""
    record = entry.record
    standing = standings[entry.id]
    if standing.state == "taken_down":
        return _stub(entry, standing, shown, as_of)
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
        basis=tuple(form.DocumentRef(given.title, given.number) for given in record.basis),
        steps=record.steps,
        studios=record.studios,
        groups=tuple(form.NoticeGroup(group.title, group.note, group.columns, group.rows) for group in record.groups),
        objection_rules=objection.rules if objection else (),
        objection_hours=objection.hours if objection else None,
        objection_until=_iso(objection.until) if objection else None,
        objection_outcome=objection.outcome if objection else None,
        removed=objection.removed if objection else (),
        moved_up=objection.moved_up if objection else (),
        corrections=tuple(form.NoticeCorrection(one.wrong, one.right, one.place) for one in record.corrections),
        valid_until=_iso(record.valid_until),
        taken_on=None,
        taken_reason=None,
        contacts=tuple(_contact(given, site) for given in record.contacts),
        attachments=record.attachments,
        copies=record.copies,
        disclosure=record.disclosure,
        links=_links(entry, standing, shown),
        summary=record.summary,
        text_html=entry.prose.html if entry.prose else "",
        turns=tuple(form.NoticeTurn(since.isoformat(), state) for since, state in turns(record, standing)),
    )


def _stub(
    entry: Entry[records.Notice], standing: Standing, shown: Mapping[str, Entry[records.Notice]], as_of: date
) -> form.Notice:
    """What stays of a notice whose content may not be shown any more: title, number, dates, the way to its result."""
    record = entry.record
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
        objection_outcome=None,
        removed=(),
        moved_up=(),
        corrections=(),
        valid_until=None,
        taken_on=_iso(taken.date if taken else after),
        taken_reason=taken.reason if taken else "",
        contacts=(),
        attachments=(),
        copies=None,
        disclosure=record.disclosure,
        links=_links(entry, standing, shown),
        summary=None,
        text_html="",
    )


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
        moved=counted > length,
        days=days,
        left=standing.left,
    )


def _contact(given: records.NoticeContact, site: Site) -> form.NoticeContact:
    office = next((office for office in site.offices if office.id == given.office), None)
    return form.NoticeContact(
        name=given.name or (office.name if office else ""),
        role=given.role,
        phone=given.phone or (office.phone if office else None),
        address=given.address or (office.address if office else None),
        hours=office.hours if office else None,
    )


def _links(
    entry: Entry[records.Notice], standing: Standing, shown: Mapping[str, Entry[records.Notice]]
) -> tuple[form.NoticeLink, ...]:
    """Both ways, oldest first; what is not shown (internal, not yet published) is not named either."""
    pairs = [(link.type, link.to, True) for link in entry.record.links]
    pairs += [(kind, by, False) for kind, by in standing.followed_by]
    links = [
        form.NoticeLink(
            kind,
            other,
            shown[other].record.title,
            shown[other].record.number,
            shown[other].record.published.isoformat(),
            forward,
        )
        for kind, other, forward in pairs
        if other in shown
    ]
    return tuple(sorted(links, key=lambda link: (link.published, link.to)))
