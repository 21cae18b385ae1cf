"""Checks of the school's own facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Where, problem

NO_SITE = Code("C601")
SEMESTERS = Code("C602")


def site_exists(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """`content/site.yml` is there."""
    if dataset.site is None and not dataset.knows("site", "site"):
        yield problem(NO_SITE, Where("content/site.yml"))


def semesters_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Semesters follow one another without overlap."""
    if dataset.site is None:
        return
    before: date | None = None
    for index, (name, first, last) in enumerate(dataset.site.record.semester_bounds(as_of.year)):
        if last < first or (before is not None and first <= before):
            yield dataset.site.problem(SEMESTERS, "semesters", index, "starts", name=name)
        before = last
