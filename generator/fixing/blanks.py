"""Blanks that say nothing: at the ends of lines of YAML, and tabs between its words."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from generator.core.records.kinds import Place
from generator.fixing.edit import Edit, edited
from generator.fixing.reading import read
from generator.fixing.structure import Structure, structure_of, yaml_lines

_TRAILING = re.compile(r"[ \t]+$")
_TABS = re.compile(r"(?<=[^ \t])[ \t]*\t[ \t]*$")


def mend_blanks(path: str, text: str, _: Place) -> tuple[str, tuple[str, ...]]:
    """The text without trailing blanks and with blanks for tabs, and the kinds of changes; the same text where its
    YAML cannot be read. Comments and texts of several lines keep what they have, so does the prose of Markdown."""
    before = read(path, text).document
    seen = structure_of(path, text)
    if before is None or seen is None or seen.fault is not None:
        return text, ()
    found = list(_found(path, text, seen))
    after = edited(text, (edit for _, edit in found))
    reread = read(path, after).document
    if not found or reread is None or (reread.value, reread.body) != (before.value, before.body):
        return text, ()
    return after, tuple(kind for kind, _ in found)


def _found(path: str, text: str, seen: Structure) -> Iterator[tuple[str, Edit]]:
    part = yaml_lines(path, text)
    assert part is not None
    lines = text.split("\n")
    long = set[int]()
    begun: defaultdict[int, list[int]] = defaultdict(list)
    commented: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
    for start, end in seen.scalars.items():
        begun[start[0]].append(start[1])
        if start[0] == end[0]:
            commented[start[0]].append((start[1], end[1]))
        else:
            long.update(range(start[0], end[0] + (end[1] > 0)))
    for place in seen.opened:
        begun[place[0]].append(place[1])
    # The fences of front matter are no YAML, but nobody sees their blanks either.
    for number in range(max(part[0] - 1, 0), min(part[1] + 1, len(lines))):
        line = lines[number]
        if number in long or _comment(line, commented[number]):
            continue
        for column in begun[number]:
            if (tabs := _TABS.search(line, 0, column)) and tabs.start() > 0:
                yield "tabs", Edit(number, tabs.start(), tabs.end(), " ")
        if trailing := _TRAILING.search(line):
            yield "blanks", Edit(number, trailing.start(), trailing.end(), "")


def _comment(line: str, scalars: list[tuple[int, int]]) -> bool:
    """Whether a comment begins on a line that holds these scalars."""
    for found in re.finditer(r"(?:^|(?<=[ \t]))#", line):
        if not any(start <= found.start() < end for start, end in scalars):
            return True
    return False
