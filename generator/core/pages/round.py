"""Recognition rounds: the list, each round with its stages and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each round."""
    t = wording()
    notices = (t("notices.title"), address.NOTICES)
    title = t("rounds.title")
    yield Page(
        address.ROUNDS,
        "notices",
        "rounds.html",
        title,
        t("rounds.description", school=edition.site.school, count=len(edition.rounds)),
        {"rounds": edition.rounds, "processes": edition.processes, "criteria": edition.criteria},
        (notices,),
    )
    names = edition.studio_names
    criteria = {each.id: each for each in edition.criteria}
    for one in edition.rounds:
        yield Page(
            address.recognition_round(one.id),
            "notices",
            "round.html",
            one.title,
            t("round.description", title=one.title, count=one.applications, recognised=len(one.recognised)),
            {"round": one, "studio_names": names, "criteria": criteria.get(one.criteria or "")},
            (notices, (title, address.ROUNDS)),
        )
