"""The rules: indicator systems in full."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each system."""
    t = wording()
    grades = (t("grades.title"), address.GRADES)
    title = t("rules.title")
    yield Page(
        address.RULES,
        "grades",
        "rules.html",
        title,
        t("rules.description", school=edition.site.school),
        {"systems": edition.systems},
        (grades,),
    )
    for system in edition.systems:
        yield Page(
            address.system(system.id),
            "grades",
            "system.html",
            system.title,
            t("system.description", title=system.title, year=system.year),
            {"system": system},
            (grades, (title, address.RULES)),
        )
