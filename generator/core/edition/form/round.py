"""Recognition rounds: their stages, what became of the applications, the school's own account of oversight."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage of a round; `notice` only where that notice is on the site."""

    name: str
    starts: str
    ends: str | None
    body: str | None
    notice: str | None
    notice_title: str | None
    when: Literal["past", "now", "next"]


Result = Literal["符合", "不符合", "待评审"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A criterion of an application that was recognised. `computed` when the result follows from the records: then
    `age` in full years on the cut-off day, or `years` in firms and `months` of practice, are what it was computed
    from; `evidence` is what the school wrote down."""

    criterion: str
    text: str
    test: str
    result: Result
    computed: bool
    age: int | None
    years: int | None
    months: int | None
    evidence: str | None

    @property
    def unmet(self) -> bool:
        """Whether the criterion is not met."""
        return self.result == "不符合"


@dataclass(frozen=True, slots=True)
class Recognised:
    """An application that was recognised: what it was for, the studio it became, each criterion with its result."""

    name: str
    trade: str
    department: str
    studio: str | None
    materials: tuple[str, ...]
    findings: tuple[Finding, ...]


@dataclass(frozen=True, slots=True)
class Supervision:
    """What the discipline office did, in a round or an assessment."""

    date: str
    body: str
    content: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round as far as it is public: of what was not recognised only how many."""

    id: str
    title: str
    year: int
    criteria: str | None
    cutoff: str
    stages: tuple[Stage, ...]
    applications: int
    recognised: tuple[Recognised, ...]
    refused: int
    withdrawn: int
    under_way: int
    supervision: tuple[Supervision, ...]
