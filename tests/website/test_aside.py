"""Work done aside comes out as if it were done here, and whatever goes wrong with it is told here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial

import pytest

from generator.website.aside import aside, can_split


def large() -> tuple[int, str]:
    return os.getpid(), "焊" * 1_000_000  # more than fits into a pipe


def test_a_copy_does_it_while_this_process_goes_on() -> None:
    assert can_split()
    with aside(large) as found:
        by, text = found()
    assert by != os.getpid()
    assert text == "焊" * 1_000_000


@pytest.mark.parametrize("alone", [True, False])
def test_it_is_done_here_where_there_is_nobody_else(alone: bool) -> None:
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    if not alone:
        other.start()
    with aside(large, alone=alone) as found:
        assert found()[0] == os.getpid()
    leave.set()


def test_what_goes_wrong_is_told_here(capfd: pytest.CaptureFixture[str]) -> None:
    with aside(partial(int, "焊")) as found, pytest.raises(ValueError, match="焊"):
        found()
    assert capfd.readouterr().err == ""


def test_a_copy_that_is_killed_is_done_without() -> None:
    here = os.getpid()

    def work() -> bool:
        return os.getpid() == here or os._exit(9)

    with aside(work) as found:
        assert found()


def test_nobody_waits_for_what_is_not_asked_for() -> None:
    with aside(threading.Event().wait):
        pass


def test_a_terminal_does_not_keep_a_process_from_being_split() -> None:
    """What draws progress there once had a thread of its own."""
    code = (
        "import sys; sys.stderr.isatty = lambda: True\n"
        "from generator.progress import Progress\n"
        "from generator.website.aside import can_split\n"
        "from generator.wording import wording\n"
        "with Progress(wording()) as told:\n"
        "    told('pages', 1, 2)\n"
        "    found = can_split()\n"
        "print(found)\n"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "True\n"
