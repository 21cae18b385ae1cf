"""The shape of an Edition. Dates are ISO text cut where their precision ends, numbers plain decimal text.

`html` fields hold clean HTML from `core.prose`; every other text is plain and must be escaped where it lands.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

VERSION = 1
"""Of the Edition's shape; raised when a field changes its meaning or goes."""

Scope = Literal["public", "internal"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure with its unit; `incomplete` when a record that would have counted is under correction."""

    value: str
    unit: str
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    id: str
    name: str
    role: str
    phone: str | None
    email: str | None
    address: str | None
    hours: str | None


@dataclass(frozen=True, slots=True)
class Site:
    """The school and what stands around every page."""

    name: str
    url: str
    school: str
    summary: str
    address: str | None
    postcode: str | None
    publisher: str
    fictional: str | None
    icp: str | None
    police: str | None
    offices: tuple[Office, ...]


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as named beside a record: `id` only where there is a page of the person; learners are masked."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class NameEntry:
    name: str
    kind: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class StatusStep:
    """A step of a studio's life; `now` for the one in which it stands on the day, `next` for those to come."""

    since: str
    status: str
    note: str | None
    document: str | None
    notice: str | None
    when: Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class TeamMember:
    person: PersonRef
    roles: tuple[str, ...]
    title: str | None
    employer: str | None


@dataclass(frozen=True, slots=True)
class Venue:
    name: str
    place: str | None
    at_partner: bool


@dataclass(frozen=True, slots=True)
class TrainingTotal:
    """Totals of trainings; `name` is an audience, a year, or "" for all."""

    name: str
    sessions: int
    attendances: int
    person_days: str


@dataclass(frozen=True, slots=True)
class Training:
    id: str
    date: str
    until: str | None
    kind: str
    topic: str
    audience: str
    persons: int
    days: str
    person_days: str
    mode: str
    trainer: PersonRef | None
    client: str | None
    certificate: str | None


@dataclass(frozen=True, slots=True)
class TrainingYear:
    """A studio's trainings of one year; `incomplete` when a row of that year is under correction."""

    year: str
    trainings: tuple[Training, ...]
    total: TrainingTotal
    audiences: tuple[TrainingTotal, ...]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class Studio:
    id: str
    short: str
    name: str
    plaque_name: str
    names: tuple[NameEntry, ...]
    kind: str
    mode: str
    trade: str
    emblem: str | None
    major: str
    department: str
    master: PersonRef
    partners: tuple[str, ...]
    founded: str
    status: str
    plaque_number: str | None
    plaque_granted: str | None
    plaque_document: str | None
    steps: tuple[StatusStep, ...]
    venues: tuple[Venue, ...]
    services: tuple[str, ...]
    contact_name: str | None
    contact_phone: str | None
    contact_email: str | None
    summary: str
    profile_html: str
    team: tuple[TeamMember, ...]
    learners: Figure
    achievements: Figure
    national: Figure
    year_person_days: Figure
    all_person_days: Figure
    trainings: tuple[TrainingYear, ...]
    incomplete: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Award:
    name: str
    level: str
    year: str


@dataclass(frozen=True, slots=True)
class PersonRole:
    studio: str
    role: str
    since: str
    until: str | None
    current: bool


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who is named in public: members who are no learners."""

    id: str
    name: str
    title: str | None
    employer: str | None
    side: str | None
    bio: str | None
    dual_post: str | None
    enterprise_years: int | None
    awards: tuple[Award, ...]
    roles: tuple[PersonRole, ...]


@dataclass(frozen=True, slots=True)
class Evidence:
    title: str
    number: str | None
    issuer: str | None
    file: str | None
    size: int | None
    digest: str | None


@dataclass(frozen=True, slots=True)
class Achievement:
    id: str
    studio: str
    year: str
    title: str
    type: str
    level: str | None
    rank: str | None
    date: str
    people: tuple[PersonRef, ...]
    lead: PersonRef | None
    team: bool
    contestants: str | None
    recognised_by: str | None
    recognised_on: str | None
    form: str | None
    publisher: str | None
    isbn: str | None
    adopted_by: str | None
    partner: str | None
    media_level: str | None
    shared_with: tuple[str, ...]
    evidence: tuple[Evidence, ...]
    summary: str | None
    story_html: str
    story_text: str


@dataclass(frozen=True, slots=True)
class DocumentRef:
    title: str
    number: str | None


@dataclass(frozen=True, slots=True)
class Group:
    title: str
    note: str | None
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PeriodDay:
    """A calendar day of a notice's period; `number` is None on a day that does not count."""

    day: str
    number: int | None
    when: Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class Period:
    opens: str
    closes: str
    length: int
    unit: str
    count_from: str
    days: tuple[PeriodDay, ...]
    left: int | None


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """`type` is the word of the domain; `forward` when this notice does it to the other, else the other to this."""

    type: str
    to: str
    title: str
    number: str | None
    published: str
    forward: bool


@dataclass(frozen=True, slots=True)
class NoticeContact:
    name: str
    role: str
    phone: str | None
    address: str | None
    hours: str | None


@dataclass(frozen=True, slots=True)
class Notice:
    id: str
    title: str
    kind: str
    number: str | None
    issuers: tuple[str, ...]
    to: str | None
    published: str
    signed: str
    state: str
    marks: tuple[str, ...]
    period: Period | None
    basis: tuple[DocumentRef, ...]
    steps: tuple[str, ...]
    studios: tuple[str, ...]
    groups: tuple[Group, ...]
    objection_rules: tuple[str, ...]
    objection_hours: str | None
    objection_outcome: str | None
    contacts: tuple[NoticeContact, ...]
    attachments: tuple[str, ...]
    copies: str | None
    disclosure: str
    links: tuple[NoticeLink, ...]
    summary: str | None
    text_html: str


@dataclass(frozen=True, slots=True)
class EvidenceRef:
    """A record that was counted: its kind, its id and a label to show; `studio` and `year` say where it is listed."""

    kind: str
    id: str
    studio: str
    year: str
    label: str


@dataclass(frozen=True, slots=True)
class MeasuredPart:
    name: str
    measured: str
    required: str
    short: str | None


@dataclass(frozen=True, slots=True)
class Measured:
    """What a rule measured in one unit; `met` whether all of it was reached."""

    kind: str
    unit: str
    parts: tuple[MeasuredPart, ...]
    met: bool


@dataclass(frozen=True, slots=True)
class Point:
    """An observation point with its working. `marks` is None while a reviewer's mark is missing."""

    id: str
    label: str
    indicator: str
    sort: str
    by: str
    marks: str | None
    most: str
    weight: str
    lost: bool
    measured: tuple[Measured, ...]
    reviews: int
    evidence: tuple[EvidenceRef, ...]
    incomplete: bool


@dataclass(frozen=True, slots=True)
class CategoryGrade:
    name: str
    marks: str | None
    most: str
    lost: str | None
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """A studio in an assessed year, no more than the year's disclosure allows: what is withheld is None or empty.

    `band`, `final` are names of grades (优秀); `announced` whether a published notice has made it public.
    """

    studio: str
    year: int
    announced: bool
    score: str | None
    most: str
    band: str | None
    band_from: str | None
    vetoes: tuple[str, ...]
    final: str | None
    reason: str
    place: int | None
    assessed: int
    quota_grade: str | None
    quota_share: str | None
    quota_places: int | None
    incomplete: bool
    categories: tuple[CategoryGrade, ...]
    decided_by: str | None
    decided_on: str | None
    notice: str | None
    notice_number: str | None


@dataclass(frozen=True, slots=True)
class GradeYear:
    year: int
    system: str
    disclosure: str
    grades: tuple[Grade, ...]
    distribution: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class SystemPoint:
    id: str
    label: str
    indicator: str
    sort: str
    marks: str
    weight: str
    by: str
    rule: RuleText


@dataclass(frozen=True, slots=True)
class RuleText:
    """A rule in the terms of its kind: what counts, how much is asked.

    `records` is the kind of record, `counts` the words it must hold, `flags` the fields that must be so
    (`recognised`), `least` the numbers that must be reached; `each` the marks for each one; `tiers` the steps and
    their shares.
    """

    kind: str
    records: str
    counts: tuple[str, ...]
    flags: tuple[str, ...]
    without: tuple[str, ...]
    least: tuple[tuple[str, str], ...]
    at_least: str | None
    unit: str
    each: str | None
    tiers: tuple[tuple[str, str], ...]
    partial: str
    inner: tuple[RuleText, ...]


@dataclass(frozen=True, slots=True)
class SystemCategory:
    name: str
    marks: str
    points: tuple[SystemPoint, ...]


@dataclass(frozen=True, slots=True)
class BandRow:
    grade: str
    name: str
    at_least: str
    below: str | None


@dataclass(frozen=True, slots=True)
class IndicatorSystem:
    id: str
    title: str
    year: int
    basis: str
    total: str
    bands: tuple[BandRow, ...]
    quota_grade: str | None
    quota_share: str | None
    vetoes: tuple[tuple[str, str], ...]
    categories: tuple[SystemCategory, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A record under correction: it keeps its address and says nothing else; of someone who may learn, no id."""

    kind: str
    id: str
    studio: str
    year: str


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything that may be shown, as it stood on `as_of`."""

    version: int
    scope: Scope
    as_of: str
    next_change: str | None
    site: Site
    studios: tuple[Studio, ...]
    people: tuple[Person, ...]
    achievements: tuple[Achievement, ...]
    notices: tuple[Notice, ...]
    grade_years: tuple[GradeYear, ...]
    systems: tuple[IndicatorSystem, ...]
    corrections: tuple[Correction, ...]
