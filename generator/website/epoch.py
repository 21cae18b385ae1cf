"""The time that libraries below us may print: when the day of the site begins in Shanghai, never the clock."""

from __future__ import annotations

import os
from datetime import date, datetime, time

from generator.core.values.date import ZONE

VARIABLE = "SOURCE_DATE_EPOCH"


def midnight(day: date) -> int:
    """When a day begins in Shanghai, in seconds since 1970."""
    return int(datetime.combine(day, time(), ZONE).timestamp())


def pin(day: date) -> None:
    """Let all libraries of this process take that moment for the time of the build."""
    os.environ[VARIABLE] = str(midnight(day))
