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


def announced(
    notice: Entry[Notice], studio: Studio, school: str, system: Indicators, notices: Mapping[str, Entry[Notice]]
) -> Announced | None:
    """What the lists of a notice say of a studio, which they may call without its school's name; None where they do not
    name it, or not one grade of the system, and where one of the other notices has changed them."""
    links = (link for other in notices.values() for link in other.record.links if link.to == notice.id)
    if notice.record.taken_down is not None or any(link.type in REVISING for link in links):
        return None
    full = [each.name for each in studio.names]  # no two studios have one, with the school's name before it or not
    names = {*full, *(name.removeprefix(school) for name in full)}
    rows = [(group, row) for group in notice.record.groups for row in group.rows if names.intersection(row)]
    bands = [band for band in system.bands if rows and all(_cell(*row, GRADE) == band.name for row in rows)]
    if len(bands) != 1:
        return None
    (group, row), *_ = rows
    own, scores = _score(group, row), [_score(group, each) for each in group.rows]
    if own is None or None in scores or len(set(scores)) < len(scores):
        return Announced(bands[0], None)
    return Announced(bands[0], 1 + sum(score > own for score in scores if score is not None))


def _score(group: ObjectGroup, row: tuple[str, ...]) -> Decimal | None:
    try:
        return read_decimal(_cell(group, row, SCORE) or "")
    except Unreadable:
        return None


def _cell(group: ObjectGroup, row: tuple[str, ...], word: str) -> str | None:
    """The cell in the one column whose name ends in a word."""
    found = [cell for column, cell in zip(group.columns, row, strict=False) if column.endswith(word)]
    return found[0] if len(found) == 1 else None
