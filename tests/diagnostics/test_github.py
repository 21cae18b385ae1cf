"""GitHub's workflow commands, of which a step shows ten of a kind."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import jsonschema
import pytest

from generator.core.pipeline import Prepared
from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.diagnostics import github
from generator.diagnostics.elsewhere import Elsewhere

SCHEMA = json.loads((Path(__file__).parent / "schemas/github-command.schema.json").read_text(encoding="utf-8"))
LEVEL = Code("F204")
STALE = Code("S342", Severity.WARNING)


def faults(*files: int, value: str = "国家") -> list[Problem]:
    """So many wrong levels in the first file, so many in the second …"""
    return [
        problem(LEVEL, Where(f"studios/{number}/a.yml", line + 1), key="level", value=value, allowed="国家级")
        for number, count in enumerate(files)
        for line in range(count)
    ]


def commands(said: str, kind: str) -> list[str]:
    return [line for line in said.splitlines() if line.startswith(f"::{kind} ")]


def taken_apart(line: str) -> dict[str, object]:
    """A command as the runner reads it: `::command key=value,key=value::data`, each part unescaped by itself."""
    head, _, data = line.removeprefix("::").partition("::")
    command, _, listed = head.partition(" ")
    pairs = (pair.partition("=") for pair in listed.split(",") if pair)
    properties = {key: plain(value.replace("%3A", ":").replace("%2C", ",")) for key, _, value in pairs}
    return {"command": command, "properties": properties, "data": plain(data)}


def plain(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_is_made_of_commands_that_github_reads(every_case: list[Prepared], lang: str) -> None:
    validator = jsonschema.Draft202012Validator(SCHEMA)
    for prepared in every_case:
        read = [taken_apart(line) for line in github.render(prepared.problems, lang).splitlines() if line[:2] == "::"]
        for each in read:
            validator.validate(each)
        shown = Counter((found.where.path, found.where.line, found.code.id) for found in prepared.problems)
        if len(prepared.problems) <= github.MARKED:
            assert shown == Counter(
                (place["file"], int(place["line"]), place["title"])
                for each in read
                if isinstance(place := each["properties"], dict)
            )


@pytest.mark.parametrize("line", ["::error::x", "::warning file=,line=1,col=1,title=F204::x", "::debug::x"])
def test_the_schema_notices_what_is_no_mark_at_a_line(line: str) -> None:
    assert not jsonschema.Draft202012Validator(SCHEMA).is_valid(taken_apart(line))


def test_a_few_are_all_marked() -> None:
    said = github.render(faults(3, 2))
    assert len(commands(said, "error")) == 5
    assert "::group::" not in said


def test_ten_are_marked_spread_over_the_files_and_the_others_stand_in_the_log() -> None:
    said = github.render(faults(30, 2, 1))
    marked = Counter(line.split("/")[1] for line in commands(said, "error"))
    assert marked == {"0": 7, "1": 2, "2": 1}
    assert "::notice::" in said
    listed = said.partition("::group::")[2].partition("::endgroup::")[0]
    assert listed.count("错误 F204") == 23


def test_warnings_have_ten_of_their_own() -> None:
    stale = [problem(STALE, Where(f"studios/{number}/studio.yml"), latest="—") for number in range(11)]
    said = github.render([*faults(11), *stale])
    assert (len(commands(said, "error")), len(commands(said, "warning"))) == (10, 10)


def test_no_line_of_the_log_becomes_a_command() -> None:
    """Neither in the new form, at the head of a line, nor in the old one anywhere in it."""
    said = github.render(faults(11, value="\n::error::x ##[error]y"))
    assert {line.partition("::")[2].split(" ")[0].split("::")[0] for line in said.splitlines() if "::" in line[:2]} == {
        "error",
        "notice",
        "group",
        "endgroup",
    }
    listed = said.partition("::group::")[2].partition("::endgroup::")[0]
    assert "##[" not in listed


def test_the_rest_is_one_line() -> None:
    assert github.render([], elsewhere=Elsewhere(2, 1)) == "另有 2 个错误、1 个警告不在所选范围内。\n"
    assert github.render([]) == ""
