"""What `explain` answers: what a code means, with a wrong and a right example."""

from __future__ import annotations

from collections.abc import Iterator

from generator.answers.columns import aligned
from generator.core.codes import CODES, FAMILIES, family
from generator.core.pages import address
from generator.core.problem import Code
from generator.core.values.word import nearest
from generator.wording import Wording
from generator.wording.example import Piece, example


def known(given: str) -> Code | None:
    """The code that is meant, in whichever case it is typed."""
    return CODES.get(given.strip().upper())


def no_such(given: str, words: Wording) -> str:
    """That there is no such code, and which may be meant."""
    meant = nearest(given.strip().upper(), tuple(CODES))
    return words("explain.unknown_nearest", code=given, meant=meant) if meant else words("explain.unknown", code=given)


def as_text(code: Code, words: Wording) -> str:
    """All that is to be said of a code."""
    return "\n".join(_lines(code, words)) + "\n"


def _lines(code: Code, words: Wording) -> Iterator[str]:
    shown, severity = example(code.id), words(f"severity.{code.severity.value}")
    yield f"{severity} {code.id}: {words.pattern(f'{code.id}.message')}"
    yield ""
    for name, key in (("cause", "why"), ("source", "source")):
        yield f"{words(f'explain.{name}')}: {words(f'{code.id}.{key}')}"
    yield ""
    yield f"{words('explain.wrong')}:"
    yield f"{shown.at}: {severity} {code.id}: {shown.message[words.lang]}"
    yield from _pieces(shown.wrong, shown.at, words)
    yield f"    {words('problems.hint')}: {shown.hint[words.lang]}"
    yield ""
    yield f"{words('explain.right')}:"
    yield from _pieces(shown.right, "", words)
    yield ""
    yield f"{words('explain.hints')}:"
    yield from (f"  - {hint}" for hint in hints(code, words))
    yield ""
    yield words("explain.page", address=address.code(code.id))


def _pieces(pieces: tuple[Piece, ...], at: str, words: Wording) -> Iterator[str]:
    """Each file under its path; the first one's path is not said again where the problem's place says it."""
    for index, piece in enumerate(pieces):
        note = words(f"note.{piece.note}", to=piece.to) if piece.note else ""
        if index or note or not at.startswith(f"{piece.path}:"):
            yield f"{piece.path} ({note})" if piece.path and note else piece.path or f"({note})"
        if piece.text:
            yield piece.text


def hints(code: Code, words: Wording) -> list[str]:
    """Everything that may be advised, with blanks for what depends on the case."""
    return [words.pattern(key) for key in words.texts if key.startswith(f"{code.id}.hint")]


def as_list(words: Wording) -> str:
    """Every code by family, with what it says."""
    parts = []
    for letter in FAMILIES:
        rows = [
            [code.id, words(f"severity.{code.severity.value}"), words.pattern(f"{code.id}.message")]
            for code in family(letter)
        ]
        parts.append(f"{letter} {words(f'family.{letter}')}\n{aligned(rows)}")
    return "\n".join(parts)
