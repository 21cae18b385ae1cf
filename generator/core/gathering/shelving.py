"""The dataset under construction: entries on their way to their shelves, and what keeps some off them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from generator.core.dataset import Entry, LeftOut, may_learn
from generator.core.document import Document, Route
from generator.core.problem import Code, Problem, RecordKey, Where, problem
from generator.core.prose import MARKS, STUDIO_MARKS, render_prose
from generator.core.records.base import MISSING, UNKNOWN_KEY, Record, shape
from generator.core.records.kinds import Place
from generator.core.records.partial import unread_in
from generator.core.records.sheet import FAULTS_WITHOUT_END, FAULTY_ROWS

ID_TWICE = Code("R122", cause=("twice", "copied", "together"))


class Shelved(NamedTuple):
    """An entry on its way to a shelf, with what `Gathering.shelve` is told of it."""

    entry: Entry[Record]
    counts: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """What one file gives to the whole, whatever stands in the others."""

    problems: tuple[Problem, ...]
    known: frozenset[RecordKey]
    steps: tuple[LeftOut | Shelved, ...]
    """What is left out and what is shelved, in the order of the file: the first that is said of a record holds."""
    unnamed: frozenset[str]
    faulty_rows: int
    marks: int


@dataclass(slots=True)
class Gathering:
    """The dataset under construction."""

    problems: list[Problem] = field(default_factory=list)
    known: set[RecordKey] = field(default_factory=set)
    shelves: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    broken: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    logged: set[str] = field(default_factory=set)
    left_out: dict[RecordKey, LeftOut] = field(default_factory=dict)
    faulty_rows: Counter[str] = field(default_factory=Counter)
    """How many entries of tables and lists have errors, by studio."""
    marks: Counter[str] = field(default_factory=Counter)
    """How many marks are in the prose of each studio."""
    misnamed: set[str] = field(default_factory=set)
    """The files that nothing is published of since they may not be called what they are."""
    unnamed: set[str] = field(default_factory=set)
    """The studios of whose people not all could be read."""
    pictures: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """The names of the pictures in each studio's `files/`."""

    def entries(self, kind: str) -> Iterator[Entry[Any]]:
        """All of a kind, the broken ones last."""
        yield from self.shelves.get(kind, {}).values()
        yield from self.broken.get(kind, {}).values()

    def know(self, key: RecordKey) -> None:
        """Take note that a record exists, readable or not."""
        self.known.add(key)
        if key.kind == "member":
            self.known.add(RecordKey("person", key.id.rpartition("/")[2]))

    def shelve(self, entry: Entry[Record], *, counts: bool = False, others: tuple[str, ...] = ()) -> None:
        """Put an entry on its shelf, unless its id is taken: of a row that is not faulty by itself that `counts` as a
        fault. Of what stands on the shelves of `others` too, no two may have one name."""
        kind, name = entry.key
        if first := next((shelf[name] for other in others if name in (shelf := self.shelves.get(other, {}))), None):
            self.problems.append(
                problem(
                    ID_TWICE,
                    entry.where(),
                    related=(first.where(),),
                    record=entry.key,
                    id=name,
                    first=first.where().path,
                    copied="",
                    together=(first.where().path, entry.where().path),
                )
            )
        if first := self.shelves.get(kind, {}).get(name) or self.broken.get(kind, {}).get(name):
            whole = not entry.route
            place, where = first.where("id"), entry.where(*(() if whole else ("id",)))
            # A file that was copied has one fault, whatever its rows are called.
            copied = entry.name if place.path == where.path else ""
            names = [vars(each.record).get("name") for each in (first, entry)]
            same = kind == "member" and bool(copied) and names[0] is not None and names[0] == names[1]
            cut = -1 if whole else None
            self.problems.append(
                problem(
                    ID_TWICE,
                    where,
                    hint="hint_same" if same else "hint_file" if whole else "hint",
                    related=(place,),
                    record=entry.key,
                    id=entry.name,
                    first=place.path,
                    copied=copied,
                    # So has a folder, of which every file is one record.
                    together=tuple(tuple(each.path.split("/")[:cut]) for each in (place, where)),
                    line=place.line,
                )
            )
            self.faulty_rows[entry.studio] += counts
            private = entry.key.kind == "member"
            self.left_out.setdefault(entry.key, LeftOut(entry.key, entry.studio, entry.year, where, private=private))
            if private or not copied:
                return
            # A row that only has the number of another may have faults of its own.
            entry, name = replace(entry, broken=True), f"{name}#{where.line}"
        (self.broken if entry.broken else self.shelves).setdefault(kind, {})[name] = entry

    def drop(self, key: RecordKey, place: Place, where: Where, roles: Iterable[object] = ()) -> None:
        """Leave a record out; of a member, `roles` are those that can be read."""
        private = key.kind == "member" and may_learn(roles)
        self.leave_out(LeftOut(key, place.studio, place.year, where, private))

    def leave_out(self, out: LeftOut) -> None:
        """Leave a record out; the first place that is told of holds."""
        self.left_out.setdefault(out.key, out)

    def gives_up(self, place: Place, document: Document, *route: str | int) -> bool:
        """Whether the tables and lists of a studio are not read on, since so many of their entries have errors; told at
        the first that is not read, which stands at `route`."""
        count = self.faulty_rows[place.studio]
        if count < FAULTY_ROWS:
            return False
        where = document.where(*route)
        if count == FAULTY_ROWS:
            self.faulty_rows[place.studio] += 1
            self.problems.append(problem(FAULTS_WITHOUT_END, where, record=place.key, limit=FAULTY_ROWS))
        self.drop(place.key, place, where)
        self.misses(place)
        return True

    def misses(self, place: Place) -> None:
        """Take note that a file, or the rest of it, was not read."""
        if place.kind.name == "member":
            self.unnamed.add(place.studio)

    def shape(
        self, model: type[Record], value: Any, key: RecordKey, place: Place, document: Document, route: Route = ()
    ) -> Entry[Record]:
        """Make an entry of a plain value, and take note of what is wrong with it: then it is left out."""
        self.know(key)
        record, problems = shape(model, value, document, key, route)
        # A line that was put right has been told; where it stands now may not be where it belongs: then nothing is
        # missing there either.
        unknown = {each.where.line for each in problems if each.code is UNKNOWN_KEY}
        stray = unknown & document.mended
        self.problems += [
            each for each in problems if each.code not in {UNKNOWN_KEY, MISSING} or each.where.line not in stray
        ]
        prose = None
        if document.path.endswith(".md"):
            room = STUDIO_MARKS - self.marks[place.studio]
            prose, found = render_prose(document, key, self.pictures.get(place.studio), room)
            self.problems.extend(found)
            self.marks[place.studio] += prose.marks if place.studio else 0
        entry = Entry(key, record, document, route, place.studio, place.year, prose)
        if not problems and not document.mended and document.path not in self.misnamed:
            return entry
        held = value.get("roles") if isinstance(value, dict) else None
        roles = [role.get("role") for role in held if isinstance(role, dict)] if isinstance(held, list) else []
        self.drop(key, place, document.where(*route), roles)
        return replace(entry, broken=True, unread=unread_in(record))

    def has_room(self, studio: str) -> bool:
        """Whether what a studio has written so far takes nothing away from any single file."""
        return self.faulty_rows[studio] < FAULTY_ROWS and self.marks[studio] + MARKS <= STUDIO_MARKS

    def take(self, share: Share, studio: str) -> bool:
        """Take what a file gives, if that comes to the same as to read the file now: so many of the studio's rows may
        have faults by its end that it would not be read to it."""
        faulty = self.faulty_rows[studio] + share.faulty_rows
        if faulty + len(share.steps) >= FAULTY_ROWS:
            faulty += self._clashes(step for step in share.steps if isinstance(step, Shelved))
            if faulty >= FAULTY_ROWS:
                return False
        self.problems += share.problems
        self.known |= share.known
        self.unnamed |= share.unnamed
        self.faulty_rows[studio] += share.faulty_rows
        self.marks[studio] += share.marks
        for step in share.steps:
            if isinstance(step, LeftOut):
                self.leave_out(step)
            else:
                self.shelve(step.entry, counts=step.counts, others=step.others)
        return True

    def _clashes(self, steps: Iterable[Shelved]) -> int:
        """How many of these count as faults since their ids are taken, by others or among themselves."""
        seen: set[RecordKey] = set()
        count = 0
        for step in steps:
            kind, name = key = step.entry.key
            taken = key in seen or name in self.shelves.get(kind, {}) or name in self.broken.get(kind, {})
            count += step.counts and taken
            seen.add(key)
        return count


@dataclass(slots=True)
class Alone(Gathering):
    """The same of one file for itself: what becomes of its records is only known beside those of all others."""

    steps: list[LeftOut | Shelved] = field(default_factory=list)

    def shelve(self, entry: Entry[Record], *, counts: bool = False, others: tuple[str, ...] = ()) -> None:
        """Have an entry put on its shelf later."""
        self.steps.append(Shelved(entry, counts, others))

    def leave_out(self, out: LeftOut) -> None:
        """Have a record left out later, unless another place is known for it by then."""
        self.steps.append(out)
