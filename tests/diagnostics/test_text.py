"""The text for a terminal: never more than fits into a log that somebody reads."""

from __future__ import annotations

from generator.core.problem import Code, Where, problem
from generator.core.source import Sources
from generator.diagnostics.text import MOST, render
from generator.wording import wording

LINK = Code("R101")


def test_after_two_hundred_messages_the_others_are_counted() -> None:
    problems = [problem(LINK, Where(f"studios/hong/{number}.md"), name="x") for number in range(MOST + 7)]
    shown = render(problems, Sources({}, (), ()), "en")
    assert MOST == 200
    assert shown.count(" R101: ") == MOST
    assert shown.splitlines()[-1] == wording("en")("problems.cut", count=7)
    assert " R101: " not in render([], Sources({}, (), ()))
