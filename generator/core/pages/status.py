"""The status page: the day that is shown, and what is under correction."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any, get_args

from generator.core.compute.notice import State
from generator.core.edition import Edition
from generator.core.edition.form import Correction
from generator.core.pages import address
from generator.core.pages.correction import address_of
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The status page."""
    t = wording()
    yield Page(
        address.STATUS,
        "about",
        "status.html",
        t("status.title"),
        t("status.description", school=edition.site.school),
        {
            "as_of": edition.as_of,
            "next_change": edition.next_change,
            "version": edition.version,
            "log": edition.log,
            "counts": (
                ("status.studios", len(edition.studios), address.STUDIOS),
                ("status.people", len(edition.people), address.PEOPLE),
                ("status.achievements", len(edition.achievements), address.ACHIEVEMENTS),
                (
                    "status.trainings",
                    sum(len(year.trainings) for studio in edition.studios for year in studio.trainings),
                    address.TRAININGS,
                ),
                (
                    "status.services",
                    sum(len(year.services) for one in edition.studios for year in one.service_years),
                    address.TRAININGS,
                ),
                (
                    "status.meetings",
                    sum(len(year.meetings) for one in edition.studios for year in one.meetings),
                    f"{address.STATISTICS}#meetings-held",
                ),
                (
                    "status.documents",
                    sum(year.count for one in edition.studios for year in one.documents),
                    address.ARCHIVE,
                ),
                ("status.reports", sum(len(one.reports) for one in edition.studios), address.ARCHIVE),
                ("status.notices", len(edition.notices), address.NOTICES),
                ("status.grades", sum(len(year.grades) for year in edition.grade_years), address.GRADES),
            ),
            "corrections": tuple((out, _where(out)) for out in edition.corrections),
        },
    )


def status(edition: Edition) -> dict[str, Any]:
    """The same for programs: the day, the day by which the next build is needed, how many notices are in each state,
    and the head of their log, which is there to be kept."""
    counted = Counter(notice.state for notice in edition.notices)
    said = {
        "as_of": edition.as_of,
        "next_change": edition.next_change,
        "state": {state: counted[state] for state in get_args(State)},
    }
    return said | {"log": {"lines": edition.log.lines, "head": edition.log.head}} if edition.log else said


def _where(out: Correction) -> str | None:
    """The page that says so, if the record has one."""
    return address_of(out) or (address.studio(out.studio) if out.studio else None)
