"""Checks of claims: one certificate, one award, one record."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.checks.person import same_name
from generator.core.compute.address import since_when
from generator.core.dataset import Dataset, Entry
from generator.core.problem import Code, Problem
from generator.core.records.achievement import Achievement

CERTIFICATE_TWICE = Code("A331")
CLAIMED_TWICE = Code("A332")


def certificates_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A certificate number proves one achievement. Two records of one achievement are another fault."""
    first: dict[str, tuple[Entry[Achievement], int]] = {}
    for entry in _in_turn(dataset):
        for index, evidence in enumerate(entry.record.evidence):
            if evidence.number is None:
                continue
            holder, at = first.setdefault(evidence.number, (entry, index))
            if holder is not entry and _claim(holder.record) != _claim(entry.record):
                yield entry.problem(
                    CERTIFICATE_TWICE,
                    "evidence",
                    index,
                    "number",
                    related=(holder.where("evidence", at, "number"),),
                    number=evidence.number,
                    other=holder.record.title,
                )


def claimed_once(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """The same award of two studios is one record that is shared, or one of them is wrong."""
    first: dict[tuple[str, ...], Entry[Achievement]] = {}
    for entry in _in_turn(dataset):
        holder = first.setdefault(_claim(entry.record), entry)
        if holder.studio != entry.studio and not same_name(dataset, holder.studio, entry.studio):
            title = entry.record.title
            yield entry.problem(
                CLAIMED_TWICE, "title", related=(holder.where("title"),), title=title, studio=holder.studio
            )


def _in_turn(dataset: Dataset) -> list[Entry[Achievement]]:
    """Those first that were published first: nobody takes an award from another by writing it down."""
    since = since_when(dataset)
    return sorted(
        dataset.achievements.values(), key=lambda entry: since.get(f"achievements/{entry.key.id}.html", date.max)
    )


def _claim(record: Achievement) -> tuple[str, ...]:
    """What makes two records the same award."""
    return record.title, record.type, record.level or "", record.rank or "", str(record.date)
