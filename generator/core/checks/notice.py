"""Checks of notices. Most rules come from the practice of public notices and from GB/T 9704 (document numbers)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import date, timedelta

from generator.core.compute.calendar import CalendarMissing, WorkingDays, working_days
from generator.core.compute.log import files_of
from generator.core.compute.notice import closing, counted_end, span_of, standings, uncounted
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.records.listing import apart
from generator.core.records.notice import TELLS_OUTCOME, LinkType, Notice, NoticeContact, NoticeLink
from generator.core.records.partial import as_far_as_read
from generator.core.values.filename import loosely
from generator.core.values.numeral import read_numeral
from generator.core.values.personal import is_mobile

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
OUTCOME_EARLY = Code("N425")
NOT_ON_LIST = Code("N426", Severity.WARNING)
FILE_MISSING = Code("N427")
FILE_UNNAMED = Code("N428", Severity.WARNING)
MOBILE_NOT_APPROVED = Code("N429")
OUTCOMES_DIFFER = Code("N430")
NO_LINK = Code("N431")
NOT_QUOTED = Code("N432", Severity.WARNING)
BEFORE_PUBLISHED = Code("N433")
NEVER_DOWN = Code("N434")
NOBODY_TO_TELL = Code("N435")
NAMED_FOR_GOOD = Code("N436")
STILL_QUOTED = Code("N437", Severity.WARNING)

OUTCOME_UNSAID = Code("N438", Severity.WARNING)
REST_DAY_IDLE = Code("N439", Severity.WARNING)

LINK_OF_KIND: Mapping[str, LinkType] = {"更正": "更正", "补充": "补充", "延长公示期": "延长", "重新公示": "取代"}
"""What a notice of some kinds must do to another."""

_STATED = re.compile(
    r"(?:[共等]|合计|总计)(?:计|有|认定|公示|评定|推荐)?\s*"
    r"([0-9０-９]{1,4}|[二三四五六七八九]?十[一二三四五六七八九]?|[一二两三四五六七八九])\s*"
    r"(?:名|项|家|位|所|个(?!工作日|自然日|小时|学时|学期|月|星期))"
)
"""How many there are, in a sentence; not how long something takes."""

LONG_AGO = timedelta(days=60)
"""Between signing and publishing; a slip of the year is always more."""
NEEDS_PERIOD = frozenset({"拟认定公示", "考核结果公示", "重新公示", "延长公示期", "其他公示"})
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
    for entry, year in uncounted(dataset.notices, calendar):
        yield entry.problem(CALENDAR_MISSING, "period", year=year)


def rest_day_counts(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A rule for a last day of rest is given only where one can be met: where a number of days is counted."""
    for entry in dataset.notices.values():
        period = entry.record.period
        if period and period.rest_day == "顺延" and (period.ends is not None or period.unit == "工作日"):
            hint = "hint_ends" if period.ends is not None else "hint"
            yield entry.problem(REST_DAY_IDLE, "period", "rest_day", hint=hint)


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
        if entry.record.contacts and not any(_reachable(each, dataset) for each in entry.record.contacts):
            yield entry.problem(NOBODY_TO_TELL, "contacts")


def _reachable(contact: NoticeContact, dataset: Dataset) -> bool:
    """Whether somebody takes objections there and can be reached."""
    offices = dataset.site.record.offices if dataset.site else ()
    office = next((each for each in offices if each.id == contact.office), None)
    if contact.office is not None and office is None:
        return True  # said already
    ways = (
        contact.phone,
        contact.email,
        contact.address,
        *((office.phone, office.email, office.address) if office else ()),
    )
    return contact.role in {"受理", "监督"} and any(ways)


def corrections_quoted(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A correction quotes what was wrong and says how it reads now; nothing else corrects anything."""
    for entry in dataset.notices.values():
        if entry.record.kind == "更正" and not entry.record.corrections:
            yield entry.problem(NOTHING_QUOTED, "kind")


def outcome_agrees(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What came of the objections is said by whoever ends a notice; only an objection that was upheld takes anybody
    off the list, and only then does somebody move up."""
    for entry in dataset.notices.values():
        for index, link in enumerate(entry.record.links):
            yield from as_far_as_read(_outcome_agrees(dataset, entry, index, link))


def _outcome_agrees(dataset: Dataset, entry: Entry[Notice], index: int, link: NoticeLink) -> Iterator[Problem]:
    if link.outcome is not None and link.type not in TELLS_OUTCOME:
        related = (entry.where("links", index, "type"),)
        yield entry.problem(OUTCOME_EARLY, "links", index, "outcome", related=related, type=link.type)
    for key in ("removed", "moved_up"):
        if getattr(link, key) and link.outcome != "异议成立":
            yield entry.problem(
                OUTCOME_DIFFERS, "links", index, key, key=key, outcome=link.outcome or "—", notice=link.to
            )
    other = dataset.notices.get(link.to)
    if link.type == "结果" and link.outcome is None and other is not None and other.record.period:
        yield entry.problem(OUTCOME_UNSAID, "links", index, related=(other.where("period"),), notice=other.id)


def removed_were_listed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Who is taken off a list stood on it."""
    for entry in dataset.notices.values():
        for index, link in enumerate(entry.record.links):
            other = dataset.notices.get(link.to)
            if other is None or other.record.taken_down is not None:
                continue
            cells = {cell for group in other.record.groups for row in group.rows for cell in row}
            for number, name in enumerate(link.removed):
                if name not in cells:
                    yield entry.unknown(
                        NOT_ON_LIST,
                        "links",
                        index,
                        "removed",
                        number,
                        related=(other.where("groups"),),
                        name=name,
                        notice=other.id,
                        given=name,
                        among=sorted(cells),
                    )


def taken_down_everywhere(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Who was on a list that comes down is named by no document that stays."""
    for entry in dataset.notices.values():
        for index, link in enumerate(entry.record.links):
            other = dataset.notices.get(link.to)
            if other is None:
                continue
            for key in ("removed", "moved_up"):
                if getattr(link, key) and other.record.lists == "期满撤下" and entry.record.lists != "期满撤下":
                    related = (other.where("lists"),)
                    yield entry.problem(NAMED_FOR_GOOD, "links", index, key, related=related, notice=other.id)
            if (
                other.record.taken_down
                and entry.record.taken_down is None
                and (link.removed or entry.record.corrections)
            ):
                related = (other.where("taken_down"),)
                yield entry.problem(STILL_QUOTED, "links", index, related=related, notice=other.id)
        if entry.record.taken_down is None or entry.record.taken_down.date > as_of:
            continue
        mine = {group.file for group in entry.record.groups if group.file}
        for holder in dataset.notices.values():
            shared = mine & {group.file for group in holder.record.groups if group.file}
            if holder is not entry and holder.record.taken_down is None and shared and holder.year == entry.year:
                yield holder.problem(STILL_QUOTED, "groups", related=(entry.where("taken_down"),), notice=entry.id)


def files_exist(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The table of a list and the file of an attachment lie where the notice says, under exactly that name."""
    for entry in dataset.notices.values():
        folder = entry.document.path.rpartition("/")[0]
        there = [path.removeprefix(f"{folder}/") for path in dataset.kept if path.startswith(f"{folder}/")]
        named = [("groups", index, group.file) for index, group in enumerate(entry.record.groups)]
        named += [("attachments", index, each.file) for index, each in enumerate(entry.record.attachments)]
        for key, index, name in named:
            if name is not None and name not in there and f"{folder}/{name}" not in dataset.refused:
                ending = name[name.rindex(".") :]
                alike = [other for other in there if loosely(other) == loosely(name)]
                yield entry.unknown(
                    FILE_MISSING,
                    key,
                    index,
                    "file",
                    file=name,
                    folder=f"{folder}/",
                    given=name.lower(),
                    among=alike or [other for other in there if other.endswith(ending)],
                )


def files_named(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A file that lies beside the notices belongs to one of them."""
    if dataset.lacks("notice"):
        return
    named = {path for entry in dataset.notices.values() for path in files_of(entry, dataset.kept)}
    # Of one that is named not quite as it is called, its notice tells.
    misnamed = {
        f"{found.where.path.rpartition('/')[0]}/{dict(found.args)['meant']}" for found in files_exist(dataset, as_of)
    }
    for path in sorted(dataset.kept):
        if path.startswith("content/notices/") and not path.endswith(".md") and path not in named | misnamed:
            yield problem(FILE_UNNAMED, Where(path), name=path.rpartition("/")[2])


def mobiles_approved(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A mobile number is somebody's own: it is published when somebody has approved that."""
    for entry in dataset.notices.values():
        for index, contact in enumerate(entry.record.contacts):
            for key in ("phone", "fax"):
                if is_mobile(getattr(contact, key) or "") and not contact.approved_by:
                    yield entry.problem(MOBILE_NOT_APPROVED, "contacts", index, key)


def period_long_enough(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A period is as long as the school's own rules ask, in their unit: also that of a notice published anew, by the
    kind of the one it replaces; of a notice in stages, that of the last."""
    if dataset.site is None:
        return
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    followed = {
        link.to: entry
        for entry in dataset.notices.values()
        for link in entry.record.links
        if link.type == "阶段" and entry.record.period is not None
    }
    for entry in dataset.notices.values():
        kinds = {entry.record.kind} | {
            dataset.notices[link.to].record.kind
            for link in entry.record.links
            if link.type == "取代" and link.to in dataset.notices
        }
        for index, least in enumerate(dataset.site.record.periods if entry.id not in followed else ()):
            if least.kind not in kinds or (least.since and entry.record.published < least.since):
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
    """A notice acts on an earlier one that still stands: it extends a running period to a later end, gives the result
    when the period is over, corrects with the text quoted. What is internal does nothing to what is public."""
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    for entry in dataset.notices.values():
        seen: set[tuple[str, str]] = set()
        for index, link in enumerate(entry.record.links):
            other = dataset.notices.get(link.to)
            if other is None or other is entry:
                continue
            if (link.type, link.to) in seen:
                yield _senseless(entry, index, other, "hint_twice")
            elif other.record.published > entry.record.published:
                yield _senseless(entry, index, other, "hint")
            elif entry.record.scope == "校内" and other.record.scope == "公开" and link.type != "阶段":
                yield _senseless(entry, index, other, "hint_internal")
            elif link.type == "更正" and entry.record.kind != "更正" and not entry.record.corrections:
                yield _senseless(entry, index, other, "hint_corrects")
            elif any(back.to == entry.id for back in other.record.links):
                yield _senseless(entry, index, other, "hint_circle")
            else:
                with suppress(CalendarMissing):  # said already
                    yield from _out_of_time(entry, index, other, dataset, calendar)
            seen.add((link.type, link.to))


def _senseless(entry: Entry[Notice], index: int, other: Entry[Notice], hint: str) -> Problem:
    link = entry.record.links[index]
    related = (other.where("published"),)
    return entry.problem(LINK_SENSE, "links", index, hint=hint, related=related, type=link.type, notice=link.to)


def _out_of_time(
    entry: Entry[Notice], index: int, other: Entry[Notice], dataset: Dataset, calendar: WorkingDays
) -> Iterator[Problem]:
    """An extension comes while the period runs, a result after it."""
    kind, day = entry.record.links[index].type, entry.record.published
    if kind not in {"延长", "结果"}:
        return
    closes = closing(dataset.notices, other.id, day, calendar) or _own_end(other, calendar)
    longer = _own_end(entry, calendar)
    if kind == "延长" and (longer is None or closes is None or longer <= closes):
        yield _senseless(entry, index, other, "hint_extends")
    elif kind == "延长" and closes is not None and day > closes:
        yield _senseless(entry, index, other, "hint_over")
    elif kind == "结果" and closes is None and other.record.kind not in NEEDS_PERIOD:
        yield _senseless(entry, index, other, "hint_result")
    elif kind == "结果" and closes is not None and day <= closes:
        yield _senseless(entry, index, other, "hint_early")


def _own_end(entry: Entry[Notice], calendar: WorkingDays) -> date | None:
    span = span_of(entry.record, calendar)
    return span.closes if span else None


def ended_once(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What was superseded or withdrawn is not extended or superseded after that, and results do not contradict."""
    acts: dict[str, list[tuple[Entry[Notice], int, NoticeLink]]] = defaultdict(list)
    for entry in sorted(dataset.notices.values(), key=lambda entry: (entry.record.published, entry.id)):
        for index, link in enumerate(entry.record.links):
            if link.to in dataset.notices and link.to != entry.id:
                acts[link.to].append((entry, index, link))
    withdrawn = {name for name, found in acts.items() if any(link.type == "撤回" for _, _, link in found)}
    for name, found in acts.items():
        standing = [act for act in found if act[0].id not in withdrawn]
        yield from _acted_on_after_its_end(dataset.notices[name], standing)
        yield from _contradicting(standing)


def _acted_on_after_its_end(
    other: Entry[Notice], acts: Iterable[tuple[Entry[Notice], int, NoticeLink]]
) -> Iterator[Problem]:
    ended: Entry[Notice] | None = None
    for entry, index, link in acts:
        if ended and link.type in {"延长", "取代", "撤回", "结果"}:
            related = (ended.where("links"), other.where("published"))
            yield entry.problem(
                LINK_SENSE, "links", index, hint="hint_ended", related=related, type=link.type, notice=other.id
            )
        elif link.type in {"取代", "撤回"}:
            ended = entry


def _contradicting(acts: Iterable[tuple[Entry[Notice], int, NoticeLink]]) -> Iterator[Problem]:
    told: dict[str, Entry[Notice]] = {}
    for entry, index, link in acts:
        if link.outcome is not None and told.setdefault(link.outcome, entry) is entry and len(told) > 1:
            first = next(iter(told.values()))
            yield entry.problem(
                OUTCOMES_DIFFER,
                "links",
                index,
                "outcome",
                related=(first.where("links"),),
                outcome=link.outcome,
                other=first.id,
            )


def links_of_kinds(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A correction corrects something, an extension extends something: their kind goes with a link of that type."""
    for entry in dataset.notices.values():
        wanted = LINK_OF_KIND.get(entry.record.kind)
        if wanted and not any(link.type == wanted for link in entry.record.links):
            yield entry.problem(NO_LINK, "kind", kind=entry.record.kind, type=wanted)


def quoted_as_published(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """What a correction quotes as wrong stands in a notice that it corrects."""
    for entry in dataset.notices.values():
        corrected = [dataset.notices.get(link.to) for link in entry.record.links if link.type == "更正"]
        texts = [_said(each) for each in corrected if each is not None and each.record.taken_down is None]
        for index, correction in enumerate(entry.record.corrections):
            if texts and not any(_squeezed(correction.wrong) in text for text in texts):
                related = [each.where() for each in corrected if each is not None]
                yield entry.problem(NOT_QUOTED, "corrections", index, "wrong", related=related, wrong=correction.wrong)


def _said(entry: Entry[Notice]) -> str:
    """Everything that a notice says, without blanks and marks of Markdown."""
    values = [str(value) for value in entry.record.model_dump(exclude={"salt"}).values()]
    return _squeezed("".join([*values, entry.document.body]))


def _squeezed(text: str) -> str:
    return re.sub(r"[\s*_`]", "", text)


def dates_after_publication(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A period begins, a term ends and a notice comes down after it was published, never before; an extension may name
    the beginning of what it extends."""
    for entry in dataset.notices.values():
        notice = entry.record
        since = min(other.record.published for other in _extended(entry, dataset.notices))
        for route, day in (
            (("period", "starts"), notice.period.starts if notice.period else None),
            (("valid_until",), notice.valid_until),
            (("taken_down", "date"), notice.taken_down.date if notice.taken_down else None),
        ):
            if day is not None and day < (since if route[0] == "period" else notice.published):
                related = (entry.where("published"),)
                yield entry.problem(
                    BEFORE_PUBLISHED,
                    *route,
                    related=related,
                    day=day.isoformat(),
                    published=notice.published.isoformat(),
                )
        if notice.lists == "期满撤下" and notice.period is None:
            yield entry.problem(NEVER_DOWN, "lists")


def _extended(entry: Entry[Notice], notices: Mapping[str, Entry[Notice]]) -> Iterable[Entry[Notice]]:
    """The notice and all that it extends: an extension may be extended in its turn."""
    found = {entry.id: entry}
    waiting = [entry]
    while waiting:
        links = waiting.pop().record.links
        others = [notices[link.to] for link in links if link.type == "延长" and link.to in notices]
        new = [other for other in others if other.id not in found]
        found |= {other.id: other for other in new}
        waiting += new
    return found.values()


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
                    contested=True,
                )


def offices_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A contact names an office of site.yml, or writes itself out. What is named in a notice that is logged was there:
    it must come back."""
    if dataset.site is None:
        return
    offices = [office.id for office in dataset.site.record.offices]
    logged = {
        contact.office
        for entry in dataset.notices.values()
        if entry.id in dataset.logged
        for contact in entry.record.contacts
    }
    for entry in dataset.notices.values():
        for index, contact in enumerate(entry.record.contacts):
            if contact.office is not None and contact.office not in offices:
                office = contact.office
                if office in logged:
                    yield entry.problem(
                        OFFICE_UNKNOWN,
                        "contacts",
                        index,
                        "office",
                        hint="hint_recorded",
                        related=(dataset.site.where("offices"),),
                        office=office,
                        meant="",
                        allowed="",
                    )
                    continue
                yield entry.unknown(
                    OFFICE_UNKNOWN,
                    "contacts",
                    index,
                    "office",
                    related=(dataset.site.where("offices"),),
                    office=office,
                    given=office,
                    among=tuple(dict.fromkeys(offices)),
                )
            elif contact.office is None and contact.name is None:
                yield entry.problem(OFFICE_UNKNOWN, "contacts", index, office="", allowed=" ".join(offices))


def rows_fit_columns(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Every row has as many cells as there are columns; a blank is never filled silently."""
    for entry in dataset.notices.values():
        for number, group in enumerate(entry.record.groups):
            names = apart(group.columns)
            if len(names) > len(group.columns) and any(len(row) == len(names) for row in group.rows):
                yield _width(entry, number, 0, "columns", 0, hint="hint_columns", meant=names)
                continue
            for index, row in enumerate(group.rows):
                cells = apart(row)
                if len(row) < len(group.columns) == len(cells):
                    at = next(at for at, cell in enumerate(row) if cell != cells[at])
                    yield _width(entry, number, index, "rows", index, at, hint="hint_commas", meant=cells)
                elif len(row) != len(group.columns):
                    yield _width(entry, number, index, "rows", index)


def _width(
    entry: Entry[Notice], number: int, index: int, *route: str | int, hint: str = "hint", meant: Iterable[str] = ()
) -> Problem:
    """A row whose cells are not as many as the columns, said at the row or at what takes several for one."""
    group = entry.record.groups[number]
    return entry.problem(
        ROW_WIDTH,
        "groups",
        number,
        *route,
        hint=hint,
        related=(entry.where("groups", number, "rows" if route[0] == "columns" else "columns"),),
        row=index + 1,
        cells=len(group.rows[index]),
        columns=len(group.columns),
        meant=f"[{', '.join(meant)}]",
    )


def counts_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The number stated in the text is the number of rows; where the text has the number that is counted, it is among
    the places."""
    for entry in dataset.notices.values():
        for number, group in enumerate(entry.record.groups):
            if group.count is not None and group.count != len(group.rows):
                said = [
                    where for where, _, place, stated in _stated_in(entry) if (place, stated) == (number, group.count)
                ]
                yield entry.problem(
                    COUNT_DIFFERS,
                    "groups",
                    number,
                    "count",
                    related=(entry.where("groups", number, "rows"), *said),
                    count=group.count,
                    rows=len(group.rows),
                )


def counts_in_prose_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A number of objects in the text of a notice with one list (“等4个”, “共有四个”) is the number of its rows:
    with the only one, or the only one that is counted. A number that was counted too is told of there."""
    for entry in dataset.notices.values():
        for where, text, place, stated in _stated_in(entry):
            group = entry.record.groups[place]
            if stated not in {len(group.rows), group.count}:
                yield problem(
                    PROSE_DIFFERS,
                    where,
                    related=(entry.where("groups", place, "rows"),),
                    record=entry.key,
                    text=text,
                    rows=len(group.rows),
                )


def _stated_in(entry: Entry[Notice]) -> Iterator[tuple[Where, str, int, int | None]]:
    """The numbers of objects in a text: the place, the words, the list of which they speak, and the number."""
    groups = entry.record.groups
    listed = [place for place, group in enumerate(groups) if len(groups) == 1 or group.count is not None]
    if len(listed) != 1 or entry.prose is None:
        return
    for number, line in enumerate(entry.document.body.split("\n"), entry.document.body_line):
        for found in _STATED.finditer(line):
            where = Where(entry.document.path, number, found.start() + 1, len(found[0]))
            yield where, found[0], listed[0], _stated(found[1])


def _stated(number: str) -> int | None:
    """A number as it is said in Chinese, or in digits."""
    return int(number) if number.isdecimal() else read_numeral(number)


def numbers_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A document number is used once."""
    first: dict[str, Entry[Notice]] = {}
    for entry in sorted(dataset.notices.values(), key=lambda entry: (entry.record.published, entry.id)):
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
