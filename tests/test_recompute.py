"""The grades of the sample school follow from their working: a script that knows nothing else comes to the same."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.answers.grade import as_json
from generator.core.compute.grade import grade_years
from generator.core.pipeline import Prepared
from tests.recompute import differences

ROOT = Path(__file__).resolve().parents[1]
SCRIPT = ROOT / "tests/recompute.py"
AS_OF = date(2026, 3, 18)

Answer = dict[str, Any]


@pytest.fixture(scope="module")
def answers(prepared_sample: Prepared) -> dict[int, Answer]:
    """What `grade --format json` answers for each year of the sample."""
    dataset = prepared_sample.dataset
    return {year.year: json.loads(as_json(year, dataset)) for year in grade_years(dataset, AS_OF)}


def run(answer: object) -> tuple[int, str]:
    """Run the script as a stranger would, with nothing installed; its exit code and what it says."""
    command = [sys.executable, "-I", "-S", "-X", "utf8", str(SCRIPT)]
    done = subprocess.run(command, input=json.dumps(answer).encode(), capture_output=True, check=False)
    assert done.stderr == b""
    return done.returncode, done.stdout.decode()


@pytest.mark.parametrize("year", [2023, 2024, 2025])
def test_a_year_of_the_sample_is_recomputed(answers: dict[int, Answer], year: int) -> None:
    assert len(answers[year]["studios"]) >= 3
    assert run(answers[year]) == (0, "0 differences\n")


def test_several_years_at_once(answers: dict[int, Answer]) -> None:
    assert run(list(answers.values())) == (0, "0 differences\n")


def test_what_was_altered_is_named(answers: dict[int, Answer]) -> None:
    altered = copy.deepcopy(answers[2025])
    altered["studios"][0]["score"] = "93.47"
    name = altered["studios"][0]["studio"]
    assert run(altered) == (1, f"year studios {name} score: 93.47, recomputed 1402/15\n1 differences\n")


def point(answer: Answer, name: str) -> Answer:
    """A point of the studio on top."""
    found: Answer = next(each for each in answer["studios"][0]["points"] if each["id"] == name)
    return found


ALTERATIONS: dict[str, Callable[[Answer], object]] = {
    "a mark": lambda answer: point(answer, "33.1").update(marks="1.5"),
    "a mark by one part in a hundred million": lambda answer: point(answer, "1.1").update(marks="0.99999999"),
    "a mark that is missing": lambda answer: point(answer, "17.1").update(marks=None),
    "a reviewer's mark": lambda answer: point(answer, "17.1")["reviews"].append("0"),
    "what was measured": lambda answer: point(answer, "33.1")["parts"][0].update(measured="99"),
    "what was required": lambda answer: point(answer, "33.1")["parts"][0].update(required="10"),
    "whether it is met": lambda answer: point(answer, "33.1")["parts"][0].update(met=False),
    "a semester": lambda answer: point(answer, "34.2")["parts"].pop(),
    "a weight": lambda answer: point(answer, "33.1").update(weight="2"),
    "a score": lambda answer: answer["studios"][1].update(score="99"),
    "a maximum": lambda answer: answer["studios"][1].update(max="101"),
    "a band": lambda answer: answer["studios"][2].update(band="A"),
    "a final grade": lambda answer: answer["studios"][1].update(final="A"),
    "a reason": lambda answer: answer["studios"][1].update(reason="band"),
    "a place": lambda answer: answer["studios"][1].update(place=1),
    "a tie": lambda answer: answer["studios"][1].update(tie=True),
    "a veto": lambda answer: answer["studios"][0].update(vetoes=["V2"]),
    "the places of the quota": lambda answer: answer["studios"][0]["quota"].update(places=2),
    "a record under correction": lambda answer: point(answer, "1.1").update(incomplete=True),
    "where a band begins": lambda answer: answer["rubric"]["bands"][1].update(at_least="90.5"),
    "the share of the quota": lambda answer: answer["rubric"]["quota"].update(share="0.5"),
    "what a point is worth": lambda answer: answer["rubric"]["categories"][0]["indicators"][0]["points"][0].update(
        marks="2"
    ),
    "a studio left away": lambda answer: answer["studios"].pop(0),
}


@pytest.mark.parametrize("alteration", ALTERATIONS)
def test_no_alteration_goes_unnoticed(answers: dict[int, Answer], alteration: str) -> None:
    altered = copy.deepcopy(answers[2025])
    ALTERATIONS[alteration](altered)
    assert altered != answers[2025]
    assert list(differences(altered))
