"""From the Dataset of a day to its Edition: the one place where a field becomes public."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from generator.core.compute.calendar import WorkingDays, working_days
from generator.core.compute.grade import grade_years
from generator.core.compute.notice import Standing, next_change, standings
from generator.core.compute.takedown import next_taking
from generator.core.dataset import Dataset, Entry, LeftOut
from generator.core.edition import form
from generator.core.edition.achievement import achievement
from generator.core.edition.address import addresses
from generator.core.edition.agenda import agenda
from generator.core.edition.deadline import deadlines
from generator.core.edition.filing import filings
from generator.core.edition.frozen import frozen
from generator.core.edition.grade import grade_year, system
from generator.core.edition.group import groups
from generator.core.edition.log import log, proven
from generator.core.edition.masking import masking, without_names
from generator.core.edition.naming import Names
from generator.core.edition.notice import notice
from generator.core.edition.person import people
from generator.core.edition.plan import plans
from generator.core.edition.press import press
from generator.core.edition.round import rounds
from generator.core.edition.rules import consequences, criteria, cycle, duties, latest_first, process
from generator.core.edition.statistics import published_statistics
from generator.core.edition.studio import studio
from generator.core.edition.takedown import pages_left, without_taken_down
from generator.core.edition.teaching import taken
from generator.core.records.achievement import Achievement
from generator.core.records.notice import Notice
from generator.core.records.site import Site
from generator.core.values.date import read_partial
from generator.core.values.personal import certain_finds


def publish(dataset: Dataset, as_of: date, scope: form.Scope = "public") -> form.Edition:
    """Cut the Edition of a day. The Dataset must hold a site and calendars for all its periods."""
    if scope == "internal":  # nothing is taken down there
        dataset = replace(dataset, shelves={**dataset.shelves, "takedown": {}})
    assert dataset.site is not None
    happened = _happened(dataset, as_of)
    left = without_taken_down(happened, as_of)
    named = people(left, as_of)
    names = Names.of(happened, as_of).linked(frozenset(person.id for person in named))
    standing = standings(dataset.notices, as_of, _working_days(dataset))
    shown = _shown(dataset, standing, scope)
    ordered = sorted(
        shown.values(), key=lambda entry: (entry.record.published, entry.record.number or "", entry.id), reverse=True
    )
    notices = tuple(notice(entry, standing, shown, dataset, as_of) for entry in ordered)
    notices = proven(notices, shown, dataset, as_of)
    graded = tuple(
        grade_year(year, happened, left, shown, dataset.site.record, names, as_of)
        for year in grade_years(happened, as_of)
    )
    edition = form.Edition(
        version=form.VERSION,
        scope=scope,
        as_of=as_of.isoformat(),
        next_change=_iso(_next_change(dataset, standing, scope, as_of)),
        site=_site(dataset.site.record),
        studios=tuple(studio(entry, left, names, shown, as_of) for entry in left.studios.values()),
        people=named,
        achievements=tuple(achievement(entry, left, names) for entry in _latest_first(left.achievements.values())),
        notices=notices,
        grade_years=graded,
        systems=tuple(
            system(entry) for entry in sorted(dataset.indicators.values(), key=lambda entry: -entry.record.year)
        ),
        statistics=published_statistics(left, graded, notices),
        corrections=tuple(_correction(out) for out in left.left_out),
        criteria=tuple(criteria(entry) for entry in latest_first(dataset.shelf("criteria"))),
        processes=tuple(process(entry) for entry in latest_first(dataset.shelf("process"))),
        duties=tuple(duties(entry) for entry in latest_first(dataset.shelf("duties"))),
        cycles=tuple(cycle(entry) for entry in latest_first(dataset.shelf("cycle"))),
        consequences=tuple(consequences(entry) for entry in latest_first(dataset.shelf("consequences"))),
        rounds=rounds(left, shown, as_of),
        plans=plans(left, happened, as_of),
        groups=groups(left, as_of),
        press=press(left),
        agenda=agenda(left, shown, standing, dataset.site.record, as_of),
        filings=filings(left, as_of),
        log=log(dataset, as_of),
        addresses=addresses(dataset, as_of),
        taken_down=pages_left(happened, as_of),
        deadlines=deadlines(left, as_of),
        taken=taken(left),
    )
    edition = without_names(edition, masking(happened, names, as_of)) if scope == "public" else edition
    return replace(edition, frozen=frozen(dataset, edition))


def publish_ahead(edition: form.Edition, dataset: Dataset, as_of: date, studio_id: str) -> form.Edition:
    """A public Edition with what stands on one studio's own pages as a newer dataset has it: its account, its
    achievements, its people. What is counted or listed of several studios is as it was."""
    happened = _happened(dataset, as_of)
    left = without_taken_down(happened, as_of)
    mine = frozenset(entry.record.id for entry in left.of_studio("member", studio_id))
    gone = {person.id for person in edition.people if {role.studio for role in person.roles} == {studio_id}}
    others = {person.id: person for person in edition.people if person.id not in mine | gone}
    named = {**others, **{person.id: person for person in people(left, as_of, mine)}}
    names = Names.of(happened, as_of).linked(frozenset(named))
    shown = _shown(dataset, standings(dataset.notices, as_of, _working_days(dataset)), edition.scope)
    mask = masking(happened, names, as_of)
    entry = left.studios[studio_id]
    made = mask(studio(entry, left, names, shown, as_of))
    entries = left.of_studio("achievement", studio_id)
    shared = {each.id: left.sharers(each) for each in left.achievements.values() if each.studio != studio_id}
    achieved = [
        *(
            replace(one, shared_with=shared[key]) if (key := f"{one.studio}/{one.id}") in shared else one
            for one in edition.achievements
            if one.studio != studio_id
        ),
        *(mask(achievement(each, left, names)) for each in entries),
    ]
    achieved.sort(key=lambda one: f"{one.studio}/{one.id}")
    achieved.sort(key=lambda one: _latest_day(one.date), reverse=True)
    lacking = [out for out in edition.corrections if out.studio != studio_id]
    return replace(
        edition,
        studios=tuple(made if each.id == studio_id else each for each in edition.studios),
        people=tuple(named[number] if number in others else mask(named[number]) for number in sorted(named)),
        achievements=tuple(achieved),
        corrections=(*lacking, *(_correction(out) for out in left.left_out if out.studio == studio_id)),
    )


def _shown(dataset: Dataset, standing: Mapping[str, Standing], scope: form.Scope) -> dict[str, Entry[Notice]]:
    """The notices that are published by the day and may be known within a scope."""
    known = public_by_scope(dataset.notices, scope)
    return {name: entry for name, entry in known.items() if name in standing}


@cache
def _latest_day(text: str) -> date:
    """The last day that a date in an Edition may mean; of one that is masked nothing can be said."""
    return read_partial(text).latest or date.min


def _working_days(dataset: Dataset) -> WorkingDays:
    return working_days(entry.record for entry in dataset.calendars.values())


def _correction(out: LeftOut) -> form.Correction:
    """A record that is left out as the public may know of it. Names of files and folders become ids and addresses:
    where one is something personal (X915), it would stand in the finished site and stop it all the same."""
    studio = "" if certain_finds(out.studio) else out.studio
    unnamed = out.private or bool(certain_finds(out.key.id))
    return form.Correction(out.key.kind, "" if unnamed else out.key.id, studio, out.year)


def _next_change(dataset: Dataset, standing: Mapping[str, Standing], scope: form.Scope, as_of: date) -> date | None:
    """The first day on which a notice turns, or something is taken down."""
    coming = (next_change(standing, public_by_scope(dataset.notices, scope), as_of), next_taking(dataset, as_of))
    return min((day for day in coming if day is not None), default=None)


def public_by_scope(notices: Mapping[str, Entry[Notice]], scope: form.Scope) -> Mapping[str, Entry[Notice]]:
    """All notices, published or still to be, that may be known within a scope."""
    return {name: entry for name, entry in notices.items() if scope == "internal" or entry.record.scope == "公开"}


_SINCE: Mapping[str, Callable[[Entry[Any]], date | None]] = {
    "achievement": lambda entry: entry.record.date.earliest,
    "training": lambda entry: entry.record.date,
    "service": lambda entry: entry.record.date,
    "meeting": lambda entry: entry.record.date,
    "evaluation": lambda entry: entry.record.date,
    "resource": lambda entry: entry.record.date,
    "donation": lambda entry: entry.record.date.earliest,
    "press": lambda entry: entry.record.date,
    "governing": lambda entry: entry.record.date.earliest,
    "partner": lambda entry: entry.record.since.earliest,
    "facility": lambda entry: entry.record.since.earliest,
    "appointment": lambda entry: entry.record.since.earliest,
    "apprenticeship": lambda entry: entry.record.since,
    "agreement": lambda entry: entry.record.signed,
    "enrolment": lambda entry: entry.record.counted_on,
    # A report that has not been handed in yet, and the year's register, belong to their year.
    "report": lambda entry: entry.record.filed or date(int(entry.year), 1, 1),
    "safety": lambda entry: date(int(entry.year), 1, 1),
}
"""From which day each kind of record is a fact."""


def _happened(dataset: Dataset, as_of: date) -> Dataset:
    """Leave out, silently here, what is dated after the day: it has not happened yet."""
    shelves = dict(dataset.shelves)
    for kind, since in _SINCE.items():
        shelves[kind] = {
            name: entry for name, entry in dataset.shelf(kind).items() if (day := since(entry)) is None or day <= as_of
        }
    return replace(dataset, shelves=shelves)


def _latest_first(entries: Iterable[Entry[Achievement]]) -> list[Entry[Achievement]]:
    by_id = sorted(entries, key=lambda entry: entry.id)
    return sorted(by_id, key=lambda entry: entry.record.date.latest or date.min, reverse=True)


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _site(site: Site) -> form.Site:
    return form.Site(
        name=site.name,
        url=site.url,
        school=site.school.name,
        summary=site.summary,
        address=site.school.address,
        postcode=site.school.postcode,
        publisher=site.school.publisher,
        fictional=site.fictional,
        icp=site.filings.icp,
        police=site.filings.police,
        offices=tuple(
            form.Office(office.id, office.name, office.role, office.phone, office.email, office.address, office.hours)
            for office in site.offices
        ),
        licence=site.licence.name if site.licence else None,
        licence_url=site.licence.url if site.licence else None,
        fixed_day=site.as_of is not None,
        semesters=tuple((each.name, each.starts, each.ends) for each in site.semesters),
    )
