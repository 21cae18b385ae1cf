"""Press coverage."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Press:
    id: str
    date: str
    outlet: str
    level: str
    title: str
    medium: str
    studios: tuple[str, ...]
    archived: str | None
    url: str | None = None
