"""Facts: a studio's records of one year in the one form that rules ask about.

A fact has words (a set of them for each field) and numbers. `FIELDS` is the closed vocabulary: what a rule may select
by, for each kind of record. Rules are written in the words of the domain; this is where those meet the records.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

from generator.core.compute.calendar import ONE_DAY
from generator.core.dataset import Dataset, Entry
from generator.core.problem import RecordKey
from generator.core.records.achievement import Achievement
from generator.core.records.agreement import CLAUSES, Agreement
from generator.core.records.appointment import Appointment
from generator.core.records.apprenticeship import SKILL_LEVELS, Apprenticeship
from generator.core.records.base import Record
from generator.core.records.evaluation import Evaluation
from generator.core.records.facility import Facility
from generator.core.records.governing import GoverningDocument
from generator.core.records.meeting import Meeting
from generator.core.records.partner import Partner
from generator.core.records.person import Member, RoleEntry
from generator.core.records.resource import Resource
from generator.core.records.service import Service
from generator.core.records.training import Training
from generator.core.values.date import PartialDate

YES, NO = "是", "否"
Words = Mapping[str, frozenset[str]]
Numbers = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Fact:
    """One record as a rule sees it. `day` is the day it counts for, which decides the semester; for a document the day
    it was filed. None for what lasts the whole year and for what is dated by the year alone."""

    key: RecordKey
    words: Words = field(default_factory=dict)
    numbers: Numbers = field(default_factory=dict)
    day: date | None = None


@dataclass(frozen=True, slots=True)
class StudioYear:
    """What a studio has to show for one assessed year: its facts by the word of their kind, the semesters (name, first
    and last day), and the kinds of which a record was left out for a fault."""

    studio: str
    year: int
    facts: Mapping[str, tuple[Fact, ...]]
    semesters: tuple[tuple[str, date, date], ...]
    lacking: frozenset[str] = frozenset()

    def of(self, records: str) -> tuple[Fact, ...]:
        """The facts of one kind."""
        return self.facts.get(records, ())


@dataclass(frozen=True, slots=True)
class FactKind:
    """A kind of record that rules may count: its word, the kind of record, the fields that can be selected by
    with their allowed words, the numbers that can be added up, how a fact is made, and of which other kinds of record
    that depends. `sorts` are the fields by which a record is another thing altogether: a patent is no textbook that
    somebody forgot to have published. Of a kind that is not `dated` no fact has a day: it belongs to no semester."""

    word: str
    record: str
    fields: Mapping[str, tuple[str, ...]]
    numbers: tuple[str, ...]
    make: Callable[[Entry[Any], _Context], Iterator[Fact]]
    besides: tuple[str, ...] = ()
    sorts: frozenset[str] = frozenset()
    dated: bool = True


@dataclass(frozen=True, slots=True)
class _Context:
    """What making a fact needs to know beside the record."""

    dataset: Dataset
    studio: str
    master: str
    first: date
    last: date
    as_of: date

    @property
    def until(self) -> date:
        """The last day of the year that has come by the day shown."""
        return min(self.last, self.as_of)

    def during(self, since: PartialDate, until: PartialDate | None) -> bool:
        """Whether something with a beginning and perhaps an end was so on some day of the year, as far as it is known
        on the day shown. A masked beginning or end counts as not."""
        begun = since.earliest is not None and since.earliest <= self.until
        return begun and (until is None or (until.latest is not None and until.latest >= self.first))

    def within(self, earliest: date | None, latest: date | None) -> bool:
        """Whether a date, as precise as it is, lies in the year and not after the day shown."""
        return (
            earliest is not None
            and latest is not None
            and self.first <= earliest
            and latest <= self.last
            and earliest <= self.until
        )


def studio_year(dataset: Dataset, studio: str, year: int, as_of: date) -> StudioYear:
    """Gather what a studio has to show for a year, as far as it had happened on the day."""
    entry = dataset.studios.get(studio)
    first, last = date(year, 1, 1), date(year, 12, 31)
    context = _Context(dataset, studio, entry.record.master if entry else "", first, last, as_of)
    facts = {
        kind.word: tuple(
            fact for found in _shown_for(dataset, kind.record, studio) for fact in kind.make(found, context)
        )
        for kind in FACT_KINDS
    }
    lacking = frozenset(
        kind.word
        for kind in FACT_KINDS
        if any(dataset.lacks(record, studio, str(year)) for record in (kind.record, *kind.besides))
    )
    site = dataset.site
    return StudioYear(studio, year, facts, site.record.semester_bounds(year) if site else (), lacking)


def _shown_for(dataset: Dataset, kind: str, studio: str) -> Sequence[Entry[Any]]:
    """What counts for a studio: its own, and of achievements those that others share with it too."""
    return dataset.achievements_of(studio) if kind == "achievement" else dataset.of_studio(kind, studio)


def _words(**given: object) -> dict[str, frozenset[str]]:
    """Fields with their words: none for what is not written, one for a word, several for a list; flags are 是 or 否."""
    words: dict[str, frozenset[str]] = {}
    for name, value in given.items():
        if isinstance(value, bool):
            words[name] = frozenset({YES if value else NO})
        elif isinstance(value, tuple | frozenset | list):
            words[name] = frozenset(str(each) for each in value)
        elif value is not None:
            words[name] = frozenset({str(value)})
    return words


def _on(day: date) -> PartialDate:
    return PartialDate(day.year, day.month, day.day)


def _achievement(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if not context.within(record.date.earliest, record.date.latest):
        return
    words = _words(
        type=record.type,
        level=record.level,
        rank=record.rank,
        contestants=record.contestants,
        form=record.form,
        media_level=record.media_level,
        lead_is_master=record.lead is not None and record.lead == context.master,
        recognised=record.recognised is not None,
        adopted=record.adopted_by is not None,
        published=record.publisher is not None,
        team=record.team,
    )
    yield Fact(entry.key, words, {}, None if record.date.precision == "year" else record.date.earliest)


def _training(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.within(record.date, record.date):
        words = _words(kind=record.kind, audience=record.audience, mode=record.mode)
        numbers = {"persons": Decimal(record.persons), "days": record.days, "person_days": record.person_days}
        yield Fact(entry.key, words, numbers, record.date)


def _service(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.within(record.date, record.date):
        words = _words(kind=record.kind, client_kind=record.client_kind, mode=record.mode, client=record.client)
        yield Fact(entry.key, words, {"persons": Decimal(record.persons or 0)}, record.date)


def _member(entry: Entry[Member], context: _Context) -> Iterator[Fact]:
    """One fact for each person: all roles held in the year."""
    held = [role for role in entry.record.roles if context.during(role.since, role.until)]
    if held:
        began = any(context.within(role.since.earliest, role.since.latest) for role in held)
        defined = context.dataset.people().get(entry.record.id, entry).record
        yield Fact(entry.key, _words(role=tuple(role.role for role in held), side=defined.side, new=began))


def _apprenticeship(entry: Entry[Apprenticeship], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.during(_on(record.since), record.until):
        reached = SKILL_LEVELS[: SKILL_LEVELS.index(record.outcome) + 1] if record.outcome else ()
        began = context.within(record.since, record.since)
        words = _words(
            new=began,
            outcome=record.outcome,
            at_least=reached,
            agreement=record.agreement is not None,
            by_master=record.master == context.master,
        )
        yield Fact(entry.key, words, {}, record.since if began else None)


def _governing(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    """A document counts for the year of the file it is listed in, once it is written; filed, once it is."""
    record = entry.record
    written = record.date.earliest is None or record.date.earliest <= context.as_of
    if entry.year == str(context.first.year) and written:
        words = _words(category=record.category, kind=record.kind, topic=record.topic, semester=record.semester)
        filed = record.filed if record.filed is not None and record.filed <= context.as_of else None
        yield Fact(entry.key, words, {}, filed)


def _partner(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.during(record.since, record.until):
        words = _words(kind=record.kind, size=record.size, closeness=record.closeness, credit=record.credit is not None)
        yield Fact(entry.key, words)


def _agreement(entry: Entry[Agreement], context: _Context) -> Iterator[Fact]:
    """An agreement in force on some day of the year. Its term in whole years counts to the day before the anniversary:
    2021-06-01 to 2024-05-31 is three years, a day short of it is two."""
    record = entry.record
    # On the day it is dissolved it is in force no longer.
    last = record.dissolved - ONE_DAY if record.dissolved else record.ends
    if context.during(_on(record.starts), _on(last)):
        yield Fact(entry.key, _words(clauses=record.clauses), {"years": Decimal(term_years(record))})


def term_years(agreement: Agreement) -> int:
    """Whole years of an agreement's term, both its days inside."""
    # The day after the last must reach the anniversary of the first; 29 February has its on 1 March.
    after = agreement.ends + ONE_DAY
    years = after.year - agreement.starts.year
    return years - ((after.month, after.day) < (agreement.starts.month, agreement.starts.day))


def _facility(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.during(record.since, record.until):
        words = _words(
            type=record.type,
            co_built=record.co_built,
            co_managed=record.co_managed,
            shared=record.shared,
            project=record.project is not None,
        )
        yield Fact(entry.key, words, {"area": record.area or Decimal(0)})


def _donation(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    """Donated equipment goes on counting in the years after."""
    record = entry.record
    if record.date.earliest is not None and record.date.earliest <= context.until:
        new = context.within(record.date.earliest, record.date.latest)
        yield Fact(entry.key, _words(donor=record.donor, new=new), {"value": record.value})


def _appointment(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.during(record.since, record.until):
        yield Fact(entry.key, _words(direction=record.direction, document=record.document is not None))


def _evaluation(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.within(record.date, record.date):
        yield Fact(entry.key, _words(by=record.by), {"respondents": Decimal(record.respondents or 0)}, record.date)


def _resource(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    """Resources of third parties: not of the school, not of a partner."""
    record = entry.record
    own = {partner.record.name for partner in context.dataset.of_studio("partner", context.studio)}
    if context.dataset.site is not None:
        own.add(context.dataset.site.record.school.name)
    if record.organisation not in own and context.within(record.date, record.date):
        yield Fact(entry.key, _words(organisation=record.organisation, kind=record.kind), {}, record.date)


def _meeting(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if context.within(record.date, record.date):
        yield Fact(entry.key, _words(body=record.body, month=f"{record.date.month:02d}"), {}, record.date)


def _safety(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    """The register of the year, with the number of its incidents."""
    if entry.year == str(context.first.year):
        incidents = [incident for incident in entry.record.incidents if incident.date <= context.until]
        yield Fact(entry.key, _words(), {"incidents": Decimal(len(incidents))})


def _enrolment(entry: Entry[Any], context: _Context) -> Iterator[Fact]:
    record = entry.record
    if entry.year == str(context.first.year) and record.counted_on <= context.until:
        numbers = {
            "studio_students": Decimal(record.studio_students),
            "major_students": Decimal(record.major_students),
        }
        yield Fact(entry.key, _words(), numbers)


FLAG = (YES, NO)
FREE: tuple[str, ...] = ()
"""Allowed words of a field whose words are not a closed list."""


def _allowed(model: type[Record], name: str) -> tuple[str, ...]:
    """The closed list of words of a record's field."""
    return tuple(_literals(model.model_fields[name].annotation))


def _literals(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from get_args(annotation)
    else:
        for inner in get_args(annotation):
            yield from _literals(inner)


def _closed(model: type[Record], *names: str) -> dict[str, tuple[str, ...]]:
    return {name: _allowed(model, name) for name in names}


FACT_KINDS: tuple[FactKind, ...] = (
    FactKind(
        "成果",
        "achievement",
        _closed(Achievement, "type", "level", "rank", "contestants", "form", "media_level")
        | dict.fromkeys(("lead_is_master", "recognised", "adopted", "published", "team"), FLAG),
        (),
        _achievement,
        sorts=frozenset({"type"}),
    ),
    FactKind(
        "培训", "training", _closed(Training, "kind", "audience", "mode"), ("persons", "days", "person_days"), _training
    ),
    FactKind(
        "服务",
        "service",
        _closed(Service, "kind", "client_kind", "mode") | {"client": FREE},
        ("persons",),
        _service,
        sorts=frozenset({"kind"}),
    ),
    FactKind(
        "人员",
        "member",
        {"role": _allowed(RoleEntry, "role"), "side": _allowed(Member, "side"), "new": FLAG},
        (),
        _member,
        sorts=frozenset({"role"}),
        dated=False,
    ),
    FactKind(
        "带徒",
        "apprenticeship",
        {"outcome": SKILL_LEVELS, "at_least": SKILL_LEVELS, "new": FLAG, "agreement": FLAG, "by_master": FLAG},
        (),
        _apprenticeship,
    ),
    FactKind(
        "文件",
        "governing",
        _closed(GoverningDocument, "category", "kind", "topic") | {"semester": FREE},
        (),
        _governing,
        sorts=frozenset({"category", "kind", "topic", "semester"}),
    ),
    FactKind(
        "合作单位",
        "partner",
        _closed(Partner, "kind", "size", "closeness") | {"credit": FLAG},
        (),
        _partner,
        dated=False,
    ),
    FactKind("协议", "agreement", {"clauses": CLAUSES}, ("years",), _agreement, dated=False),
    FactKind(
        "场地",
        "facility",
        _closed(Facility, "type") | dict.fromkeys(("co_built", "co_managed", "shared", "project"), FLAG),
        ("area",),
        _facility,
        sorts=frozenset({"type"}),
        dated=False,
    ),
    FactKind("捐赠", "donation", {"donor": FREE, "new": FLAG}, ("value",), _donation, dated=False),
    FactKind(
        "聘任",
        "appointment",
        _closed(Appointment, "direction") | {"document": FLAG},
        (),
        _appointment,
        sorts=frozenset({"direction"}),
        dated=False,
    ),
    FactKind(
        "评价",
        "evaluation",
        _closed(Evaluation, "by"),
        ("respondents",),
        _evaluation,
        sorts=frozenset({"by"}),
    ),
    FactKind("资源", "resource", _closed(Resource, "kind") | {"organisation": FREE}, (), _resource, ("partner",)),
    FactKind(
        "会议",
        "meeting",
        _closed(Meeting, "body") | {"month": FREE},
        (),
        _meeting,
        sorts=frozenset({"body", "month"}),
    ),
    FactKind("安全登记", "safety", {}, ("incidents",), _safety, dated=False),
    FactKind("学生规模", "enrolment", {}, ("studio_students", "major_students"), _enrolment, dated=False),
)
FIELDS: Mapping[str, FactKind] = {kind.word: kind for kind in FACT_KINDS}
"""What rules may ask about, by the word of the kind."""
