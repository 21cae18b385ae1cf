"""Services in the Edition: what was done for whom; single persons are not named, income stays inside."""

from __future__ import annotations

from generator.core.compute.totals import ServiceTotals, by_service_kind, service_totals
from generator.core.dataset import Dataset
from generator.core.edition import form
from generator.core.edition.yearly import yearly
from generator.core.records.service import Service


def service_years(studio: str, dataset: Dataset) -> tuple[form.ServiceYear, ...]:
    """A studio's services, the latest year first."""
    return tuple(
        form.ServiceYear(
            year,
            tuple(_service(entry.record) for entry in entries),
            _total("", service_totals(entries)),
            tuple(_total(kind, total) for kind, total in by_service_kind(entries)),
            incomplete,
        )
        for year, entries, incomplete in yearly(dataset, "service", studio)
    )


def _service(record: Service) -> form.Service:
    return form.Service(
        id=record.id,
        date=record.date.isoformat(),
        kind=record.kind,
        topic=record.topic,
        client=None if record.client_kind == "个人" else record.client,
        client_kind=record.client_kind,
        mode=record.mode,
        persons=record.persons,
    )


def _total(name: str, total: ServiceTotals) -> form.ServiceTotal:
    return form.ServiceTotal(name, total.times, total.persons, total.clients)
