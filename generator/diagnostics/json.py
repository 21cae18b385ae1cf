"""Problems as JSON: never cut, made for programs. The shape is promised by `json.schema.json` beside this module."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.core.checks.waiver import Waived
from generator.core.problem import Problem, Where
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.say import hint, message
from generator.wording import Wording, wording


def render(
    problems: Sequence[Problem],
    files: int,
    lang: str = "zh",
    elsewhere: Elsewhere = NOTHING,
    waived: Sequence[Waived] = (),
) -> str:
    """One object: `problems` in order, the `waived` warnings with their reasons, and a `summary` with the numbers of
    errors, warnings, waived warnings and files read, and of the errors and warnings that were not asked for."""
    words = wording(lang)
    errors = sum(found.is_error for found in problems)
    answer = {
        "problems": [_problem(found, words) for found in problems],
        "waived": [
            _problem(each.problem, words)
            | {
                "reason": each.waiver.record.reason,
                "until": each.waiver.record.until.isoformat(),
                "waiver": _place(each.waiver.where()),
            }
            for each in waived
        ],
        "summary": {
            "errors": errors,
            "warnings": len(problems) - errors,
            "waived": len(waived),
            "files": files,
            "elsewhere": {"errors": elsewhere.errors, "warnings": elsewhere.warnings},
        },
    }
    return json.dumps(answer, ensure_ascii=False, indent=2) + "\n"


def _problem(found: Problem, words: Wording) -> dict[str, Any]:
    return {
        "code": found.code.id,
        "severity": found.code.severity.value,
        **_place(found.where),
        "length": found.where.length,
        "message": message(found, words),
        "hint": hint(found, words),
        "related": [_place(place) for place in found.related],
    }


def _place(where: Where) -> dict[str, Any]:
    return {"path": where.path, "line": where.line, "column": where.column}
