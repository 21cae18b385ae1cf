"""What stands above a page that only keeps an address: told by the address alone, for nothing else is left of it."""

from __future__ import annotations

from collections.abc import Mapping

from generator.core.pages import address

_SECTIONS: Mapping[str, tuple[str, str, str]] = {
    "studios": ("studios", "studios.title", address.STUDIOS),
    "people": ("studios", "people.title", address.PEOPLE),
    "notices": ("notices", "notices.title", address.NOTICES),
    "rounds": ("notices", "rounds.title", address.ROUNDS),
    "achievements": ("achievements", "achievements.title", address.ACHIEVEMENTS),
    "grades": ("grades", "grades.title", address.GRADES),
    "rules": ("grades", "rules.title", address.RULES),
    "plans": ("statistics", "plans.title", address.PLANS),
    "groups": ("statistics", "groups.title", address.GROUPS),
}


def above(here: str) -> tuple[str, str, str]:
    """The section of an address, and the wording key of the title and the address of the list above it."""
    return _SECTIONS.get(here.partition("/")[0], ("about", "status.title", address.STATUS))
