"""`new` and `schema`: a starting file of every kind passes the check, and its schema knows its fields."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator.core.pipeline import prepare
from generator.core.records.editor import editor_files
from generator.core.records.schema import find_kind, kind_names, schema_of
from generator.founding import Occupied, found_school
from generator.starting import Unknown, starting_files, unknown_kind

ROOT = Path(__file__).resolve().parents[1]
TODAY = date(2026, 3, 18)
NAMES: Mapping[str, str] = {"assessment": "hong"}
WITHOUT_TEXT = ("apprenticeship", "assessment", "register", "takedown")
"""Kinds whose starting file holds no text that is a sample."""
BY_HAND = [kind for kind in kind_names() if (found := find_kind(kind)) and not found[0].verb]
YEARS: Mapping[str, int] = {"indicators": 2031, "calendar": 2031, "assessment": 2025}


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the smallest school, with what a new agreement and a new round refer to."""
    copy = tmp_path / "school"
    shutil.copytree(ROOT / "tests/golden/school", copy)
    start(copy, "partner", "partner-start", TODAY)
    start(copy, "criteria", "criteria-start", TODAY)
    return copy


def start(school: Path, kind: str, name: str, today: date) -> set[str]:
    """Write the starting files of a kind and give their paths."""
    dataset = prepare(school, TODAY).dataset
    files = starting_files(kind, name, "hong", today.year, dataset, today)
    for path, text in files.items():
        (school / path).parent.mkdir(parents=True, exist_ok=True)
        (school / path).write_text(text, encoding="utf-8")
    return set(files)


@pytest.mark.parametrize("kind", [kind for kind in BY_HAND if kind != "site"])
def test_a_starting_file_passes_the_check(school: Path, kind: str) -> None:
    year = YEARS.get(kind, TODAY.year)
    name = "another-studio" if kind == "studio" else NAMES.get(kind, f"{kind}-start")
    written = start(school, kind, name, TODAY if year == TODAY.year else date(year, 6, 1))
    errors = [found for found in prepare(school, TODAY).problems if found.is_error and found.where.path in written]
    # Whoever stood in the list of members that is replaced here is missed where others name him.
    assert [found for found in errors if found.code.id != "P315"] == []
    for path in written:
        if not path.endswith(".csv"):
            first = (school / path).read_text(encoding="utf-8").splitlines()[:2]
            [line] = [line for line in first if "$schema" in line]
            schema = (school / path).parent / line.partition("$schema=")[2]
            assert schema.resolve().relative_to(school).as_posix() in editor_files()


@pytest.mark.parametrize("kind", [kind for kind in BY_HAND if kind not in {"site", *WITHOUT_TEXT}])
def test_a_starting_file_that_nobody_has_filled_in_is_warned_of(school: Path, kind: str) -> None:
    year = YEARS.get(kind, TODAY.year)
    name = "another-studio" if kind == "studio" else NAMES.get(kind, f"{kind}-start")
    written = start(school, kind, name, TODAY if year == TODAY.year else date(year, 6, 1))
    left = [found for found in prepare(school, TODAY).problems if found.code.id == "F212"]
    assert {found.where.path for found in left} >= written
    assert len({found.record for found in left}) == len(left)


def test_what_has_been_filled_in_is_not_warned_of(school: Path) -> None:
    [path] = start(school, "training", "t-start", TODAY)
    table = school / path
    table.write_text(table.read_text(encoding="utf-8").replace("主题", "量具使用"), encoding="utf-8")
    assert [found for found in prepare(school, TODAY).problems if found.where.path == path] == []


@pytest.mark.parametrize(
    ("kind", "path"), [("waiver", "studios/hong/waivers.yml"), ("school-waiver", "content/waivers.yml")]
)
def test_a_waiver_that_nobody_has_filled_in_covers_nothing(school: Path, kind: str, path: str) -> None:
    """Not even once its code is a real one: its reason must be real too."""
    (school / "studios/hong/files/plan.pdf").write_bytes(b"%PDF-1.4\n")
    assert start(school, kind, "", TODAY) == {path}
    text = (school / path).read_text(encoding="utf-8")
    for code, count in (("代码", 2), ("D703", 1)):
        (school / path).write_text(text.replace("- code: 代码", f"- code: {code}"), encoding="utf-8")
        prepared = prepare(school, TODAY)
        told = [
            (found.code.id, dict(found.args).get("count")) for found in prepared.problems if found.where.path == path
        ]
        assert told == [("F212", count)]
        assert "D703" in {found.code.id for found in prepared.problems}
        assert prepared.waived == ()
    filled = text.replace("- code: 代码", "- code: D703").replace("reason: 理由", "reason: 在修订。")
    (school / path).write_text(filled, encoding="utf-8")
    assert [each.problem.code.id for each in prepare(school, TODAY).waived] == ["D703"]


def test_an_unknown_kind_is_told_with_the_nearest() -> None:
    for given, meant in (("achievment", "achievement"), ("Notices", "notice"), ("trainings", "training")):
        assert unknown_kind(given).args_of_message["meant"] == meant
    assert "meant" not in unknown_kind("xyz").args_of_message


def test_a_new_school_passes_its_own_check(tmp_path: Path) -> None:
    own = found_school(tmp_path / "school", TODAY)
    prepared = prepare(tmp_path / "school", TODAY)
    assert [found for found in prepared.problems if found.is_error] == []
    assert prepared.edition is not None
    assert "content/site.yml" in own
    assert not (tmp_path / "school/content/notices").exists()


def test_a_folder_in_use_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("precious", encoding="utf-8")
    with pytest.raises(Occupied):
        found_school(tmp_path, TODAY)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


@pytest.mark.parametrize("there", ["yml", "csv"])
def test_a_list_that_is_there_is_continued_in_its_own_form(school: Path, there: str) -> None:
    """One place for each kind: no table is begun beside a list. What is written fits what is there."""
    dataset, path = prepare(school, TODAY).dataset, f"studios/hong/partners.{there}"
    [(written, text)] = starting_files("partner", "firm", "hong", 2026, dataset, TODAY, {path}).items()
    assert written == path
    assert ("partners:\n" in text) == (there == "yml")


def test_what_cannot_be_started_is_said(school: Path) -> None:
    dataset = prepare(school, TODAY).dataset
    for kind, name, studio, key in (
        ("xyz", "x", "", "unknown_kind"),
        ("achievment", "x", "hong", "unknown_kind_nearest"),
        ("achievement", "x", "nowhere", "unknown_studio"),
        ("achievement", "", "hong", "no_name"),
        ("studio", "hong", "", "studio_exists"),
    ):
        with pytest.raises(Unknown) as refusal:
            starting_files(kind, name, studio, 2026, dataset, TODAY)
        assert refusal.value.key == key


@pytest.mark.parametrize("kind", kind_names())
def test_the_schema_of_a_kind_names_every_field_in_chinese(kind: str) -> None:
    found = find_kind(kind)
    assert found is not None
    schema: dict[str, Any] = schema_of(kind)
    json.dumps(schema)
    properties = schema["properties"]
    if found[0].listed:
        properties = properties[found[0].listed]["items"]["properties"]
    assert set(properties) == set(found[1].model_fields)
    for name, shown in properties.items():
        assert any("\u4e00" <= character <= "\u9fff" for character in shown["title"]), name
