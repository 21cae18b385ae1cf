"""The text for a terminal: never more than fits into a log that somebody reads."""

from __future__ import annotations

from generator.core.problem import Code, Where, problem
from generator.core.source import SourceFile, Sources
from generator.diagnostics.text import EXCERPT, MOST, numbered, render, underlined
from generator.wording import wording
from generator.wording.width import width as wide

LINK = Code("R101")
MOBILE = Code("X903")


def test_after_two_hundred_messages_the_others_are_counted() -> None:
    problems = [problem(LINK, Where(f"studios/hong/{number}.md"), name="x") for number in range(MOST + 7)]
    shown = render(problems, Sources({}, (), ()), "en")
    assert MOST == 200
    assert shown.count(" R101: ") == MOST
    assert shown.splitlines()[-1] == wording("en")("problems.cut", count=7)
    assert " R101: " not in render([], Sources({}, (), ()))


def test_a_long_line_says_that_it_was_cut() -> None:
    line = "".join(str(number % 10) for number in range(300))
    _, start = numbered(1, line, 1)
    assert start == line[:EXCERPT] + "…"
    _, middle = numbered(1, line, 150)
    assert (middle[0], middle[-1], len(middle)) == ("…", "…", EXCERPT + 1)
    _, end = numbered(1, line, 290)
    assert (end[0], end[-1]) == ("…", line[-1])
    assert numbered(1, "short", 1)[1] == "short"


def test_the_carets_stand_under_the_same_letters_where_a_wide_one_was_cut() -> None:
    line = "字" * 100 + "x" + "字" * 100
    _, shown = numbered(1, line, 101)
    _, carets = underlined(line, 101, 1)
    assert shown.startswith("… 字")
    assert wide(shown[: shown.index("x")]) == carets.index("^")


def test_a_line_without_end_is_masked_once_and_not_for_each_of_its_problems() -> None:
    path = "content/pages/list.md"
    text = "13800138000 " * 40_000
    sources = Sources({}, (), (), pages={path: SourceFile(path, len(text), "", text)})
    problems = [problem(MOBILE, Where(path, 1, 12 * number + 1, 11)) for number in range(MOST)]
    shown = render(problems, sources)
    assert "13800138000" not in shown
    assert shown.count("***********") >= MOST
