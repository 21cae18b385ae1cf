"""The command line as its users meet it: arguments, output and an exit code; what a process adds to that in some."""

from __future__ import annotations

import subprocess
import sys

import click
import pytest

from generator.cli import VERBS, application
from generator.wording import wording
from tests.command import ROOT, run, start


def test_every_verb_has_a_module_and_its_own_name() -> None:
    verbs = application(wording("en"))
    for name in VERBS:
        made = verbs.get_command(click.Context(verbs), name)
        assert made is not None
        assert made.name == name
        assert made.help == wording("en")(f"command.{name}.about")
    assert verbs.get_command(click.Context(verbs), "option") is None


def test_nobody_waits_for_a_verb_that_was_not_asked_for() -> None:
    asked = "from generator.cli import main; main(['--help'])"
    loaded = "atexit.register(lambda: print(*(name for name in sys.modules if name.startswith('generator.'))))"
    done = subprocess.run(
        [sys.executable, "-c", f"import atexit, sys; {loaded}; {asked}"], cwd=ROOT, capture_output=True, check=True
    )
    modules = done.stdout.decode("utf-8").splitlines()[-1].split()
    assert "generator.commands.option" in modules
    assert not [name for name in modules if name.rpartition(".")[2] in VERBS or name == "generator.core.pipeline"]


@pytest.mark.parametrize(("lang", "usage", "verb"), [("zh", "用法", "检查"), ("en", "Usage", "Check")])
def test_help_in_both_languages(lang: str, usage: str, verb: str) -> None:
    for arguments in (["--lang", lang, "--help"], ["check", "--lang", lang, "--help"]):
        done = run(*arguments)
        assert done.returncode == 0
        assert usage in done.stdout
        assert verb in done.stdout
    assert verb in run("--help", JIANGPU_LANG=lang).stdout


@pytest.mark.parametrize(
    "arguments",
    [["bild"], ["check", "--as-of", "2026-02-30"], ["check", "--format", "xml"], ["-C", "tests", "check"], []],
)
def test_a_mistake_of_the_operator_is_a_line_and_exit_code_two(arguments: list[str]) -> None:
    done = run(*arguments)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_a_malformed_day_in_the_environment_is_the_operators_mistake() -> None:
    done = start("check", JIANGPU_AS_OF="yesterday")
    assert done.returncode == 2
    assert "yesterday" in done.stderr
