"""Problems for a terminal: place, severity, code, message; the line with a caret; the hint."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice

from generator.core.problem import Problem, Severity
from generator.core.source import Sources
from generator.core.values.personal import masked
from generator.diagnostics.say import hint, message, printable
from generator.wording import Wording, wording
from generator.wording.width import width

MOST = 200
PLACES = 5
"""How many further places of one problem are shown."""
EXCERPT = 100
_COLORS = {Severity.ERROR: "\x1b[31m", Severity.WARNING: "\x1b[33m"}
_FAINT, _PLAIN = "\x1b[2m", "\x1b[0m"


def render(problems: Sequence[Problem], sources: Sources, lang: str = "zh", *, color: bool = False) -> str:
    """All problems as text, cut at MOST with a count of the rest; "" when there are none."""
    words = wording(lang)
    shown = "\n".join(_one(found, sources, words, color) for found in islice(problems, MOST))
    if len(problems) > MOST:
        shown += "\n" + words("problems.cut", count=len(problems) - MOST)
    return shown + "\n" if shown else ""


def summary(errors: int, warnings: int, files: int, lang: str = "zh") -> str:
    """The closing line."""
    words = wording(lang)
    counts = words("problems.summary", errors=errors, warnings=warnings, files=files)
    return counts if errors or warnings else f"{words('problems.clean')} {counts}"


def _one(found: Problem, sources: Sources, words: Wording, color: bool) -> str:
    where = found.where
    severity = words(f"severity.{found.code.severity.value}")
    if color:
        severity = f"{_COLORS[found.code.severity]}{severity}{_PLAIN}"
    lines = [
        f"{printable(where.path)}:{where.line}:{where.column}: {severity} {found.code.id}: {message(found, words)}",
        *_excerpt(found, sources, color),
        f"    {words('problems.hint')}: {hint(found, words)}",
        *(
            f"    {words('problems.related')}: {printable(place.path)}:{place.line}:{place.column}"
            for place in found.related[:PLACES]
        ),
    ]
    if len(found.related) > PLACES:
        lines.append(f"    {words('problems.more_places', count=len(found.related) - PLACES)}")
    return "\n".join(lines)


def _excerpt(found: Problem, sources: Sources, color: bool) -> Iterable[str]:
    """The line of the problem and carets under it; nothing for a problem of a whole file or folder."""
    text = sources.line(found.where.path, found.where.line)
    if text is None or not text.strip():
        return
    faint, plain = (_FAINT, _PLAIN) if color else ("", "")
    label, shown = numbered(found.where.line, text, found.where.column)
    margin, carets = underlined(text, found.where.column, found.where.length)
    yield f"{faint}{label}{plain}{shown}"
    yield f"{faint}{margin}{plain}{carets}"


def numbered(number: int, text: str, column: int) -> tuple[str, str]:
    """A line's number in the margin, and as much of the line around a column as there is room for."""
    before = _cut_before(column)
    shown = printable_line(masked(text))  # a log of a check is often public
    cut = shown[before : before + EXCERPT]
    if before:
        cut = f"…{cut[1:]}" if width(shown[before]) == 1 else f"… {cut[1:]}"
    return f"{number:>5} | ", f"{cut}…" if len(shown) > before + EXCERPT else cut


def underlined(text: str, column: int, length: int) -> tuple[str, str]:
    """The margin and the carets that stand under a line."""
    start, before = column - 1, _cut_before(column)
    carets = "^" * max(1, width(text[start : min(start + length, before + EXCERPT)]))
    return f"{'':>5} | ", f"{' ' * width(text[before:start])}{carets}"


def _cut_before(column: int) -> int:
    return max(0, column - 1 - EXCERPT // 2)


def printable_line(text: str) -> str:
    """A source line with tabs and unprintable characters made visible in one column each."""
    return "".join(character if character.isprintable() else "·" for character in text)
