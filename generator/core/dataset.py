"""Gathering: every record of the repository in one place, by kind and id, with what is known of the broken ones.

One broken file does not make its neighbours' references "unknown": what exists is known by its place even when it
cannot be read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeVar

from generator.core.content import PICTURES, Content, kind_by_name
from generator.core.document import DUPLICATE_KEY, KEY, Document, Parsed, Route
from generator.core.frozen import Frozen
from generator.core.kept import Keeping
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.prose import MARKS, STUDIO_MARKS, Prose, render_prose
from generator.core.records.achievement import Achievement
from generator.core.records.assessment import Assessment
from generator.core.records.base import (
    BAD_FORM,
    BAD_ID,
    MISSING,
    NOT_ALLOWED,
    NOTHING,
    REALIGNED,
    UNKNOWN_KEY,
    WRONG_SHAPE,
    Record,
    shape,
    unknown_key,
)
from generator.core.records.calendar import Calendar
from generator.core.records.indicators import Indicators
from generator.core.records.kinds import INTERNAL, KINDS, NAME, OF_STUDIOS, Kind, Place, place_of
from generator.core.records.listing import read_listing
from generator.core.records.notice import FILE_FORMS, LISTS, Notice
from generator.core.records.partial import (
    Field,
    Unread,
    as_far_as_read,
    is_read,
    unread_in,
    without_fields,
    without_items,
)
from generator.core.records.person import NAMED_ROLES, Member
from generator.core.records.sheet import (
    FAULTS_WITHOUT_END,
    FAULTY_ROWS,
    columns_as_one,
    moved_row,
    no_head,
    read_sheet,
    row_problems,
    runs_as_one,
    separated_row,
    stray_row,
    with_heads_put_right,
)
from generator.core.records.site import Site
from generator.core.records.studio import Profile, Studio
from generator.core.records.training import Training
from generator.core.source import ADDRESSES, FILE_TOO_LARGE, FOLDER_NAME, LOGS, TEXT_TYPES, TOO_MANY_FILES, Sources
from generator.core.stumble import YAML_SYNTAX
from generator.core.table import NO_NAMES
from generator.core.values.filename import copied_from, loosely
from generator.core.values.fold import simplified
from generator.core.values.form import candidates
from generator.core.values.word import nearest, slip

MISPLACED = Code("R120", cause=("place", "@kind"))
NO_STUDIO_FILE = Code("R121")
ID_TWICE = Code("R122", cause=("twice", "copied", "together"))
EMPTY_STUDIO = Code("R123", Severity.WARNING)
FILE_NAME = Code("R124")
NO_MEMBERS = Code("R125")

R = TypeVar("R", bound=Record, covariant=True)
_LOGGED = re.compile(r'"id": ?"([a-z0-9-]{1,100})"')
_PUBLISHED = re.compile(r'"event": ?"publish", ?"id": ?"([a-z0-9-]{1,100})", ?"date": ?"([0-9]{4})')
"""The notice and the year: it stands in the folder of that year."""
_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_ANY_YEAR = "*"
"""The year of what was left out of a file without one."""
_DIGITS_AROUND = re.compile(r"^[0-9\s_-]+年?度?|[0-9\s_()（）-]+$")
"""What people write around a title in the name of a file: a year, a number of a copy."""
_BETWEEN_NAMES = re.compile(r"[，、；,;]")
_NO_DIGIT = re.compile(r"\D")
_OF_EVERYONE = frozenset({"studio", "member"})
"""The kinds by which studios and people are known to others."""


_ALL: Mapping[Route, tuple[int, ...]] = {}


@dataclass(frozen=True, slots=True)
class Entry(Keeping, Generic[R]):
    """A record with where it comes from. One that is `broken` is left out; `unread` are those of its fields that
    nobody may ask for."""

    key: RecordKey
    record: R
    document: Document
    route: Route = ()
    studio: str = ""
    year: str = ""
    prose: Prose | None = None
    broken: bool = False
    unread: frozenset[Field] = frozenset()
    numbers: Mapping[Route, tuple[int, ...]] = field(default_factory=lambda: _ALL)
    """Of lists of which items were left out, the numbers in the file of those that are there."""

    @property
    def id(self) -> str:
        """The id within the kind."""
        return self.key.id

    @property
    def name(self) -> str:
        """The last part of the id: what the record is called within its studio."""
        return self.key.id.rpartition("/")[2]

    def where(self, *route: str | int) -> Where:
        """The place of a field."""
        return self.document.where(*self.route, *self._in_file(route))

    def _in_file(self, route: Route) -> Route:
        numbers = ((self.numbers.get(route[:at]), part) for at, part in enumerate(route))
        return tuple(known[part] if known and isinstance(part, int) else part for known, part in numbers)

    def problem(
        self,
        code: Code,
        *route: str | int,
        hint: str = "hint",
        related: Iterable[Where] = (),
        contested: bool = False,
        **args: object,
    ) -> Problem:
        """A problem of this record, at one of its fields."""
        return problem(
            code, self.where(*route), hint=hint, related=related, record=self.key, contested=contested, **args
        )

    def unknown(
        self,
        code: Code,
        *route: str | int,
        given: str,
        among: Iterable[str] | Mapping[str, Entry[Any]],
        related: Iterable[Where] = (),
        contested: bool = False,
        **args: str,
    ) -> Problem:
        """A name that means nothing, with the nearest that would and all that could be meant (`allowed`). Where these
        are records, the nearest is pointed at too: it may be the one that has changed."""
        names = tuple(among)
        meant = nearest(given, names)
        if meant and isinstance(among, Mapping) and isinstance(other := among[meant], Entry):
            related = (*related, other.where())
        return self.problem(
            code,
            *route,
            hint="hint_nearest" if meant else "hint",
            related=related,
            contested=contested,
            **(args | {"meant": meant or "", "allowed": " ".join(names)}),
        )


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that is not published because of a fault. `year` is the folder's or file's, "" where there is none."""

    key: RecordKey
    studio: str
    year: str
    where: Where
    private: bool = False
    """The entry of someone who learns, or may be: then not even the number is shown."""


@dataclass(frozen=True, slots=True)
class Dataset(Keeping):
    """Everything that was written: a shelf of entries for each kind, by id.

    `broken` holds what can be read of the records that are left out, as shelves too: only checks look at it. `known`
    holds the keys of all records that exist, broken ones too; `logged` the notices of which the logs know; `twice` the
    ids that were given twice, and those of people that are none; `files` the
    digest and size of each attachment by path; `cut_short` the studios with more files than were read; `refused` the
    files that were not read; `kept` the bytes of the notices' files and of their logs, by path; `documents` everything
    that could be parsed, whether it made a record or not; `contents` what the decoder says of pictures and documents,
    by path; `pages` the texts of `content/pages`, "" for what is no text; `mounts` what is known of the snapshots that
    `site.yml` names, by path.
    """

    shelves: Mapping[str, Mapping[str, Entry[Any]]] = field(default_factory=dict)
    broken: Mapping[str, Mapping[str, Entry[Any]]] = field(default_factory=dict)
    known: frozenset[RecordKey] = frozenset()
    logged: frozenset[str] = frozenset()
    left_out: tuple[LeftOut, ...] = ()
    twice: tuple[Problem, ...] = ()
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    cut_short: frozenset[str] = frozenset()
    refused: frozenset[str] = frozenset()
    kept: Mapping[str, bytes] = field(default_factory=dict)
    documents: Mapping[str, Document] = field(default_factory=dict)
    contents: Mapping[str, Content] = field(default_factory=dict)
    pages: Mapping[str, str] = field(default_factory=dict)
    mounts: Mapping[str, Frozen] = field(default_factory=dict)
    unnamed: frozenset[str] = frozenset()
    """The studios whose `members.yml` could not be read to its end: nobody can tell whose names to mask."""
    withheld: frozenset[str] = frozenset()
    """The full names in entries that are left out, as far as they can be read."""
    _lacking: frozenset[tuple[str, str, str]] = field(init=False, repr=False, compare=False)
    """What is asked of `left_out` for every studio and year, and would cost each the faults of all others."""

    def __post_init__(self) -> None:
        sharing: dict[str, list[str]] = {}
        for studio in self.studios.values():
            for name in as_far_as_read(studio.record.shares) if is_read(studio.record, "shares") else ():
                sharing.setdefault(name, []).append(studio.id)
        lacking = (
            (out.key.kind, studio, year)
            for out in self.left_out
            for studio in {"", out.studio, *(sharing.get(out.key.id, ()) if out.key.kind == "achievement" else ())}
            for year in ("", out.year or _ANY_YEAR)
        )
        object.__setattr__(self, "_lacking", frozenset(lacking))

    def shelf(self, kind: str) -> Mapping[str, Entry[Any]]:
        """All entries of a kind by id."""
        return self.shelves.get(kind, {})

    @property
    def site(self) -> Entry[Site] | None:
        """The school and its site."""
        return self.shelf("site").get("site")

    @property
    def studios(self) -> Mapping[str, Entry[Studio]]:
        """By the studio's id."""
        return self.shelf("studio")

    @property
    def profiles(self) -> Mapping[str, Entry[Profile]]:
        """By the studio's id."""
        return self.shelf("profile")

    @property
    def members(self) -> tuple[Entry[Member], ...]:
        """Every person's entry in every studio, in the order of the files."""
        return tuple(self.shelf("member").values())

    @property
    def achievements(self) -> Mapping[str, Entry[Achievement]]:
        """By studio and name."""
        return self.shelf("achievement")

    @property
    def trainings(self) -> Mapping[str, Entry[Training]]:
        """By studio and row id."""
        return self.shelf("training")

    @property
    def notices(self) -> Mapping[str, Entry[Notice]]:
        """By name."""
        return self.shelf("notice")

    @property
    def indicators(self) -> Mapping[str, Entry[Indicators]]:
        """By name."""
        return self.shelf("indicators")

    @property
    def calendars(self) -> Mapping[str, Entry[Calendar]]:
        """By name."""
        return self.shelf("calendar")

    @property
    def assessments(self) -> Mapping[str, Entry[Assessment]]:
        """By year and studio."""
        return self.shelf("assessment")

    def people(self) -> Mapping[str, Entry[Member]]:
        """The definition of each person, by number: the first entry that gives a name."""
        return self.once("people", self._people)

    def _people(self) -> Mapping[str, Entry[Member]]:
        found: dict[str, Entry[Member]] = {}
        for member in self.members:
            if is_read(member.record, "name") and member.record.name is not None:
                found.setdefault(member.record.id, member)
        return MappingProxyType(found)

    def of_studio(self, kind: str, studio: str) -> Sequence[Entry[Any]]:
        """A studio's own entries of a kind, in the order of the shelf."""
        return self._grouped(kind, kind, lambda entry: (entry.studio,)).get(studio, ())

    def achievements_of(self, studio: str) -> Sequence[Entry[Achievement]]:
        """The achievements that are a studio's, and those that others share with it, in the order of the shelf."""
        return self._grouped("part", "achievement", lambda entry: (entry.studio, *self.sharers(entry))).get(studio, ())

    def consents_of(self, person: str) -> Sequence[Entry[Any]]:
        """What somebody has agreed to, in the order of the shelf."""
        return self._grouped("agreed", "consent", lambda entry: (entry.record.person,)).get(person, ())

    def _grouped(
        self, name: str, kind: str, groups: Callable[[Entry[Any]], Iterable[str]]
    ) -> Mapping[str, Sequence[Entry[Any]]]:
        """The entries of a kind by the groups of each: every studio asks, and would look through all others again."""

        def work() -> Mapping[str, Sequence[Entry[Any]]]:
            found: dict[str, list[Entry[Any]]] = {}
            for entry in self.shelf(kind).values():
                for group in dict.fromkeys(groups(entry)):
                    found.setdefault(group, []).append(entry)
            return found

        return self.once(name, work)

    def sharers(self, entry: Entry[Achievement]) -> tuple[str, ...]:
        """The other studios whose an achievement is too: those that it names and that name it. Nobody puts anything on
        another studio's pages alone."""
        named = dict.fromkeys(entry.record.shared_with)
        return tuple(name for name in named if (other := self.studios.get(name)) and entry.id in other.record.shares)

    def knows(self, kind: str, name: str) -> bool:
        """Whether a record of that kind and id exists, whole or broken; or has existed, as the log of notices says."""
        return RecordKey(kind, name) in self.known or (kind == "notice" and name in self.logged)

    def named(self, kind: str, studio: str) -> dict[str, Entry[Any]]:
        """The records of a kind by what they are called within one studio."""
        return {entry.name: entry for entry in self.of_studio(kind, studio)}

    def may_know_person(self, number: str) -> bool:
        """Whether a person of that number exists, or may be defined in an entry that cannot be read."""
        return self.knows("person", number) or any(
            _may_define(out.key.id, number) for out in self.left_out if out.key.kind == "member"
        )

    def may_hold(self, studio: str, number: str) -> bool:
        """Whether a studio has an entry for a person, or may in what cannot be read."""
        return self.knows("member", f"{studio}/{number}") or any(
            out.studio == studio and out.key.kind == "member" and _may_define(out.key.id, number)
            for out in self.left_out
        )

    def may_be_registered(self, number: str) -> bool:
        """The same for anyone whom the school knows: in a studio, or as an applicant or reviewer in its register."""
        return self.knows("register", number) or self.may_know_person(number)

    def lacks(self, kind: str, studio: str = "", year: str = "") -> bool:
        """Whether something of that kind was left out: of one studio, or of any; of one year, or of any."""
        return (kind, studio, year) in self._lacking or (kind, studio, _ANY_YEAR) in self._lacking

    def with_broken(self, unread: Set[Field] = frozenset(), listed: Container[str] = ()) -> Dataset:
        """The same with the broken records on the shelves, but for those of which one of these fields is unread; of the
        kinds `listed` only the items of their lists of which one is."""
        if not self.broken:
            return self
        shelves = dict(self.shelves)
        for kind, shelf in self.broken.items():
            items = {name: _without_items(entry, unread) if kind in listed else entry for name, entry in shelf.items()}
            readable = {name: entry for name, entry in items.items() if not entry.unread & unread}
            both = {**shelves.get(kind, {}), **readable}
            shelves[kind] = dict(sorted(both.items(), key=lambda item: (item[1].document.path, item[1].route)))
        return replace(self, shelves=shelves, broken={})

    def without(self, faulty: Mapping[RecordKey, Where]) -> Dataset:
        """The same without the faulty records; what belongs to a faulty studio goes with it."""
        out = {entry.key: entry for entry in self.left_out}
        # What a studio writes of people is published when it is known who they are, and not before.
        blind = {RecordKey("studio", name): Where(f"studios/{name}/members.yml") for name in self.unnamed}
        faulty = {**blind, **faulty}
        fallen = {key.id for key in (*faulty, *out) if key.kind == "studio"}
        kept: dict[str, dict[str, Entry[Any]]] = {kind: {} for kind in self.shelves}
        for kind, shelf in self.shelves.items():
            for name, entry in shelf.items():
                if entry.key in faulty or entry.studio in fallen:
                    where = faulty.get(entry.key) or entry.where()
                    hidden = entry.key.kind == "member" and _may_learn([held.role for held in entry.record.roles])
                    out.setdefault(entry.key, LeftOut(entry.key, entry.studio, entry.year, where, hidden))
                else:
                    kept[kind][name] = entry
        for key, where in faulty.items():
            place = place_of(where.path)
            if place and key not in out:
                out[key] = LeftOut(key, place.studio, place.year, where, private=key.kind == "member")
        people = [*self.shelf("member").values(), *self.broken.get("member", {}).values()]
        gone = {entry.record.name for entry in people if entry.key in out and is_read(entry.record, "name")}
        withheld = self.withheld | {name for name in gone if name is not None}
        return replace(self, shelves=kept, broken={}, left_out=_public(out), withheld=withheld)

    def around(self, studio: str, given: Dataset) -> Dataset:
        """What is near a studio of which something newer is `given`: that, all that the school has written but for its
        marks, and of the other studios who they are and what they share with it."""

        def near(kind: str) -> Iterable[Entry[Any]]:
            if kind in _OF_EVERYONE:
                return self.shelf(kind).values()
            if kind == "achievement":
                return self.achievements_of(studio)
            return () if kind == "assessment" else self.of_studio(kind, "")

        shelves: dict[str, dict[str, Entry[Any]]] = {}
        for kind in {**self.shelves, **given.shelves}:
            both = {entry.id: entry for entry in near(kind) if entry.studio != studio}
            both |= given.shelf(kind)
            shelves[kind] = dict(sorted(both.items(), key=lambda item: f"{item[1].studio}/"))  # as folders are read
        mine = RecordKey("studio", studio)
        others = frozenset(key for key in self.known if key != mine and not key.id.startswith(f"{studio}/"))
        return replace(
            given,
            shelves=shelves,
            known=others | given.known,
            logged=self.logged,
            files={**self.files, **given.files},
            withheld=self.withheld | given.withheld,
        )

    def with_contested(self, contested: Mapping[RecordKey, Where]) -> Dataset:
        """The same with these records under correction: those that are there stay, with what others rest on, and what
        follows from them is not settled."""
        out = {entry.key: entry for entry in self.left_out}
        for key, where in contested.items():
            first, _, name = key.id.partition("/")
            if key.kind == "assessment":
                out.setdefault(key, LeftOut(key, name, first, where))
            elif key not in self.known:
                out.setdefault(key, LeftOut(key, first, "", where))
        return replace(self, left_out=_public(out))

    def without_files(self, refused: Container[str]) -> Dataset:
        """The same without what is in these files: they are not published."""
        return replace(self, contents={path: content for path, content in self.contents.items() if path not in refused})


def _without_items(entry: Entry[Record], unread: Set[Field]) -> Entry[Record]:
    if not entry.unread & unread:
        return entry
    record, numbers = without_items(entry.record, unread)
    return replace(entry, record=record, unread=unread_in(record), numbers=numbers)


def _may_define(member: str, number: str) -> bool:
    """Whether a broken entry, or a whole broken file, may be the definition of a person: it has no number at all, or
    one that was only written wrongly (`101` or `P101` for `p101`)."""
    _, inside, given = member.partition("/")
    return not inside or given.startswith("#") or _NO_DIGIT.sub("", given) == _NO_DIGIT.sub("", number)


def _public(left_out: Mapping[RecordKey, LeftOut]) -> tuple[LeftOut, ...]:
    """Those whose absence is told."""
    return tuple(left_out[key] for key in sorted(left_out) if key.kind not in INTERNAL)


def _may_learn(roles: Iterable[object]) -> bool:
    """Whether someone may be an apprentice or pupil: nobody is named who is not known to hold another role."""
    return not any(isinstance(role, str) and role in NAMED_ROLES for role in roles)


class _Shelved(NamedTuple):
    """An entry on its way to a shelf, with what `_Gathering.shelve` is told of it."""

    entry: Entry[Record]
    counts: bool
    others: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Share:
    """What one file gives to the whole, whatever stands in the others."""

    problems: tuple[Problem, ...]
    known: frozenset[RecordKey]
    steps: tuple[LeftOut | _Shelved, ...]
    """What is left out and what is shelved, in the order of the file: the first that is said of a record holds."""
    unnamed: frozenset[str]
    faulty_rows: int
    marks: int


@dataclass(slots=True)
class _Gathering:
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
        private = key.kind == "member" and _may_learn(roles)
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

    def take(self, share: _Share, studio: str) -> bool:
        """Take what a file gives, if that comes to the same as to read the file now: so many of the studio's rows may
        have faults by its end that it would not be read to it."""
        faulty = self.faulty_rows[studio] + share.faulty_rows
        if faulty + len(share.steps) >= FAULTY_ROWS:
            faulty += self._clashes(step for step in share.steps if isinstance(step, _Shelved))
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

    def _clashes(self, steps: Iterable[_Shelved]) -> int:
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
class _Alone(_Gathering):
    """The same of one file for itself: what becomes of its records is only known beside those of all others."""

    steps: list[LeftOut | _Shelved] = field(default_factory=list)

    def shelve(self, entry: Entry[Record], *, counts: bool = False, others: tuple[str, ...] = ()) -> None:
        """Have an entry put on its shelf later."""
        self.steps.append(_Shelved(entry, counts, others))

    def leave_out(self, out: LeftOut) -> None:
        """Have a record left out later, unless another place is known for it by then."""
        self.steps.append(out)


def gather(
    sources: Sources, parsed: Mapping[str, Parsed], decoded: Mapping[str, Content] | None = None
) -> tuple[Dataset, tuple[Problem, ...]]:
    """Make typed records of all documents; `decoded` is what is known of the other files, by their digest."""
    files = _by_studio(sources.files)
    work = _Gathering(pictures={studio: _pictures(studio, files.get(studio, ())) for studio in sources.studios})
    for refused in sources.refusals:
        # A record whose file is refused exists all the same.
        place = place_of(refused.where.path) or place_of(
            f"{refused.where.path.rpartition('/')[0]}/{dict(refused.args).get('meant')}"
        )
        if place is not None and refused.is_error:
            work.know(place.key)
            work.drop(place.key, place, refused.where)
            work.misses(place)
        if refused.code is FOLDER_NAME:
            # Most likely the studio whose name it nearly is; who belongs to it is not known.
            studio = refused.where.path.removeprefix("studios/").lower()
            work.know(RecordKey("studio", studio))
            for kind in ("studio", "member"):
                key = RecordKey(kind, studio)
                work.left_out[key] = LeftOut(key, studio, "", refused.where, private=kind == "member")
    published = _know_logged(work, sources)
    for path in sorted(parsed, key=lambda path: (path not in published, path)):  # what is logged is no copy
        if place := place_of(path):
            _read_file(work, place, path, parsed[path], sources)
        elif path.endswith(tuple(TEXT_TYPES)) and "/files/" not in path and not LISTS.fullmatch(path):
            _read_astray(work, path, parsed[path])  # a list is read with the notice that names it
    _read_lists(work, parsed)
    work.problems = [_file_meant(found, sources) for found in work.problems]
    refusals = _by_studio(found.where.path for found in sources.refusals)
    for studio in sources.studios:
        _expect_studio_file(work, studio, files.get(studio, ()), refusals.get(studio, ()))
    _name_free_ids(work)
    _name_ids(work)
    _name_called(work)
    dataset = Dataset(
        shelves=work.shelves,
        broken=work.broken,
        known=frozenset(work.known),
        logged=frozenset(work.logged),
        left_out=_public(work.left_out),
        twice=tuple(found for found in work.problems if found.code is ID_TWICE or _is_no_number(found)),
        files={
            path: (file.digest, file.size)
            for path, file in sources.files.items()
            if file.text is None and path not in {*LOGS, ADDRESSES}
        },
        refused=frozenset(found.where.path for found in sources.refusals if found.is_error),
        cut_short=frozenset(
            refused.where.path.removeprefix("studios/")
            for refused in sources.problems
            if refused.code is TOO_MANY_FILES or (refused.code is FILE_TOO_LARGE and refused.hint == "hint_folder")
        ),
        kept={path: file.data for path, file in sources.files.items() if file.data is not None},
        documents={path: each.document for path, each in parsed.items() if each.document is not None},
        contents={
            path: decoded[file.digest]
            for path, file in (*sources.files.items(), *sources.pages.items())
            if decoded and file.text is None and file.digest in decoded
        },
        pages={path: file.text or "" for path, file in sources.pages.items()},
        unnamed=frozenset(work.unnamed),
    )
    return dataset, tuple(work.problems)


def _is_no_number(found: Problem) -> bool:
    """Whether somebody is given a number that is none, and it is known which it was to be."""
    args = dict(found.args)
    return (
        found.code is BAD_ID
        and found.record is not None
        and found.record.kind == "member"
        and args.get("key") == "id"
        and bool(args.get("meant"))
    )


def _by_studio(paths: Iterable[str]) -> Mapping[str, Sequence[str]]:
    """What lies in the folder of each studio."""
    found: dict[str, list[str]] = {}
    for path in paths:
        top, _, rest = path.partition("/")
        studio, inside, _ = rest.partition("/")
        if top == "studios" and inside:
            found.setdefault(studio, []).append(path)
    return found


def _pictures(studio: str, files: Iterable[str]) -> frozenset[str]:
    folder = f"studios/{studio}/files/"
    return frozenset(
        path.removeprefix(folder) for path in files if path.startswith(folder) and kind_by_name(path) in PICTURES
    )


def _read_file(work: _Gathering, place: Place, path: str, parsed: Parsed, sources: Sources) -> None:
    if place.name and (not NAME.fullmatch(place.name) or place.kind.is_taken(place.name)):
        place = _misnamed(work, place, path, sources)
    _read_parsed(work, place, path, parsed)


def _read_astray(work: _Gathering, path: str, parsed: Parsed) -> None:
    """A file where nothing is read: that, and if it is known what it surely is, what else is wrong within it."""
    place = _misplaced(work, path, parsed)
    if place and (parsed.document is None or _may_be(place.kind, parsed.document)):
        apart = _Gathering(pictures=work.pictures)
        _read_parsed(apart, place, path, parsed)
        work.problems += apart.problems


def _may_be(kind: Kind, document: Document) -> bool:
    """Whether a document has any part of a record of a kind: of another kind everything would be wrong."""
    fields = kind.model.model_fields
    names = {kind.listed, *fields, *(info.title for info in fields.values())}
    return bool(kind.choices) or not names.isdisjoint(document.columns or document.value)


def _read_parsed(work: _Gathering, place: Place, path: str, parsed: Parsed) -> None:
    """Take what a file gives: as it was worked out before, or read where that depends on what the studio's other files
    have used up."""
    pictures, misnamed = work.pictures.get(place.studio), path in work.misnamed
    if work.has_room(place.studio):
        share = parsed.once(
            "share",
            lambda: _share(place, path, parsed, pictures, misnamed=misnamed),
            (place, misnamed, pictures if path.endswith(".md") else None),
        )
        if work.take(share, place.studio):
            return
    _read_straight(work, place, path, parsed)


def is_sound(parsed: Parsed) -> bool:
    """Whether a file was read and nothing is wrong with it, as far as has been worked out of it alone."""
    share: _Share | None = parsed.all_kept().get("share")
    if parsed.document is None or parsed.problems or share is None or share.problems:
        return False
    entries = [step.entry for step in share.steps if isinstance(step, _Shelved) and not step.entry.broken]
    found = [each for held in (parsed.document, *entries) for each in held.all_kept().values() if each]
    return len(entries) == len(share.steps) and not found


def _share(place: Place, path: str, parsed: Parsed, pictures: frozenset[str] | None, *, misnamed: bool) -> _Share:
    """Read a file as if it were the only one of its studio."""
    alone = _Alone(misnamed={path} if misnamed else set())
    if pictures is not None:
        alone.pictures = {place.studio: pictures}
    _read_straight(alone, place, path, parsed)
    return _Share(
        tuple(alone.problems),
        frozenset(alone.known),
        tuple(alone.steps),
        frozenset(alone.unnamed),
        alone.faulty_rows[place.studio],
        alone.marks[place.studio],
    )


def _read_straight(work: _Gathering, place: Place, path: str, parsed: Parsed) -> None:
    before = len(work.problems)
    _read_document(work, place, path, parsed)
    if parsed.document is not None and parsed.document.mended:
        work.problems[before:] = _moved_once(work.problems[before:], parsed.document)


def _moved_once(problems: Sequence[Problem], document: Document) -> list[Problem]:
    """The same without what follows from a block that stands at the margin instead of inside another: the lines behind
    it, up to the next key at the margin, are not indented as they should be either; nor are those of a group
    with a dash too many, or without one: there the hint says how all its lines stand."""
    margin = {where.line for route, where in document.marks.items() if len(route) == 2 and route[1] == KEY}
    moved = [
        each.where.line
        for each in problems
        if each.code is UNKNOWN_KEY and each.hint == "hint_inside" and each.where.line in margin
    ]
    told = {each.where for each in problems if each.code is WRONG_SHAPE and each.hint in REALIGNED}
    around = [route for route, where in document.marks.items() if where in told] if told else []
    around = [route[:-2] if route[-1] == KEY else route for route in around]
    realigned = {where.line for route in around for inner, where in document.marks.items() if _is_within(inner, route)}

    def follows(found: Problem) -> bool:
        line = found.where.line
        if found.code is not YAML_SYNTAX:
            return False
        if line in realigned and found.hint.startswith("hint_indent"):
            return True
        return any(start < line and not any(start < key < line for key in margin) for start in moved)

    return [each for each in problems if not follows(each)]


def _is_within(route: Route, around: Route) -> bool:
    return route[: len(around)] == around


def _read_document(work: _Gathering, place: Place, path: str, parsed: Parsed) -> None:
    if not place.kind.listed:
        work.know(place.key)
    for found in parsed.problems:
        if found.code is NO_NAMES and found.hint == "hint_row":
            found = no_head(place.kind.model, found.where, dict(found.args)["found"])
        work.problems.append(replace(found, record=found.record or place.key))
    document = parsed.document
    run_together = any(found.code is DUPLICATE_KEY and found.hint == "hint_many" for found in parsed.problems)
    if document is None or document.mended or run_together:
        work.drop(place.key, place, Where(path))
    if document is None or run_together:
        work.misses(place)
    if document is None:
        return
    if place.kind.listed:
        _read_many(work, place, document)
    elif place.kind.choices:
        _read_choice(work, place, document)
    else:
        entry = work.shape(place.kind.model, document.value, place.key, place, document)
        work.shelve(entry)


def _misnamed(work: _Gathering, place: Place, path: str, sources: Sources) -> Place:
    """A file whose name keeps it out: its place under the name that it should have, if that can be told. What is wrong
    within it is told all the same, and who means it by that name means something that exists."""
    meant = next((each for each in candidates(place.name, "id") if NAME.fullmatch(each)), "")
    if place.kind.is_taken(meant) or path.replace(place.name, meant) in sources.files:
        meant = ""
    other = f"{copied_from(place.name)}.{path.rpartition('.')[2]}"
    copied = f"{path.rpartition('/')[0]}/{other}" in sources.files
    if copied:
        meant = ""
    hint = (
        "hint_copy"
        if copied
        else "hint_taken"
        if place.kind.is_taken(place.name)
        else "hint_meant"
        if meant
        else "hint"
    )
    named = f"{meant}.{path.rpartition('.')[2]}"
    work.problems.append(
        problem(FILE_NAME, Where(path), hint=hint, record=place.key, name=place.name, meant=named, other=other)
    )
    work.misnamed.add(path)
    place = replace(place, name=meant or place.name)
    work.drop(place.key, place, Where(path))
    return place


def _file_meant(found: Problem, sources: Sources) -> Problem:
    """The name of a notice's file that has not the form of one: with the file that is there and was meant."""
    args = dict(found.args)
    folder, _, _ = found.where.path.rpartition("/")
    if found.code is not BAD_FORM or args["key"] != "file" or not folder.startswith("content/notices/"):
        return found
    given = loosely(str(args["value"]).rpartition("/")[2])
    there = (path.removeprefix(f"{folder}/") for path in sources.files if path.startswith(f"{folder}/"))
    name = next((each for each in there if loosely(each.rpartition("/")[2]) == given), None)
    if name is None:
        return found
    form = "attachment_file" if "/" in name else "list_file"
    meant = next((each for each in (name, *candidates(name, form)) if re.fullmatch(FILE_FORMS[form], each)), "")
    hint = "hint_meant" if meant == name else "hint_renamed" if meant else found.hint
    return replace(found, hint=hint, args=tuple((args | {"meant": meant, "name": name}).items()))


def _read_lists(work: _Gathering, parsed: Mapping[str, Parsed]) -> None:
    """Fill in the lists of notices that stand in tables beside them, each cell with its own place. A table that is not
    there is told of by a check."""
    for entry in [*work.shelves.get("notice", {}).values(), *work.broken.get("notice", {}).values()]:
        folder = entry.document.path.rpartition("/")[0]
        kept, name = (work.broken if entry.broken else work.shelves)["notice"], entry.key.id
        for index, listed in enumerate(_listed_in(entry)):
            if table := parsed.get(f"{folder}/{listed}"):
                filled = _with_list(work, kept[name], index, table)
                if filled is None:
                    place = place_of(entry.document.path)
                    assert place is not None
                    del kept[name]
                    work.drop(entry.key, place, entry.where("groups", index, "file"))
                    record = without_fields(entry.record, ("groups",))
                    broken = replace(entry, record=record, broken=True, unread=unread_in(record))
                    work.broken.setdefault("notice", {})[name] = broken
                    break
                kept[name] = filled


def _name_ids(work: _Gathering) -> None:
    """Where numbers belong and names are written, the numbers of those who have these names, if only one has each."""
    numbers: dict[object, set[str]] = {}
    for shelf in (work.shelves.get("member", {}), work.broken.get("member", {})):
        for entry in shelf.values():
            numbers.setdefault(vars(entry.record).get("name"), set()).add(entry.name)
    for at, found in enumerate(work.problems):
        args: dict[str, Any] = dict(found.args)
        names: Sequence[str] = ()
        if found.code is BAD_ID and found.hint == "hint_person_id":
            names = [name.replace(" ", "") for name in _BETWEEN_NAMES.split(str(args["value"]))]
        elif found.code is WRONG_SHAPE and found.hint == "hint_listed_person_id":
            names = args["names"]
        known = (numbers.get(name, {name} if name.isascii() else set()) for name in names)
        meant = [min(given) for given in known if len(given) == 1]
        if len(meant) == len(names) and not "".join(names).isascii():
            named = {"meant": ", ".join(meant), "name": "、".join(names)}
            if found.code is WRONG_SHAPE:
                named["meant"] = f"{args['key']}: [{named['meant']}]"
            work.problems[at] = replace(found, hint="hint_named", args=tuple((args | named).items()))
        elif found.code is BAD_ID and args["key"] not in _NOT_LISTED and (strange := _strangers(names, numbers)):
            args["name"] = "、".join(strange)
            work.problems[at] = replace(found, hint="hint_unlisted", args=tuple(args.items()))
        elif meant and found.code is WRONG_SHAPE:
            single = [name for name in names if len(numbers.get(name, ())) == 1]
            told = {
                "meant": "、".join(f"{name} {min(numbers[name])}" for name in single),
                "name": "、".join(name for name in names if name not in single and not name.isascii()),
            }
            if single:
                work.problems[at] = replace(found, hint="hint_known", args=tuple((args | told).items()))


def _strangers(names: Sequence[str], numbers: Mapping[object, set[str]]) -> list[str]:
    """Those of the names that nobody has, or more than one."""
    return [each for each in names if _NAME.fullmatch(each) and each not in NOTHING and len(numbers.get(each, ())) != 1]


_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}")
_NOT_LISTED = frozenset({"id", "reviewers"})
"""Where numbers of people stand that need not be in a list of members: in that list itself, and those of reviewers."""
_FEW = 12
"""How many ids are named at most where one of them may be meant."""
_CALLED = {"partner": "partner", "facility": "facility", "studio": "studio", "studios": "studio"}
"""What kind of record a field of that name holds the ids of."""


def _name_called(work: _Gathering) -> None:
    """Where ids of partners, facilities, studios and offices belong and names are written, the ids of those that are
    called so, if only one is."""
    ids: dict[tuple[str, str, str], set[str]] = {}
    for kind in set(_CALLED.values()):
        for entry in (*work.shelves.get(kind, {}).values(), *work.broken.get(kind, {}).values()):
            within = "" if kind == "studio" else entry.studio
            for name in _called(kind, entry.record):
                ids.setdefault((kind, within, name), set()).add(entry.studio if kind == "studio" else entry.name)
    for entry in work.shelves.get("site", {}).values():
        for office in entry.record.offices:
            ids.setdefault(("office", "", office.name), set()).add(office.id)
    for at, found in enumerate(work.problems):
        args: dict[str, Any] = dict(found.args)
        one = found.code is BAD_ID and found.hint == "hint_id"
        if not one and not (found.code is WRONG_SHAPE and found.hint == "hint_listed_id"):
            continue
        kind = _CALLED.get(args["key"], args["key"])
        within = found.where.path.split("/")[1] if kind in {"partner", "facility"} else ""
        names = [args["value"]] if one else args["names"]
        meant = [min(given) for name in names if len(given := ids.get((kind, within, name), ())) == 1]
        if len(meant) == len(names) > 0:
            said = ", ".join(meant) if one else f"{args['key']}: [{', '.join(meant)}]"
            named = args | {"meant": said, "name": "、".join(names)}
            work.problems[at] = replace(found, hint="hint_called", args=tuple(named.items()))
        elif one and not args["value"].isascii() and args["value"] not in NOTHING:
            there = sorted({each for key, given in ids.items() if key[:2] == (kind, within) for each in given})
            if there:
                args["allowed"] = f"{' '.join(there[:_FEW])}{' …' if there[_FEW:] else ''}"
                work.problems[at] = replace(found, hint="hint_uncalled", args=tuple(args.items()))


def _called(kind: str, record: Any) -> Iterator[str]:
    """What a record is called, as far as can be read."""
    said = vars(record)
    if kind == "studio":
        yield from (each.name for each in said.get("names", ()) if is_read(each, "name"))
    if name := said.get("short" if kind == "studio" else "name"):
        yield name


def _name_free_ids(work: _Gathering) -> None:
    """Of an id that is taken the next one that is not, where it ends in a number."""
    for at, found in enumerate(work.problems):
        if (
            found.code is ID_TWICE
            and found.hint == "hint"
            and found.record
            and (given := _NUMBERED.fullmatch(found.record.id))
        ):
            before, number = given[1], given[2]
            kind = found.record.kind
            if kind == "member":  # the whole school shares the numbers of people
                kind, before = "person", before.rpartition("/")[2]
            after = range(int(number) + 1, int(number) + len(work.known) + 2)
            names = (f"{before}{following:0{len(number)}}" for following in after)
            free = next(name for name in names if RecordKey(kind, name) not in work.known)
            args = {**dict(found.args), "meant": free.rpartition("/")[2]}
            work.problems[at] = replace(found, hint="hint_free", args=tuple(args.items()))


def _know_logged(work: _Gathering, sources: Sources) -> frozenset[str]:
    """A notice that was logged is no unknown one: where its file is gone or has another name, that is told of it.
    Returns where the files of those that are logged stand."""
    published: set[str] = set()
    for path in LOGS:
        if path in sources.files:
            lines = (sources.files[path].data or b"").decode("utf-8", "replace")
            work.logged.update(_LOGGED.findall(lines))
            published.update(f"content/notices/{year}/{name}.md" for name, year in _PUBLISHED.findall(lines))
    return frozenset(published)


def _listed_in(entry: Entry[Notice]) -> Iterator[str | None]:
    """The file of each of a notice's lists, as far as can be read."""
    try:
        yield from [group.file for group in entry.record.groups]
    except Unread:
        return


def _with_list(work: _Gathering, entry: Entry[Notice], index: int, table: Parsed) -> Entry[Notice] | None:
    """The notice with a list of its filled in; None where the table is faulty."""
    work.problems.extend(replace(found, record=entry.key) for found in table.problems)
    if table.problems or table.document is None:
        return None
    document, listed, problems = read_listing(table.document, entry.key)
    work.problems.extend(problems)
    if listed is None:
        return None
    at = ("groups", index)
    groups = list(entry.record.groups)
    groups[index] = groups[index].model_copy(update={"columns": listed.columns, "rows": listed.rows})
    record = entry.record.model_copy(update={"groups": tuple(groups)})
    marks = {**entry.document.marks, **{(*at, *route): where for route, where in document.marks.items() if route}}
    return replace(entry, record=record, document=replace(entry.document, marks=marks))


def _read_choice(work: _Gathering, place: Place, document: Document) -> None:
    """A file whose own `kind` says which record it is."""
    kind = document.value.get("kind")
    choices = place.kind.choices
    if kind is None and (written := slip("kind", tuple(map(str, document.value)))):
        work.problems.append(unknown_key(document, (written,), ("kind",), None, place.key))
        return
    if kind is None:
        work.problems.append(
            problem(
                MISSING,
                document.where_key("kind"),
                record=place.key,
                key="kind",
                title="规则种类",
                allowed=" ".join(choices),
            )
        )
        return
    if not isinstance(kind, str) or kind not in choices:
        meant = nearest(kind, tuple(choices)) if isinstance(kind, str) else None
        work.problems.append(
            problem(
                NOT_ALLOWED,
                document.where("kind"),
                hint="hint_nearest" if meant else "hint",
                record=place.key,
                key="kind",
                value=str(kind),
                meant=meant or "",
                allowed=" ".join(choices),
            )
        )
        keys = document.value.keys() - {"kind"}
        if meant is None or not keys or not keys <= choices[meant][1].model_fields.keys():
            return
        kind = meant  # the rest of it is as that should be, and read as such
    name, model = choices[kind]
    entry = work.shape(model, {**document.value, "kind": kind}, RecordKey(name, place.name), place, document)
    if kind != document.value["kind"]:
        work.drop(place.key, place, document.where("kind"))
        entry = replace(entry, broken=True)
    # Rules of all kinds stand side by side on the site: no two may have one name.
    work.shelve(entry, others=tuple(other for other, _ in choices.values() if other != name))


def _read_many(work: _Gathering, place: Place, document: Document) -> None:
    """A file of many records, each of which stands or falls for itself."""
    if document.path.endswith(".csv"):
        _read_sheet(work, place, document)
        return
    listed = place.kind.listed
    fields = place.kind.model.model_fields
    # What belongs to an entry and stands beside the list has lost its indentation: that is told once.
    fallen = [name for name in document.value if name in fields] if listed in document.value else []
    for name in sorted(set(document.value) - {listed, *fallen[1:]}):
        work.problems.append(unknown_key(document, (name,), [listed], None, inside=listed if name in fallen else ""))
    if fallen:
        work.misnamed.add(document.path)
        work.misses(place)
        work.drop(place.key, place, document.where())
    held, *others = document.value or (listed,)
    if held != listed and not others and not fallen:
        # The list stands under another name, which has been said; what is wrong within it is told all the same.
        work.misnamed.add(document.path)
        work.drop(place.key, place, document.where())
    held = held if document.path in work.misnamed else listed
    rows = document.value.get(held)
    if isinstance(rows, dict) and rows.keys() & place.kind.model.model_fields.keys():
        # The only entry, whose dash is missing.
        first, value = next(iter(rows.items()))
        meant = f"- {first}: {value if isinstance(value, str) else '…'}"
        where = document.where_key(held, first)
        work.problems.append(problem(WRONG_SHAPE, where, hint="hint_dash", key=listed, meant=meant))
        work.misnamed.add(document.path)
        work.drop(place.key, place, document.where())
        entry = work.shape(place.kind.model, rows, key_of_entry(place, rows, 0), place, document, (held,))
        work.shelve(entry)
        return
    if not isinstance(rows, list):
        if rows is not None:
            hint = "hint_none" if rows in NOTHING else "hint_list"
            work.problems.append(problem(WRONG_SHAPE, document.where(held), hint=hint, key=listed, meant=""))
        elif held != listed:
            pass
        elif listed in document.value:
            where = document.where_key(listed)
            work.problems.append(problem(MISSING, where, hint="hint_empty", key=listed, title="列表", allowed=""))
        elif not document.value:
            work.problems.append(problem(MISSING, document.where(), key=listed, title="列表", allowed=""))
        work.drop(place.key, place, document.where())
        return
    if not rows and place.kind.name == "member" and held == listed and not document.mended:
        # Nobody is in it: that is told once, and not by everyone whom it should define.
        work.problems.append(
            problem(NO_MEMBERS, document.where(listed), hint="hint_empty", record=place.key, name=place.studio)
        )
        work.drop(place.key, place, document.where())
    for index, raw in enumerate(rows):
        if work.gives_up(place, document, held, index):
            break
        key, before = key_of_entry(place, raw, index), len(work.problems)
        entry = work.shape(place.kind.model, raw, key, place, document, (held, index))
        if fallen:
            told = [each for each in work.problems[before:] if each.code is not MISSING]
            work.problems[before:] = told  # most likely it is among what stands beside the list
            record = without_fields(entry.record, fallen)
            entry = replace(entry, record=record, unread=unread_in(record))
        faulty = len(work.problems) > before
        work.faulty_rows[place.studio] += faulty
        work.shelve(entry, counts=not faulty)


def _read_sheet(work: _Gathering, place: Place, document: Document) -> None:
    """A table. Its columns are judged once; where they do not fit, the rows are judged too but none is published."""
    sheet, problems = read_sheet(place.kind.model, document)
    sheet, moved = with_heads_put_right(place.kind.model, sheet)
    work.problems.extend([*problems, *([moved] if moved else ())])
    if not sheet.complete:
        work.drop(place.key, place, document.where("rows"))
    said: list[Problem] = []
    for index, raw in enumerate(sheet.document.value["rows"]):
        key = key_of_entry(place, raw, index)
        if work.gives_up(place, sheet.document, "rows", index):
            break
        if stray := separated_row(place.kind.model, sheet, index, (), key) or stray_row(sheet, index, key):
            said.append(stray)
            work.drop(key, place, stray.where)
            work.faulty_rows[place.studio] += 1
            continue
        before = len(work.problems)
        entry = work.shape(place.kind.model, sheet.record(index), key, place, sheet.document, ("rows", index))
        found = row_problems(sheet, index, work.problems[before:], key)
        model, faults = place.kind.model, [each for each in found if each.is_error]
        if len(found) > 1 and (
            shifted := separated_row(model, sheet, index, found, key) or moved_row(model, sheet, index, faults, key)
        ):
            found = [shifted]
            entry = replace(entry, record=without_fields(entry.record, model.model_fields))
        del work.problems[before:]
        said += found
        faulty = any(each.is_error for each in found)
        if not sheet.complete or faulty:
            work.drop(key, place, sheet.document.where("rows", index))
            entry = _spoilt(entry, found)
        work.faulty_rows[place.studio] += faulty
        work.shelve(entry, counts=not faulty)
    work.problems.extend(columns_as_one(runs_as_one(said), len(sheet.document.value["rows"])))


def _spoilt(entry: Entry[Record], found: Iterable[Problem]) -> Entry[Record]:
    """The entry of a row without the cells of which there is an error."""
    places = {each.where for each in found if each.is_error}
    fields = [
        name for name in type(entry.record).model_fields if entry.document.marks.get((*entry.route, name)) in places
    ]
    record = without_fields(entry.record, fields)
    return replace(entry, record=record, broken=True, unread=unread_in(record))


def key_of_entry(place: Place, raw: Any, index: int) -> RecordKey:
    """The key of an entry of a list: by its id, else by its number."""
    given = raw.get("id") if isinstance(raw, dict) else None
    return place.key_of(given if isinstance(given, str) else f"{place.year or place.name}#{index + 1}")


def _expect_studio_file(work: _Gathering, studio: str, files: Sequence[str], refused: Sequence[str]) -> None:
    """A folder below `studios/` without `studio.yml` is a fault, unless it holds nothing at all; so is a studio without
    `members.yml`, said once and not by everyone whom it should define."""
    key = RecordKey("studio", studio)
    prefix = f"studios/{studio}/"
    where = Where(f"studios/{studio}")
    if key in work.known:
        members = RecordKey("member", studio)
        named = any(path.startswith(f"{prefix}members.") for path in (*files, *refused))
        if members not in work.left_out and not named:
            work.problems.append(problem(NO_MEMBERS, where, record=members, name=studio))
            work.left_out[members] = LeftOut(members, studio, "", where, private=True)
            work.unnamed.add(studio)
        return
    if not files:
        work.problems.append(problem(EMPTY_STUDIO, where, name=studio))
        return
    if not any(path.startswith(f"{prefix}studio.") for path in refused):
        work.problems.append(problem(NO_STUDIO_FILE, where, record=key, name=studio))
    work.know(key)
    work.left_out.setdefault(key, LeftOut(key, studio, "", where))


def _misplaced(work: _Gathering, path: str, parsed: Parsed) -> Place | None:
    """A file where nothing is read, and what it surely is. A record of a studio's leaves that kind incomplete."""
    parts = path.split("/")
    name, of_studio = parts[-1], parts[0] == "studios" and len(parts) > 2
    folder = "studios/<studio>/" if of_studio else "content/"
    at = folder.count("/")
    kinds = {
        kind.path.split("/")[at].partition(".")[0]: kind
        for kind in KINDS
        if kind.path.startswith(folder) and not kind.verb
    }
    given = parts[at].partition(".")[0]
    # A folder of the school's that only resembles another has been told of where it was not read.
    meant = given if given in kinds else None
    if of_studio:
        meant = nearest(given, tuple(kinds)) or _titled(name, kinds) or _by_fields(parsed, kinds)
    kind = kinds[meant] if meant else None
    work.problems.append(
        problem(
            MISPLACED,
            Where(path),
            hint="hint_nearest" if kind else "hint_studio" if of_studio else "hint",
            name=name,
            meant=kind.shown(parts[1]) if kind else "",
            allowed=" ".join(kinds) if of_studio else "",
        )
    )
    if kind is None:
        return None
    place = Place(kind, parts[1] if of_studio else "", name=name.rpartition(".")[0])
    if of_studio and kind.name != "studio":
        work.drop(place.key, place, Where(path))
        if not kind.listed and NAME.fullmatch(place.name):
            work.know(place.key)  # nothing that leads to it is wrong
    return place


def _by_fields(parsed: Parsed, kinds: Mapping[str, Kind]) -> str | None:
    """The only kind of Markdown of which a text has the fields, all that it needs and no other."""
    if parsed.document is None or not parsed.document.path.endswith(".md"):
        return None
    written = set(parsed.document.value)
    fits = [
        given
        for given, kind in kinds.items()
        if kind.path.endswith("<name>.md")
        and written <= set(kind.model.model_fields)
        and all(name in written for name, info in kind.model.model_fields.items() if info.is_required())
    ]
    return fits[0] if len(fits) == 1 else None


def _titled(name: str, kinds: Mapping[str, Kind]) -> str | None:
    """The kind of files of this type whose title the name of a file has in it, or is a part of: 2025培训台账.csv."""
    stem, _, ending = name.partition(".")
    stem = simplified(_DIGITS_AROUND.sub("", stem))
    types = {"yml": ("yml", "<many>"), "yaml": ("yml", "<many>"), "csv": ("<many>",)}.get(ending, (ending,))
    titles = {kind.title: given for given, kind in kinds.items() if kind.path.rpartition(".")[2] in types}
    held = [title for title in titles if title in stem or (len(stem) > 1 and stem in title)]
    longest = [title for title in held if len(title) == max(map(len, held))]
    return titles[longest[0]] if len(longest) == 1 else None


def faulty_records(problems: Iterable[Problem]) -> Iterator[tuple[RecordKey, Where]]:
    """Which records under `studios/` an error keeps out, with the place of the error."""
    for found in problems:
        if found.contested and found.record and found.record.kind in OF_STUDIOS:
            yield found.record, found.where
        if not found.is_error or not found.where.path.startswith("studios/"):
            continue
        place = place_of(found.where.path)
        if found.record is not None:
            yield found.record, found.where
        elif place is not None:
            yield place.key, found.where
