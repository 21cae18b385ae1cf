"""The newest record of a page: the last day on which something happened that the page tells of."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from generator.core.pages.page import Page

HAPPENED = frozenset(
    (
        *("date", "published", "signed", "filed", "recognised_on", "decided_on", "taken_on", "counted_on", "dissolved"),
        *("since", "founded", "plaque_granted", "actual_date"),
    )
)
"""The fields that say when something happened; what is due, ends or closes some day is no record of its own."""

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


def newest(page: Page, as_of: str) -> str:
    """The day of a page's newest record, cut where its precision ends; "" where no record has one. Nothing after
    `as_of` counts: what is announced has not happened."""
    told = [_at(page.view, way) for way in _OWN[page.template]] if page.template in _OWN else [page.view]
    return max((day for day in _days(told) if day <= as_of), default="")


def _at(view: Mapping[str, Any], way: str) -> Any:
    first, *rest = way.split(".")
    found = view[first]
    for name in rest:
        found = getattr(found, name)
    return found


def _days(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        for one in value.values():
            yield from _days(one)
    elif isinstance(value, (tuple, list)):
        for one in value:
            yield from _days(one)
    elif is_dataclass(value):
        for field in fields(value):
            one = getattr(value, field.name)
            if isinstance(one, str):
                if field.name in HAPPENED and _DAY.fullmatch(one):
                    yield one
            elif one is not None:
                yield from _days(one)
