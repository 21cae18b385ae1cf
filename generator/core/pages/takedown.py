"""What stays at the address of a record that was taken down: since when and why, and nothing of what it said."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import TakenDown
from generator.core.pages import address
from generator.core.pages.above import above
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """A page for each record that is gone from one."""
    t = wording()
    for down in edition.taken_down:
        here = address_of(down)
        section, title, upper = above(here)
        yield Page(
            here,
            section,
            "takedown.html",
            t("takedown.title"),
            t("takedown.description"),
            {"down": down},
            ((t(title), upper),),
        )


def address_of(down: TakenDown) -> str:
    """Where the record had its page."""
    match down.kind:
        case "achievement":
            return address.achievement(down.studio, down.id)
        case "report":
            return address.report(down.studio, down.id)
        case "person":
            return address.person(down.id)
        case "plan":
            return address.plan(down.id)
        case "group":
            return address.group(down.id)
        case "round":
            return address.recognition_round(down.id)
    return address.studio(down.id)
