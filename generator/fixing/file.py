"""Mending one file: its bytes, its syntax, its blanks, its values, until nothing more is to be done."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.core.problem import Problem, Where
from generator.core.records.kinds import Place, place_of
from generator.core.records.notice import LISTS
from generator.core.source import SourceFile, as_read
from generator.fixing.blanks import mend_blanks
from generator.fixing.encoding import decoded
from generator.fixing.reading import problems_of
from generator.fixing.syntax import mend_syntax
from generator.fixing.table import mend_table
from generator.fixing.values import doubtful_items, mend_values

ROUNDS = 8
"""One mended fault may uncover the next. A file that is still changing after so many rounds is left as it is."""
TYPED_IN_CHINESE = frozenset({"colons", "commas", "braces", "brackets"})
"""The kinds of changes that show that the input method for Chinese was on."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file as it was and as it should be: its bytes, and its text for showing ("" if it has none); how much was done
    of each kind; what is wrong with it by itself, before and after; and, though it is no fault, what may be several
    items."""

    path: str
    before: bytes
    after: bytes
    was: str
    now: str
    done: Mapping[str, int] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    left: tuple[Problem, ...] = ()
    doubts: tuple[tuple[Where, str], ...] = ()

    @property
    def changed(self) -> bool:
        """Whether anything is to be done."""
        return self.before != self.after


def mend(path: str, data: bytes) -> Mended:
    """Mend the bytes of a file at a path. Mending the result changes nothing."""
    problems = _problems(path, data)
    found = decoded(data)
    if found is None:
        return Mended(path, data, data, "", "", {}, problems, problems)
    was, done = found
    now = was
    if place := place_of(path):
        now, more = _settled(path, was, place)
        done += more
    after = now.encode()
    # A file that is neither a record nor a list is evidence: it is made readable, and otherwise kept to the byte.
    kept = place is None and not LISTS.fullmatch(path) and isinstance(as_read(path, data), SourceFile)
    if kept or after == data or isinstance(as_read(path, after), Problem):
        return Mended(path, data, data, was, was, {}, problems, problems)
    doubts = doubtful_items(path, now, place) if place and TYPED_IN_CHINESE & set(done) else ()
    return Mended(path, data, after, was, now, Counter(done), problems, _problems(path, after), doubts)


def _settled(path: str, text: str, place: Place) -> tuple[str, tuple[str, ...]]:
    """The text after as many rounds as it takes, and all that was done."""
    now = text
    done: tuple[str, ...] = ()
    for _ in range(ROUNDS):
        before = now
        for mend_part in (mend_table,) if path.endswith(".csv") else (mend_syntax, mend_blanks):
            now, more = mend_part(path, now, place)
            done += more
        now, more = mend_values(path, now, place, text)
        done += more
        if now == before:
            return now, done
    return text, ()


def _problems(path: str, data: bytes) -> tuple[Problem, ...]:
    """What is wrong with a file by itself."""
    file = as_read(path, data)
    return (file,) if isinstance(file, Problem) else problems_of(path, file.text or "")
