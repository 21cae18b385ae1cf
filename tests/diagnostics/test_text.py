"""The text for a terminal: never more than fits into a log that somebody reads."""

from __future__ import annotations

import time

from generator.core.problem import Code, Where, problem
from generator.core.source import SourceFile, Sources
from generator.diagnostics.text import MOST, render
from generator.wording import wording

LINK = Code("R101")
MOBILE = Code("X903")


def test_after_two_hundred_messages_the_others_are_counted() -> None:
    problems = [problem(LINK, Where(f"studios/hong/{number}.md"), name="x") for number in range(MOST + 7)]
    shown = render(problems, Sources({}, (), ()), "en")
    assert MOST == 200
    assert shown.count(" R101: ") == MOST
    assert shown.splitlines()[-1] == wording("en")("problems.cut", count=7)
    assert " R101: " not in render([], Sources({}, (), ()))


def test_a_line_without_end_is_masked_once_and_not_for_each_of_its_problems() -> None:
    path = "content/pages/list.md"
    text = "13800138000 " * 40_000
    sources = Sources({}, (), (), pages={path: SourceFile(path, len(text), "", text)})
    problems = [problem(MOBILE, Where(path, 1, 12 * number + 1, 11)) for number in range(MOST)]
    began = time.process_time()
    shown = render(problems, sources)
    assert "13800138000" not in shown
    assert shown.count("***********") >= MOST
    assert time.process_time() - began < 20
