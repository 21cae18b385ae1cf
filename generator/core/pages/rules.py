"""The rules in full: indicator systems, and what the school says of recognition, of its year and of consequences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.core.edition import Edition
from generator.core.edition.form import Consequences, Criteria, Cycle, Duties, Process
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The list, then each rule."""
    t = wording()
    grades = (t("grades.title"), address.GRADES)
    title = t("rules.title")
    yield Page(
        address.RULES,
        "grades",
        "rules.html",
        title,
        t("rules.description", school=edition.site.school),
        {
            "systems": edition.systems,
            "criteria": edition.criteria,
            "processes": edition.processes,
            "duties": edition.duties,
            "cycles": edition.cycles,
            "consequences": edition.consequences,
        },
        (grades,),
    )
    crumbs = (grades, (title, address.RULES))
    for system in edition.systems:
        yield Page(
            address.system(system.id),
            "grades",
            "system.html",
            system.title,
            t("system.description", title=system.title, year=system.year),
            {"system": system},
            crumbs,
        )
    rounds = tuple((found.title, address.recognition_round(found.id), found.criteria) for found in edition.rounds)
    years = {year.year for year in edition.agenda}
    kinds: Sequence[tuple[str, Sequence[Criteria | Process | Duties | Cycle | Consequences]]] = (
        ("criteria", edition.criteria),
        ("process", edition.processes),
        ("duties", edition.duties),
        ("cycle", edition.cycles),
        ("consequences", edition.consequences),
    )
    for kind, found in kinds:
        for rule in found:
            yield Page(
                address.rule(rule.id),
                "grades",
                f"{kind}.html",
                rule.title,
                t(f"{kind}.description", title=rule.title, year=rule.year),
                {
                    "rule": rule,
                    "rounds": tuple((name, where) for name, where, criteria in rounds if criteria == rule.id),
                    "year": int(edition.as_of[:4]) if int(edition.as_of[:4]) in years else None,
                },
                crumbs,
            )
