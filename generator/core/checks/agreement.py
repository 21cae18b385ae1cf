"""Checks of partners and agreements. A term of three years or more is what the model measures ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.compute.facts import term_years
from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity
from generator.core.records.agreement import CLAUSES
from generator.core.records.studio import ENDED

PARTNER_UNKNOWN = Code("S331")
DATES = Code("S332")
TERM_SHORT = Code("S333", Severity.WARNING)
CLAUSES_MISSING = Code("S334", Severity.WARNING)
NOT_ENDED = Code("S335")
PARTNER_NOT_LISTED = Code("S336", Severity.WARNING)
PARTNER_DATES = Code("S337")
NO_AGREEMENT = Code("S338", Severity.WARNING)

TERM = 3
"""Years an agreement must run at least."""


def partner_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The partner of an agreement stands in partners.yml."""
    for entry in dataset.shelf("agreement").values():
        name = f"{entry.studio}/{entry.record.partner}"
        if not dataset.knows("partner", name) and not dataset.lacks("partner", entry.studio):
            yield entry.problem(PARTNER_UNKNOWN, "partner", partner=entry.record.partner)


def dates_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An agreement is signed before it starts, and starts before it ends or is dissolved."""
    for entry in dataset.shelf("agreement").values():
        record = entry.record
        for earlier, later in (("signed", "ends"), ("starts", "ends"), ("signed", "dissolved")):
            first, last = getattr(record, earlier), getattr(record, later)
            if last is not None and last < first:
                yield entry.problem(
                    DATES,
                    later,
                    related=(entry.where(earlier),),
                    earlier=first.isoformat(),
                    later=last.isoformat(),
                    key=later,
                    other=earlier,
                )


def term_long_enough(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An agreement runs three years or more; a day short of it is short."""
    for entry in dataset.shelf("agreement").values():
        record = entry.record
        if record.starts <= record.ends and term_years(record) < TERM:
            yield entry.problem(
                TERM_SHORT,
                "ends",
                related=(entry.where("starts"),),
                starts=record.starts.isoformat(),
                ends=record.ends.isoformat(),
                years=TERM,
            )


def clauses_complete(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An agreement has all five clauses."""
    for entry in dataset.shelf("agreement").values():
        missing = [clause for clause in CLAUSES if clause not in entry.record.clauses]
        if missing:
            yield entry.problem(CLAUSES_MISSING, "clauses", missing="、".join(missing))


def dissolved_ends_studio(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """When its last agreement is dissolved, a studio run with a firm ends that day."""
    for studio in dataset.studios.values():
        mine = [entry for entry in dataset.shelf("agreement").values() if entry.studio == studio.id]
        for entry in mine:
            day = entry.record.dissolved
            if day is None or day > as_of or studio.record.mode != "校企联办":
                continue
            others = [
                other
                for other in mine
                if other is not entry
                and other.record.starts <= day <= other.record.ends
                and (other.record.dissolved is None or other.record.dissolved > day)
            ]
            status = studio.record.status_on(day)
            if not others and (status is None or status.status not in ENDED):
                yield studio.problem(
                    NOT_ENDED,
                    "status",
                    related=(entry.where("dissolved"),),
                    day=day.isoformat(),
                    agreement=entry.record.title,
                )


def partners_listed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A partner that studio.yml names has its entry in partners.yml, once the studio keeps one."""
    for studio in dataset.studios.values():
        listed = {entry.record.name for entry in dataset.shelf("partner").values() if entry.studio == studio.id}
        if not listed or dataset.lacks("partner", studio.id):
            continue
        for index, name in enumerate(studio.record.partners):
            if name not in listed:
                yield studio.problem(PARTNER_NOT_LISTED, "partners", index, name=name)


def partner_dates(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A partner does not leave before it came."""
    for entry in dataset.shelf("partner").values():
        since, until = entry.record.since, entry.record.until
        if until and until.latest and since.earliest and until.latest < since.earliest:
            yield entry.problem(
                PARTNER_DATES, "until", related=(entry.where("since"),), since=str(since), until=str(until)
            )


def agreement_in_force(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio at work with a firm has an agreement in force, once it keeps its agreements here."""
    for studio in dataset.studios.values():
        mine = [entry.record for entry in dataset.shelf("agreement").values() if entry.studio == studio.id]
        status = studio.record.status_on(as_of)
        if not mine or studio.record.mode != "校企联办" or status is None or status.status in ENDED:
            continue
        if dataset.lacks("agreement", studio.id):
            continue
        if not any(
            agreement.starts <= as_of <= agreement.ends and (agreement.dissolved is None or agreement.dissolved > as_of)
            for agreement in mine
        ):
            latest = max(agreement.ends for agreement in mine)
            yield studio.problem(NO_AGREEMENT, "mode", ends=latest.isoformat(), as_of=as_of.isoformat())
