"""What is not the same in two Editions: records that came, went or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields, is_dataclass
from typing import Any, Literal

from generator.core.edition.form import Consequences, Criteria, Cycle, Duties, Edition, IndicatorSystem, Process

Rule = IndicatorSystem | Criteria | Process | Duties | Cycle | Consequences
What = Literal["added", "changed", "gone"]
KINDS = ("studio", "person", "achievement", "notice", "grade", "rule")


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is in one of two Editions alone, or says something else: `fields` are those that differ. Names and
    titles are not repeated here: what was taken down stays down."""

    kind: str
    id: str
    what: What
    fields: tuple[str, ...] = ()

    def as_data(self) -> dict[str, Any]:
        """For JSON."""
        return {**asdict(self), "fields": list(self.fields)}


def changes(before: Edition, after: Edition) -> Iterator[Change]:
    """What is not the same, kind by kind, by id."""
    old, new = records_of(before), records_of(after)
    for kind in KINDS:
        yield from between(kind, old[kind], new[kind])


def between(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterator[Change]:
    """What is not the same in two shelves of one kind."""
    for name in sorted(old.keys() | new.keys()):
        if name not in new:
            yield Change(kind, name, "gone")
        elif name not in old:
            yield Change(kind, name, "added")
        elif differing := _differing(old[name], new[name]):
            yield Change(kind, name, "changed", differing)


def _differing(old: Any, new: Any) -> tuple[str, ...]:
    if not is_dataclass(old):
        return ()
    return tuple(field.name for field in fields(old) if getattr(old, field.name) != getattr(new, field.name))


def records_of(edition: Edition) -> Mapping[str, Mapping[str, Any]]:
    """The records that can be told apart by their ids, by kind and id."""
    return {
        "studio": {each.id: each for each in edition.studios},
        "person": {each.id: each for each in edition.people},
        "achievement": {f"{each.studio}/{each.id}": each for each in edition.achievements},
        "notice": {each.id: each for each in edition.notices},
        "grade": {f"{year.year}/{each.studio}": each for year in edition.grade_years for each in year.grades},
        "rule": {f"{each.year}/{each.id}": each for each in _rules(edition)},
    }


def _rules(edition: Edition) -> tuple[Rule, ...]:
    """Every rule of every year: their files share a folder, so no two have the same id."""
    return (
        *edition.systems,
        *edition.criteria,
        *edition.processes,
        *edition.duties,
        *edition.cycles,
        *edition.consequences,
    )
