"""The exported schemas against the sample: an editor that reads them finds nothing wrong, and finds what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from pydantic import TypeAdapter

from generator.core.records.base import Day, Partial
from generator.core.records.kinds import place_of
from generator.core.records.schema import find_kind, kind_names, schema_of
from generator.core.values.date import read_day, read_partial
from generator.core.values.unreadable import Unreadable

ROOT = Path(__file__).resolve().parents[3]
FRONT_MATTER = re.compile(r"---\n(.*?)\n---\n", re.DOTALL)


class Editor(yaml.SafeLoader):
    """YAML as editors read it, by version 1.2: dates, yes and 0123 stay text."""


Editor.yaml_implicit_resolvers = {}
for tag, expression, first in (
    ("null", r"null|~|", ["n", "~", ""]),
    ("bool", r"true|false", ["t", "f"]),
    ("int", r"[-+]?[0-9]+", list("-+0123456789")),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+\.[0-9]*)", list("-+.0123456789")),
):
    Editor.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(rf"(?:{expression})$"), first)
Editor.add_constructor("tag:yaml.org,2002:int", lambda _, node: int(node.value))


def validator(kind: str) -> Draft7Validator:
    schema = schema_of(kind)
    Draft7Validator.check_schema(schema)
    return Draft7Validator(schema)


@cache
def files() -> tuple[tuple[str, str, Any], ...]:
    """Every file of the sample that is no table: its kind, its path, what it says."""
    return tuple(_files())


def _files() -> Iterator[tuple[str, str, Any]]:
    for path in sorted([*(ROOT / "studios").rglob("*"), *(ROOT / "content").rglob("*")]):
        name = path.relative_to(ROOT).as_posix()
        place = place_of(name)
        if place is None or path.suffix not in {".yml", ".md"}:
            continue
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".md":
            found = FRONT_MATTER.match(text)
            text = found[1] if found else ""
        value = yaml.load(text, Editor) or {}
        choices = {word: chosen for word, (chosen, _) in place.kind.choices.items()}
        yield choices[value["kind"]] if choices else place.kind.name, name, value


def sample(kind: str) -> list[tuple[str, Any]]:
    """The files of one kind, to be changed at will."""
    return [(name, deepcopy(value)) for found, name, value in files() if found == kind]


IN_TABLES = {"apprenticeship", "calendar", "evaluation", "meeting", "resource", "service", "training"}
"""Kinds that the sample keeps in tables only."""


@pytest.mark.parametrize("kind", kind_names())
def test_an_editor_finds_nothing_wrong_with_the_sample(kind: str) -> None:
    judge = validator(kind)
    faults = [
        f"{name}: {'/'.join(map(str, fault.absolute_path))}: {fault.message}"
        for name, value in sample(kind)
        for fault in judge.iter_errors(value)
    ]
    assert faults == []


def test_the_sample_has_every_kind_but_those_in_tables() -> None:
    assert set(kind_names()) - {kind for kind, *_ in files()} == IN_TABLES


@pytest.mark.parametrize("kind", sorted(set(kind_names()) - IN_TABLES))
def test_an_editor_finds_a_misspelt_key_and_a_missing_one(kind: str) -> None:
    found = find_kind(kind)
    assert found is not None
    listed = found[0].listed
    judge = validator(kind)
    required = [name for name, field in found[1].model_fields.items() if field.is_required()]
    for name, value in sample(kind)[:2]:
        record = value[listed][0] if listed else value
        record["zzz"] = "x"
        assert any("zzz" in fault.message for fault in judge.iter_errors(value)), name
        del record["zzz"]
        for key in required:
            kept = record.pop(key)
            assert any(f"'{key}' is a required" in fault.message for fault in judge.iter_errors(value)), (name, key)
            record[key] = kept


@pytest.mark.parametrize(
    ("written", "is_day", "is_date"),
    [
        ("2025-03-05", True, True),
        ("2025年3月5日", True, True),
        ("２０２５．３．５", True, True),
        ("2025/3/5", True, True),
        ("2025.3", False, True),
        ("2025年3月", False, True),
        ("2025", False, True),
        ("2025年", False, True),
        ("20XX", False, True),
        ("20XX年7月", False, True),
        ("25-3-5", False, False),
        ("5-Mar-25", False, False),
        ("20250305", False, False),
        ("3月5日", False, False),
        ("至今", False, False),
        ("2025-03-05至2025-03-09", False, False),
        ("1899", False, False),
        ("2101", False, False),
    ],
)
def test_a_date_is_taken_by_the_schema_and_by_the_reader_alike(written: str, is_day: bool, is_date: bool) -> None:
    typed = yaml.load(written, Editor)
    for takes, read, kind in ((is_day, read_day, Day), (is_date, read_partial, Partial)):
        schema = Draft7Validator(TypeAdapter(kind).json_schema())
        assert schema.is_valid(typed) == takes
        assert is_read(read, written) == takes


def is_read(read: Callable[[str], object], text: str) -> bool:
    try:
        read(text)
    except Unreadable:
        return False
    return True
