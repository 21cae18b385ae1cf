"""Geometry and order of what page templates draw: bars, radars, the days of a notice, the course of a notice.

Pure functions, given to the templates as globals. They decide where things stand, never what they are called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Literal

from generator.core.edition.form import Notice, NoticeGroup, NoticeLink, Period
from generator.core.records.achievement import LEVELS
from generator.core.records.indicators import By

MOST_DAYS = 10
"""Longer periods show their ends and today."""
ENDS = 3
"""How many days are shown at either end of a long period."""
CENTRE = (175.0, 158.0)
RADIUS = 104.0
ROOM = 1.25
"""How much of a target a chart has room for, even where less was reached."""
FARTHEST = 2.5
RINGS = (0.25, 0.5, 0.75, 1.0)


CellLabel = Literal["now", "now_rest", "last", "rest", "uncounted", "number", "gap"]
"""What is written below a day."""
EventKind = Literal["published", "opens", "open", "closes", "decided", "linked"]
Anchor = Literal["start", "middle", "end"]


def share(part: str | int, whole: str | int) -> str:
    """The width of a bar: `part` of `whole` in percent, a hair less than all so that its outline stays inside."""
    total = float(whole)
    return f"{_reach(float(part) / total) * 99.5:.2f}%" if total else "0%"


def _reach(share: float) -> float:
    """Bonus may lead beyond all there is, deductions below nothing; a drawing ends there."""
    return max(0.0, min(share, 1.0))


def level_kind(level: str) -> str:
    """The kind of mark for a level, from the highest; both school and enterprise have a pale frame."""
    return str(min(LEVELS.index(level) + 1, 4)) if level in LEVELS else "0"


GIVERS: Mapping[By, str] = {"计算": "c", "计算并复核": "p", "评审": "r"}


def giver_kind(by: By) -> str:
    """The kind of mark for whoever gave the marks of a point."""
    return GIVERS[by]


@dataclass(frozen=True, slots=True)
class Cell:
    """A day in the strip of a period, or a gap of `skipped` days."""

    day: str
    number: int | None
    when: Literal["past", "now", "next", "rest", "gap"]
    label: CellLabel
    skipped: int = 0


def strip(period: Period) -> tuple[Cell, ...]:
    """The days of a period as they are drawn: all of them, or both ends and today with gaps between."""
    count = len(period.days)
    shown = set(range(count))
    if count > MOST_DAYS:
        today = {place for place, day in enumerate(period.days) if day.when == "now"}
        shown = {*range(ENDS), *range(count - ENDS, count), *today}
    cells: list[Cell] = []
    skipped = 0
    for place, day in enumerate(period.days):
        if place not in shown:
            skipped += 1
            continue
        if skipped:
            cells.append(Cell("", None, "gap", "gap", skipped))
            skipped = 0
        rests = day.number is None
        label: CellLabel
        if day.when == "now":
            label = "now_rest" if rests else "now"
        elif place == count - 1:
            label = "last"
        elif not rests:
            label = "number"
        else:
            label = "uncounted" if place == 0 and period.count_from == "次日" else "rest"
        cells.append(Cell(day.day, day.number, "rest" if rests and day.when != "now" else day.when, label))
    return tuple(cells)


@dataclass(frozen=True, slots=True)
class Event:
    """A day in the course of a notice: its own, or that of a notice linked to it."""

    day: str
    kind: EventKind
    when: Literal["past", "now", "next"]
    link: NoticeLink | None = None


def course(notice: Notice, decided_on: str | None = None) -> tuple[Event, ...]:
    """What happened and what is still to come, the earliest first; with the decision that a notice makes public."""
    events = [Event(link.published, "linked", "past", link) for link in notice.links]
    if decided_on:
        events.append(Event(decided_on, "decided", "past"))
    period = notice.period
    coming, running = notice.state == "scheduled", notice.state == "open"
    if period is None or period.opens != notice.published or not running:
        events.append(Event(notice.published, "published", "past"))
    if period is not None:
        if running:
            events.append(Event(period.opens, "open", "now"))
        elif period.opens != notice.published or coming:
            events.append(Event(period.opens, "opens", "next" if coming else "past"))
        if notice.state not in {"superseded", "withdrawn"}:
            events.append(Event(period.closes, "closes", "next" if coming or running else "past"))
    return tuple(sorted(events, key=lambda event: (event.when == "next", event.day)))


def moves(*notices: Notice) -> bool:
    """Whether the calendar alone will change the state of a notice: then a script sees to it in the browser."""
    return any(notice.turns and notice.turns[-1].state != notice.state for notice in notices)


def row_header(group: NoticeGroup) -> int:
    """Which column of a list names its rows: the second where the first only counts them."""
    counts = len(group.columns) > 1 and all(row and row[0].isdigit() for row in group.rows)
    return int(bool(group.rows) and counts)


@dataclass(frozen=True, slots=True)
class Aims:
    """Bars against one line, in percent of the width: where the line stands and how far each bar reaches."""

    line: str
    bars: tuple[str, ...]


def aims(shares: Sequence[str]) -> Aims:
    """Place the line so that what goes beyond it has room; what is more than FARTHEST of the target ends there."""
    reached = [min(max(float(share), 0.0) / 100, FARTHEST) for share in shares]
    whole = max([ROOM, *reached])
    return Aims(f"{99.5 / whole:.2f}%", tuple(f"{99.5 * part / whole:.2f}%" for part in reached))


@dataclass(frozen=True, slots=True)
class Label:
    """A name at the rim of a radar."""

    text: str
    x: str
    y: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class Radar:
    """A radar as lists of points, in a box of 350 by 316."""

    rings: tuple[str, ...]
    spokes: tuple[str, ...]
    shape: str
    dots: tuple[tuple[str, str], ...]
    labels: tuple[Label, ...]


def radar(names: Sequence[str], parts: Sequence[str], wholes: Sequence[str]) -> Radar:
    """Place each share on its spoke, clockwise from the top."""
    count = len(names)
    shares = [float(part) / float(whole) if float(whole) else 0.0 for part, whole in zip(parts, wholes, strict=True)]
    rim = [_point(place, count, 1.0) for place in range(count)]
    dots = [_point(place, count, _reach(reached)) for place, reached in enumerate(shares)]
    return Radar(
        rings=tuple(_points([_point(place, count, ring) for place in range(count)]) for ring in RINGS),
        spokes=tuple(f"M{CENTRE[0]:.0f} {CENTRE[1]:.0f}L{x:.1f} {y:.1f}" for x, y in rim),
        shape=_points(dots),
        dots=tuple((f"{x - 3:.1f}", f"{y - 3:.1f}") for x, y in dots),
        labels=tuple(_label(name, place, count) for place, name in enumerate(names)),
    )


def _label(name: str, place: int, count: int) -> Label:
    x, y = _point(place, count, 1.135)
    middle = abs(x - CENTRE[0]) < 8
    anchor: Anchor = "middle" if middle else "start" if x > CENTRE[0] else "end"
    # Text stands on its baseline: above the rim it needs no push, below it one of its own height.
    drop = 4.5 + 9.0 * (y - CENTRE[1]) / RADIUS
    return Label(name, f"{x:.1f}", f"{y + drop - (4.5 if y < CENTRE[1] else 0):.1f}", anchor)


def _point(place: int, count: int, reach: float) -> tuple[float, float]:
    angle = 2 * pi * place / count
    return CENTRE[0] + RADIUS * reach * sin(angle), CENTRE[1] - RADIUS * reach * cos(angle)


def _points(points: Sequence[tuple[float, float]]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


FLOOR, CEILING = 220.0, 30.0
"""Where columns stand and how high they may reach, in a drawing of 250 pixels."""
LEFT, COLUMN = 9.0, 8.0
"""Where the first column begins, and its width, in percent."""
STEPS = 3
"""Into how many steps of the scale the tallest column falls at most."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a column; `kind` is the number of its part, from 1."""

    kind: int
    y: str
    height: str


@dataclass(frozen=True, slots=True)
class Stacked:
    """A column: its name, where it stands, its parts from the ground up, its height in words and where that is said."""

    name: str
    x: str
    middle: str
    pieces: tuple[Piece, ...]
    total: int
    top: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Columns on a scale: the lines of the scale with their numbers, then the columns."""

    scale: tuple[tuple[int, str], ...]
    columns: tuple[Stacked, ...]


def stack(rows: Sequence[tuple[str, Sequence[str]]]) -> Stack:
    """Place the parts of each row on top of one another."""
    sums = [sum(int(part) for part in parts) for _, parts in rows]
    step = _step(max(sums, default=0))
    most = step * max(1, -(-max(sums, default=0) // step))
    pixels = (FLOOR - CEILING) / most
    between = (100 - LEFT) / max(1, len(rows))
    columns = []
    for place, ((name, parts), total) in enumerate(zip(rows, sums, strict=True)):
        pieces: list[Piece] = []
        reached = 0
        for kind, part in enumerate(map(int, parts), start=1):
            if part:
                reached += part
                pieces.append(Piece(kind, f"{FLOOR - reached * pixels:.1f}", f"{part * pixels:.1f}"))
        x = LEFT + between * place + (between - COLUMN) / 2
        columns.append(
            Stacked(
                name,
                f"{x:.2f}%",
                f"{x + COLUMN / 2:.2f}%",
                tuple(pieces),
                total,
                f"{FLOOR - total * pixels - 7:.1f}",
            )
        )
    scale = tuple((value, f"{FLOOR - value * pixels:.1f}") for value in range(step, most + 1, step))
    return Stack(scale, tuple(columns))


def _step(most: int) -> int:
    """A round number that goes into `most` at most so often."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if most <= step * factor * STEPS:
                return step * factor
        step *= 10
