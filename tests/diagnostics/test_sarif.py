"""SARIF 2.1.0."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest

from generator.core.pipeline import Prepared
from generator.core.source import Sources
from generator.diagnostics import sarif
from generator.diagnostics.elsewhere import Elsewhere
from tests.diagnostics.conftest import Lay

SCHEMA = json.loads((Path(__file__).parent / "schemas/sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


def run_of(prepared: Prepared, lang: str = "zh") -> dict[str, Any]:
    log = json.loads(sarif.render(prepared.problems, prepared.sources, lang))
    [run] = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_fits_the_published_schema(every_case: list[Prepared], lang: str) -> None:
    validator = jsonschema.Draft7Validator(SCHEMA)
    for prepared in every_case:
        validator.validate(json.loads(sarif.render(prepared.problems, prepared.sources, lang)))


def test_an_empty_run_fits_it_too() -> None:
    log = json.loads(sarif.render((), Sources({}, (), ()), elsewhere=Elsewhere(2, 3)))
    jsonschema.Draft7Validator(SCHEMA).validate(log)
    assert log["runs"][0]["results"] == []
    assert log["runs"][0]["properties"]["elsewhere"] == {"errors": 2, "warnings": 3}


def test_every_result_has_its_rule_and_its_place(every_case: list[Prepared]) -> None:
    """What no schema can say: indexes that lead where they should, columns that are those of the file."""
    for prepared in every_case:
        run = run_of(prepared)
        rules = run["tool"]["driver"]["rules"]
        assert len({rule["id"] for rule in rules}) == len(rules)
        for found, result in zip(prepared.problems, run["results"], strict=True):
            rule = rules[result["ruleIndex"]]
            assert rule["id"] == result["ruleId"] == found.code.id
            assert rule["defaultConfiguration"]["level"] == result["level"]
            assert rule["fullDescription"]["text"]
            assert rule["help"]["text"]
            assert "{" not in rule["shortDescription"]["text"]
            [location] = result["locations"]
            place = location["physicalLocation"]
            assert unquote(place["artifactLocation"]["uri"]) == found.where.path
            assert place["artifactLocation"]["uriBaseId"] in run["originalUriBaseIds"]
            assert place["region"]["endColumn"] > place["region"]["startColumn"] >= 1
            assert len(result.get("relatedLocations", ())) == len(found.related)
        assert run["columnKind"] == "unicodeCodePoints"


def test_columns_count_characters_also_beyond_the_basic_plane(lay: Lay) -> None:
    prepared = lay("""
=== studios/hong/achievements/2025/cup.md
---
{title: 𠮷𠮷, type: 专利, date: 2025-03, level: 国家}
---
""")
    [result] = [each for each in run_of(prepared)["results"] if each["ruleId"] == "F204"]
    region = result["locations"][0]["physicalLocation"]["region"]
    line = "{title: 𠮷𠮷, type: 专利, date: 2025-03, level: 国家}"
    assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == "国家"


def test_what_a_contributor_wrote_is_no_link(lay: Lay) -> None:
    prepared = lay("""
=== studios/hong/achievements/2025/cup.md
---
title: 杯
type: 专利
date: 2025-03
level: "[x](https://example.com)"
---
""")
    assert all("](" not in result["message"]["text"] for result in run_of(prepared)["results"])
