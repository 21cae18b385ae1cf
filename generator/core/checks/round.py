"""Checks of recognition rounds and press: references, order of stages, names, what was found against the criteria."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.checks.person import not_registered
from generator.core.compute.calendar import CalendarMissing, working_days
from generator.core.compute.notice import span_of
from generator.core.compute.round import birth_dates, judged
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem, Severity
from generator.core.records.base import Record
from generator.core.records.kinds import RULES

CRITERIA_UNKNOWN = Code("L821", cause=("criteria", "criteria"))
STAGE_ORDER = Code("L822")
NOTICE_UNKNOWN = Code("L823", cause=("notice", "notice"))
STUDIO_UNKNOWN = Code("L824", cause=("studio", "studio"))
NAME_FORM = Code("L825", Severity.WARNING)
CRITERION_UNKNOWN = Code("L826", cause=("criterion", "criterion", "@path"))
APPLICANT_UNKNOWN = Code("L827", Severity.WARNING, cause=("register", "person"))
CRITERION_TWICE = Code("L828")
PASSED_AGAINST = Code("L829", Severity.WARNING)
FINDING_DIFFERS = Code("L830", Severity.WARNING)
NOT_FOUND = Code("L831", Severity.WARNING)
LISTED_TWICE = Code("L832")
PERIOD_DIFFERS = Code("L833", Severity.WARNING)
DECISION_UNLINKED = Code("L834", Severity.WARNING)

NAME_ENDING = "技能大师工作室"
MOVING = frozenset({"取代", "撤回", "延长"})
"""The links of a notice that move the end of another's period."""
PERIODS = frozenset({"校内公示", "公示"})
"""The stages that are the period of a notice."""


def criteria_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Criteria have ids of their own."""
    for entry in dataset.shelf("criteria").values():
        names = [criterion.id for criterion in entry.record.criteria]
        for index, name in enumerate(names):
            if names.index(name) != index:
                first = entry.where("criteria", names.index(name), "id")
                yield entry.problem(CRITERION_TWICE, "criteria", index, "id", related=(first,), id=name)


def criteria_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A round names criteria that exist, and finds on criteria that stand in them."""
    for entry in dataset.shelf("round").values():
        criteria = dataset.shelf("criteria").get(entry.record.criteria)
        if criteria is None:
            if not _may_be_criteria(dataset, entry.record.criteria):
                given = entry.record.criteria
                among = dataset.shelf("criteria")
                yield entry.unknown(CRITERIA_UNKNOWN, "criteria", criteria=given, given=given, among=among)
            continue
        known = [criterion.id for criterion in criteria.record.criteria]
        for number, application in enumerate(entry.record.applications):
            for index, finding in enumerate(application.findings):
                if finding.criterion not in known:
                    yield entry.unknown(
                        CRITERION_UNKNOWN,
                        "applications",
                        number,
                        "findings",
                        index,
                        "criterion",
                        related=(criteria.where("criteria"),),
                        criterion=finding.criterion,
                        given=finding.criterion,
                        among=known,
                    )


def _may_be_criteria(dataset: Dataset, name: str) -> bool:
    """Whether criteria of that name exist, or a file of rules that cannot be read may be them."""
    other = any(name in dataset.shelf(kind) for kind, _ in RULES.values())
    return dataset.knows("criteria", name) or (dataset.knows("rules", name) and not other)


def stages_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Stages follow one another and do not end before they begin."""
    for entry in dataset.shelf("round").values():
        before: date | None = None
        for index, stage in enumerate(entry.record.stages):
            if stage.ends is not None and stage.ends < stage.starts:
                yield entry.problem(
                    STAGE_ORDER,
                    "stages",
                    index,
                    "ends",
                    related=(entry.where("stages", index, "starts"),),
                    name=stage.name,
                    earlier=stage.starts.isoformat(),
                    later=stage.ends.isoformat(),
                )
                before = None  # one of its two dates is wrong: nothing follows for the next
                continue
            if before is not None and stage.starts < before:
                yield entry.problem(
                    STAGE_ORDER,
                    "stages",
                    index,
                    "starts",
                    related=(entry.where("stages", index - 1, "starts"),),
                    name=stage.name,
                    earlier=before.isoformat(),
                    later=stage.starts.isoformat(),
                )
            before = stage.starts


def references_known(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Notices, applicants and studios of a round, and studios in the press, exist."""
    for entry in dataset.shelf("round").values():
        for index, stage in enumerate(entry.record.stages):
            if stage.notice and not dataset.knows("notice", stage.notice):
                yield entry.unknown(
                    NOTICE_UNKNOWN,
                    "stages",
                    index,
                    "notice",
                    notice=stage.notice,
                    given=stage.notice,
                    among=dataset.notices,
                )
        for index, application in enumerate(entry.record.applications):
            if dataset.shelf("register") and application.master and not dataset.may_be_registered(application.master):
                route = ("applications", index, "master")
                yield not_registered(APPLICANT_UNKNOWN, dataset, entry, *route, person=application.master)
            if application.studio and not dataset.knows("studio", application.studio):
                yield _unknown_studio(dataset, entry, application.studio, "applications", index, "studio")
    for entry in dataset.shelf("press").values():
        for index, studio in enumerate(entry.record.studios):
            if not dataset.knows("studio", studio):
                yield _unknown_studio(dataset, entry, studio, "studios", index)


def _unknown_studio(dataset: Dataset, entry: Entry[Record], studio: str, *route: str | int) -> Problem:
    return entry.unknown(STUDIO_UNKNOWN, *route, studio=studio, given=studio, among=dataset.studios, contested=True)


def names_formed(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An application's name is the trade followed by 技能大师工作室."""
    for entry in dataset.shelf("round").values():
        for index, application in enumerate(entry.record.applications):
            if not application.name.endswith(NAME_ENDING):
                yield entry.problem(NAME_FORM, "applications", index, "name", name=application.name, ending=NAME_ENDING)


def applications_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An application stands once in a round, and one criterion is found on once in it."""
    for entry in dataset.shelf("round").values():
        yield from _twice(entry, [one.id for one in entry.record.applications], "id", "applications")
        for number, application in enumerate(entry.record.applications):
            found = [finding.criterion for finding in application.findings]
            yield from _twice(entry, found, "criterion", "applications", number, "findings")


def _twice(entry: Entry[Record], names: list[str], field: str, *route: str | int) -> Iterator[Problem]:
    for index, name in enumerate(names):
        if names.index(name) != index:
            first = entry.where(*route, names.index(name), field)
            yield entry.problem(LISTED_TWICE, *route, index, field, related=(first,), id=name)


def criteria_met(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Whoever was recognised meets every criterion, as far as it is computed and as it was found; and nobody found
    another result than the records give. No age is told: a report may be read by more people than the register."""
    register = {name: entry.record for name, entry in dataset.shelf("register").items()}
    born = birth_dates(register)
    for entry in dataset.shelf("round").values():
        criteria = dataset.shelf("criteria").get(entry.record.criteria)
        if criteria is None:
            continue
        listed = criteria.record.criteria
        names = {criterion.id for criterion in listed}
        for number, application in enumerate(entry.record.applications):
            route = ("applications", number)
            # What was found may stand in what cannot be read, or under another criterion's name: that is told of there.
            unclear = entry.broken or any(finding.criterion not in names for finding in application.findings)
            for place, one in enumerate(judged(application, listed, entry.record.cutoff, born)):
                asked = criteria.where("criteria", place, "id")
                said = {"name": application.name, "criterion": one.criterion.id}
                at: tuple[str | int, ...] = (*route, "outcome")
                if one.finding is not None:
                    at = (*route, "findings", application.findings.index(one.finding), "result")
                if one.differs and one.finding is not None:
                    yield entry.problem(
                        FINDING_DIFFERS, *at, related=(asked,), **said, result=one.result, concluded=one.finding.result
                    )
                elif application.outcome == "通过" and one.result == "不符合":
                    related = (entry.where(*route, "outcome"), asked) if one.finding else (asked,)
                    yield entry.problem(PASSED_AGAINST, *at, related=related, **said)
                elif application.outcome == "通过" and one.result == "待评审" and not unclear:
                    yield entry.problem(NOT_FOUND, *at, related=(asked,), **said)


def periods_agree(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A stage that is a notice's period runs as long as the notice says."""
    calendar = working_days(entry.record for entry in dataset.calendars.values())
    for entry in dataset.shelf("round").values():
        for index, stage in enumerate(entry.record.stages):
            notice = dataset.notices.get(stage.notice) if stage.notice else None
            if notice is None or stage.name not in PERIODS:
                continue
            try:
                span = span_of(notice.record, calendar)
            except CalendarMissing:
                continue  # that is told of already
            last = stage.ends or stage.starts
            # Where another notice ended or extended the period, its last day is not what this one says.
            moved = any(
                link.to == stage.notice and link.type in MOVING
                for other in dataset.notices.values()
                for link in other.record.links
            )
            if span is None or (span.opens == stage.starts and (moved or span.closes == last)):
                continue
            yield entry.problem(
                PERIOD_DIFFERS,
                "stages",
                index,
                "starts",
                related=(notice.where("period"),),
                name=stage.name,
                stage=f"{stage.starts}—{last}",
                period=f"{span.opens}—{span.closes}",
            )


def decisions_linked(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Where somebody was recognised there is a document that says so, and the round names it."""
    for entry in dataset.shelf("round").values():
        stages = entry.record.stages
        if any(stage.name == "发文认定" and stage.notice for stage in stages):
            continue
        for number, application in enumerate(entry.record.applications):
            if application.outcome == "通过":
                decided = [index for index, stage in enumerate(stages) if stage.name == "发文认定"]
                related = (entry.where("stages", *decided[:1]),)
                yield entry.problem(
                    DECISION_UNLINKED, "applications", number, "outcome", related=related, name=application.name
                )
                break
