"""The last of the privacy gate: whoever is not named in public is not named in any sentence either.

A name is known from the records; where it stands in what somebody wrote of something else (a story, a title, a report),
it is masked as it would be beside the record. Notices are left as they are: they are documents, which the log holds to
the letter, and their lists come down by their own rules.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from operator import is_
from typing import Any

from generator.core.compute.person import masked
from generator.core.compute.takedown import in_effect
from generator.core.dataset import Dataset
from generator.core.edition import form
from generator.core.edition.naming import Names
from generator.core.problem import RecordKey

SOMEBODY = "某某"
"""What stands in a sentence instead of the name of somebody who was taken down: of it not even the family name is left.
"""
SHORTEST = 2
"""Of a name that is looked for: a single character stands in too many words."""

_SILENT = frozenset({type(None), int, bool, Decimal})
"""The types of what has no text in it."""

Mask = Callable[[Any], Any]
"""From something of an Edition to the same with names masked."""


def without_names(edition: form.Edition, mask: Mask) -> form.Edition:
    """The same with the names masked of all who are not named in full."""
    walked = {
        field.name: mask(getattr(edition, field.name))
        for field in fields(edition)
        if field.init and field.name not in {"notices", "log", "site"}
    }
    return replace(edition, **walked)


def masking(dataset: Dataset, names: Names, as_of: date) -> Mask:
    """What masks the names of all who are not named in full, wherever they stand in something."""
    hidden, shown = _names(dataset, names)
    down = _taken_down(dataset, as_of) - shown
    hidden |= down
    if not hidden:
        return lambda value: value
    # The longest first: 何守 is not looked for within 何守诚, who is named.
    every = sorted({*hidden, *shown}, key=lambda name: (-len(name), name))
    pattern = re.compile("|".join(map(re.escape, every)))
    instead = {name: SOMEBODY if name in down else masked(name) for name in hidden}
    return lambda value: _masked(value, pattern, instead)


def _names(dataset: Dataset, names: Names) -> tuple[frozenset[str], frozenset[str]]:
    """The full names that are not shown, and those that are; a name that two people have is shown."""
    given = {number: entry.record.name for number, entry in dataset.people().items()}
    public = frozenset(name for number, name in given.items() if name and names.person(number).name == name)
    known = {*given.values(), *dataset.withheld}
    private = frozenset(name for name in known if name and _is_looked_for(name) and masked(name) != name)
    return private - public, public


def _is_looked_for(name: str) -> bool:
    """Whether a name can be found in sentences: digits or signs typed for one would be found in every figure."""
    return len(name) >= SHORTEST and any(map(str.isalpha, name))


def _taken_down(dataset: Dataset, as_of: date) -> frozenset[str]:
    """The full names of those who were taken down."""
    down = in_effect(dataset, as_of)
    given = ((number, entry.record.name) for number, entry in dataset.people().items())
    return frozenset(
        name for number, name in given if name and _is_looked_for(name) and RecordKey("person", number) in down
    )


def _masked(value: Any, pattern: re.Pattern[str], instead: Mapping[str, str]) -> Any:
    """A value with every text in it masked; the value itself where nothing is."""
    if isinstance(value, str):
        return pattern.sub(lambda found: instead.get(found[0], found[0]), value) if pattern.search(value) else value
    if isinstance(value, tuple):
        parts = [each if type(each) in _SILENT else _masked(each, pattern, instead) for each in value]
        if all(map(is_, parts, value)):
            return value
        return type(value)(*parts) if hasattr(value, "_fields") else tuple(parts)
    changed = {}
    kind: Any = type(value)
    for name in _fields(kind):
        old = getattr(value, name)
        if type(old) not in _SILENT and (new := _masked(old, pattern, instead)) is not old:
            changed[name] = new
    return replace(value, **changed) if changed else value


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """What a form holds; nothing of what is none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
