"""Problems as GitHub workflow commands, which mark the lines of a pull request.

GitHub marks the first ten errors and the first ten warnings of a step and drops the others. So those ten are spread
over the files, and what would be dropped stands below them in the log, in full, as text that is no command.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from generator.core.problem import Problem, Severity
from generator.diagnostics.elsewhere import NOTHING, Elsewhere
from generator.diagnostics.say import hint, message, printable
from generator.wording import Wording, wording

MARKED = 10
"""How many commands of one severity GitHub shows in a step."""


def render(problems: Sequence[Problem], lang: str = "zh", elsewhere: Elsewhere = NOTHING) -> str:
    """What a contributor wrote is escaped, so that it cannot become a command of its own."""
    words = wording(lang)
    marked = {
        id(found)
        for severity in Severity
        for found in _spread([found for found in problems if found.code.severity is severity])[:MARKED]
    }
    lines = [_command(found, words) for found in problems if id(found) in marked]
    rest = [found for found in problems if id(found) not in marked]
    if rest:
        count = words("problems.not_marked", count=len(rest))
        lines += [f"::notice::{_text(count)}", f"::group::{_text(count)}"]
        lines += [_line(found, words) for found in rest]
        lines += ["::endgroup::"]
    if said := elsewhere.say(words):
        lines.append(said)
    return "".join(f"{line}\n" for line in lines)


def _spread(problems: Iterable[Problem]) -> list[Problem]:
    """The first of every file, then the second of every file, and so on."""
    turn: dict[str, int] = {}
    placed = []
    for number, found in enumerate(problems):
        turn[found.where.path] = turn.get(found.where.path, 0) + 1
        placed.append((turn[found.where.path], number, found))
    return [found for _, _, found in sorted(placed, key=lambda each: each[:2])]


def _command(found: Problem, words: Wording) -> str:
    where = found.where
    place = f"file={_value(where.path)},line={where.line},col={where.column},title={found.code.id}"
    body = f"{message(found, words)}\n{words('problems.hint')}: {hint(found, words)}"
    return f"::{found.code.severity.value} {place}::{_text(body)}"


def _line(found: Problem, words: Wording) -> str:
    where = found.where
    severity = words(f"severity.{found.code.severity.value}")
    said = f"{message(found, words)} {words('problems.hint')}: {hint(found, words)}"
    line = f"{printable(where.path)}:{where.line}:{where.column}: {severity} {found.code.id}: {said}"
    # The old form of a command begins with ##[ anywhere in a line.
    return line.replace("##[", "## [")


def _text(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _text(text).replace(":", "%3A").replace(",", "%2C")
