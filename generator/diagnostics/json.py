"""Problems as JSON: never cut, made for programs. The shape is promised by `json.schema.json` beside this module."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.core.problem import Problem, Where
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.say import hint, message
from generator.wording import wording


def render(problems: Sequence[Problem], files: int, lang: str = "zh", elsewhere: Elsewhere = NOTHING) -> str:
    """One object: `problems` in order, and a `summary` with the numbers of errors, warnings and files read, and of the
    errors and warnings that were not asked for."""
    words = wording(lang)
    listed = [
        {
            "code": found.code.id,
            "severity": found.code.severity.value,
            **_place(found.where),
            "length": found.where.length,
            "message": message(found, words),
            "hint": hint(found, words),
            "related": [_place(place) for place in found.related],
        }
        for found in problems
    ]
    errors = sum(found.is_error for found in problems)
    counts = {
        "errors": errors,
        "warnings": len(problems) - errors,
        "files": files,
        "elsewhere": {"errors": elsewhere.errors, "warnings": elsewhere.warnings},
    }
    return json.dumps({"problems": listed, "summary": counts}, ensure_ascii=False, indent=2) + "\n"


def _place(where: Where) -> dict[str, Any]:
    return {"path": where.path, "line": where.line, "column": where.column}
