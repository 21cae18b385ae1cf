"""What the vocational groups report, metric by metric over the years: figures as they were stated, and what they are
together. What is approximate stays so in the sum, units are never mixed, a year that the source masks stays masked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.compute.breakdown import years
from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.breakdown import doors
from generator.core.pages.page import Page
from generator.core.pages.paging import cut, pager
from generator.core.values.quantity import Quantity, read_quantity, sums
from generator.wording import wording


@dataclass(frozen=True, slots=True)
class Reported:
    """A metric of a group, in one unit and of one audience: what was stated of each year (several where the source
    does), and the sum where there is more than one figure."""

    group: str
    name: str
    audience: str | None
    values: tuple[tuple[str, ...], ...]
    total: str | None


def pages(edition: Edition) -> Iterator[Page]:
    """The one list of all metrics."""
    if not edition.groups:
        return
    t = wording()
    title = t("metric.title")
    columns = years({year for group in edition.groups for year, _ in group.years})
    rows = [(group.id, list(_reported(edition, group.id, columns))) for group in edition.groups]
    names = {group.id: group.name for group in edition.groups}
    cuts = cut(rows)
    for number, groups in enumerate(cuts, 1):
        yield Page(
            address.further(address.METRICS, number),
            "statistics",
            "metrics.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            t("metric.description", count=len(edition.groups)),
            {
                "columns": columns,
                "summed": any(one.total for _, found in rows for one in found),
                "groups": tuple((names[name], address.group(name), found) for name, found in groups),
                "strip": doors(edition),
                "pager": pager(address.METRICS, number, len(cuts)),
            },
            ((t("statistics.title"), address.STATISTICS),),
        )


def _reported(edition: Edition, name: str, columns: tuple[str, ...]) -> Iterator[Reported]:
    group = next(each for each in edition.groups if each.id == name)
    stated: dict[tuple[str, str | None, str], dict[str, list[Quantity]]] = {}
    for year, metrics in group.years:
        for metric in metrics:
            value = read_quantity(metric.value)
            stated.setdefault((metric.name, metric.audience, value.unit), {}).setdefault(year, []).append(value)
    for (metric_name, audience, _), by_year in stated.items():
        together = [value for found in by_year.values() for value in found]
        yield Reported(
            name,
            metric_name,
            audience,
            tuple(tuple(str(value) for value in by_year.get(year, ())) for year in columns),
            " ".join(map(str, sums(together))) if len(together) > 1 else None,
        )
