"""Where the YAML of a file stands, and what the parser sees in it: the scalars with their places, up to a fault."""

from __future__ import annotations

from dataclasses import dataclass, field

import yaml

from generator.core.document import DEPTH

Place = tuple[int, int]
"""Line and column in the file, from 0."""

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_FENCE = "---"


@dataclass(slots=True)
class Structure:
    """What the parser sees: scalars by where they begin, with their end; which of them are quoted, blocks of
    lines, or keys; where flow collections begin and end. `fault` is the line at which it stumbles, `context` that of
    what it was about, None if there is none."""

    scalars: dict[Place, Place] = field(default_factory=dict)
    quoted: set[Place] = field(default_factory=set)
    blocks: dict[Place, Place] = field(default_factory=dict)
    keys: dict[Place, str] = field(default_factory=dict)
    opened: set[Place] = field(default_factory=set)
    closed: set[Place] = field(default_factory=set)
    fault: int | None = None
    context: int | None = None


def yaml_lines(path: str, text: str) -> tuple[int, int] | None:
    """The first line of the YAML of a file and the one behind its last, from 0; None where there is none."""
    lines = text.split("\n")
    if path.endswith(".yml"):
        return 0, len(lines)
    if not path.endswith(".md") or lines[0].rstrip() != _FENCE:
        return None
    end = next((number for number, line in enumerate(lines) if number and line.rstrip() == _FENCE), None)
    return None if end is None else (1, end)


def structure_of(path: str, text: str) -> Structure | None:
    """What the parser sees in the YAML of a file; None where there is no YAML."""
    part = yaml_lines(path, text)
    if part is None:
        return None
    first, behind = part
    seen = Structure()
    # Of each open collection: whether the next scalar of it is a key; None for a list.
    awaited: list[bool | None] = []

    def value_comes() -> bool:
        """Take note that a node stands here; say whether it is a key."""
        if not awaited or awaited[-1] is None:
            return False
        key = awaited[-1]
        awaited[-1] = not key
        return key

    try:
        for event in yaml.parse("\n".join(text.split("\n")[first:behind]) + "\n", Loader=_Loader):
            assert event.start_mark is not None  # events that are parsed have their places
            assert event.end_mark is not None
            start = (first + event.start_mark.line, event.start_mark.column)
            end = (first + event.end_mark.line, event.end_mark.column)
            if isinstance(event, yaml.ScalarEvent):
                if value_comes():
                    seen.keys[start] = event.value
                seen.scalars[start] = end
                if event.style in {'"', "'"}:
                    seen.quoted.add(start)
                elif event.style:
                    seen.blocks[start] = end
            elif isinstance(event, yaml.AliasEvent):
                value_comes()
            elif isinstance(event, yaml.CollectionStartEvent):
                if len(awaited) >= DEPTH:  # no record, and libyaml takes the square of the depth
                    seen.fault = start[0]
                    break
                value_comes()
                awaited.append(True if isinstance(event, yaml.MappingStartEvent) else None)
                if event.flow_style:
                    seen.opened.add(start)
            elif isinstance(event, yaml.CollectionEndEvent):
                awaited.pop()
                seen.closed.add(end)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        seen.fault = first + (mark.line if mark else 0)
        seen.context = first + error.context_mark.line if error.context_mark else None
    except yaml.YAMLError:
        seen.fault = first
    return seen
