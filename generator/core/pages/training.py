"""The school's ledger of trainings and services: all years by studio, then each year row by row."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.core.edition import Edition
from generator.core.edition.form import Figure, Service, ServiceYear, Studio, Training, TrainingYear
from generator.core.pages import address
from generator.core.pages.behind import places
from generator.core.pages.page import Page
from generator.core.pages.paging import cut, pager
from generator.core.values.number import plain, read_decimal
from generator.wording import wording


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """What a studio, or the school, did in a year; `trainings` and `services` are where the rows stand, None where
    there are none."""

    studio: str
    short: str
    sessions: int
    attendances: int
    person_days: str
    times: int
    trainings: str | None
    services: str | None
    incomplete: bool


def years_of(edition: Edition) -> tuple[str, ...]:
    """Every year with trainings or services, or with some that cannot be read; the latest first."""
    trained = {year.year for studio in edition.studios for year in studio.trainings}
    served = {year.year for studio in edition.studios for year in studio.service_years}
    return tuple(sorted(trained | served, reverse=True))


def pages(edition: Edition) -> Iterator[Page]:
    """The ledger, then its years."""
    t = wording()
    years = years_of(edition)
    title = t("ledger.title")
    studios = (t("studios.title"), address.STUDIOS)
    rows = {year: tuple(_rows(edition, year)) for year in years}
    yield Page(
        address.TRAININGS,
        "studios",
        "ledger.html",
        title,
        t("ledger.description", school=edition.site.school),
        {
            "years": tuple((year, rows[year], _total(edition, year, rows[year])) for year in years),
            "incomplete": _unread(edition, ""),
        },
        (studios,),
    )
    for year in years:
        yield from _year(edition, year, _total(edition, year, rows[year]), (studios, (title, address.TRAININGS)))


def person_days(edition: Edition, year: str) -> Figure:
    """人天 of the trainings of a year, all studios together."""
    lacking = any(out.kind == "training" and out.year in {"", year} for out in edition.corrections)
    return Figure(_total(edition, year, tuple(_rows(edition, year))).person_days, "人天", lacking)


def _of(studio: Studio, year: str) -> tuple[TrainingYear | None, ServiceYear | None]:
    return (
        next((found for found in studio.trainings if found.year == year), None),
        next((found for found in studio.service_years if found.year == year), None),
    )


def _rows(edition: Edition, year: str) -> Iterator[LedgerRow]:
    for studio in edition.studios:
        trained, served = _of(studio, year)
        if trained or served:
            further = places(studio)
            trainings = f"{address.trainings(studio.id)}#year-{year}"
            services = f"{address.services(studio.id)}#year-{year}"
            yield LedgerRow(
                studio.id,
                studio.short,
                trained.total.sessions if trained else 0,
                trained.total.attendances if trained else 0,
                trained.total.person_days if trained else "0",
                served.total.times if served else 0,
                further.get(trainings, trainings) if trained else None,
                further.get(services, services) if served else None,
                bool((trained and trained.incomplete) or (served and served.incomplete)),
            )


def _total(edition: Edition, year: str, rows: tuple[LedgerRow, ...]) -> LedgerRow:
    return LedgerRow(
        "",
        "",
        sum(row.sessions for row in rows),
        sum(row.attendances for row in rows),
        plain(sum((read_decimal(row.person_days) for row in rows), start=read_decimal("0"))),
        sum(row.times for row in rows),
        address.trainings_of_year(year),
        address.trainings_of_year(year),
        any(row.incomplete for row in rows) or _unread(edition, year),
    )


def _unread(edition: Edition, year: str) -> bool:
    """Whether rows are missing that no year shows: of a studio that is itself under correction, or of no known year."""
    shown = {studio.id for studio in edition.studios}
    return any(
        out.kind in {"training", "service"}
        and (out.year in {"", year} or not year)
        and (out.studio not in shown or not out.year)
        for out in edition.corrections
    )


def _year(edition: Edition, year: str, total: LedgerRow, crumbs: tuple[tuple[str, str], ...]) -> Iterator[Page]:
    t = wording()
    first = address.trainings_of_year(year)
    groups = []
    for studio in edition.studios:
        trained, served = _of(studio, year)
        found: list[Training | Service] = [
            *(trained.trainings if trained else ()),
            *(served.services if served else ()),
        ]
        if trained or served:
            groups.append((studio.id, found))
    cuts = cut(groups)
    rows = {row.studio: row for row in _rows(edition, year)}
    title = t("ledger.year_title", year=year)
    about = t("ledger.year_description", school=edition.site.school, year=year)
    for number, here in enumerate(cuts, 1):
        yield Page(
            address.further(first, number),
            "studios",
            "ledger-year.html",
            title if number == 1 else t("paging.title", title=title, number=number),
            about if number == 1 else t("paging.description", text=about, number=number),
            {
                "year": year,
                "years": tuple((other, address.trainings_of_year(other)) for other in years_of(edition)),
                "total": total,
                "groups": tuple(
                    (
                        rows[studio],
                        tuple(one for one in found if isinstance(one, Training)),
                        tuple(one for one in found if isinstance(one, Service)),
                    )
                    for studio, found in here
                ),
                "pager": pager(first, number, len(cuts)),
            },
            crumbs,
        )
