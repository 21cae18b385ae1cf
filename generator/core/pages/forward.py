"""What people send on of a notice or a studio, as plain text for chats that show no cards: what it is, and where."""

from __future__ import annotations

from collections.abc import Iterable

from generator.core.edition.form import Notice, Site, Studio
from generator.core.pages import address
from generator.core.pages.day import in_words
from generator.core.pages.following import url
from generator.wording import wording


def notice_text(notice: Notice, site: Site) -> str:
    """A notice: kind, title, number, from when to when it stands, who takes objections. Its state is not told: what was
    sent on stays as it was. Without an address of the site there is nothing to send."""
    t = wording()
    period = notice.period
    takes = [
        t("forward.contact", name=each.name, phone=each.phone)
        for each in notice.contacts
        if period and each.role == "受理" and each.phone
    ]
    lines = [
        t("forward.notice", kind=notice.kind, title=notice.title),
        notice.number,
        t("forward.period", opens=in_words(period.opens), closes=in_words(period.closes)) if period else None,
        *takes,
    ]
    return _text(lines, site, address.short(notice.id))


def studio_text(studio: Studio, site: Site) -> str:
    """A studio: what its plaque says, its master, what it does."""
    t = wording()
    lines = [studio.plaque_name, t("card.studio", trade=studio.trade, master=studio.master.name), studio.summary]
    return _text(lines, site, address.studio(studio.id))


def _text(lines: Iterable[str | None], site: Site, place: str) -> str:
    where = url(site, place)
    return "\n".join([*(line for line in lines if line), wording()("forward.where", url=where)]) if where else ""
