"""The card that stands for a page where it is shared: a picture of its title, drawn in website/cards.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit

from generator.core.edition import Edition
from generator.core.edition.form import Notice, Site, Studio
from generator.core.pages import address
from generator.core.pages.day import in_words
from generator.core.pages.following import url
from generator.core.pages.page import SECTIONS, Card, Page
from generator.wording import wording


def with_cards(edition: Edition, drawn: Iterable[Page]) -> Iterator[Page]:
    """The pages with their cards: a notice has one of its own, what is a studio's shows the studio's, all else that of
    its section. Whoever fetches a card needs its full address: a site that has none has no cards. Nor do pages that
    only keep an address."""
    site = edition.site
    if not site.url:
        yield from drawn
        return
    studios = {each.id: _studio(each, site) for each in edition.studios}
    sections = {name: _section(name, site) for name in SECTIONS}
    for page in drawn:
        of = studios.get(_of(page))
        if page.stub:
            yield page
        elif page.template == "notice.html":
            yield replace(page, card=_notice(page.view["notice"], site))
        elif of:
            yield replace(page, card=of)
        else:
            yield replace(page, card=sections[page.section])


def _of(page: Page) -> str:
    """The studio that a page is of: a person's is where that person's first role is; "" for what is of the school."""
    if page.template == "person.html":
        return next((role.studio for role in page.view["person"].roles), "")
    studio = page.view.get("studio")
    return studio.id if isinstance(studio, Studio) else ""


def _section(name: str, site: Site) -> Card:
    t = wording()
    if name == "home":
        return _card("sections", name, site.school, site.name, site.summary, site)
    tagline = t("chrome.tagline", school=site.school)
    return _card("sections", name, site.school, t(f"section.{name}"), tagline, site)


def _studio(studio: Studio, site: Site) -> Card:
    line = wording()("card.studio", trade=studio.trade, master=studio.master.name)
    return _card("studios", studio.id, site.school, studio.plaque_name.removeprefix(site.school), line, site)


def _notice(notice: Notice, site: Site) -> Card:
    """Without its state: a card that was shared stays as it was."""
    t = wording()
    period = notice.period
    lines = [notice.number, period and t("card.period", opens=in_words(period.opens), closes=in_words(period.closes))]
    line = t("card.dot").join(part for part in lines if part)
    return _card("notices", notice.id, notice.kind, notice.title, line, site)


def _card(of: str, name: str, kicker: str, title: str, line: str, site: Site) -> Card:
    place = address.card(of, name)
    return Card(place, url(site, place), kicker, title, line, site.name, urlsplit(site.url).hostname or "")
