"""Services to firms, schools and the public."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Service:
    """`client` is None where it is a single person."""

    id: str
    date: str
    kind: str
    topic: str
    client: str | None
    client_kind: str
    mode: str
    persons: int | None


@dataclass(frozen=True, slots=True)
class ServiceTotal:
    """Totals of services; `name` is a kind, or "" for all; `clients` counts different clients."""

    name: str
    times: int
    persons: int
    clients: int


@dataclass(frozen=True, slots=True)
class ServiceYear:
    """A studio's services of one year; `incomplete` when a row of that year is under correction."""

    year: str
    services: tuple[Service, ...]
    total: ServiceTotal
    kinds: tuple[ServiceTotal, ...]
    incomplete: bool
