"""The newest record of a page: the last day on which something happened that the page tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
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

_SIMPLE = frozenset({"str", "str | None", "int", "int | None", "bool", "Decimal", "Decimal | None"})
"""Types, as they are written, of what holds nothing else."""
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

    def of(self, page: Page) -> str:
        """The day of a page's newest record, cut where its precision ends; "" where no record has one. Nothing after
        the day that is shown counts: what is announced has not happened."""
        if page.template in _OWN:
            return max((self._in(_at(page.view, way)) for way in _OWN[page.template]), default="")
        return max(map(self._in, page.view.values()), default="")

    def _in(self, value: Any) -> str:
        if isinstance(value, str | int | None):
            return ""
        known = self._seen.get(id(value))
        if known is None:
            known = self._seen[id(value)] = value, max(self._days(value), default="")
        return known[1]

    def _days(self, value: Any) -> Iterator[str]:
        if isinstance(value, Mapping):
            yield from map(self._in, value.values())
        elif isinstance(value, tuple | list):
            yield from map(self._in, value)
        elif is_dataclass(value) and not isinstance(value, type):
            for name in _names(type(value)):
                one = getattr(value, name)
                if not isinstance(one, str):
                    yield self._in(one)
                elif name in HAPPENED and one <= self._as_of and _DAY.fullmatch(one):
                    yield one


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a form that may say when something happened, or hold such a form."""
    return tuple(field.name for field in fields(kind) if field.name in HAPPENED or field.type not in _SIMPLE)


def _at(view: Mapping[str, Any], way: str) -> Any:
    first, *rest = way.split(".")
    found = view[first]
    for name in rest:
        found = getattr(found, name)
    return found
