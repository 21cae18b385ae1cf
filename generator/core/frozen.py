"""Years that were frozen and shall stand on the site: what whoever can open bags has found in them.

Nothing is opened here. Whoever prepares a repository hands in a `Mount`; without one nothing is known of these bags,
and what nothing is known of is neither judged nor shown.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

Fault = Literal["", "absent", "damaged", "foreign"]
"""Why a bag is of no use: there is none; it does not prove; it is no snapshot of ours."""


@dataclass(frozen=True, slots=True)
class Frozen:
    """A snapshot: its year and version, whether it is for the school alone, its digest; the SHA-256 of each file of its
    site by address; the size in bytes and the SHA-256 of the zip, if it is one; its Edition as JSON."""

    fault: Fault = ""
    year: int = 0
    version: int = 0
    internal: bool = False
    digest: str = ""
    site: Mapping[str, str] = field(default_factory=dict)
    size: int = 0
    zip: str = ""
    edition: bytes = b""

    @property
    def name(self) -> str:
        """How its bag is called."""
        return f"jiangpu-{self.year}-v{self.version}"


Mount = Callable[[Sequence[str]], Mapping[str, Frozen]]
"""From paths, as `site.yml` has them, to what is there."""


def nothing_mounted(_paths: Sequence[str]) -> Mapping[str, Frozen]:
    """Know nothing of any bag."""
    return {}
