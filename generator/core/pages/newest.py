"""The newest record of a page: the last day on which something happened that the page tells of."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from decimal import Decimal
from functools import cache
from typing import Any

from generator.core.pages.page import Page

HAPPENED = frozenset(
    (
        *("date", "published", "signed", "filed", "recognised_on", "decided_on", "taken_on", "counted_on", "dissolved"),
        *("since", "founded", "plaque_granted", "actual_date"),
    )
)
"""The fields that say when something happened; what is due, ends or closes some day is no record of its own."""

_SIMPLE = re.compile(r"(?:str|int|bool|None|Decimal|tuple|Mapping|\W)*")
"""Types, as they are written, of what holds no other form."""
_FLAT: frozenset[type[Any]] = frozenset({str, int, bool, type(None), Decimal})
"""Types of what holds nothing at all."""
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
_OWN: Mapping[str, tuple[str, ...]] = {
    "achievement.html": ("achievement",),
    "cooperation.html": ("studio.cooperation",),
    "documents.html": ("studio.documents", "studio.reports"),
    "grade.html": ("grade",),
    "grade-year.html": ("year.grades",),
    "report.html": ("report",),
    "services.html": ("studio.service_years",),
    "teaching.html": ("studio.teaching",),
    "trainings.html": ("studio.trainings",),
    "meetings.html": ("groups",),
}
"""What a page is about, where its view knows more: a way through the view. Other pages tell of all they know."""


class Newest:
    """The days of the newest records. Pages show the same records over and over, so what was looked at is remembered;
    it is kept too, lest another takes its number."""

    def __init__(self, as_of: str) -> None:
        self._as_of = as_of
        self._seen: dict[int, tuple[object, str]] = {}
        self._dull: set[type[Any]] = set(_FLAT)
        """The types of what tells no day, most of all that is shown."""

    def of(self, page: Page) -> str:
        """The day of a page's newest record, cut where its precision ends; "" where no record has one. Nothing after
        the day that is shown counts: what is announced has not happened."""
        if page.template in _OWN:
            return max((self._in(_at(page.view, way)) for way in _OWN[page.template]), default="")
        return max(map(self._in, page.view.values()), default="")

    def _in(self, value: Any) -> str:
        kind = type(value)
        if kind in self._dull:
            return ""
        if kind is tuple and self._dull.issuperset(map(type, value)):
            return ""
        known = self._seen.get(id(value))
        if known is None:
            known = self._seen[id(value)] = value, self._latest(value)
        return known[1]

    def _latest(self, value: Any) -> str:
        """The latest day in something that holds others."""
        kind: Any = type(value)
        if kind is tuple or kind is list:
            return max(map(self._in, value), default="")
        days, others = _names(kind)
        if days or others:
            found = [self._in(getattr(value, name)) for name in others]
            found += [self._day(getattr(value, name)) for name in days]
            return max(found)
        if isinstance(value, Mapping):
            return max(map(self._in, value.values()), default="")
        self._dull.add(kind)
        return ""

    def _day(self, value: Any) -> str:
        """The day in a field that says when something happened."""
        if not isinstance(value, str):
            return self._in(value)
        return value if value <= self._as_of and _DAY.fullmatch(value) else ""


@cache
def _names(kind: type[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields of a form that say when something happened, and those that may hold a form that does; none of what is
    no form."""
    if not is_dataclass(kind):
        return (), ()
    days = tuple(field.name for field in fields(kind) if field.name in HAPPENED)
    others = (field for field in fields(kind) if field.name not in HAPPENED)
    return days, tuple(field.name for field in others if not _SIMPLE.fullmatch(str(field.type)))


def _at(view: Mapping[str, Any], way: str) -> Any:
    first, *rest = way.split(".")
    found = view[first]
    for name in rest:
        found = getattr(found, name)
    return found
