"""What helps in an editor: the files below `.vscode/` are those of the registry, and their globs meet the files."""

from __future__ import annotations

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry, Resource

from generator.core.records.editor import FOLDER, editor_files, modeline
from generator.core.records.kinds import place_of
from generator.core.records.schema import kind_names

ROOT = Path(__file__).resolve().parents[3]
WRITTEN = sorted(
    path.relative_to(ROOT).as_posix() for top in ("content", "studios") for path in (ROOT / top).rglob("*.yml")
)


MADE = editor_files()


def schema(path: str) -> Any:
    return json.loads(MADE[f"{FOLDER}/{path}"])


def test_the_repository_has_them_and_no_others(accept: bool) -> None:
    there = {path.relative_to(ROOT).as_posix() for path in (ROOT / FOLDER).rglob("*.json")}
    if accept:
        for stale in there - MADE.keys():
            (ROOT / stale).unlink()
        for path, text in MADE.items():
            (ROOT / path).parent.mkdir(parents=True, exist_ok=True)
            (ROOT / path).write_text(text, encoding="utf-8", newline="\n")
        there = set(MADE)
    assert there == set(MADE)
    for path, text in MADE.items():
        assert (ROOT / path).read_text(encoding="utf-8") == text, path


@pytest.mark.parametrize("path", WRITTEN)
def test_every_file_of_the_sample_has_one_schema_of_its_kind(path: str) -> None:
    schemas: dict[str, str] = schema("settings.json")["yaml.schemas"]
    [met] = [name for name, glob in schemas.items() if fnmatch(path, glob) and path.count("/") == glob.count("/")]
    place = place_of(path)
    assert place is not None
    assert met == f"./{FOLDER}/schemas/{place.kind.name}.json"


def test_rules_are_judged_by_the_kind_that_they_say_they_are() -> None:
    resources = [(f"{name}.json", Resource.from_contents(schema(f"schemas/{name}.json"))) for name in kind_names()]
    registry: Registry[Any] = Registry().with_resources(resources)
    judge = Draft7Validator(schema("schemas/rules.json"), registry=registry)
    rules = yaml.safe_load((ROOT / "content/rules/2024/process.yml").read_text(encoding="utf-8"))
    assert list(judge.iter_errors(rules)) == []
    assert [found.validator for found in judge.iter_errors({**rules, "kind": "年度安排"})] != []
    assert [found.validator for found in judge.iter_errors({**rules, "kind": "别的"})] == ["enum"]


def test_the_task_shows_every_problem_at_its_line() -> None:
    task, watching = schema("tasks.json")["tasks"]
    assert [each["pattern"] for each in watching["problemMatcher"]] == [
        each["pattern"] for each in task["problemMatcher"]
    ]
    report = "studios/a/studio.yml:4:8: 错误 F204: level 的值“国家”不在允许范围内\n    4 | level: 国家\n"
    error, warning = (re.compile(each["pattern"]["regexp"], re.MULTILINE) for each in task["problemMatcher"])
    found = error.search(report)
    assert found is not None
    assert found.groups() == ("studios/a/studio.yml", "4", "8", "F204", "level 的值“国家”不在允许范围内")
    assert warning.search(report) is None
    assert warning.search(report.replace("错误", "警告")) is not None


def test_the_line_in_a_file_leads_to_its_schema() -> None:
    line = modeline("achievement", "studios/a/achievements/2026/b.md")
    target = (ROOT / "studios/a/achievements/2026" / line.strip().partition("$schema=")[2]).resolve()
    assert target == ROOT / FOLDER / "schemas/achievement.json"
