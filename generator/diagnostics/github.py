"""Problems as GitHub workflow commands, which mark the lines of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from generator.core.problem import Problem, Severity
from generator.diagnostics.say import hint, message
from generator.wording import Wording, wording


def render(problems: Sequence[Problem], lang: str = "zh") -> str:
    """One command a problem. What a contributor wrote is escaped, so that it cannot become a command of its own."""
    words = wording(lang)
    return "".join(f"{_one(found, words)}\n" for found in problems)


def _one(found: Problem, words: Wording) -> str:
    kind = "error" if found.code.severity is Severity.ERROR else "warning"
    where = found.where
    place = f"file={_value(where.path)},line={where.line},col={where.column},title={found.code.id}"
    body = f"{message(found, words)}\n{words('problems.hint')}: {hint(found, words)}"
    return f"::{kind} {place}::{_text(body)}"


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
