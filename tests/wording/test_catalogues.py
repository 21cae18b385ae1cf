"""The catalogues and the code agree: every problem can be told in every language, and nothing is told in vain."""

from __future__ import annotations

import ast
import string
from collections import Counter
from pathlib import Path

import pytest

import generator.core
from generator.core.checks.personal import CODES as CODES_OF_FINDS
from generator.core.records.base import _KINDS, _WANTED, CONFLICT, WRONG_SHAPE
from generator.wording import LANGUAGES, wording
from tests.wording.hints import Given, given_hints, modules, own_codes

CORE = Path(generator.core.__file__).parent
MODULES = modules(CORE)
CODES = [code for module in MODULES for code in own_codes(module.tree).values()]
TOLD = [each for module in MODULES for each in given_hints(module)]
"""The hints that can be read off the calls; a text for each call where they cannot."""


def problem_texts(lang: str) -> dict[tuple[str, str], str]:
    """The texts of the core's problems by code and name."""
    texts = wording(lang).texts.items()
    return {(code, name): text for key, text in texts for code, _, name in [key.partition(".")] if code in CODES}


def from_tables() -> set[tuple[str, str]]:
    """The hints of faults of single fields, which stand in the tables of `records/base.py`, and of personal data."""
    conflicts = {
        str(node.args[0].value)
        for module in MODULES
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "conflict"
        if isinstance(node.args[0], ast.Constant)
    }
    return (
        {(code.id, f"hint_{reason}") for reason, code in _KINDS.items()}
        | {(WRONG_SHAPE.id, f"hint_{wanted}") for wanted in _WANTED.values()}
        | {(CONFLICT.id, f"hint_{reason}") for reason in conflicts}
        | {(code.id, "hint") for code in CODES_OF_FINDS.values()}
    )


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_code_is_used_twice() -> None:
    assert [code for code, count in Counter(CODES).items() if count > 1] == []


def test_codes_that_are_told_are_those_of_the_code() -> None:
    assert {code for code, _ in problem_texts("zh")} == set(CODES)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(set(CODES)))
def test_every_code_says_what_is_there_what_to_do_and_why(code: str, lang: str) -> None:
    names = {name for other, name in problem_texts(lang) if other == code}
    assert names >= {"message", "why"}
    assert any(name.startswith("hint") for name in names)


def test_languages_say_the_same() -> None:
    zh, en = problem_texts("zh"), problem_texts("en")
    assert en.keys() == zh.keys()
    assert {key: blanks(text) for key, text in en.items()} == {key: blanks(text) for key, text in zh.items()}


def test_hints_of_all_calls_can_be_read_off() -> None:
    """But for what stands in tables, which `from_tables` reads."""
    assert {each.partition(":")[0] for each in TOLD if isinstance(each, str)} == {"base.py", "personal.py"}


def test_every_hint_is_told_somewhere_and_can_be_told() -> None:
    given = {(each.code, each.hint) for each in TOLD if isinstance(each, Given)} | from_tables()
    assert given == {(code, name) for code, name in problem_texts("zh") if name.startswith("hint")}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_a_template(lang: str) -> None:
    """Blanks are filled with values; what stands in a value is never filled in again."""
    assert wording(lang)("F204.message", key="level", value="{key}").count("{key}") == 1
