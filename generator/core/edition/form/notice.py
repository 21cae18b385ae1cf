"""Notices: the document, its period, its links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.core.edition.form.base import DocumentRef, File, Picture
from generator.core.edition.form.log import Proof


@dataclass(frozen=True, slots=True)
class NoticeGroup:
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
    """`yields` when a last day that is a rest day gives way to the next working day, `moved` when it did."""

    opens: str
    closes: str
    length: int
    unit: str
    count_from: str
    yields: bool
    moved: bool
    days: tuple[PeriodDay, ...]
    left: int | None


@dataclass(frozen=True, slots=True)
class NoticeTurn:
    """The state that a notice has from a day on, by the calendar alone: by nothing that is still to be published."""

    since: str
    state: str


@dataclass(frozen=True, slots=True)
class NoticeCorrection:
    wrong: str
    right: str
    place: str | None


@dataclass(frozen=True, slots=True)
class NoticeLink:
    """`type` is the word of the domain; `forward` when this notice does it to the other, else the other to this.
    `outcome` is what came of the objections to the earlier of the two, as the later says. It does not stand when the
    later of the two was itself withdrawn: then it does nothing any more."""

    type: str
    to: str
    title: str
    number: str | None
    published: str
    forward: bool
    stands: bool = True
    outcome: str | None = None
    removed: tuple[str, ...] = ()
    moved_up: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoticeContact:
    name: str
    role: str
    person: str | None
    phone: str | None
    fax: str | None
    email: str | None
    address: str | None
    postcode: str | None
    hours: str | None


@dataclass(frozen=True, slots=True)
class NoticeAttachment:
    """`file` is its name without the folder, `size` in bytes, `digest` the SHA-256 of its bytes in hex; `published` the
    same file on the site if it is a document, `picture` what was made of it if it is one."""

    title: str
    file: str | None
    size: int | None
    digest: str | None
    published: File | None = None
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Credit:
    step: str
    name: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A notice that is taken down has no more than its title, number, dates and links, and why (`taken_reason`, ""
    where its lists came down with the period)."""

    id: str
    title: str
    kind: str
    scope: Literal["公开", "校内"]
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
    groups: tuple[NoticeGroup, ...]
    objection_rules: tuple[str, ...]
    objection_hours: str | None
    objection_until: str | None
    corrections: tuple[NoticeCorrection, ...]
    valid_until: str | None
    taken_on: str | None
    taken_reason: str | None
    contacts: tuple[NoticeContact, ...]
    attachments: tuple[NoticeAttachment, ...]
    copies: str | None
    disclosure: str
    links: tuple[NoticeLink, ...]
    summary: str | None
    text_html: str
    index_number: str | None = None
    topic: str | None = None
    credits: tuple[Credit, ...] = ()
    proof: Proof | None = None
    turns: tuple[NoticeTurn, ...] = ()
