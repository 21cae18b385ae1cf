"""The comment for a pull request: what it says, and that nothing a contributor writes gets out of its quotes."""

from __future__ import annotations

import re

import comrak
import pytest
from hypothesis import given
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from generator.core.difference import Difference, GradeMoved, NoticeTurned, PageRef, Side, difference
from generator.core.pipeline import Prepared
from generator.core.problem import Cell, Code, Problem, Severity, Where, problem
from generator.core.source import SourceFile, Sources
from generator.diagnostics import markdown
from generator.diagnostics.elsewhere import Elsewhere
from generator.diagnostics.text import printable_line
from tests.diagnostics.conftest import Lay

LEVEL = Code("F204")
TARGETS = Code("L803", Severity.WARNING)
NASTY = [
    "@everyone",
    "#12 !3 ~bug %4 &5 $6",
    "https://example.com www.example.com a@example.com",
    "[x](https://example.com) ![x](y) <https://example.com>",
    "<script>alert(1)</script><img src=x onerror=y>",
    "`",
    "``` \n```\n# 标题",
    "a\n\n- 甲\n\n| b |\n|---|",
    "</details>",
    " ` ",
    "\\`x\\`",
    ":smile: --> <!-- ",
    "\u202e反\u2066",
]


NO_SOURCES = Sources({}, (), ())


def with_line(line: str) -> Sources:
    """What was read: one file of one line, as `wrong` has it."""
    path = "studios/he/a.yml"
    return Sources({path: SourceFile(path, 0, "", line)}, (), ())


def drawn(text: str) -> LexborHTMLParser:
    """As a git host draws it: GFM, and HTML let through, which the host then cleans."""
    extension = comrak.ExtensionOptions()
    extension.autolink = extension.table = extension.strikethrough = extension.tasklist = True
    render = comrak.RenderOptions()
    render.unsafe_ = True
    return LexborHTMLParser(comrak.render_markdown(text, extension_options=extension, render_options=render))


def wrong(value: str, path: str = "studios/he/a.yml", line: int = 1) -> tuple[Problem, ...]:
    return (problem(LEVEL, Where(path, line, 3), key="level", value=value, allowed="国家级 省级"),)


def tags(tree: LexborHTMLParser) -> set[str]:
    return {str(node.tag) for node in tree.css("body *")}


@pytest.mark.parametrize("text", NASTY)
def test_what_a_contributor_wrote_stays_in_its_quotes(text: str) -> None:
    pages = (PageRef(f"studios/{text}.html", text),)
    change = Difference(added=pages, changed=pages, removed=pages)
    tree = drawn(markdown.render(wrong(text, f"studios/he/{text}.yml"), NO_SOURCES, change, "main"))
    assert tags(tree) == {"h2", "h3", "h4", "p", "strong", "code", "ul", "li", "details", "summary"}
    for node in tree.css("code"):
        node.decompose()
    rest = tree.body.text() if tree.body else ""
    assert "example" not in rest
    assert not set("@#`<>\u202e") & set(rest)


@pytest.mark.parametrize("text", [*NASTY, "~~~", "    ```", "::error::x", "a" * 5000])
def test_the_line_is_shown_in_a_block_of_its_own_that_it_cannot_leave(text: str) -> None:
    line = text.replace("\n", " ")
    said = markdown.render(wrong("国家"), with_line(line), "no_history", "main")
    tree = drawn(said)
    assert tags(tree) == {"h2", "h3", "p", "strong", "code", "ul", "li", "pre"}
    (block,) = tree.css("li > pre > code")
    shown, carets = block.text().rstrip("\n").split("\n")
    assert shown.startswith(f"    1 | {printable_line(line)[:50]}")
    assert re.fullmatch(r" +\| +\^", carets)
    assert len(shown) < 120
    assert not [each for each in said.splitlines() if each.lstrip().startswith("::")]


def test_the_line_is_shown_as_on_a_terminal_personal_numbers_unreadable() -> None:
    said = markdown.render(wrong("国家"), with_line("# 手机 13812345678"), "no_history", "main")
    assert "值“`国家`”不在允许范围内\n  ```\n      1 | # 手机 ***********\n        |   ^^\n  ```\n  - 提示" in said


@given(st.text())
def test_any_text_is_one_code_span(text: str) -> None:
    tree = drawn(f"x {markdown.code(text)} y")
    assert tags(tree) <= {"p", "code"}
    assert len(tree.css("p")) == 1
    assert len(tree.css("code")) <= 1


@given(st.lists(st.text(max_size=400), max_size=30), st.integers(0, 3000))
def test_it_always_fits_a_comment(texts: list[str], count: int) -> None:
    """Of GitHub, and of whatever counts bytes in four times as many."""
    texts = texts or ["x"]
    problems = [found for number in range(count) for found in wrong(texts[number % len(texts)] * 3, line=number + 1)]
    pages = tuple(PageRef(f"{number}/{texts[number % len(texts)]}", texts[0]) for number in range(count))
    grades = tuple(GradeMoved(number, texts[0], None, None) for number in range(count))
    notices = tuple(NoticeTurned(f"{number}{texts[0]}", None, None) for number in range(count))
    change = Difference(pages, pages, pages, pages, True, notices, grades)
    lines = with_line("\n".join(texts[number % len(texts)] for number in range(count)))
    said = markdown.render(problems, lines, change, "origin/main", "en", Elsewhere(count, count))
    assert len(said) < markdown.LIMIT
    assert len(said.encode("utf-8", "surrogatepass")) < 4 * markdown.LIMIT


def test_many_pages_of_one_kind_never_hide_another() -> None:
    """Each kind has its number and its own room, those to be seen first standing first."""
    cups = tuple(PageRef(f"achievements/he/{number:03}.html", "一等奖", "achievements") for number in range(500))
    others = (
        PageRef("grades/2025/he.html", "考核", "grades"),
        PageRef("notices/z.html", "公示", "notices"),
        PageRef("a.csv", "数据", "files"),
    )
    said = markdown.render((), NO_SOURCES, Difference(changed=(*cups, *others)), "main")
    places = [said.index(head) for head in ("公示（1）", "考核（1）", "成果（500）", "文件和数据（1）")]
    assert places == sorted(places)
    assert all(f"`{page.address}`" in said for page in others)
    assert f"还有 {500 - said.count('achievements/he/')} 个没有列出。" in said


def test_errors_come_first_by_file_and_what_is_cut_is_counted() -> None:
    warning = problem(TARGETS, Where("content/a.yml"), metric="m", value="1", other="2")
    problems = (warning, *(found for number in range(500) for found in wrong("国家", line=number + 1)))
    said = markdown.render(problems, NO_SOURCES, "no_history")
    assert said.index("studios/he/a.yml") < said.index("第 1 行第 3 列")
    assert "content/a.yml" not in said
    shown = said.count("错误 F204")
    assert f"还有 {501 - shown} 条没有列出" in said
    assert said.count("**`studios/he/a.yml`**") == 1


def test_a_problem_says_where_what_and_what_to_type() -> None:
    said = markdown.render(wrong("国家"), NO_SOURCES, Difference(), "origin/main")
    assert "- 第 1 行第 3 列 **错误 F204**: `level` 的值“`国家`”不在允许范围内\n  - 提示: 可选：`国家级 省级`" in said
    assert said.startswith("<!-- jiangpu check -->\n")
    assert "与 `origin/main` 相比" in said
    assert "都不变" in said


def test_a_cell_is_told_as_a_spreadsheet_calls_it() -> None:
    cell = Where("studios/he/trainings/2025.csv", 3, 31, 6, Cell(3, "E", "until"))
    (found,) = [problem(LEVEL, cell, key="until", value="国", allowed="国家级")]

    assert "第 3 行 E 列（until）" in drawn(markdown.render((found,), NO_SOURCES, "no_history", "main")).text()


def test_a_notice_is_told_with_its_state_and_period_on_both_sides(lay: Lay) -> None:
    later = """
=== content/notices/2026/grades-proposed.md (change)
-  length: 5
+  length: 12
=== content/notices/2026/grades-result.md (change)
-  - {type: 结果, to: grades-proposed, outcome: 无异议}
+  - {type: 阶段, to: grades-proposed}
"""
    before, after = lay("").edition, lay(later).edition
    assert before is not None
    assert after is not None
    said = markdown.render((), NO_SOURCES, difference(Side(before, ()), Side(after, ()), repr), "main")
    title = "`关于2025年度考核结果的公示`"
    turned = "已公布（2026-01-05 至 2026-01-09） → 公示中（2026-01-05 至 2026-01-20）"
    assert f"- `grades-proposed` {title}: {turned}" in said


@pytest.mark.parametrize("reason", ["no_history", "blocked", "was_blocked"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_it_says_plainly_why_nothing_can_be_compared(reason: str, lang: str) -> None:
    said = markdown.render((), NO_SOURCES, reason, "main", lang)
    assert said.rstrip().splitlines()[-1].endswith((".", "。"))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_case_can_be_told(every_case: list[Prepared], lang: str) -> None:
    for prepared in every_case:
        said = markdown.render(prepared.problems, prepared.sources, "blocked", "main", lang)
        tree = drawn(said)
        assert tags(tree) <= {"h2", "h3", "p", "strong", "code", "ul", "li", "a", "pre"}
        # Only what our own catalogue writes out as an example.
        assert {node.text() for node in tree.css("a")} <= {"https://", "https://school.example/", "mailto:name@domain"}
        for found in prepared.problems:
            assert found.code.id in said
