"""Checks of partners and agreements. A term of three years or more is what the model measures ask for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.compute.facts import term_years
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity
from generator.core.records.agreement import CLAUSES, Agreement
from generator.core.records.partial import is_read
from generator.core.records.studio import ENDED, Studio
from generator.core.values.word import nearest

PARTNER_UNKNOWN = Code("S331", cause=("partner", "partner", "@path"))
DATES = Code("S332")
TERM_SHORT = Code("S333", Severity.WARNING)
CLAUSES_MISSING = Code("S334", Severity.WARNING)
NOT_ENDED = Code("S335")
PARTNER_NOT_LISTED = Code("S336", Severity.WARNING)
PARTNER_DATES = Code("S337")
NO_AGREEMENT = Code("S338", Severity.WARNING)

TERM = 3
"""Years an agreement must run at least."""
QUOTES = "“”‘’＂\"'"


def partner_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The partner of an agreement stands in partners.yml."""
    for entry in dataset.shelf("agreement").values():
        name = f"{entry.studio}/{entry.record.partner}"
        if not dataset.knows("partner", name) and not dataset.lacks("partner", entry.studio):
            partner = entry.record.partner
            among = dataset.named("partner", entry.studio)
            yield entry.unknown(PARTNER_UNKNOWN, "partner", partner=partner, given=partner, among=among)


def dates_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An agreement does not end before it starts or is signed, nor is it dissolved before it is signed."""
    for entry in dataset.shelf("agreement").values():
        for later, earlier in _disorder(entry.record).items():
            yield entry.problem(
                DATES,
                later,
                related=(entry.where(earlier),),
                earlier=getattr(entry.record, earlier).isoformat(),
                later=getattr(entry.record, later).isoformat(),
                key=later,
                other=earlier,
            )


def _disorder(record: Agreement) -> dict[str, str]:
    """Each date that is too early, with the first date that it must not precede, of those that can be read."""
    found: dict[str, str] = {}
    for earlier, later in (("starts", "ends"), ("signed", "ends"), ("signed", "dissolved")):
        if not is_read(record, earlier) or not is_read(record, later):
            continue
        last = getattr(record, later)
        if last is not None and last < getattr(record, earlier):
            found.setdefault(later, earlier)
    return found


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
            yield entry.problem(CLAUSES_MISSING, "clauses", missing=tuple(missing))


def dissolved_ends_studio(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """When its last agreement is dissolved, a studio run with a firm ends that day."""
    for studio in dataset.studios.values():
        if ending := _ending(dataset, studio, as_of):
            entry, day = ending
            status = studio.record.status_on(day)
            yield studio.problem(
                NOT_ENDED,
                "status",
                studio.record.status.index(status) if status else 0,
                "status",
                related=(entry.where("dissolved"),),
                day=day.isoformat(),
                agreement=entry.record.title,
            )


def _agreements(dataset: Dataset, studio: Entry[Studio]) -> tuple[Entry[Agreement], ...]:
    """The agreements of a studio run with a firm; none where one is missing or its dates are wrong, since nothing
    can be said of what was in force."""
    mine = tuple(dataset.of_studio("agreement", studio.id))
    unsure = dataset.lacks("agreement", studio.id) or any(_disorder(entry.record) for entry in mine)
    return () if unsure or studio.record.mode != "校企联办" else mine


def _in_force(record: Agreement, day: date) -> bool:
    return record.starts <= day <= record.ends and (record.dissolved is None or record.dissolved > day)


def _over(record: Agreement) -> date:
    return record.dissolved or record.ends


def _ending(dataset: Dataset, studio: Entry[Studio], as_of: date) -> tuple[Entry[Agreement], date] | None:
    """The agreement whose dissolution ended a studio that does not say so, and the day."""
    mine = _agreements(dataset, studio)
    for entry in mine:
        day = entry.record.dissolved
        if day is None or day > as_of or any(_in_force(other.record, day) for other in mine):
            continue
        status = studio.record.status_on(day)
        if status is None or status.status not in ENDED:
            return entry, day
    return None


def partners_listed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A partner that studio.yml names has its entry in partners.yml, once the studio keeps one."""
    for studio in dataset.studios.values():
        listed = [entry.record.name for entry in dataset.of_studio("partner", studio.id)]
        bare = {name.strip(QUOTES) for name in listed}  # that quotes were taken for text is told of them
        if not listed or dataset.lacks("partner", studio.id):
            continue
        for index, name in enumerate(studio.record.partners):
            if name not in bare and name not in listed:
                meant = nearest(name, sorted(listed))
                hint = "hint_nearest" if meant else "hint"
                yield studio.problem(PARTNER_NOT_LISTED, "partners", index, hint=hint, name=name, meant=meant or "")


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
        mine = _agreements(dataset, studio)
        status = studio.record.status_on(as_of)
        if not mine or status is None or status.status in ENDED or _ending(dataset, studio, as_of):
            continue
        if not any(_in_force(agreement.record, as_of) for agreement in mine):
            begun = [agreement for agreement in mine if agreement.record.starts <= as_of] or mine
            latest = max(begun, key=lambda agreement: _over(agreement.record))
            yield studio.problem(
                NO_AGREEMENT,
                "mode",
                related=(latest.where("dissolved" if latest.record.dissolved else "ends"),),
                ends=_over(latest.record).isoformat(),
                as_of=as_of.isoformat(),
            )
