"""Recognition rounds: the list, each round with its stages and what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Round
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.wording import wording

COMPUTED = frozenset({"年龄", "企业经历"})
"""How criteria are judged of which no finding is written down: they are computed."""


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
    for one in edition.rounds:
        yield Page(
            address.recognition_round(one.id),
            "notices",
            "round.html",
            one.title,
            t("round.description", title=one.title, count=one.applications, recognised=len(one.recognised)),
            {"round": one, "studio_names": names, **_criteria(edition, one)},
            (notices, (title, address.ROUNDS)),
        )


def _criteria(edition: Edition, one: Round) -> dict[str, object]:
    """The criteria of a round: their title, their texts by id, and the ids of those that are computed."""
    found = next((criteria for criteria in edition.criteria if criteria.id == one.criteria), None)
    listed = found.criteria if found else ()
    return {
        "criteria": found,
        "texts": {criterion.id: criterion.text for criterion in listed},
        "computed": tuple(criterion.id for criterion in listed if criterion.test in COMPUTED),
    }
