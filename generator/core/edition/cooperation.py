"""Partners, agreements, places, gifts, posts, third parties and money in the Edition.

An agreement's clause on disputes and a partner's credit record stay inside.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from generator.core.compute.facts import term_years
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.naming import Names
from generator.core.records import agreement as agreements
from generator.core.records.appointment import Appointment
from generator.core.records.facility import Donation, Facility
from generator.core.records.partner import Partner
from generator.core.records.resource import Resource
from generator.core.records.studio import BudgetLine, Studio
from generator.core.values.date import PartialDate
from generator.core.values.number import plain


def cooperation(studio: Entry[Studio], dataset: Dataset, names: Names, as_of: date) -> form.Cooperation:
    """What is public of a studio's dealings with others."""
    donations: list[Donation] = _mine(dataset, "donation", studio.id)
    places = {facility.id: facility.name for facility in _mine(dataset, "facility", studio.id)}
    resources: list[Resource] = _mine(dataset, "resource", studio.id)
    return form.Cooperation(
        partners=tuple(_partner(one, as_of) for one in _mine(dataset, "partner", studio.id)),
        agreements=tuple(
            _agreement(one, as_of)
            for one in sorted(_mine(dataset, "agreement", studio.id), key=lambda one: one.starts, reverse=True)
        ),
        facilities=tuple(_facility(one, as_of) for one in _mine(dataset, "facility", studio.id)),
        donations=tuple(
            _donation(one, places) for one in sorted(donations, key=lambda one: str(one.date), reverse=True)
        ),
        donated=plain(sum((one.value for one in donations), Decimal(0))),
        appointments=tuple(_appointment(one, names, as_of) for one in _mine(dataset, "appointment", studio.id)),
        resources=tuple(
            form.Resource(one.id, one.date.isoformat(), one.organisation, one.kind, one.content)
            for one in sorted(resources, key=lambda one: (one.date, one.id), reverse=True)
        ),
        budget=_budget(studio.record.budget, as_of),
    )


def _mine(dataset: Dataset, kind: str, studio: str) -> list[Any]:
    return [entry.record for entry in dataset.of_studio(kind, studio)]


def _over(until: PartialDate | None, as_of: date) -> str | None:
    """An end that has come by the day, as written."""
    return str(until) if until and (until.earliest is None or until.earliest <= as_of) else None


def _partner(record: Partner, as_of: date) -> form.Partner:
    until = _over(record.until, as_of)
    return form.Partner(
        id=record.id,
        name=record.name,
        kind=record.kind,
        size=record.size,
        closeness=record.closeness,
        influence=record.influence,
        since=str(record.since),
        until=until,
        reason=record.reason if until else None,
    )


def _agreement(record: agreements.Agreement, as_of: date) -> form.Agreement:
    dissolved = record.dissolved if record.dissolved and record.dissolved <= as_of else None
    past = dissolved is not None or record.ends < as_of
    return form.Agreement(
        id=record.id,
        title=record.title,
        parties=record.parties,
        content=record.content,
        mode=record.mode,
        signed=record.signed.isoformat(),
        starts=record.starts.isoformat(),
        ends=record.ends.isoformat(),
        years=term_years(record),
        clauses=tuple(clause for clause in agreements.CLAUSES if clause in record.clauses),
        missing=tuple(clause for clause in agreements.CLAUSES if clause not in record.clauses),
        dissolved=dissolved.isoformat() if dissolved else None,
        reason=record.reason if dissolved else None,
        state="past" if past else "next" if record.starts > as_of else "now",
    )


def _facility(record: Facility, as_of: date) -> form.Facility:
    return form.Facility(
        id=record.id,
        name=record.name,
        type=record.type,
        place=record.place,
        area=plain(record.area) if record.area is not None else None,
        co_built=record.co_built,
        co_managed=record.co_managed,
        shared=record.shared,
        owner=record.owner,
        project=record.project,
        since=str(record.since),
        until=_over(record.until, as_of),
    )


def _donation(record: Donation, places: Mapping[str, str]) -> form.Donation:
    return form.Donation(
        id=record.id,
        date=str(record.date),
        donor=record.donor,
        item=record.item,
        value=plain(record.value),
        facility=places.get(record.facility) if record.facility else None,
    )


def _appointment(record: Appointment, names: Names, as_of: date) -> form.Appointment:
    """A post is held until its last day; the term of a present one is known beforehand."""
    return form.Appointment(
        id=record.id,
        person=names.person(record.person),
        direction=record.direction,
        organisation=record.organisation,
        post=record.post,
        since=str(record.since),
        until=str(record.until) if record.until else None,
        document=record.document,
        current=record.until is None or (record.until.latest is not None and record.until.latest >= as_of),
    )


def _budget(lines: tuple[BudgetLine, ...], as_of: date) -> tuple[form.BudgetYear, ...]:
    years: dict[str, list[BudgetLine]] = {}
    for line in lines:
        if line.year.earliest is None or line.year.earliest <= as_of:
            years.setdefault(str(line.year)[:4], []).append(line)
    return tuple(
        form.BudgetYear(
            year,
            tuple(form.BudgetLine(line.item, plain(line.amount), line.source) for line in years[year]),
            plain(sum((line.amount for line in years[year]), Decimal(0))),
        )
        for year in sorted(years, reverse=True)
    )
