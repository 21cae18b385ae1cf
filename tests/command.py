"""`jiangpu` as its users call it: arguments go in, output and an exit code come out."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from generator import cli

ROOT = Path(__file__).resolve().parents[1]


def run(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a verb in this process: a process of its own takes longer to load than most verbs to do their work. What
    depends on how a process starts or ends is a matter of `start`."""
    before = dict(os.environ)
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    _replace_environment(_variables(environment))
    try:
        with chdir(cwd), redirect_stdout(out), redirect_stderr(err), pytest.raises(SystemExit) as ended:
            cli.main([str(each) for each in arguments])
    finally:
        _replace_environment(before)
    return subprocess.CompletedProcess(arguments, int(ended.value.code or 0), _said(out), _said(err))


def start(*arguments: str | Path, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a verb in a process of its own, as a shell does."""
    command = [sys.executable, "-m", "generator", *map(str, arguments)]
    variables = _variables(environment) | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        command, cwd=cwd, env=variables, capture_output=True, text=True, encoding="utf-8", check=False
    )


def _said(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()


def _variables(more: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if not name.startswith("JIANGPU_")} | dict(more)


def _replace_environment(variables: Mapping[str, str]) -> None:
    os.environ.clear()
    os.environ.update(variables)
