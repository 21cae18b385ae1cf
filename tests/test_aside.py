"""Work done aside comes out as if it were done here, and whatever goes wrong with it is told here."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from functools import partial
from textwrap import dedent

import pytest

from generator.aside import aside


def large() -> tuple[int, str]:
    return os.getpid(), "焊" * 1_000_000  # more than fits into a pipe


def elsewhere(code: str) -> tuple[str, str]:
    """What a process without other threads prints, and what it complains of: this one may not be split."""
    head = "import os, threading\nfrom generator.aside import aside, can_split\n"
    done = subprocess.run([sys.executable, "-c", head + dedent(code)], capture_output=True, text=True, check=True)
    return done.stdout, done.stderr


def test_a_copy_does_it_while_this_process_goes_on() -> None:
    told = elsewhere("""
        with aside(lambda: (os.getpid(), "a" * 1_000_000)) as found:
            by, text = found()
        print(can_split(), by != os.getpid(), len(text))
    """)
    assert told == ("True True 1000000\n", "")


@pytest.mark.parametrize("alone", [True, False])
def test_it_is_done_here_where_there_is_nobody_else(alone: bool) -> None:
    leave = threading.Event()
    other = threading.Thread(target=leave.wait)
    if not alone:
        other.start()
    with aside(large, alone=alone) as found:
        assert found()[0] == os.getpid()
    leave.set()


def test_it_is_done_here_where_nothing_can_be_put_aside() -> None:
    told = elsewhere("""
        import tempfile
        tempfile.tempdir = "/nowhere"
        with aside(os.getpid) as found:
            print(can_split(), found() == os.getpid())
    """)
    assert told == ("True True\n", "")


def test_a_copy_that_is_done_is_gone_before_anybody_asks() -> None:
    told = elsewhere("""
        import time
        from multiprocessing import active_children
        with aside(lambda: "a" * 1_000_000) as found:
            until = time.monotonic() + 60
            while active_children() and time.monotonic() < until:
                time.sleep(0.01)
            print(active_children(), len(found()))
    """)
    assert told == ("[] 1000000\n", "")


def test_what_goes_wrong_is_told_here() -> None:
    told = elsewhere("""
        with aside(lambda: int("a")) as found:
            try:
                found()
            except ValueError as error:
                print(error)
    """)
    assert told == ("invalid literal for int() with base 10: 'a'\n", "")
    with aside(partial(int, "焊")) as found, pytest.raises(ValueError, match="焊"):
        found()


def test_a_copy_that_is_killed_is_done_without() -> None:
    told = elsewhere("""
        here = os.getpid()
        with aside(lambda: os.getpid() == here or os._exit(9)) as found:
            print(found())
    """)
    assert told == ("True\n", "")


def test_nobody_waits_for_what_is_not_asked_for() -> None:
    told = elsewhere("""
        with aside(threading.Event().wait):
            print("gone on")
    """)
    assert told == ("gone on\n", "")


def test_a_terminal_does_not_keep_a_process_from_being_split() -> None:
    """What draws progress there once had a thread of its own."""
    told = elsewhere("""
        import sys
        sys.stderr.isatty = lambda: True
        from generator import progress
        from generator.wording import wording
        progress.SOON = 0.0
        with progress.Progress(wording()) as shown:
            shown("pages", 1, 2)
            found = can_split()
        print(found)
    """)
    assert told[0] == "True\n"
    assert "1/2" in told[1]
