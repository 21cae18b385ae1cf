"""The guide for studios: where each record is written and what each field means, from the registry of fields."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import Page
from generator.core.records.fields import field_rows
from generator.core.records.scaffold import scaffold, scaffold_table, tabular
from generator.core.records.schema import find_kind, kind_names, title_of
from generator.wording import wording

EXAMPLE_DAY = date(2025, 3, 5)
"""The day in the guide's examples, so that a page of the guide never changes by itself."""


def pages(edition: Edition) -> Iterator[Page]:
    """The list of kinds, then each kind."""
    t = wording()
    studio: list[tuple[str, str, str]] = []
    school: list[tuple[str, str, str]] = []
    for name in kind_names():
        found = find_kind(name)
        assert found is not None
        kind, _ = found
        (studio if kind.path.startswith("studios/") else school).append((name, title_of(name), kind.shown("工作室")))
    yield Page(
        address.GUIDE,
        "about",
        "guide.html",
        t("guide.title"),
        t("guide.description", school=edition.site.school),
        {"studio": tuple(studio), "school": tuple(school)},
    )
    for name in kind_names():
        yield _kind(name)


@cache
def _kind(name: str) -> Page:
    """The page of a kind: no school has another."""
    t = wording()
    found = find_kind(name)
    assert found is not None
    kind, model = found
    table = bool(kind.listed) and tabular(model)
    example = scaffold_table(name, {}, EXAMPLE_DAY) if table else scaffold(name, {}, EXAMPLE_DAY)
    return Page(
        address.guide(name),
        "about",
        "guide-kind.html",
        t("guide.kind_title", kind=title_of(name)),
        t("guide.kind_description", kind=title_of(name), path=kind.shown("工作室")),
        {
            "name": name,
            "kind": title_of(name),
            "path": kind.shown("工作室"),
            "listed": kind.listed,
            "table": table,
            "rows": tuple(field_rows(model)),
            "example": example,
        },
        ((t("guide.title"), address.GUIDE),),
    )
