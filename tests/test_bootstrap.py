"""bootstrap.py does no more than is needed, and never takes an unfinished environment for a finished one."""

import ast
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import bootstrap

WANTED = {"checkout": "/here", "python": "3.11.2", "runtime": "r1", "dev": "d1", "project": "p1"}
EVERYTHING = ("venv", "packages", "project")
SOURCE = Path(bootstrap.__file__)


def test_an_old_python_is_told_so() -> None:
    line = bootstrap.too_old((3, 9, 18, "final", 0))
    assert "3.11.2 or newer" in line
    assert "3.9.18" in line
    assert "\n" not in line


def test_an_old_python_can_parse_as_far_as_the_message() -> None:
    ast.parse(SOURCE.read_text(encoding="utf-8"), feature_version=(3, 6))


@pytest.mark.parametrize(
    ("change", "dev", "expected"),
    [
        ({}, False, ()),
        ({}, True, ()),
        ({"checkout": "/elsewhere"}, False, EVERYTHING),
        ({"python": "3.12.0"}, False, EVERYTHING),
        ({"runtime": "r0"}, False, EVERYTHING),
        ({"project": "p0"}, False, ("project",)),
        # Made without the development tools: enough to build, to be added to for tests.
        ({"dev": ""}, False, ()),
        ({"dev": ""}, True, ("packages", "project")),
        # Made with older development tools.
        ({"dev": "d0"}, False, ()),
        ({"dev": "d0"}, True, EVERYTHING),
    ],
)
def test_only_what_has_changed_is_done(change: dict[str, str], dev: bool, expected: tuple[str, ...]) -> None:
    assert bootstrap.steps({**WANTED, **change}, WANTED, dev) == expected


@pytest.mark.parametrize("dev", [False, True])
def test_without_a_stamp_all_is_done(dev: bool) -> None:
    assert bootstrap.steps({}, WANTED, dev) == EVERYTHING


@pytest.mark.parametrize(
    ("output", "expected"),
    [
        (
            "WARNING: Failed to establish a new connection\nERROR: No matching distribution found for a==1",
            "cannot reach the package index",
        ),
        ("error: error sending request for url", "cannot reach the package index"),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE", "not the one that was locked"),
        ("ERROR: No matching distribution found for comrak==9", "no ready-made build"),
        ("/usr/bin/python3: No module named pip", "apt install python3-venv"),
        ("", "no output"),
    ],
)
def test_a_failure_is_one_line_that_says_what_to_do(output: str, expected: str) -> None:
    line = bootstrap.explain(output)
    assert expected in line
    assert "\n" not in line


@pytest.fixture
def checkout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of what bootstrap.py reads, with an environment that is none but passes for finished."""
    root = tmp_path / "check out 匠"
    root.mkdir()
    for name in ("bootstrap.py", "pyproject.toml", "requirements"):
        source = SOURCE.parent / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, root / name)
    monkeypatch.setattr(bootstrap, "ROOT", root)
    for name in ("VENV", "BIN", "STAMP", "TOOLS", "RUNTIME", "DEV", "UV"):
        monkeypatch.setattr(bootstrap, name, root / getattr(bootstrap, name).relative_to(SOURCE.parent))
    bootstrap.BIN.mkdir(parents=True)
    (bootstrap.BIN / "python").symlink_to(sys.executable)
    program = bootstrap.BIN / "jiangpu"
    program.write_text('#!/bin/sh\necho "$PYTHONUTF8 $@"\n', encoding="utf-8")
    program.chmod(0o755)
    bootstrap.STAMP.write_text(json.dumps({**bootstrap.current(), "tool": "pip"}), encoding="utf-8")
    return root


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for jiangpu is a shell script")
def test_a_finished_environment_is_used_as_it_is(checkout: Path) -> None:
    done = subprocess.run(
        [sys.executable, checkout / "bootstrap.py", "--dev", "check", "a b"],
        cwd=checkout.parent,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (done.stdout, done.stderr, done.returncode) == ("1 check a b\n", "", 0)


def test_settings_of_tools_do_not_count(checkout: Path) -> None:
    before = bootstrap.current()
    path = checkout / "pyproject.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n[tool.other]\nkey = 1\n", encoding="utf-8")
    assert bootstrap.current() == before
    path.write_text(text.replace('version = "', 'version = "1', 1), encoding="utf-8")
    assert bootstrap.current()["project"] != before["project"]


@pytest.mark.usefixtures("checkout")
def test_an_interrupted_run_leaves_no_stamp(monkeypatch: pytest.MonkeyPatch) -> None:
    stamp = json.loads(bootstrap.STAMP.read_text(encoding="utf-8"))
    bootstrap.STAMP.write_text(json.dumps({**stamp, "project": "changed"}), encoding="utf-8")

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(bootstrap, "install", interrupted)
    assert bootstrap.main([]) == 130
    assert bootstrap.stamped() == {}


@pytest.mark.usefixtures("checkout")
def test_a_stamp_without_an_interpreter_counts_for_nothing() -> None:
    assert bootstrap.stamped() != {}
    (bootstrap.BIN / "python").unlink()
    assert bootstrap.stamped() == {}
