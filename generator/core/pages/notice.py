"""The register of notices by year, state and kind, and each notice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import get_args

from generator.core.compute.notice import State
from generator.core.edition import Edition
from generator.core.edition.form import Notice
from generator.core.pages import address
from generator.core.pages.deadline import calendar_of, calendars
from generator.core.pages.download import Download
from generator.core.pages.explore import FacetName, where
from generator.core.pages.feed import feeds
from generator.core.pages.file import files_of
from generator.core.pages.following import about
from generator.core.pages.forward import notice_text
from generator.core.pages.page import Page
from generator.core.pages.paging import shared
from generator.core.pages.short import forwarding
from generator.core.pages.subscription import of_corrections, of_kinds
from generator.core.records.notice import NoticeKind
from generator.wording import wording


def pages(edition: Edition) -> Iterator[Page]:
    """The register, then each notice."""
    t = wording()
    title = t("notices.title")
    years = _grouped(edition.notices, lambda notice: notice.published[:4])
    current = sorted(
        (notice for notice in edition.notices if notice.state in {"open", "scheduled"}),
        key=lambda notice: (notice.state != "open", notice.period.closes if notice.period else "", notice.id),
    )
    files = (*feeds(edition), *calendars(edition))
    yield Page(
        address.NOTICES,
        "notices",
        "notices.html",
        title,
        t("notices.description", school=edition.site.school, count=len(edition.notices)),
        {
            "current": tuple(current),
            "years": tuple((*group, where("notice", "year", group[0])) for group in shared(years)),
            "strip": _strip(edition),
            "fixed": edition.fixed,
            "follow": _follow(files),
        },
        downloads=(*files, *of_corrections(edition).files),
    )
    states = _grouped(edition.notices, lambda notice: notice.state, get_args(State))
    kinds = _grouped(edition.notices, lambda notice: notice.kind, get_args(NoticeKind))
    facets: tuple[tuple[str, str, FacetName, tuple[tuple[str, tuple[Notice, ...]], ...]], ...] = (
        (address.NOTICES_BY_STATE, "by_state", "state", states),
        (address.NOTICES_BY_KIND, "by_kind", "kind", kinds),
    )
    for here, name, facet, groups in facets:
        cut = shared(groups)
        whole = all(len(found) == total for _, found, total in cut)
        yield Page(
            here,
            "notices",
            "notices-grouped.html",
            t(f"notices.{name}_title"),
            t(f"notices.{name}_description", school=edition.site.school, count=len(edition.notices)),
            {
                "groups": tuple(
                    (t(f"state.{value}") if facet == "state" else value, found, total, where("notice", facet, value))
                    for value, found, total in cut
                ),
                # What moves to another group would be missing from one that is not shown as a whole.
                "states": {t(f"state.{state}"): state for state in get_args(State)}
                if facet == "state" and whole
                else {},
                "strip": _strip(edition),
                "fixed": edition.fixed,
            },
            ((title, address.NOTICES),),
            downloads=tuple(file for each in of_kinds(edition) for file in each.files) if facet == "kind" else (),
        )
    names = edition.studio_names
    for notice in edition.notices:
        yield Page(
            address.notice(notice.id),
            "notices",
            "notice.html",
            notice.title,
            about(notice),
            {
                "notice": notice,
                "school": edition.site.school,
                "studio_names": names,
                "fixed": edition.fixed,
                "as_of": edition.as_of,
                "site_url": edition.site.url,
                "forward": notice_text(notice, edition.site),
            },
            ((title, address.NOTICES),),
            (*calendar_of(edition.site, notice), forwarding(edition.site, notice), *_record(notice)),
            files_of(notice.attachments),
        )


def _record(notice: Notice) -> tuple[Download, ...]:
    """What the log holds the digest of."""
    if notice.proof is None or notice.proof.record is None:
        return ()
    return (Download.of(address.notice_record(notice.id), notice.proof.record),)


def _grouped(
    notices: Iterable[Notice], word: Callable[[Notice], str], order: Sequence[str] = ()
) -> tuple[tuple[str, tuple[Notice, ...]], ...]:
    """Notices by a word of theirs, in the order of a list of words or as they come."""
    groups: dict[str, list[Notice]] = {name: [] for name in order}
    for notice in notices:
        groups.setdefault(word(notice), []).append(notice)
    return tuple((name, tuple(found)) for name, found in groups.items() if found)


def _strip(edition: Edition) -> tuple[tuple[str, str], ...]:
    """The ways to go through the register, and how to check it."""
    t = wording()
    ways = (
        (t("notices.by_year"), address.NOTICES),
        (t("notices.by_state"), address.NOTICES_BY_STATE),
        (t("notices.by_kind"), address.NOTICES_BY_KIND),
        (t("explore.door"), address.explore("notice")),
    )
    return (*ways, (t("notices.verify"), address.VERIFY)) if edition.log else ways


def _follow(files: Iterable[Download]) -> tuple[tuple[str, str], ...]:
    """The ways to follow the register: what each is called, and its address."""
    keys = {
        address.NOTICES_FEED: "follow.atom",
        address.NOTICES_JSON: "follow.json",
        address.NOTICES_CALENDAR: "follow.days",
    }
    return tuple((wording()(keys[file.address]), file.address) for file in files)
