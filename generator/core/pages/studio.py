"""Studio pages: the register in four orders, each studio's portfolio, and what stands behind it in full."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from generator.core.edition import Edition
from generator.core.edition.form import (
    Achievement,
    Cooperation,
    Deadline,
    DeadlineFiling,
    GoverningYear,
    MeetingYear,
    PersonRef,
    Picture,
    Report,
    ServiceYear,
    Studio,
    Teaching,
    TrainingYear,
)
from generator.core.pages import address
from generator.core.pages.achievement import level_list
from generator.core.pages.behind import lists, places
from generator.core.pages.download import Download, data
from generator.core.pages.file import files_of
from generator.core.pages.following import url
from generator.core.pages.forward import studio_text
from generator.core.pages.home import latest_grades
from generator.core.pages.page import Page
from generator.core.pages.paging import cut, holding, pager
from generator.core.pages.subscription import of_studio as of_studio_files
from generator.core.records.achievement import LEVELS
from generator.core.records.meeting import MeetingBody
from generator.core.records.person import Role
from generator.core.records.studio import RECOGNITION_LEVELS
from generator.wording import wording

PER_YEAR = 3
"""How many achievements of a year a studio's page shows; the rest stand behind the year's link."""
YEARS = 6
"""Of how many years it shows some; of those before it only says how many there are."""
PICTURES = 9
"""How many pictures of its achievements and reports it shows."""
REPORTS = 4
"""How many reports a studio's page names."""
ORDERS: Mapping[str, str] = {
    "index": address.STUDIOS,
    "trade": address.STUDIOS_BY_TRADE,
    "status": address.STUDIOS_BY_STATUS,
    "level": address.STUDIOS_BY_LEVEL,
}
"""The register's orders: wording keys below `studios.order`, and where each is."""
BODIES: Mapping[MeetingBody, tuple[Role, ...]] = {
    "理事会": ("理事长", "副理事长", "监事长"),
    "项目办公室": ("办公室主任（校方）", "办公室主任（企业）"),
}
"""Who sits in the bodies that govern a studio, the head first."""
_HEADING = re.compile(r"<h3[^>]*>(.*?)</h3>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
COOPERATION = frozenset({"partner", "agreement", "facility", "donation", "appointment", "resource"})
TEACHING = frozenset({"apprenticeship", "enrolment", "evaluation", "safety"})
DOCUMENTS = frozenset({"governing", "report"})
"""Kinds of records that stand on one page."""


@dataclass(frozen=True, slots=True)
class Works:
    """A year of a studio's achievements: those of the highest level, the latest first, how many there are in all, and
    how many of each level."""

    year: str
    shown: tuple[Achievement, ...]
    count: int
    levels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A picture, and the record that shows it: its title, its day, its address."""

    picture: Picture
    title: str
    date: str
    address: str


def pages(edition: Edition) -> Iterator[Page]:
    """The register, then each studio."""
    t = wording()
    title = t("studios.title")
    yield Page(
        address.STUDIOS,
        "studios",
        "studios.html",
        title,
        t("studios.description", school=edition.site.school, count=len(edition.studios)),
        {
            "studios": edition.studios,
            "grades": latest_grades(edition),
            "school": edition.site.school,
            "order": "index",
            "orders": ORDERS,
        },
    )
    crumb = (title, address.STUDIOS)
    yield _ordered(edition, "trade", _groups(edition, "trade"), crumb)
    yield _ordered(edition, "status", _groups(edition, "status"), crumb)
    levels = _groups(edition, "level")
    yield _ordered(edition, "level", {name: levels[name] for name in RECOGNITION_LEVELS if name in levels}, crumb)
    for studio in edition.studios:
        yield from of_studio(edition, studio)


def of_studio(edition: Edition, studio: Studio) -> Iterator[Page]:
    """A studio's page, and those of what stands behind it."""
    crumb = (wording()("studios.title"), address.STUDIOS)
    parts = parts_of(studio)
    yield _studio(edition, studio, parts, crumb)
    yield from _parts(edition, studio, parts, (crumb, (studio.short, address.studio(studio.id))))


def _groups(edition: Edition, field: str) -> dict[str, list[Studio]]:
    groups: dict[str, list[Studio]] = {}
    for studio in edition.studios:
        groups.setdefault(getattr(studio, field), []).append(studio)
    return groups


def _ordered(edition: Edition, order: str, groups: Mapping[str, list[Studio]], crumb: tuple[str, str]) -> Page:
    t = wording()
    return Page(
        ORDERS[order],
        "studios",
        "studios-by.html",
        t(f"studios.{order}_title"),
        t(f"studios.{order}_description", school=edition.site.school, count=len(edition.studios)),
        {
            "order": order,
            "orders": ORDERS,
            "groups": tuple((name, tuple(found)) for name, found in groups.items()),
            "incomplete": any(out.kind == "studio" for out in edition.corrections),
        },
        (crumb,),
    )


def parts_of(studio: Studio) -> dict[str, str]:
    """The pages behind a studio's page, by name: those for which there is something, or would be."""
    lacking = set(studio.incomplete)
    there: Mapping[str, tuple[object, str]] = {
        "trainings": (studio.trainings or "training" in lacking, address.trainings(studio.id)),
        "services": (studio.service_years or "service" in lacking, address.services(studio.id)),
        "meetings": (studio.meetings or "meeting" in lacking, address.meetings(studio.id)),
        "cooperation": (_any_cooperation(studio.cooperation) or COOPERATION & lacking, address.cooperation(studio.id)),
        "teaching": (_any_teaching(studio.teaching) or TEACHING & lacking, address.teaching(studio.id)),
        "documents": (studio.documents or studio.reports or DOCUMENTS & lacking, address.documents(studio.id)),
    }
    return {name: where for name, (found, where) in there.items() if found}


def _any_cooperation(given: Cooperation) -> bool:
    return bool(
        given.partners
        or given.agreements
        or given.facilities
        or given.donations
        or given.appointments
        or given.resources
        or given.budget
    )


def _any_teaching(given: Teaching) -> bool:
    return bool(given.apprenticeships.total or given.enrolments or given.evaluations or given.safety)


def _works(found: Iterable[Achievement]) -> tuple[Works, ...]:
    """The years of a studio's achievements, the latest first."""
    rank: Mapping[str, int] = {level: place for place, level in enumerate(LEVELS)}
    years: dict[str, list[Achievement]] = {}
    for one in found:
        years.setdefault(one.year, []).append(one)

    def works(year: str) -> Works:
        latest = sorted(years[year], key=lambda one: one.date, reverse=True)
        best = sorted(latest, key=lambda one: rank.get(one.level or "", len(LEVELS)))[:PER_YEAR]
        levels = Counter(one.level for one in latest)
        counted = tuple((level, levels[level]) for level in LEVELS if level in levels)
        return Works(year, tuple(one for one in latest if one in best), len(latest), counted)

    return tuple(works(year) for year in sorted(years, reverse=True))


def exhibits(edition: Edition, studio: Studio) -> tuple[Exhibit, ...]:
    """The pictures in the texts of a studio's achievements and reports, the latest first; each once."""
    found = [
        Exhibit(picture, one.title, one.date, address.achievement(one.studio, one.id))
        for one in edition.achievements_of(studio.id)
        if one.studio == studio.id
        for picture in one.pictures
    ]
    found += [
        Exhibit(picture, one.title, one.filed or one.year, address.report(studio.id, one.id))
        for one in studio.reports
        for picture in one.pictures
    ]
    found.sort(key=lambda one: one.date, reverse=True)
    once: dict[str, Exhibit] = {}
    for one in found:
        once.setdefault(one.picture.plain.address, one)
    own = {picture.plain.address for picture in studio.pictures}
    return tuple(one for place, one in once.items() if place not in own)


def _governance(studio: Studio) -> Iterator[tuple[str, tuple[tuple[str, PersonRef], ...]]]:
    """Each governing body that somebody sits in: roles and people."""
    for body, roles in BODIES.items():
        seats = tuple((role, member.person) for role in roles for member in studio.team if role in member.roles)
        if seats:
            yield body, seats


def _shown_year(years: tuple[MeetingYear, ...], last: str) -> MeetingYear | None:
    """The latest year that is over; else the latest there is."""
    return next((year for year in years if year.year <= last), years[0] if years else None)


def _studio(edition: Edition, studio: Studio, parts: Mapping[str, str], crumb: tuple[str, str]) -> Page:
    mine = edition.achievements_of(studio.id)
    works = _works(mine)
    gallery = exhibits(edition, studio)
    achievements = address.achievements_of_studio(studio.id)
    cuts = cut((year.year, range(year.count)) for year in works)
    year, last = edition.as_of[:4], str(int(edition.as_of[:4]) - 1)
    met = _shown_year(studio.meetings, last)
    further = places(studio)
    meetings = f"{address.meetings(studio.id)}#year-{met.year}" if met else ""
    return Page(
        address.studio(studio.id),
        "studios",
        "studio.html",
        studio.plaque_name,
        studio.summary,
        {
            "studio": studio,
            "school": edition.site.school,
            "as_of": edition.as_of,
            "year": year,
            "parts": parts,
            "works": works[:YEARS],
            "most": max((year.count for year in works), default=0),
            "earlier": works[YEARS:],
            "gallery": gallery[:PICTURES],
            "achievements": achievements,
            "years_at": {
                year.year: f"{address.further(achievements, holding(cuts, year.year))}#year-{year.year}"
                for year in works
            },
            "national": level_list(edition, "国家级"),
            "master": edition.person(studio.master.id),
            "grades": tuple(grade for grade in edition.grades_of(studio.id) if grade.announced),
            "notices": tuple(edition.notices_of(studio.id)),
            "services": next((given for given in studio.service_years if given.year == year), None)
            or next(iter(studio.service_years), None),
            "lacking": {
                "cooperation": bool(COOPERATION & set(studio.incomplete)),
                "teaching": bool(TEACHING & set(studio.incomplete)),
            },
            "governance": tuple(_governance(studio)),
            "met": met,
            "meetings": further.get(meetings, meetings),
            "evaluated": next(iter(studio.teaching.evaluations), None),
            "filed": next((given for given in studio.documents if given.complete), None)
            or next(iter(studio.documents), None),
            "reports": studio.reports[:REPORTS],
            "duties": duties_of(edition, studio.id),
            "forward": studio_text(studio, edition.site),
            "site_url": edition.site.url,
            "school_address": edition.site.address,
            "postcode": edition.site.postcode,
        },
        (crumb,),
        of_studio_files(edition, studio).files,
        files=files_of(pictures=(*studio.pictures, *(one.picture for one in gallery[:PICTURES]))),
    )


def duties_of(edition: Edition, studio: str) -> tuple[tuple[Deadline, DeadlineFiling], ...]:
    """What was due of a studio in the current year and the one before, with its answers, the latest first."""
    since = f"{int(edition.as_of[:4]) - 1}-01-01"
    answered = ((each, each.of(studio)) for each in edition.deadlines_of(studio) if each.due >= since)
    known = [(each, answer) for each, answer in answered if answer is not None and answer.state != "coming"]
    return tuple(sorted(known, key=lambda pair: pair[0].due, reverse=True))


def contents(report: Report) -> tuple[str, ...]:
    """The headings of a report's text, for the contents of its print."""
    return tuple(unescape(_TAG.sub("", found[1])) for found in _HEADING.finditer(report.body_html))


def _foot(edition: Edition, studio: Studio, report: Report, digest: str) -> Download:
    """Where a printed report comes from and what proves it: the digest of its data."""
    here = address.report(studio.id, report.id)
    lines = (wording()("report.source", url=url(edition.site, here) or here), f"SHA-256 {digest}")
    said = "\\A ".join("".join(sign if sign.isalnum() else f"\\{ord(sign):x} " for sign in text) for text in lines)
    page = f'@page dossier{{@bottom-left{{content:"{said}"}}}}\n'
    return Download.of(address.report_foot(studio.id, report.id), page)


def _parts(
    edition: Edition, studio: Studio, parts: Mapping[str, str], crumbs: tuple[tuple[str, str], ...]
) -> Iterator[Page]:
    """The pages behind a studio's page."""
    t = wording()

    def page(name: str, where: str, view: Mapping[str, object], number: int = 1) -> Page:
        title = t(f"{name}.title", studio=studio.name)
        return Page(
            where,
            "studios",
            f"{name}.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t(f"{name}.description", studio=studio.name),
            {"studio": studio, **view},
            crumbs,
        )

    long = lists(studio)
    for name, where in parts.items():
        if where in long:
            given: tuple[TrainingYear | ServiceYear | MeetingYear | GoverningYear, ...] = (
                *(studio.trainings if name == "trainings" else ()),
                *(studio.service_years if name == "services" else ()),
                *(studio.meetings if name == "meetings" else ()),
                *(studio.documents if name == "documents" else ()),
            )
            years = {year.year: year for year in given}
            for number, groups in enumerate(long[where], 1):
                view: dict[str, object] = {
                    "groups": tuple((years[year], rows) for year, rows in groups),
                    "pager": pager(where, number, len(long[where])),
                }
                if name == "documents":
                    view["duties"] = duties_of(edition, studio.id) if number == 1 else ()
                yield page(name, address.further(where, number), view, number)
        else:
            yield page(name, where, {"school": edition.site.school})
    documents = (t("documents.short"), address.documents(studio.id))
    for report in studio.reports:
        file = data(address.report_data(studio.id, report.id), report)
        foot = _foot(edition, studio, report, file.digest)
        yield Page(
            address.report(studio.id, report.id),
            "studios",
            "report.html",
            report.title,
            report.body_text[:120] or t("report.description", studio=studio.name, kind=report.kind),
            {
                "studio": studio,
                "report": report,
                "school": edition.site.school,
                "contents": contents(report),
                "file": file.address,
                "foot": foot.address,
            },
            (*crumbs, documents),
            downloads=(file, foot),
            files=files_of(pictures=report.pictures),
        )
