"""The catalogues and the code agree: every problem can be told in every language, and nothing is told in vain."""

from __future__ import annotations

import ast
import string
from collections import Counter
from functools import cache
from pathlib import Path
from typing import get_args

import pytest

import generator
from generator.core.checks.archive import UNFIT, Hint
from generator.core.checks.by_hand import BROKEN_LINK
from generator.core.checks.content import ACTIVE, NOT_PUBLISHABLE
from generator.core.checks.content import PLAIN as PLAIN_FAULTS
from generator.core.checks.personal import CODES as CODES_OF_FINDS
from generator.core.codes import CODES as KNOWN
from generator.core.codes import FAMILIES
from generator.core.content import DOCUMENTS, PICTURES, Fault, Kind
from generator.core.gathering.shelving import ID_TWICE
from generator.core.marks import _ITEMS, NO_LIST
from generator.core.records.base import (
    _KINDS,
    _WANTED,
    BAD_FORM,
    BAD_ID,
    BAD_NUMBER,
    CONFLICT,
    MISSING,
    UNDASHED,
    UNKNOWN_KEY,
    WRONG_SHAPE,
)
from generator.core.records.sheet import DAMAGED_CELL
from generator.core.source import _BEGINNINGS, _WITHIN, FILE_TYPE, FOLDER_NAME, NAME_UNPORTABLE, NO_TEXT
from generator.core.stumble import YAML_SYNTAX
from generator.core.values.filename import Export, Foreign, Unportable
from generator.website.links import Reason
from generator.wording import LANGUAGES, wording
from generator.wording.example import NOTES
from tests.wording.hints import HINT, Given, Module, given_hints, modules, own_codes

UNPUBLISHED = {*get_args(Kind)} - PICTURES - DOCUMENTS
FAULTS: set[str] = {*get_args(Fault)}


@cache
def ours() -> list[Module]:
    """All modules: read when the first test asks, since every worker has to know which tests there are."""
    return modules(Path(generator.__file__).parent)


@cache
def codes() -> list[str]:
    return [code for module in ours() for code in own_codes(module.tree).values()]


@cache
def told() -> list[Given | str]:
    """The hints that can be read off the calls; a text for each call where they cannot."""
    return [each for module in ours() for each in given_hints(module)]


@cache
def problem_texts(lang: str) -> dict[tuple[str, str], str]:
    """The texts of all problems by code and name."""
    texts = wording(lang).texts.items()
    return {(code, name): text for key, text in texts for code, _, name in [key.partition(".")] if code in KNOWN}


def from_tables() -> set[tuple[str, str]]:
    """The hints that stand in tables, or are chosen far from the call: of faults of single fields in
    `records/base.py`, of the marks of lists in `marks.py`, of damaged cells and blank runs in `records/sheet.py`, of
    YAML in `stumble.py`, of files that are no text or have the name of none in `source.py`."""
    named = {
        module.path.name: {
            node.value
            for node in ast.walk(module.tree)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and HINT.fullmatch(node.value)
        }
        for module in ours()
        if module.path.name in {"sheet.py", "stumble.py"}
    }
    conflicts = {
        str(node.args[0].value)
        for module in ours()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "conflict"
        if isinstance(node.args[0], ast.Constant)
    }
    return (
        {(BROKEN_LINK.id, f"hint_{reason}") for reason in (*get_args(Reason), "nearest", "place")}
        | {(code.id, f"hint_{reason}") for reason, code in _KINDS.items()}
        | {(WRONG_SHAPE.id, f"hint_{wanted}") for wanted in _WANTED.values()}
        | {(CONFLICT.id, f"hint_{reason}") for reason in conflicts}
        | {(code.id, hint) for code in (BAD_ID, BAD_FORM) for hint in ("hint_meant", "hint_lookalike")}
        | {(BAD_FORM.id, "hint_renamed"), (BAD_ID.id, "hint_items"), (BAD_ID.id, "hint_one")}
        | {(WRONG_SHAPE.id, hint) for hint in ("hint_listed", "hint_none", "hint_colon", "hint_dash", "hint_entry")}
        | {(WRONG_SHAPE.id, hint) for hint in ("hint_listed_person_id", "hint_listed_id", "hint_named", "hint_known")}
        | {(WRONG_SHAPE.id, hint) for hint in ("hint_first", "hint_text_meant", "hint_text_one")}
        | {(WRONG_SHAPE.id, hint) for hint in (*UNDASHED, "hint_unlist")}
        | {(BAD_ID.id, hint) for hint in ("hint_unlisted", "hint_uncalled")}
        | {(NO_LIST.id, hint) for hint, _, _ in _ITEMS}
        | {(code.id, "hint_called") for code in (WRONG_SHAPE, BAD_ID)}
        | {(FILE_TYPE.id, f"hint_{what}") for what in get_args(Foreign)}
        | {(FILE_TYPE.id, f"hint_{what}") for what in get_args(Export)}
        | {(NAME_UNPORTABLE.id, f"hint_{why}") for why in get_args(Unportable)}
        | {(NO_TEXT.id, f"hint_{what}") for _, what, _ in (*_BEGINNINGS, *_WITHIN)}
        | {(YAML_SYNTAX.id, hint) for hint in named["stumble.py"]}
        | {
            (DAMAGED_CELL.id, f"hint_{what}")
            for what in ("error", "narrow", "ditto", "formula", "digits", "apostrophe")
            if f"hint_{what}" in named["sheet.py"]
        }
        | {
            (UNKNOWN_KEY.id, "hint_column"),
            (MISSING.id, "hint_merged"),
            (BAD_ID.id, "hint_turned"),
            (BAD_ID.id, "hint_named"),
        }
        | {
            (FOLDER_NAME.id, "hint_renamed"),
            (ID_TWICE.id, "hint_free"),
            (BAD_NUMBER.id, "hint_money"),
            (BAD_NUMBER.id, "hint_span"),
        }
        | {(BAD_FORM.id, "hint_marks_negative")}
        | {(UNFIT.id, hint) for hint in get_args(Hint)}
        | {(code.id, "hint") for code in (*CODES_OF_FINDS.values(), *PLAIN_FAULTS.values())}
        | {(NOT_PUBLISHABLE.id, f"hint_{kind}" if kind != "other" else "hint") for kind in sorted(UNPUBLISHED)}
        | {(ACTIVE.id, f"hint_{fault}") for fault in sorted(FAULTS - {"", "pixels", "much", *PLAIN_FAULTS})}
    )


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_no_code_is_used_twice() -> None:
    assert [code for code, count in Counter(codes()).items() if count > 1] == []


def test_codes_that_are_told_are_those_of_the_code() -> None:
    assert {code for code, _ in problem_texts("zh")} == set(codes())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("code", sorted(KNOWN))
def test_every_code_says_what_is_there_what_to_do_why_and_where_that_comes_from(code: str, lang: str) -> None:
    names = {name for other, name in problem_texts(lang) if other == code}
    assert names >= {"message", "why", "source"}
    assert any(name.startswith("hint") for name in names)


def test_english_quotes_with_one_kind_of_quotes() -> None:
    """A plain quote is a sign of YAML and CSV: what is quoted stands in others."""
    for texts in (wording("en").texts.values(), (text for _, text in problem_texts("en").items())):
        assert [text for text in texts if '"' in text or text.count("“") != text.count("”")] == []


def test_languages_say_the_same() -> None:
    zh, en = problem_texts("zh"), problem_texts("en")
    assert en.keys() == zh.keys()
    assert {key: blanks(text) for key, text in en.items()} == {key: blanks(text) for key, text in zh.items()}


def test_hints_of_all_calls_can_be_read_off() -> None:
    """But for those of tables, which `from_tables` reads."""
    unread = {each.partition(":")[0] for each in told() if isinstance(each, str)}
    assert unread == {
        *("archive.py", "base.py", "by_hand.py", "content.py", "marks.py", "personal.py", "site.py", "source.py"),
    }


def test_every_hint_is_told_somewhere_and_can_be_told() -> None:
    given = {(each.code, each.hint) for each in told() if isinstance(each, Given)} | from_tables()
    assert given == {(code, name) for code, name in problem_texts("zh") if name.startswith("hint")}


def test_the_table_of_codes_is_complete() -> None:
    assert sorted(KNOWN) == sorted(codes())


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_blank_family_and_note_has_a_name_and_none_is_named_in_vain(lang: str) -> None:
    texts = wording(lang).texts
    named = {
        group: {key.partition(".")[2] for key in texts if key.startswith(f"{group}.")}
        for group in ("blank", "family", "note")
    }
    told = (text for (_, name), text in problem_texts(lang).items() if name == "message" or name.startswith("hint"))
    assert named["blank"] == {blank for text in told for blank in blanks(text)}
    assert named["family"] == set(FAMILIES)
    assert named["note"] == set(NOTES)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_pattern_names_its_blanks(lang: str) -> None:
    said = wording(lang).pattern("F204.message")
    assert said == {"zh": "〈项目〉的值“〈值〉”不在允许范围内", "en": "<field> cannot be “<value>”"}[lang]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_code_may_name_a_blank_in_its_own_way(lang: str) -> None:
    """The same blank is a title above the names of columns, and a sum of points."""
    said = [wording(lang).pattern(f"{code}.message") for code in ("Y211", "G504")]
    assert [
        each.count(name)
        for each, name in zip(said, {"zh": ("〈标题〉", "〈合计〉"), "en": ("<title>", "<sum>")}[lang], strict=True)
    ] == [1, 1]
    texts = wording(lang).texts
    for key in texts:
        group, _, rest = key.partition(".")
        if group == "blank_of":
            code, _, name = rest.partition(".")
            assert name in blanks("".join(text for (id_, _), text in problem_texts(lang).items() if id_ == code)), key


def asked() -> list[tuple[str, ast.Call]]:
    """The places where code asks the catalogues for a text."""
    return [
        (module.path.name, node)
        for module in ours()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "words" and node.args
    ]


def test_every_text_that_code_asks_for_is_there_with_its_blanks() -> None:
    """Of keys that are made up at run time only the beginning can be read off."""
    texts = wording("zh").texts
    wrong: list[object] = []
    found = asked()
    for name, node in found:
        match node.args[0]:
            case ast.Constant(value=str(key)):
                given = {each.arg for each in node.keywords}
                wrong += [(name, key)] if key not in texts or not blanks(texts[key]) <= {*given, None} else []
            case ast.JoinedStr(values=[ast.Constant(value=str(start)), *_]):
                wrong += [] if any(key.startswith(start) for key in texts) else [(name, start)]
    assert wrong == []
    assert len(found) > 100


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_text_is_a_template(lang: str) -> None:
    """Blanks are filled with values; what stands in a value is never filled in again."""
    assert wording(lang)("F204.message", key="level", value="{key}").count("{key}") == 1
