"""What the notice of a result has said of a studio: that is decided, and no record that breaks later takes it back.

It is read from the notice's list, which the school writes and the log vouches for: the row with the studio's name, its
grade, and its place by the scores of the list. A quota compares studios, so that without this one studio's broken file
would unsettle what was decided about another.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from generator.core.dataset import Entry
from generator.core.records.indicators import Band, Indicators
from generator.core.records.notice import LinkType, Notice, ObjectGroup
from generator.core.records.studio import Studio
from generator.core.values.number import read_decimal
from generator.core.values.unreadable import Unreadable

GRADE, SCORE = "等级", "得分"
"""What the columns of a list are called in which grades and scores stand, whatever comes before the word: 终评等级."""

REVISING: frozenset[LinkType] = frozenset({"更正", "取代", "撤回"})
"""What another notice does to one whose list is not the last word any more."""


@dataclass(frozen=True, slots=True)
class Announced:
    """A grade as the list of a notice has it; the place only where each row has a score of its own, since the list
    gives them cut to two decimals."""

    band: Band
    place: int | None


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a notice's list that names a studio: the list, and the numbers of list and row from 0."""

    group: ObjectGroup
    number: int
    index: int

    def cell(self, word: str) -> tuple[int, str] | None:
        """The cell in the one column whose name ends in a word, with the column's number."""
        return _cell(self.group, self.group.rows[self.index], word)


def announced(
    notice: Entry[Notice], studio: Studio, school: str, system: Indicators, notices: Mapping[str, Entry[Notice]]
) -> Announced | None:
    """What the lists of a notice say of a studio; None where they do not name it, or not one grade of the system."""
    lines = lines_of(notice, studio, school, notices)
    given = [cell[1] if (cell := line.cell(GRADE)) else None for line in lines]
    bands = [band for band in system.bands if given and all(name == band.name for name in given)]
    if len(bands) != 1:
        return None
    group = lines[0].group
    own, scores = _score(group, group.rows[lines[0].index]), [_score(group, each) for each in group.rows]
    if own is None or None in scores or len(set(scores)) < len(scores):
        return Announced(bands[0], None)
    return Announced(bands[0], 1 + sum(score > own for score in scores if score is not None))


def lines_of(
    notice: Entry[Notice], studio: Studio, school: str, notices: Mapping[str, Entry[Notice]]
) -> tuple[Line, ...]:
    """Where the lists of a notice name a studio, which they may call without its school's name; nowhere where one of
    the other notices has changed them."""
    links = (link for other in notices.values() for link in other.record.links if link.to == notice.id)
    if notice.record.taken_down is not None or any(link.type in REVISING for link in links):
        return ()
    full = [each.name for each in studio.names]  # no two studios have one, with the school's name before it or not
    names = {*full, *(name.removeprefix(school) for name in full)}
    return tuple(
        Line(group, number, index)
        for number, group in enumerate(notice.record.groups)
        for index, row in enumerate(group.rows)
        if names.intersection(row)
    )


def _score(group: ObjectGroup, row: tuple[str, ...]) -> Decimal | None:
    cell = _cell(group, row, SCORE)
    return read_score(cell[1]) if cell else None


def read_score(text: str) -> Decimal | None:
    """A score as a list has it; None where it is none."""
    try:
        return read_decimal(text)
    except Unreadable:
        return None


def _cell(group: ObjectGroup, row: tuple[str, ...], word: str) -> tuple[int, str] | None:
    """The cell in the one column whose name ends in a word, with the column's number."""
    pairs = enumerate(zip(group.columns, row, strict=False))
    found = [(at, cell) for at, (column, cell) in pairs if column.endswith(word)]
    return found[0] if len(found) == 1 else None
