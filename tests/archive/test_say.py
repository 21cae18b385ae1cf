"""What the verbs of `archive` answer."""

from __future__ import annotations

import json

import pytest

from generator.archive import say
from generator.archive.verify import Proof
from generator.bags.bag import Fault
from generator.core.edition.changes import Change
from generator.wording import LANGUAGES, wording

MANY = 201
"""One more than a terminal shows."""


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_many_changes_the_first_are_shown_and_the_rest_are_counted(lang: str) -> None:
    found = [Change("notice", f"n{number}", "added") for number in range(MANY)]
    lines = say.compared(found, wording(lang)).splitlines()
    assert len(lines) == MANY + 1
    assert "1" in lines[-2]
    assert "--format json" in lines[-2]
    assert str(MANY) in lines[-1]
    assert len(json.loads(say.compared_as_json(found))["changes"]) == MANY


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_many_damaged_files_the_first_are_named_and_the_rest_are_counted(lang: str) -> None:
    faults = tuple(Fault("missing", f"data/{number}.txt") for number in range(MANY))
    found = Proof("bag", MANY, 0, faults, None, "0" * 64, "foreign")
    lines = say.proof(found, "bag", wording(lang)).splitlines()
    assert f"data/{MANY - 2}.txt" in lines[MANY - 2]
    assert "--format json" in lines[MANY - 1]
    assert str(MANY) in lines[MANY]
