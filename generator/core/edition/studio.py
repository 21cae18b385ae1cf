"""Studios in the Edition: their own account, their people, their figures."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Literal

from generator.core.compute.person import consents
from generator.core.compute.totals import TrainingTotals, by_audience, training_totals
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.edition.cooperation import cooperation
from generator.core.edition.file import text_with_pictures
from generator.core.edition.governing import governing_years
from generator.core.edition.meeting import meeting_years
from generator.core.edition.naming import Names
from generator.core.edition.report import reports
from generator.core.edition.service import service_years
from generator.core.edition.teaching import teaching
from generator.core.edition.yearly import yearly
from generator.core.records import studio as records
from generator.core.records.notice import Notice
from generator.core.records.person import LEARNERS
from generator.core.records.training import Training
from generator.core.values.date import PartialDate
from generator.core.values.number import plain
from generator.core.values.personal import is_mobile


def studio(
    entry: Entry[records.Studio],
    dataset: Dataset,
    names: Names,
    notices: Mapping[str, Entry[Notice]],
    as_of: date,
) -> form.Studio:
    """What is public of a studio."""
    record = entry.record
    trainings = dataset.of_studio("training", entry.id)
    achievements = dataset.achievements_of(entry.id)
    year = str(as_of.year)
    plaque = record.plaque if record.plaque and _begun(record.plaque.granted, as_of) else None
    status = record.status_on(as_of)
    profile = dataset.profiles.get(entry.id)
    text, pictures = text_with_pictures(profile, dataset) if profile else ("", ())
    contact = record.contact
    return form.Studio(
        id=entry.id,
        short=record.short,
        name=record.official_name(as_of),
        plaque_name=record.plaque_name(as_of),
        names=tuple(
            form.NameEntry(name.name, name.kind, _text(name.since), _text(name.until))
            for name in record.names
            if name.since is None or _begun(name.since, as_of)
        ),
        kind=record.kind,
        mode=record.mode,
        trade=record.trade,
        emblem=record.emblem,
        major=record.major,
        department=record.department,
        master=names.person(record.master),
        partners=record.partners,
        founded=str(record.founded),
        status=status.status if status else record.status[0].status,
        plaque_number=plaque.number if plaque else None,
        plaque_granted=str(plaque.granted) if plaque else None,
        plaque_document=plaque.document if plaque else None,
        steps=_steps(record, notices, as_of),
        venues=tuple(form.Venue(venue.name, venue.place, venue.at_partner == "企业") for venue in record.venues),
        services=record.services,
        contact_name=names.person(contact.person).name if contact and contact.person else None,
        contact_phone=_phone(contact, dataset, as_of),
        contact_email=contact.email if contact else None,
        summary=record.summary,
        profile_html=text,
        pictures=pictures,
        team=_team(entry.id, dataset, names, as_of),
        learners=form.Figure(str(_learners(entry.id, dataset, as_of)), "人", dataset.lacks("member", entry.id)),
        achievements=form.Figure(str(len(achievements)), "项", dataset.lacks("achievement", entry.id)),
        national=form.Figure(
            str(sum(found.record.level == "国家级" for found in achievements)),
            "项",
            dataset.lacks("achievement", entry.id),
        ),
        year_person_days=form.Figure(
            plain(training_totals(found for found in trainings if found.year == year).person_days),
            "人天",
            dataset.lacks("training", entry.id, year),
        ),
        all_person_days=form.Figure(
            plain(training_totals(trainings).person_days), "人天", dataset.lacks("training", entry.id)
        ),
        trainings=_training_years(entry.id, dataset, names),
        level=record.level_on(as_of),
        levels=_levels(record, notices, as_of),
        service_years=service_years(entry.id, dataset),
        meetings=meeting_years(entry, dataset, as_of),
        documents=governing_years(entry, dataset, as_of),
        reports=reports(entry.id, dataset),
        cooperation=cooperation(entry, dataset, names, as_of),
        teaching=teaching(entry.id, dataset, as_of),
        incomplete=tuple(sorted({out.key.kind for out in dataset.left_out if out.studio == entry.id})),
    )


def _text(value: object | None) -> str | None:
    return None if value is None else str(value)


def _begun(since: PartialDate, as_of: date) -> bool:
    """Whether something with a date has come by the day; what has a masked date has."""
    return since.earliest is None or since.earliest <= as_of


def _numbers(notices: Mapping[str, Entry[Notice]]) -> Mapping[str, str]:
    """The notices by their document numbers."""
    return {entry.record.number: name for name, entry in notices.items() if entry.record.number}


def _levels(record: records.Studio, notices: Mapping[str, Entry[Notice]], as_of: date) -> tuple[form.LevelStep, ...]:
    """Recognitions that have come by the day, the highest first."""
    numbers = _numbers(notices)
    return tuple(
        form.LevelStep(
            step.level, str(step.since), step.document, numbers.get(step.document) if step.document else None
        )
        for step in sorted(record.levels, key=lambda step: records.RECOGNITION_LEVELS.index(step.level))
        if _begun(step.since, as_of)
    )


def _steps(record: records.Studio, notices: Mapping[str, Entry[Notice]], as_of: date) -> tuple[form.StatusStep, ...]:
    numbers = _numbers(notices)
    current = record.status_on(as_of)

    def when(step: records.StatusEntry) -> Literal["past", "now", "next"]:
        if step is current:
            return "now"
        return "next" if step.since.earliest is not None and step.since.earliest > as_of else "past"

    return tuple(
        form.StatusStep(
            str(step.since),
            step.status,
            step.note,
            step.document,
            numbers.get(step.document) if step.document else None,
            when(step),
        )
        for step in record.status
    )


def _team(studio: str, dataset: Dataset, names: Names, as_of: date) -> tuple[form.TeamMember, ...]:
    """Those who hold a role on the day and are no learners, in the order of the file."""
    people = dataset.people()
    team = []
    for entry in dataset.of_studio("member", studio):
        roles = tuple(
            held.role for held in entry.record.roles if held.role not in LEARNERS and held.overlaps(as_of, as_of)
        )
        if roles:
            defined = people.get(entry.record.id, entry).record
            named = names.person(entry.record.id)
            if named.name == form.TAKEN_DOWN:  # only that somebody holds the role
                team.append(form.TeamMember(named, roles, None, None))
            else:
                team.append(form.TeamMember(named, roles, defined.title, defined.employer))
    return tuple(team)


def _learners(studio: str, dataset: Dataset, as_of: date) -> int:
    return sum(
        any(held.role in LEARNERS and held.overlaps(as_of, as_of) for held in entry.record.roles)
        for entry in dataset.of_studio("member", studio)
    )


def _training_years(studio: str, dataset: Dataset, names: Names) -> tuple[form.TrainingYear, ...]:
    return tuple(
        form.TrainingYear(
            year,
            tuple(_training(entry, names) for entry in entries),
            _total("", training_totals(entries)),
            tuple(_total(audience, total) for audience, total in by_audience(entries)),
            incomplete,
        )
        for year, entries, incomplete in yearly(dataset, "training", studio)
    )


def _training(entry: Entry[Training], names: Names) -> form.Training:
    record = entry.record
    return form.Training(
        id=record.id,
        date=record.date.isoformat(),
        until=record.until.isoformat() if record.until else None,
        kind=record.kind,
        topic=record.topic,
        audience=record.audience,
        persons=record.persons,
        days=plain(record.days),
        person_days=plain(record.person_days),
        mode=record.mode,
        trainer=names.optional(record.trainer),
        client=record.client,
        certificate=record.certificate,
    )


def _total(name: str, total: TrainingTotals) -> form.TrainingTotal:
    return form.TrainingTotal(name, total.sessions, total.attendances, plain(total.person_days))


def _phone(contact: records.Contact | None, dataset: Dataset, as_of: date) -> str | None:
    """A number to call; a mobile of somebody's own only with consent to it."""
    if contact is None or contact.phone is None:
        return None
    agreed = contact.person is not None and consents(dataset, contact.person, "联系电话", as_of)
    return contact.phone if agreed or not is_mobile(contact.phone) else None
