"""The Code Quality report of GitLab."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from generator.core.pipeline import Prepared
from generator.core.source import Sources
from generator.diagnostics import gitlab
from tests.diagnostics.conftest import Lay

SCHEMA = json.loads((Path(__file__).parent / "schemas/gitlab-code-quality.schema.json").read_text(encoding="utf-8"))

FAULTS = """
=== studios/hong/achievements/2025/cup.md
---
title: 杯
type: 专利
date: 2025-13
level: 国家
---
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_is_a_report_that_gitlab_reads(every_case: list[Prepared], lang: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for prepared in every_case:
        report = json.loads(gitlab.render(prepared.problems, prepared.sources, lang))
        validator.validate(report)
        assert [each["check_name"] for each in report] == [found.code.id for found in prepared.problems]


def test_errors_weigh_more_than_warnings(lay: Lay) -> None:
    prepared = lay(FAULTS)
    report = json.loads(gitlab.render(prepared.problems, prepared.sources))
    [level] = [each for each in report if each["check_name"] == "F204"]
    assert level["severity"] == "major"
    assert level["location"] == {"path": "studios/hong/achievements/2025/cup.md", "lines": {"begin": 5}}
    assert "国家" in level["description"]


def test_nothing_wrong_is_an_empty_report() -> None:
    assert json.loads(gitlab.render((), Sources({}, (), ()))) == []


@pytest.mark.parametrize("field", ["description", "check_name", "fingerprint", "severity", "location"])
def test_the_schema_notices_what_is_missing(lay: Lay, field: str) -> None:
    prepared = lay(FAULTS)
    report = json.loads(gitlab.render(prepared.problems, prepared.sources))
    del report[0][field]
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(report)
