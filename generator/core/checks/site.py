"""Checks of the school's own facts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from operator import le, lt

from generator.core.dataset import Dataset
from generator.core.problem import Code, Problem, Where, problem
from generator.core.values.form import LEAP_YEAR

NO_SITE = Code("C601")
SEMESTERS = Code("C602")
TWICE = Code("C603")


def site_exists(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """`content/site.yml` is there."""
    if dataset.site is None and not dataset.knows("site", "site"):
        yield problem(NO_SITE, Where("content/site.yml"))


def semesters_in_order(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """Semesters follow one another without overlap, in years with and without a 29 February."""
    if dataset.site is None:
        return
    bounds = zip(*map(dataset.site.record.semester_bounds, (LEAP_YEAR, LEAP_YEAR + 1)), strict=True)
    before: tuple[date, ...] = ()
    for index, years in enumerate(bounds):
        name = years[0][0]
        lasts = tuple(last for _, _, last in years)
        firsts = tuple(first for _, first, _ in years)
        if any(map(lt, lasts, firsts)) or any(map(le, firsts, before)):
            yield dataset.site.problem(SEMESTERS, "semesters", index, "starts", name=name)
        before = lasts


def names_unique(dataset: Dataset, as_of: date) -> Iterator[Problem]:
    """An office has an id, a year a disclosure and a kind of notice a shortest period of its own."""
    site = dataset.site
    if site is None:
        return
    record = site.record
    listed: dict[str, tuple[str, list[str]]] = {
        "offices": ("id", [office.id for office in record.offices]),
        "disclosure": ("year", [str(given.year) for given in record.disclosure]),
        "periods": ("kind", [f"{least.kind} {least.since or ''}".strip() for least in record.periods]),
    }
    for key, (field, names) in listed.items():
        for index, name in enumerate(names):
            if names.index(name) != index:
                first = site.where(key, names.index(name), field)
                yield site.problem(TWICE, key, index, field, related=(first,), place=key, id=name)
