"""What makes a problem the same one in the next run, though lines have moved: for programs that compare runs."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Sequence

from generator.core.problem import Problem
from generator.core.source import Sources

_PASSING = frozenset({"line", "as_of", "meant", "allowed"})
"""Blanks that say where something stands, what day it is or what else there is: they change without the fault."""
_LINES = frozenset({"first", "middle", "last"})
"""Blanks that may hold the numbers of lines too."""


def fingerprints(problems: Sequence[Problem], sources: Sources) -> tuple[str, ...]:
    """A digest for each problem, no two alike: of its code, its file, what it says and the line it stands on. Those
    that agree in all of it are counted."""
    seen: Counter[str] = Counter()
    found = []
    for one in problems:
        # What is wrong with a file or a row as a whole stands on no line of its own.
        whole = one.where.column == one.where.length == 1
        line = "" if whole else sources.line(one.where.path, one.where.line) or ""
        values = [[name, str(value)] for name, value in one.args if not _passes(name, value)]
        said = json.dumps([one.code.id, one.where.path, values, line.strip()], ensure_ascii=False)
        found.append(hashlib.sha256(f"{seen[said]} {said}".encode("utf-8", "surrogatepass")).hexdigest())
        seen[said] += 1
    return tuple(found)


def _passes(name: str, value: object) -> bool:
    return name in _PASSING or (name in _LINES and isinstance(value, int))
