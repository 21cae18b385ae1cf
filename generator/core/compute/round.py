"""Recognition rounds: each application against each criterion.

Age and experience in firms follow from what is registered and are computed; of everything else people judge, and what
nobody has judged yet is for a reviewer. Nothing is concluded from what is not stated: a missing number is not nought.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from generator.core.records.register import RegisterEntry
from generator.core.records.round import Application, CriterionFinding, CriterionResult
from generator.core.records.rules import Criterion

COMPUTED = frozenset({"年龄", "企业经历"})
"""How criteria are judged that are computed."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A criterion with its result. `computed` what follows from the records, None where they do not tell; `finding`
    what was written down; `age` in full years on the cut-off day, where that is what decided."""

    criterion: Criterion
    result: CriterionResult
    computed: CriterionResult | None
    finding: CriterionFinding | None
    age: int | None = None

    @property
    def differs(self) -> bool:
        """Whether people wrote another result than the records give."""
        found = self.finding.result if self.finding else "待评审"
        return self.computed is not None and found not in {"待评审", self.computed}


def judged(
    application: Application, criteria: tuple[Criterion, ...], cutoff: date, born: Mapping[str, date]
) -> tuple[Judged, ...]:
    """An application against all criteria; `born` holds the birth dates that are registered. What is computed stands,
    whatever was written beside it."""
    written = {finding.criterion: finding for finding in reversed(application.findings)}
    birth = born.get(application.master) if application.master else None
    age = age_on(birth, cutoff) if birth else None
    return tuple(_judged(criterion, application, written.get(criterion.id), age) for criterion in criteria)


def birth_dates(register: Mapping[str, RegisterEntry]) -> dict[str, date]:
    """The birth dates that the school has registered."""
    return {name: entry.birth_date for name, entry in register.items() if entry.birth_date is not None}


def age_on(birth: date, day: date) -> int:
    """The age in full years (周岁): a year older on the birthday itself; who was born on 29 February, on 1 March."""
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def _judged(
    criterion: Criterion, application: Application, finding: CriterionFinding | None, age: int | None
) -> Judged:
    computed: CriterionResult | None = None
    told: int | None = None
    if criterion.test == "年龄" and criterion.at_most is not None and age is not None:
        young = age <= criterion.at_most if criterion.inclusive else age < criterion.at_most
        computed, told = "符合" if young else "不符合", age
    elif criterion.test == "企业经历":
        computed = _experience(criterion, application)
    result = computed or (finding.result if finding else "待评审")
    return Judged(criterion, result, computed, finding, told)


def _experience(criterion: Criterion, application: Application) -> CriterionResult | None:
    """Years in firms or months of practice: one is enough, and only where both are known can both be too little."""
    asked = (
        (criterion.years, application.enterprise_years),
        (criterion.months, application.practice_months),
    )
    given = [(least, found) for least, found in asked if least is not None]
    if any(found is not None and found >= least for least, found in given):
        return "符合"
    return "不符合" if given and all(found is not None for _, found in given) else None
