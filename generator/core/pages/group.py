"""Vocational groups: the list, each group."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.pages import address, strip
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each group."""
    t = wording()
    title = t("groups.title")
    yield Page(
        address.GROUPS,
        "statistics",
        "groups.html",
        title,
        t("groups.description", count=len(edition.groups)),
        {"strip": strip.figures(), "groups": edition.groups},
    )
    for group in edition.groups:
        yield Page(
            address.group(group.id),
            "statistics",
            "group.html",
            group.name,
            t("group.description_case" if group.reference else "group.description", name=group.name),
            {"group": group},
            ((t("statistics.title"), address.STATISTICS), (title, address.GROUPS)),
        )
