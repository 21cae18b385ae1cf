"""Recognition rounds in the Edition: who was recognised, and of the others only how many.

That somebody's application failed is theirs, not the public's: no name, no master, no reason. Nothing is told before
the school has: a recognition counts from the day of its document on, any other outcome from the committee's day on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from generator.core.compute.round import Judged, birth_dates, judged
from generator.core.dataset import Dataset, Entry
from generator.core.edition import form
from generator.core.records import round as records
from generator.core.records.notice import Notice
from generator.core.records.supervision import Supervision


def rounds(dataset: Dataset, notices: Mapping[str, Entry[Notice]], as_of: date) -> tuple[form.Round, ...]:
    """The rounds that have begun, the latest first."""
    begun = begun_rounds(dataset, as_of).values()
    ordered = sorted(begun, key=lambda entry: (entry.record.year, entry.id), reverse=True)
    return tuple(_round(entry, dataset, notices, as_of) for entry in ordered)


def begun_rounds(dataset: Dataset, as_of: date) -> dict[str, Entry[records.Round]]:
    """The rounds whose first stage is not still to come: before that day nothing is known of them in public."""
    shelf: Mapping[str, Entry[records.Round]] = dataset.shelf("round")
    return {name: entry for name, entry in shelf.items() if min(stage.starts for stage in entry.record.stages) <= as_of}


def _round(
    entry: Entry[records.Round], dataset: Dataset, notices: Mapping[str, Entry[Notice]], as_of: date
) -> form.Round:
    record = entry.record
    settled = [(one, _outcome(one, record, notices, as_of)) for one in record.applications]
    counted = Counter(outcome for _, outcome in settled)
    return form.Round(
        id=entry.id,
        title=record.title,
        year=record.year,
        criteria=record.criteria if record.criteria in dataset.shelf("criteria") else None,
        cutoff=record.cutoff.isoformat(),
        stages=tuple(_stage(stage, notices, as_of) for stage in record.stages),
        applications=len(record.applications),
        recognised=tuple(
            form.Recognised(
                one.name, one.trade, one.department, one.studio, one.materials, _findings(one, record, dataset)
            )
            for one, outcome in settled
            if outcome == "通过"
        ),
        refused=counted["未通过"],
        withdrawn=counted["撤回"],
        under_way=counted["进行中"],
        supervision=supervision(record.supervision, as_of),
    )


def supervision(entries: Iterable[Supervision], as_of: date) -> tuple[form.Supervision, ...]:
    """What the discipline office has done by the day."""
    return tuple(form.Supervision(one.date.isoformat(), one.body, one.content) for one in entries if one.date <= as_of)


def _findings(one: records.Application, record: records.Round, dataset: Dataset) -> tuple[form.Finding, ...]:
    """Each criterion with its result: of a birth date no more than the age on the cut-off day comes out."""
    criteria = dataset.shelf("criteria").get(record.criteria)
    if criteria is None:
        return ()
    register = {name: entry.record for name, entry in dataset.shelf("register").items()}
    return tuple(
        _finding(each, one) for each in judged(one, criteria.record.criteria, record.cutoff, birth_dates(register))
    )


def _finding(each: Judged, one: records.Application) -> form.Finding:
    experience = each.computed is not None and each.criterion.test == "企业经历"
    return form.Finding(
        each.criterion.id,
        each.criterion.text,
        each.criterion.test,
        each.result,
        each.computed is not None,
        each.age,
        one.enterprise_years if experience else None,
        one.practice_months if experience else None,
        each.finding.evidence if each.finding and not each.differs else None,
    )


def _outcome(one: records.Application, record: records.Round, notices: Mapping[str, Entry[Notice]], as_of: date) -> str:
    """What became of an application, as far as the school had said so by the day."""
    settling = "发文认定" if one.outcome == "通过" else "学术委员会审议"
    for stage in record.stages:
        if stage.name == settling and stage.starts <= as_of:
            told = settling != "发文认定" or stage.notice is None or stage.notice in notices
            return one.outcome if told else "进行中"
    return "进行中"


def _stage(stage: records.Stage, notices: Mapping[str, Entry[Notice]], as_of: date) -> form.Stage:
    last = stage.ends or stage.starts
    when: Literal["past", "now", "next"] = "past" if last < as_of else "next" if stage.starts > as_of else "now"
    notice = notices.get(stage.notice) if stage.notice else None
    return form.Stage(
        stage.name,
        stage.starts.isoformat(),
        stage.ends.isoformat() if stage.ends else None,
        stage.body,
        notice.id if notice else None,
        notice.record.title if notice else None,
        when,
    )
