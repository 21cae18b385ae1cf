"""`explain` as its users meet it: why, a wrong and a right form."""

from __future__ import annotations

from pathlib import Path

from tests.command import run, start


def test_explain_tells_a_wrong_and_a_right_form_of_several_codes_anywhere(tmp_path: Path) -> None:
    done = run("explain", "f204", "N416", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.index("错误 F204") < done.stdout.index("错误 N416")
    assert "    4 | level: 国家\n      |        ^^^^\n" in done.stdout
    assert "    4 | level: 国家级\n" in done.stdout
    assert "guide/codes/n416.html" in done.stdout


def test_explain_speaks_english_too() -> None:
    done = start("explain", "F204", "--lang", "en")
    assert "Where it comes from: " in done.stdout
    assert "error F204: level cannot be “国家”" in done.stdout


def test_explain_without_a_code_lists_them_all() -> None:
    done = run("explain")
    assert done.returncode == 0
    assert "N416  错误  写了〈项目〉" in done.stdout


def test_a_code_that_is_not_there_is_a_mistake_of_one_line() -> None:
    done = start("explain", "F204", "B9O4")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "错误：没有“B9O4”这种问题，是不是 B904？jiangpu explain 列出全部。\n"
