"""Every field of every record, missing, misspelt or of the wrong kind: a located problem, never a crash."""

from __future__ import annotations

import re
from datetime import date

import pytest

from generator.core.document import parse
from generator.core.problem import RecordKey
from generator.core.records.base import shape
from generator.core.records.scaffold import scaffold
from generator.core.records.schema import find_kind, kind_names
from generator.core.source import SourceFile

TODAY = date(2026, 3, 18)
KINDS = [kind for kind in kind_names() if kind != "profile"]
KEY = re.compile(r"^([ -]*)([a-z_]+):(.*)$")


def lines_of(kind: str) -> list[str]:
    """A sound starting record as YAML, without its list and comments."""
    found = find_kind(kind)
    assert found is not None
    text = scaffold(kind, {}, TODAY).removeprefix("---\n").partition("---\n")[0]
    lines = [line for line in text.splitlines() if not line.lstrip().startswith("#")]
    if found[0].listed:
        lines = [line[4:] for line in lines[1:]]
    return lines


def faults(kind: str, lines: list[str]) -> list[tuple[str, int, int]]:
    """Code, line and column of what is wrong with a record of that kind."""
    found = find_kind(kind)
    assert found is not None
    text = "\n".join(lines) + "\n"
    parsed = parse(SourceFile("studios/x/some.yml", len(text), "", text))
    if parsed.document is None:
        return [(each.code.id, each.where.line, each.where.column) for each in parsed.problems]
    _, problems = shape(found[1], parsed.document.value, parsed.document, RecordKey(kind, "x"))
    return [(each.code.id, each.where.line, each.where.column) for each in (*parsed.problems, *problems)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_sound_record_has_no_fault(kind: str) -> None:
    assert faults(kind, lines_of(kind)) == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_field_misspelt_is_told_at_its_key(kind: str) -> None:
    lines = lines_of(kind)
    for number, line in enumerate(lines):
        if found := KEY.match(line):
            spoilt = [*lines]
            spoilt[number] = f"{found[1]}{found[2]}zz:{found[3]}"
            place = (number + 1, len(found[1]) + 1)
            told = faults(kind, spoilt)
            # The name of a rule's kind decides what may stand beside it: without it the rule itself is faulty.
            assert ("F202", *place) in told or any(code in {"F201", "F203"} for code, *_ in told), (kind, line, told)


@pytest.mark.parametrize("kind", KINDS)
def test_each_required_field_that_is_missing_is_asked_for(kind: str) -> None:
    lines = lines_of(kind)
    for number, line in enumerate(lines):
        found = KEY.match(line)
        if not found or found[3].strip() == "" or "-" in found[1]:
            continue
        told = faults(kind, [*lines[:number], *lines[number + 1 :]])
        assert any(code in {"F201", "F203", "Y203"} for code, *_ in told), (kind, line, told)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("value", ["{a: {b: c}}", "[[x], [y]]", "￥", "-7", "2025-02-30", "'" + "长" * 4100 + "'"])
def test_each_field_with_a_wrong_value_is_located_or_sound(kind: str, value: str) -> None:
    lines = lines_of(kind)
    for number, line in enumerate(lines):
        found = KEY.match(line)
        if not found or found[3].strip() == "":
            continue
        spoilt = [*lines]
        spoilt[number] = f"{found[1]}{found[2]}: {value}"
        for code, at, column in faults(kind, spoilt):
            assert at in {number + 1, *range(1, number + 1)}, (kind, line, value, code, at, column)
        if value in {"{a: {b: c}}", "[[x], [y]]"} and found[2] != "marks":
            assert faults(kind, spoilt), (kind, line, value)
