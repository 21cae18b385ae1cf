"""Checks of the numbers of pupils."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Severity

MORE_THAN_ALL = Code("E741", Severity.WARNING)


def no_more_than_all(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """A studio has no more pupils than its major."""
    for entry in dataset.shelf("enrolment").values():
        mine, whole = entry.record.studio_students, entry.record.major_students
        if mine > whole:
            yield entry.problem(
                MORE_THAN_ALL, "studio_students", related=(entry.where("major_students"),), mine=mine, whole=whole
            )
