"""Problems as a Code Quality report of GitLab, which shows in a merge request what it would add and what it mends.

Written after https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from generator.core.problem import Problem, Severity
from generator.core.source import Sources
from generator.diagnostics.fingerprint import fingerprints
from generator.diagnostics.say import hint, message
from generator.wording import Wording, wording

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render(problems: Sequence[Problem], sources: Sources, lang: str = "zh") -> str:
    """An array with one object a problem. GitLab drops all but one of those that share a fingerprint."""
    words = wording(lang)
    prints = fingerprints(problems, sources)
    listed = [_one(found, mark, words) for found, mark in zip(problems, prints, strict=True)]
    return json.dumps(listed, ensure_ascii=False, indent=2) + "\n"


def _one(found: Problem, mark: str, words: Wording) -> dict[str, Any]:
    return {
        "description": f"{message(found, words)} {words('problems.hint')}: {hint(found, words)}",
        "check_name": found.code.id,
        "fingerprint": mark,
        "severity": _SEVERITIES[found.code.severity],
        "location": {"path": found.where.path, "lines": {"begin": found.where.line}},
    }
