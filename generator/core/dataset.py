"""The dataset: every record of the repository in one place, by kind and id, with what is known of the broken ones.

One broken file does not make its neighbours' references "unknown": what exists is known by its place even when it
cannot be read.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from generator.core.content import Content
from generator.core.document import Document, Route
from generator.core.frozen import Frozen
from generator.core.kept import Keeping
from generator.core.problem import Code, Problem, RecordKey, Where, problem
from generator.core.prose import Prose
from generator.core.records.achievement import Achievement
from generator.core.records.assessment import Assessment
from generator.core.records.base import Record
from generator.core.records.calendar import Calendar
from generator.core.records.indicators import Indicators
from generator.core.records.kinds import INTERNAL, OF_STUDIOS, place_of
from generator.core.records.notice import Notice
from generator.core.records.partial import Field, as_far_as_read, is_read, unread_in, without_items
from generator.core.records.person import NAMED_ROLES, Member
from generator.core.records.site import Site
from generator.core.records.studio import Profile, Studio
from generator.core.records.training import Training
from generator.core.values.word import nearest

R = TypeVar("R", bound=Record, covariant=True)
_ANY_YEAR = "*"
"""The year of what was left out of a file without one."""
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
                    hidden = entry.key.kind == "member" and may_learn([held.role for held in entry.record.roles])
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
        return replace(self, shelves=kept, broken={}, left_out=public(out), withheld=withheld)

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
        return replace(self, left_out=public(out))

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


def public(left_out: Mapping[RecordKey, LeftOut]) -> tuple[LeftOut, ...]:
    """Those whose absence is told."""
    return tuple(left_out[key] for key in sorted(left_out) if key.kind not in INTERNAL)


def may_learn(roles: Iterable[object]) -> bool:
    """Whether someone may be an apprentice or pupil: nobody is named who is not known to hold another role."""
    return not any(isinstance(role, str) and role in NAMED_ROLES for role in roles)


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
