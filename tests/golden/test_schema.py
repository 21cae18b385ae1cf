"""What a schema can tell, an editor tells while somebody writes: golden cases against the schemas that are exported."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from generator.core.records.kinds import place_of
from tests.core.records.test_schema import FRONT_MATTER, Editor, validator
from tests.golden.case import CASES, Case
from tests.golden.overlay import lay_school

READ = "whether there is such a day or number, no pattern could say"
NUMBER = "digits without quotes are a number for an editor, and a pattern is for text"
TOGETHER = "each field is as it may be, together they are not"
MEANT = "a text like any other: what was meant is another thing"
BEYOND = {
    "F205-no-such": READ,
    "F205-year-range": READ,
    "F206-number-meant.numeral": READ,
    "F206-quantity": READ,
    "F206-ratio": READ,
    "F208-meant.person": NUMBER,
    "F209-empty": "blanks are characters for a schema",
    "F210": TOGETHER,
    "F211-postcode": NUMBER,
    "F211-salt": NUMBER,
    "F212": TOGETHER,
    "F217": MEANT,
    "F219": MEANT,
    "F223": MEANT,
}
"""Cases, by the beginning of their names, that no schema can tell, and why."""


def faulty(case: Case, root: Path) -> set[str]:
    """The YAML that a case says to be at fault, if nothing but its fields is."""
    expected = lay_school(root, case.overlay)
    if {each.code[0] for each in expected} != {"F"}:
        return set()
    return {each.path for each in expected if place_of(each.path) and each.path.endswith((".yml", ".md"))}


def is_refused(file: Path, path: str) -> bool:
    """Whether an editor marks a file, by its schema or because it is no YAML."""
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".md":
        text = found[1] if (found := FRONT_MATTER.match(text)) else ""
    try:
        value: Any = yaml.load(text, Editor) or {}
    except yaml.YAMLError:
        return True
    place = place_of(path)
    assert place is not None
    kinds = place.kind.choices
    if not kinds:
        return not validator(place.kind.name).is_valid(value)
    return value.get("kind") not in kinds or not validator(kinds[value["kind"]][0]).is_valid(value)


@pytest.mark.parametrize("case", [case for case in CASES if case.code.startswith("F")], ids=lambda case: case.path.stem)
def test_what_is_wrong_with_fields_an_editor_marks_too(case: Case, tmp_path: Path) -> None:
    paths = faulty(case, tmp_path / "school")
    passed = {path for path in paths if not is_refused(tmp_path / "school" / path, path)}
    beyond = any(case.path.stem.startswith(name) for name in BEYOND)
    assert passed == (paths if beyond else set())


def test_no_exception_is_in_vain(tmp_path: Path) -> None:
    beyond = [case for case in CASES if case.path.stem.startswith(tuple(BEYOND))]
    told = [case for case in beyond if faulty(case, tmp_path / case.path.stem)]
    for name in BEYOND:
        assert any(case.path.stem.startswith(name) for case in told), name
