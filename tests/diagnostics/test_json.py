"""Our own JSON, by the schema that we promise."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import generator.diagnostics
from generator.core.pipeline import Prepared
from generator.diagnostics import json as form
from generator.diagnostics.elsewhere import Elsewhere
from tests.diagnostics.conftest import Lay

SCHEMA = json.loads((Path(generator.diagnostics.__file__).parent / "json.schema.json").read_text(encoding="utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_fits_it(every_case: list[Prepared], lang: str) -> None:
    for prepared in every_case:
        files = len(prepared.sources.files)
        answer = json.loads(form.render(prepared.problems, files, lang, Elsewhere(1, 2), prepared.waived))
        VALIDATOR.validate(answer)
        assert len(answer["problems"]) == len(prepared.problems)
        assert answer["summary"]["elsewhere"] == {"errors": 1, "warnings": 2}


def test_it_says_of_every_field_that_is_written_what_it_is(every_case: list[Prepared]) -> None:
    """Nobody has to guess a field: what is written is described."""
    described = SCHEMA["$defs"]["problem"]["properties"].keys()
    for prepared in every_case:
        for found in json.loads(form.render(prepared.problems, 0))["problems"]:
            assert found.keys() == described


@pytest.mark.parametrize("field", SCHEMA["$defs"]["problem"]["required"])
def test_it_notices_what_is_missing(every_case: list[Prepared], field: str) -> None:
    answer = json.loads(form.render(next(each for each in every_case if each.problems).problems, 1))
    del answer["problems"][0][field]
    assert not VALIDATOR.is_valid(answer)


def test_a_waived_warning_fits_it_too(lay: Lay) -> None:
    prepared = lay("""
=== studios/hong/files/plan.pdf
%PDF-1.4
=== studios/hong/waivers.yml
waivers: [{code: D703, reason: 在修订。, until: 2026-02-28}]
""")
    answer = json.loads(form.render(prepared.problems, 1, waived=prepared.waived))
    VALIDATOR.validate(answer)
    assert [each["code"] for each in answer["waived"]] == ["D703"]
