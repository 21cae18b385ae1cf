"""Progress: nothing in a pipe, nothing on a terminal for what is soon over, and then what is being done."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import redirect_stderr
from textwrap import dedent

import pytest

from generator import progress
from generator.progress import STEP, Progress
from generator.wording import wording


class Terminal(io.StringIO):
    """A terminal that keeps what it was shown."""

    def isatty(self) -> bool:
        return True


def work(told: Progress, files: int = STEP + 1) -> list[int]:
    counted: Callable[[int], int] = told.counting("checking", lambda number: number * 2)
    return [counted(number) for number in range(files)]


def test_what_is_soon_over_shows_nothing() -> None:
    with redirect_stderr(Terminal()) as terminal, Progress(wording()) as told:
        assert work(told) == [number * 2 for number in range(STEP + 1)]
    assert terminal.getvalue() == ""


def test_what_takes_longer_shows_what_is_done_and_how_much_of_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "SOON", 0.0)
    monkeypatch.setenv("TERM", "xterm")
    with redirect_stderr(Terminal()) as terminal, Progress(wording()) as told:
        work(told)
        told("pages", 3, 7)
    shown = terminal.getvalue()
    assert "检查档案" in shown
    assert f"{STEP}/?" in shown
    assert "生成页面" in shown
    assert "3/7" in shown


def test_a_pipe_gets_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(progress, "SOON", 0.0)
    with Progress(wording()) as told:
        work(told)
    assert capsys.readouterr().err == ""
    assert told.timings().endswith("检查档案")


def test_a_copy_of_the_process_draws_nothing() -> None:
    code = """
        import io, sys
        from generator import progress
        from generator.aside import aside
        from generator.wording import wording

        class Terminal(io.StringIO):
            def isatty(self):
                return True

        sys.stderr, progress.SOON = Terminal(), 0.0
        told = progress.Progress(wording())

        def draw():
            told("pages", 1, 7)
            return sys.stderr.getvalue()

        with told, aside(draw) as drawn:
            shown = drawn() == "", "1/7" in draw()
        print(*shown)
    """
    done = subprocess.run(
        [sys.executable, "-c", dedent(code)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "TERM": "xterm"},
    )
    assert done.stdout == "True True\n"
