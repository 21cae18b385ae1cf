"""The register of notices and each notice."""

from __future__ import annotations

from collections.abc import Iterator

from generator.core.edition import Edition
from generator.core.edition.form import Notice
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The register, then each notice."""
    t = wording()
    title = t("notices.title")
    years: dict[str, list[Notice]] = {}
    for notice in edition.notices:
        years.setdefault(notice.published[:4], []).append(notice)
    current = sorted(
        (notice for notice in edition.notices if notice.state in {"open", "scheduled"}),
        key=lambda notice: (notice.state != "open", notice.period.closes if notice.period else "", notice.id),
    )
    yield Page(
        address.NOTICES,
        "notices",
        "notices.html",
        title,
        t("notices.description", school=edition.site.school, count=len(edition.notices)),
        {"current": tuple(current), "years": tuple((year, tuple(found)) for year, found in years.items())},
    )
    names = {studio.id: studio.short for studio in edition.studios}
    for notice in edition.notices:
        yield Page(
            address.notice(notice.id),
            "notices",
            "notice.html",
            notice.title,
            _description(notice),
            {"notice": notice, "school": edition.site.school, "studio_names": names},
            ((title, address.NOTICES),),
        )


def _description(notice: Notice) -> str:
    t = wording()
    if notice.summary:
        return notice.summary
    if notice.period:
        return t(
            "notice.period_description", title=notice.title, opens=notice.period.opens, closes=notice.period.closes
        )
    return t("notice.description", title=notice.title, published=notice.published)
