"""Gathering: every record of the repository in one place, by kind and id, with what is known of the broken ones.

Identity comes from places: a file that cannot be parsed still has a kind and an id, so that one broken file does not
make its neighbours' references "unknown".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from generator.core.document import Document, Parsed, Route
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.prose import Prose, render_prose
from generator.core.records.achievement import Achievement
from generator.core.records.assessment import Assessment
from generator.core.records.base import MISSING, NOT_ALLOWED, UNKNOWN_KEY, WRONG_SHAPE, Record, shape
from generator.core.records.calendar import Calendar
from generator.core.records.indicators import Indicators
from generator.core.records.notice import Notice
from generator.core.records.person import Member
from generator.core.records.site import Site
from generator.core.records.studio import Profile, Studio
from generator.core.records.training import Training
from generator.core.source import TEXT_TYPES, Sources
from generator.core.values.word import nearest

MISPLACED = Code("R120")
NO_STUDIO_FILE = Code("R121")
ID_TWICE = Code("R122")
EMPTY_STUDIO = Code("R123", Severity.WARNING)
FILE_NAME = Code("R124")

R = TypeVar("R", bound=Record, covariant=True)

_PLACES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(expression))
    for kind, expression in (
        ("studio", r"studios/(?P<studio>[^/]+)/studio\.yml"),
        ("profile", r"studios/(?P<studio>[^/]+)/profile\.md"),
        ("member", r"studios/(?P<studio>[^/]+)/members\.yml"),
        ("achievement", r"studios/(?P<studio>[^/]+)/achievements/(?P<year>\d{4})/(?P<name>[^/]+)\.md"),
        ("training", r"studios/(?P<studio>[^/]+)/trainings/(?P<year>\d{4})\.csv"),
        ("site", r"content/site\.yml"),
        ("notice", r"content/notices/(?P<year>\d{4})/(?P<name>[^/]+)\.md"),
        ("rules", r"content/rules/(?P<year>\d{4})/(?P<name>[^/]+)\.yml"),
        ("assessment", r"content/assessments/(?P<year>\d{4})/(?P<name>[^/]+)\.yml"),
    )
)
"""Where each kind of record is written. `rules` files say themselves which kind of rule they hold."""

_PERSON_KEY = re.compile(r"[^/]+/p\d+")
_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_RULES: Mapping[str, tuple[str, type[Record]]] = {
    "指标体系": ("indicators", Indicators),
    "工作日历": ("calendar", Calendar),
}


@dataclass(frozen=True, slots=True)
class Place:
    """What a path says: the kind of record, its studio, its year and its name."""

    kind: str
    studio: str = ""
    year: str = ""
    name: str = ""

    @property
    def key(self) -> RecordKey:
        """The key of the record that the file holds; for a file of many rows, of the file as a whole."""
        if self.kind in {"achievement", "training"}:
            return RecordKey(self.kind, f"{self.studio}/{self.name or self.year}")
        if self.kind == "assessment":
            return RecordKey(self.kind, f"{self.year}/{self.name}")
        return RecordKey(self.kind, self.name or self.studio or "site")


def place_of(path: str) -> Place | None:
    """What stands at a path; None for a path that holds no record."""
    for kind, expression in _PLACES:
        if found := expression.fullmatch(path):
            return Place(kind, **found.groupdict())
    return None


@dataclass(frozen=True, slots=True)
class Entry(Generic[R]):
    """A record with where it comes from."""

    key: RecordKey
    record: R
    document: Document
    route: Route = ()
    studio: str = ""
    year: str = ""
    prose: Prose | None = None

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
        return self.document.where(*self.route, *route)

    def problem(
        self, code: Code, *route: str | int, hint: str = "hint", related: Iterable[Where] = (), **args: object
    ) -> Problem:
        """A problem of this record, at one of its fields."""
        return problem(code, self.where(*route), hint=hint, related=related, record=self.key, **args)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A record that is not published because of a fault. `year` is the folder's or file's, "" where there is none."""

    key: RecordKey
    studio: str
    year: str
    where: Where


@dataclass(frozen=True, slots=True)
class Dataset:
    """Everything that was written, by kind. `known` holds the keys of all records that exist, broken ones too;
    `files` the digest and size of each attachment by path."""

    site: Entry[Site] | None = None
    studios: Mapping[str, Entry[Studio]] = field(default_factory=dict)
    profiles: Mapping[str, Entry[Profile]] = field(default_factory=dict)
    members: tuple[Entry[Member], ...] = ()
    achievements: Mapping[str, Entry[Achievement]] = field(default_factory=dict)
    trainings: Mapping[str, Entry[Training]] = field(default_factory=dict)
    notices: Mapping[str, Entry[Notice]] = field(default_factory=dict)
    indicators: Mapping[str, Entry[Indicators]] = field(default_factory=dict)
    calendars: Mapping[str, Entry[Calendar]] = field(default_factory=dict)
    assessments: Mapping[str, Entry[Assessment]] = field(default_factory=dict)
    known: frozenset[RecordKey] = frozenset()
    left_out: tuple[LeftOut, ...] = ()
    files: Mapping[str, tuple[str, int]] = field(default_factory=dict)

    def people(self) -> dict[str, Entry[Member]]:
        """The definition of each person, by number: the first entry that gives a name."""
        found: dict[str, Entry[Member]] = {}
        for member in self.members:
            if member.record.name is not None:
                found.setdefault(member.record.id, member)
        return found

    def knows(self, kind: str, name: str) -> bool:
        """Whether a record of that kind and id exists, whole or broken."""
        return RecordKey(kind, name) in self.known

    def may_know_person(self, number: str) -> bool:
        """Whether a person of that number exists, or may be defined in an entry that cannot be read."""
        return self.knows("person", number) or any(
            out.key.kind == "member" and not _PERSON_KEY.fullmatch(out.key.id) for out in self.left_out
        )

    def lacks(self, kind: str, studio: str = "", year: str = "") -> bool:
        """Whether something of that kind was left out: of one studio, or of any; of one year, or of any."""
        return any(
            out.key.kind == kind
            and (not studio or out.studio == studio)
            and (not year or not out.year or out.year == year)
            for out in self.left_out
        )

    def without(self, faulty: Mapping[RecordKey, Where]) -> Dataset:
        """The same without the faulty records; what belongs to a faulty studio goes with it."""
        out: dict[RecordKey, LeftOut] = {entry.key: entry for entry in self.left_out}
        fallen = {key.id for key in (*faulty, *out) if key.kind == "studio"}

        def stays(entry: Entry[Record]) -> bool:
            if entry.key in faulty or entry.studio in fallen:
                where = faulty.get(entry.key, entry.where())
                out.setdefault(entry.key, LeftOut(entry.key, entry.studio, entry.year, where))
                return False
            return True

        def kept(entries: Mapping[str, Entry[R]]) -> dict[str, Entry[R]]:
            return {name: entry for name, entry in entries.items() if stays(entry)}

        clean = replace(
            self,
            studios=kept(self.studios),
            profiles=kept(self.profiles),
            members=tuple(member for member in self.members if stays(member)),
            achievements=kept(self.achievements),
            trainings=kept(self.trainings),
        )
        for key, where in faulty.items():
            place = place_of(where.path)
            if place and key not in out:
                out[key] = LeftOut(key, place.studio, place.year, where)
        return replace(clean, left_out=tuple(out[key] for key in sorted(out)))


@dataclass(slots=True)
class _Gathering:
    """The dataset under construction."""

    sources: Sources
    problems: list[Problem] = field(default_factory=list)
    known: set[RecordKey] = field(default_factory=set)
    shelves: dict[str, dict[str, Entry[Any]]] = field(default_factory=dict)
    members: list[Entry[Member]] = field(default_factory=list)
    left_out: dict[RecordKey, LeftOut] = field(default_factory=dict)

    def shelve(self, entry: Entry[Record], where: Where) -> None:
        shelf = self.shelves.setdefault(entry.key.kind, {})
        if first := shelf.get(entry.key.id):
            self.problems.append(
                problem(
                    ID_TWICE,
                    where,
                    related=(first.where(),),
                    record=entry.key,
                    id=entry.name,
                    first=str(first.where().path),
                )
            )
            return
        shelf[entry.key.id] = entry

    def drop(self, key: RecordKey, place: Place, where: Where) -> None:
        self.left_out.setdefault(key, LeftOut(key, place.studio, place.year, where))


def gather(sources: Sources, parsed: Mapping[str, Parsed]) -> tuple[Dataset, tuple[Problem, ...]]:
    """Make typed records of all documents."""
    work = _Gathering(sources)
    for path in sorted(parsed):
        place = place_of(path)
        if place is None:
            if path.endswith(tuple(TEXT_TYPES)) and "/files/" not in path:
                work.problems.append(
                    problem(MISPLACED, Where(path), hint=_misplaced(path), name=path.rpartition("/")[2])
                )
            continue
        if place.name and not _NAME.fullmatch(place.name):
            work.problems.append(problem(FILE_NAME, Where(path), record=place.key, name=place.name))
            work.drop(place.key, place, Where(path))
            continue
        work.known.add(place.key)
        work.problems.extend(replace(found, record=found.record or place.key) for found in parsed[path].problems)
        document = parsed[path].document
        if document is None:
            work.drop(place.key, place, Where(path))
            continue
        _READERS.get(place.kind, _read_one)(work, place, document)
    for studio in sources.studios:
        _expect_studio_file(work, studio)
    return _finished(work), tuple(work.problems)


def _finished(work: _Gathering) -> Dataset:
    shelf = work.shelves
    return Dataset(
        site=shelf.get("site", {}).get("site"),
        studios=shelf.get("studio", {}),
        profiles=shelf.get("profile", {}),
        members=tuple(work.members),
        achievements=shelf.get("achievement", {}),
        trainings=shelf.get("training", {}),
        notices=shelf.get("notice", {}),
        indicators=shelf.get("indicators", {}),
        calendars=shelf.get("calendar", {}),
        assessments=shelf.get("assessment", {}),
        known=frozenset(work.known),
        left_out=tuple(work.left_out[key] for key in sorted(work.left_out)),
        files={path: (file.digest, file.size) for path, file in work.sources.files.items() if file.text is None},
    )


_MODELS: Mapping[str, type[Record]] = {
    "studio": Studio,
    "profile": Profile,
    "achievement": Achievement,
    "site": Site,
    "notice": Notice,
    "assessment": Assessment,
}


def _read_one(work: _Gathering, place: Place, document: Document) -> None:
    """A file that is one record."""
    _shape_into(work, _MODELS[place.kind], place.key, place, document)


def _shape_into(work: _Gathering, model: type[Record], key: RecordKey, place: Place, document: Document) -> None:
    record, problems = shape(model, document.value, document, key)
    work.problems.extend(problems)
    if record is None:
        work.drop(key, place, document.where())
        return
    prose = None
    if document.path.endswith(".md"):
        prose, found = render_prose(document, key)
        work.problems.extend(found)
    work.shelve(Entry(key, record, document, (), place.studio, place.year, prose), document.where())


def _read_rules(work: _Gathering, place: Place, document: Document) -> None:
    """A rules file: its `kind` says which record it is."""
    kind = document.value.get("kind")
    if kind is None:
        work.problems.append(problem(MISSING, document.where(), record=place.key, key="kind", title="规则种类"))
        return
    if kind not in _RULES:
        meant = nearest(str(kind), tuple(_RULES))
        work.problems.append(
            problem(
                NOT_ALLOWED,
                document.where("kind"),
                hint="hint_nearest" if meant else "hint",
                record=place.key,
                key="kind",
                value=str(kind),
                meant=meant or "",
                allowed=" ".join(_RULES),
            )
        )
        return
    name, model = _RULES[kind]
    key = RecordKey(name, place.name)
    work.known.add(key)
    _shape_into(work, model, key, place, document)


def _read_members(work: _Gathering, place: Place, document: Document) -> None:
    """`members.yml`: each entry is a record of its own, so that one broken entry leaves the others standing."""
    for unknown in sorted(set(document.value) - {"members"}):
        meant = nearest(unknown, ["members"])
        work.problems.append(
            problem(
                UNKNOWN_KEY,
                document.where_key(unknown),
                hint="hint_nearest" if meant else "hint",
                key=unknown,
                meant=meant or "",
                allowed="members",
            )
        )
    listed = document.value.get("members")
    if not isinstance(listed, list):
        code = MISSING if listed is None else WRONG_SHAPE
        hint = "hint" if listed is None else "hint_list"
        work.problems.append(
            problem(code, document.where("members"), hint=hint, record=place.key, key="members", title="成员")
        )
        work.drop(place.key, place, document.where())
        return
    for index, raw in enumerate(listed):
        number = raw.get("id") if isinstance(raw, dict) else None
        key = RecordKey("member", f"{place.studio}/{number or f'#{index + 1}'}")
        if isinstance(number, str):
            work.known.add(RecordKey("person", number))
            work.known.add(key)
        record, problems = shape(Member, raw, document, key, ("members", index))
        work.problems.extend(problems)
        if record is None:
            work.drop(key, place, document.where("members", index))
            continue
        entry = Entry(key, record, document, ("members", index), place.studio)
        first = next((member for member in work.members if member.key == key), None)
        if first:
            work.problems.append(
                problem(
                    ID_TWICE,
                    entry.where("id"),
                    related=(first.where("id"),),
                    record=key,
                    id=record.id,
                    first=first.document.path,
                )
            )
            continue
        work.members.append(entry)


def _read_trainings(work: _Gathering, place: Place, document: Document) -> None:
    """A table of trainings: each row is a record of its own."""
    columns = list(Training.model_fields)
    head = [route[1] for route in document.marks if len(route) == 3 and route[0] == "rows" and route[2] == "#key"]
    extra = [str(name) for name in head if name not in columns]
    for name in extra:
        meant = nearest(name, columns)
        work.problems.append(
            problem(
                UNKNOWN_KEY,
                document.where_key("rows", name),
                hint="hint_nearest" if meant else "hint",
                key=name,
                meant=meant or "",
                allowed=" ".join(columns),
            )
        )
    absent = [name for name, info in Training.model_fields.items() if info.is_required() and name not in head]
    for name in absent:
        work.problems.append(
            problem(MISSING, Where(document.path), key=name, title=Training.model_fields[name].title or "")
        )
    if absent:
        work.drop(place.key, place, Where(document.path))
        return
    for index, raw in enumerate(document.value["rows"]):
        row = {name: cell for name, cell in raw.items() if name not in extra}
        key = RecordKey("training", f"{place.studio}/{row.get('id') or f'{place.year}#{index + 1}'}")
        work.known.add(key)
        record, problems = shape(Training, row, document, key, ("rows", index))
        work.problems.extend(problems)
        if record is None:
            work.drop(key, place, document.where("rows", index))
            continue
        entry = Entry(key, record, document, ("rows", index), place.studio, place.year)
        work.shelve(entry, entry.where("id"))


_READERS: Mapping[str, Callable[[_Gathering, Place, Document], None]] = {
    "rules": _read_rules,
    "member": _read_members,
    "training": _read_trainings,
}


def _expect_studio_file(work: _Gathering, studio: str) -> None:
    """A folder below `studios/` without `studio.yml` is a fault, unless it holds nothing at all."""
    key = RecordKey("studio", studio)
    if key in work.known or any(out.key == key for out in work.left_out.values()):
        return
    prefix = f"studios/{studio}/"
    where = Where(f"studios/{studio}")
    if not any(path.startswith(prefix) for path in work.sources.files):
        work.problems.append(problem(EMPTY_STUDIO, where, name=studio))
        return
    # A studio.yml that could not be read has its own problem already.
    if not any(found.where.path == f"{prefix}studio.yml" for found in work.sources.problems):
        work.problems.append(problem(NO_STUDIO_FILE, where, record=key, name=studio))
    work.known.add(key)
    work.drop(key, Place("studio", studio), where)


def _misplaced(path: str) -> str:
    parts = path.split("/")
    if parts[0] == "studios" and len(parts) > 2:
        if parts[2] == "achievements":
            return "hint_achievement"
        if parts[2] == "trainings":
            return "hint_training"
        return "hint_studio"
    return "hint"


def faulty_records(problems: Iterable[Problem]) -> Iterator[tuple[RecordKey, Where]]:
    """Which records under `studios/` an error keeps out, with the place of the error."""
    for found in problems:
        if not found.is_error or not found.where.path.startswith("studios/"):
            continue
        place = place_of(found.where.path)
        if found.record is not None:
            yield found.record, found.where
        elif place is not None:
            yield place.key, found.where
