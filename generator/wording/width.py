"""How wide text stands where every character takes whole places: on a terminal, and in the examples made for it."""

from __future__ import annotations

from unicodedata import east_asian_width


def width(text: str) -> int:
    """How many places a text takes: Chinese characters two, others one."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)
