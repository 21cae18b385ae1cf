"""Problems as SARIF 2.1.0, for code scanning services and editors.

Written after https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html; numbers of sections are those of it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

from generator import __version__
from generator.core.problem import Code, Problem, Where
from generator.core.source import Sources
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.fingerprint import fingerprints
from generator.diagnostics.say import general, hint, hints, message
from generator.wording import Wording, wording

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "jiangpu/v1"
"""With the version of how it is made: after a change of that, no result is taken for an old one (3.27.17)."""


def render(problems: Sequence[Problem], sources: Sources, lang: str = "zh", elsewhere: Elsewhere = NOTHING) -> str:
    """One log with one run; its rules are the codes that occur. Never cut."""
    words = wording(lang)
    codes = sorted({found.code.id: found.code for found in problems}.values(), key=lambda code: code.id)
    places = {code.id: index for index, code in enumerate(codes)}
    driver = {
        "name": "jiangpu",
        "version": __version__,
        "language": {"zh": "zh-CN", "en": "en-US"}[lang],
        "rules": [_rule(code, words) for code in codes],
    }
    results = [
        _result(found, places[found.code.id], mark, words)
        for found, mark in zip(problems, fingerprints(problems, sources), strict=True)
    ]
    run = {
        "tool": {"driver": driver},
        # The repository's root is not the same on two machines: it has a name and no address (3.14.14).
        "originalUriBaseIds": {_ROOT: {"description": {"text": words("problems.root")}}},
        "columnKind": "unicodeCodePoints",
        "results": results,
        "properties": {"elsewhere": {"errors": elsewhere.errors, "warnings": elsewhere.warnings}},
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2) + "\n"


def _rule(code: Code, words: Wording) -> dict[str, Any]:
    return {
        "id": code.id,
        "shortDescription": {"text": general(code, "message", words)},
        "fullDescription": {"text": general(code, "why", words)},
        "help": {"text": "\n".join(hints(code, words))},
        "defaultConfiguration": {"level": code.severity.value},
    }


def _result(found: Problem, index: int, mark: str, words: Wording) -> dict[str, Any]:
    said = f"{message(found, words)}\n{words('problems.hint')}: {hint(found, words)}"
    result: dict[str, Any] = {
        "ruleId": found.code.id,
        "ruleIndex": index,
        "level": found.code.severity.value,
        # What a contributor wrote is no link (3.11.6).
        "message": {"text": said.replace("](", "] (")},
        "locations": [_location(found.where)],
        "partialFingerprints": {_FINGERPRINT: mark},
    }
    if found.related:
        result["relatedLocations"] = [
            {"id": number, **_location(place), "message": {"text": words("problems.related")}}
            for number, place in enumerate(found.related, 1)
        ]
    return result


def _location(where: Where) -> dict[str, Any]:
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(where.path), "uriBaseId": _ROOT},
            "region": {
                "startLine": where.line,
                "startColumn": where.column,
                "endColumn": where.column + where.length,
            },
        }
    }
