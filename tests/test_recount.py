"""Every number of the sample's statistics, counted again by a stranger's script that reads the files themselves."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from typing import Any

import pytest

from generator.answers.statistics import as_json
from generator.core.edition import Edition
from tests.command import ROOT
from tests.recount import Counted, counted, differences

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def answer(edition: Edition) -> Answer:
    """What `stats --format json` answers."""
    found: Answer = json.loads(as_json(edition))
    return found


@pytest.fixture(scope="module")
def own(answer: Answer) -> Counted:
    """What the script counts."""
    return counted(ROOT, answer["as_of"])


def test_every_number_is_counted_again(answer: Answer, own: Counted) -> None:
    assert len(answer["tables"]) == 14
    assert len({table["by"] for table in answer["breakdowns"]}) == 6
    assert len({table["measure"] for table in answer["breakdowns"]}) == 11
    assert list(differences(answer, own)) == []


def breakdown(answer: Answer, name: str) -> Answer:
    found: Answer = next(table for table in answer["breakdowns"] if table["id"] == name)
    return found


def more(values: list[str | None], at: int) -> None:
    """One more than there is."""
    values[at] = str(float(values[at] or 0) + 1)


ALTERATIONS: dict[str, Callable[[Answer], object]] = {
    "a figure": lambda answer: more(answer["tables"][0]["rows"][1]["values"], 0),
    "a sum": lambda answer: answer["tables"][0]["total"].update(total="1"),
    "a row left away": lambda answer: answer["tables"][1]["rows"].pop(),
    "a table left away": lambda answer: answer["tables"].pop(),
    "a grade": lambda answer: more(answer["tables"][12]["rows"][0]["values"], 0),
    "a department": lambda answer: breakdown(answer, "department-days-year")["rows"].pop(),
    "an award of a team": lambda answer: more(breakdown(answer, "school-awards-rank")["rows"][0]["values"], 0),
    "who won it": lambda answer: more(breakdown(answer, "trade-winners-level")["total"]["values"], 0),
    "a semester": lambda answer: more(breakdown(answer, "semester-apprentices-year")["rows"][0]["values"], 1),
    "a partner": lambda answer: breakdown(answer, "partner-donations-year")["rows"][0].update(total="9"),
    "an agreement in force": lambda answer: more(breakdown(answer, "studio-agreements-year")["rows"][0]["values"], 3),
    "a running total": lambda answer: more(breakdown(answer, "studio-services-year")["rows"][0]["runs"], 1),
    "a change": lambda answer: more(breakdown(answer, "school-press-year")["total"]["changes"], 1),
    "a change in percent": lambda answer: more(breakdown(answer, "school-sessions-year")["total"]["growth"], 1),
    "a share": lambda answer: breakdown(answer, "department-days-year")["rows"][0].update(share="1"),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_no_alteration_goes_unnoticed(answer: Answer, own: Counted, alteration: str) -> None:
    altered = copy.deepcopy(answer)
    ALTERATIONS[alteration](altered)
    assert list(differences(altered, own))
