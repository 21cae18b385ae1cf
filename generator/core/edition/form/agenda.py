"""The school's year, month by month."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """Something on a day, or until another; `source` is the id of the notice, round or cycle behind it, by `kind`."""

    kind: str
    day: str
    until: str | None
    name: str
    source: str
    who: str
    to: str
    assessed: int | None
    studios: tuple[str, ...]
    when: Literal["past", "now", "next"]


@dataclass(frozen=True, slots=True)
class AgendaMonth:
    """A month (`2026-03`): what it holds, how many meetings of its council each studio held in it, and of a year that
    is over the studios of which fewer are on record than the cycle asks for."""

    month: str
    when: Literal["past", "now", "next"]
    items: tuple[AgendaItem, ...]
    councils: tuple[tuple[str, int], ...]
    without_council: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AgendaYear:
    """A calendar year; `incomplete` when meetings or reports of it are under correction."""

    year: int
    months: tuple[AgendaMonth, ...]
    incomplete: bool
