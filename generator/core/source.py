"""Reading the repository: only regular files of known types, never through links, within stated limits.

`studios/` is written by anyone who may send in a change, `content/` by the school: the limits of the second are ten
times wider. What is refused becomes a problem; nothing here raises for what a contributor did.
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Literal, NamedTuple

from generator.core.problem import Code, Problem, Severity, Where, problem
from generator.core.values.filename import copied_from, foreign, meant_file, one_name, suffix_of, unportable
from generator.core.values.form import odd_letter
from generator.core.values.word import nearest

LINK = Code("R101")
FILE_TYPE = Code("R102")
FILE_TOO_LARGE = Code("R103")
ENCODING = Code("R104")
FORBIDDEN_CHARACTER = Code("R105")
FOLDER_NAME = Code("R106")
TOO_MANY_FILES = Code("R107")
PATH_TOO_LONG = Code("R108")
UNREADABLE = Code("R109")
JUNK = Code("R110", Severity.WARNING)
NAME_UNREADABLE = Code("R111")
NO_PLACE = Code("R112")
NO_TEXT = Code("R113")
ROOT_NAME = Code("R114")
NAME_UNPORTABLE = Code("R131")
ONE_NAME = Code("R132")
POINTER = Code("R133")
TOO_MUCH_TEXT = Code("R135")

TEXT_TYPES = frozenset({".yml", ".md", ".csv"})
PICTURE_TYPES = frozenset({".jpg", ".jpeg", ".png", ".webp"})
PHONE_TYPES = frozenset({".heic", ".heif"})
"""What an iPhone calls its photos; browsers show none of them."""
ATTACHMENT_TYPES = frozenset({".pdf", ".docx", ".xlsx"})
LOGS = ("content/log/notices.jsonl", "content/log/internal.jsonl")
"""The two logs of notices: no records, and nothing is read beside them."""
ADDRESSES = "content/log/addresses.txt"
"""The list of all addresses ever published."""
KEPT = ("content/notices/", *LOGS, ADDRESSES)
"""What the logs vouch for, and they themselves: of these every byte counts."""

KIB = 1024
SIZE_LIMITS: Mapping[str, int] = (
    {".yml": 256 * KIB, ".md": 200 * KIB, ".csv": 5 * KIB * KIB, ".jsonl": 5 * KIB * KIB}
    | dict.fromkeys(PICTURE_TYPES, 10 * KIB * KIB)
    | dict.fromkeys(ATTACHMENT_TYPES, 20 * KIB * KIB)
)
"""Largest size of one file under `studios/`, in bytes, by its type."""

STUDIOS = 1000
"""How many studios are read."""
LOOSE = 100
"""How many things that lie beside the studios are told one by one."""
STUDIO_FILES = 500
STUDIO_BYTES = 50 * KIB * KIB
STUDIO_TEXT = 2 * KIB * KIB
STUDIO_LINES = 20_000
"""How much text a studio may have, in bytes and in lines. The fullest of the sample writes 34 KB and 700 lines a year:
ten such years are a sixth of the one and a third of the other."""
CELLS_OF_A_LINE = 10
"""How many cells of a table count as one line."""
PATH_BYTES = 200
PATH_DEPTH = 6
SCHOOL_FACTOR = 10
"""How much wider every limit is under `content/`."""

SCHOOL_PLACES = (
    "site.yml",
    "people.yml",
    "people.csv",
    "consents.yml",
    "consents.csv",
    "addresses.yml",
    "addresses.csv",
    "takedowns.yml",
    "takedowns.csv",
    "waivers.yml",
    "waivers.csv",
    "notices",
    "rules",
    "assessments",
    "plans",
    "groups",
    "press",
    "rounds",
    "archive",
    *(path.removeprefix("content/") for path in (*LOGS, ADDRESSES)),
)
"""What is read below `content/` as records."""
BAGS = "content/archive"
"""Where archived years may lie beside the record of them."""
PAGES = "content/pages/"
"""MkDocs' own folder: what lies there goes out as it is, so it is looked through for what may not."""
OTHER_PLACES = frozenset({"pages", "log", "README.md"})
"""What else may stand there."""

_BEGINNINGS = (
    (b"\x89PNG", "picture", ".png"),
    (b"\xff\xd8\xff", "picture", ".jpg"),
    (b"GIF8", "picture", ".gif"),
    (b"RIFF", "picture", ".webp"),
    (b"%PDF-", "document", ".pdf"),
    (b"\xd0\xcf\x11\xe0", "office", ".doc .xls"),
    (b"PK\x03\x04", "archive", ".zip"),
    (b"Rar!", "archive", ".rar"),
    (b"7z\xbc\xaf", "archive", ".7z"),
)
"""How files begin that are no text: what they are and how they are mostly called."""
_WITHIN = ((b"xl/", "office", ".xlsx"), (b"word/", "office", ".docx"), (b"ppt/", "office", ".pptx"))
"""What the archives hold that are Office files."""
_POINTER = b"version https://git-lfs.github.com/spec/"
"""How a file begins that Git LFS has put in the place of another."""
SHOWN_PLACES = 10
"""How many places of characters that cannot be seen are named in one file."""

_ROOTS = {"studios": {"studios", "studio", "工作室"}, "content": {"content", "contents", "内容"}}
"""What people call the two folders of which everything is read."""
_STUDIO_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_JUNK = re.compile(r"\.DS_Store|Thumbs\.db|desktop\.ini|~\$.*|.*\.tmp|.*~|\.gitkeep", re.IGNORECASE)
FORBIDDEN = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Controls, other line ends than a line feed, text direction overrides, invisible and tag characters."""


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file that may be used: its path from the root with `/`, its size in bytes, its text or None if it is not
    one of the text types, and the SHA-256 of its bytes in hex; of files below `KEPT` the bytes themselves."""

    path: str
    size: int
    digest: str
    text: str | None
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """All files that were read, by path, the studio folders that exist, and what was refused; of text that was refused
    what can be shown of it, by path; what MkDocs will take from `content/pages`."""

    files: Mapping[str, SourceFile]
    studios: tuple[str, ...]
    problems: tuple[Problem, ...]
    refused: Mapping[str, str] = field(default_factory=dict)
    pages: Mapping[str, SourceFile] = field(default_factory=dict)

    @property
    def refusals(self) -> tuple[Problem, ...]:
        """What was refused, with a problem of its own for each file that had no room."""
        beyond = [found for found in self.problems if found.code is TOO_MUCH_TEXT]
        return (*self.problems, *(replace(found, where=place) for found in beyond for place in found.related))

    @property
    def misses_a_place(self) -> bool:
        """Whether a folder has another name than it should: then nothing that refers to it can be judged."""
        return any(
            found.code is ROOT_NAME or (found.code is NO_PLACE and found.hint == "hint_renamed")
            for found in self.problems
        )

    def guessed(self) -> Iterator[SourceFile]:
        """The files of text in another encoding that can be told: good only for finding what else is wrong. What the
        logs vouch for is not read on; it has to be mended first."""
        for found in self.problems:
            path = found.where.path
            text = self.refused.get(path, "\ufffd")
            known = found.code is ENCODING and found.hint in {"hint_gbk", "hint_unicode"} and "\ufffd" not in text
            if known and not path.startswith(KEPT):
                yield SourceFile(path, 0, "", text)

    def line(self, path: str, number: int) -> str | None:
        """The text of a line (from 1), for showing a problem; None where there is none to show."""
        file = self.files.get(path) or self.pages.get(path)
        text = file.text if file else self.refused.get(path)
        if file and text is None and path in {*LOGS, ADDRESSES}:
            text = (file.data or b"").decode("utf-8", "replace")
        if text is None:
            return None
        lines = text.removesuffix("\n").split("\n") if text else []
        return lines[number - 1] if 0 < number <= len(lines) else None


@dataclass(frozen=True, slots=True)
class _Refused:
    """A file of text that may not be used: why, and what can be shown of it."""

    problem: Problem
    text: str


Read = SourceFile | Problem | _Refused
"""What comes of reading a file."""
ReadFile = Callable[[str, str], Read]
"""From where a file lies, and the path from the root that it stands for, to what comes of it."""


@dataclass(slots=True)
class _Found:
    """What has been read so far."""

    files: dict[str, SourceFile] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def add(self, found: Read) -> None:
        """Take a file, or the reason why not."""
        if isinstance(found, SourceFile):
            self.files[found.path] = found
        elif isinstance(found, Problem):
            self.problems.append(found)
        else:
            self.problems.append(found.problem)
            self.refused[found.problem.where.path] = found.text


def read_file(path: str, relative: str) -> Read:
    """Read the file at `path` as that of the place `relative`."""
    data = read_bytes(path, relative)
    return data if isinstance(data, Problem) else _as_read(relative, data)


def read_sources(root: Path, only: tuple[str, ...] = (), read: ReadFile = read_file) -> Sources:
    """Read everything below `studios/` and the school's places below `content/`, or `only` these of the latter. `read`
    may remember what it has read."""
    work = _Found()
    files, problems = work.files, work.problems
    studios: list[str] = []

    def collect(path: Path, factor: int) -> None:
        for found in _walk(root, path, factor, read):
            work.add(found)

    for place in (root / "studios", root / "content"):
        if place.is_symlink():
            problems.append(problem(LINK, Where(place.name), name=place.name))
            return Sources({}, (), tuple(problems))
    listed = [] if only else [entry for entry in _entries(root / "studios") if not _JUNK.fullmatch(entry.name)]
    judged = [(entry, _no_studio(entry)) for entry in listed]
    folders = [(entry, wrong) for entry, wrong in judged if not wrong or wrong.code is FOLDER_NAME]
    # Nobody's, so that it takes no studio's place and stops nothing.
    loose = [wrong for _, wrong in judged if wrong and wrong.code is not FOLDER_NAME]
    many = problem(TOO_MANY_FILES, loose[0].where, hint="hint_studios", limit=LOOSE) if len(loose) > LOOSE else None
    problems.extend([many] if many else loose)
    if len(folders) > STUDIOS:
        problems.append(too_many("studios"))
    for entry, wrong in folders[:STUDIOS]:
        if wrong:
            problems.append(wrong)
        else:
            studios.append(entry.name)
            collect(Path(entry.path), 1)
    for name in only or SCHOOL_PLACES:
        place = root / "content" / name
        if place.is_symlink():
            problems.append(problem(LINK, Where(place.relative_to(root).as_posix()), name=name))
        elif place.is_dir():
            collect(place, SCHOOL_FACTOR)
        elif place.exists():
            work.add(read(str(place), f"content/{name}"))
    if not only:
        work.problems.extend(_misnamed_roots(root))
        work.problems.extend(_unknown_places(root))
    pages: dict[str, SourceFile] = {}
    for each in () if only else _pages(root, read):
        if isinstance(each, SourceFile):
            pages[each.path] = each
        else:
            work.add(each)
    return Sources(files, tuple(sorted(studios)), tuple(problems), work.refused, pages)


def read_studio(root: Path, studio: str) -> Sources:
    """Read the folder of one studio, whose name may be one."""
    work = _Found()
    for found in _walk(root, root / "studios" / studio, 1, read_file):
        work.add(found)
    return Sources(work.files, (studio,), tuple(work.problems), work.refused)


def _no_studio(entry: os.DirEntry[str]) -> Problem | None:
    """Why something in `studios/` is no studio's folder, if it is none."""
    relative, name = f"studios/{entry.name}", entry.name
    where = Where(relative)
    if unreadable := _unreadable_name(relative, name):
        return unreadable
    if name == "__MACOSX":
        return problem(JUNK, where, name=name)
    if entry.is_symlink():
        return problem(LINK, where, name=name)
    if kind := foreign(name):
        return problem(FILE_TYPE, where, hint=f"hint_{kind}", name=name)
    if not entry.is_dir():
        return problem(FILE_TYPE, where, hint="hint_studio_folder", name=name)
    if not _STUDIO_ID.fullmatch(name):
        other = copied_from(name)
        copied = bool(_STUDIO_ID.fullmatch(other)) and Path(entry.path).with_name(other).is_dir()
        plain = re.sub(r"[\s_.-]+", "-", name.lower())
        meant = plain if _STUDIO_ID.fullmatch(plain) else ""
        hint = "hint_copy" if copied else "hint_meant" if meant else "hint"
        return problem(FOLDER_NAME, where, hint=hint, name=name, other=other, meant=meant)
    return None


def _pages(root: Path, read: ReadFile) -> Iterator[Read]:
    """What MkDocs will take as it is, under the same rules as everything else below `content/`."""
    folder = root / PAGES
    if folder.is_symlink():
        yield problem(LINK, Where(PAGES.rstrip("/")), name=folder.name)
    else:
        yield from _walk(root, folder, SCHOOL_FACTOR, read)


def _misnamed_roots(root: Path) -> Iterator[Problem]:
    """A folder that is surely `studios` or `content` under another name, where there is none of that name."""
    names = [entry.name for entry in _entries(root)]
    for meant, others in _ROOTS.items():
        for name in names:
            if meant not in names and name.casefold().strip() in others:
                yield problem(ROOT_NAME, Where(name), name=name, meant=meant)


def _unknown_places(root: Path) -> Iterator[Problem]:
    """Folders and texts in `content/` that nothing reads: one with a slip in its name would be missed by nobody."""
    places = sorted({place.partition("/")[0] for place in SCHOOL_PLACES})
    stems = {place.partition(".")[0]: place for place in places}
    for entry in _entries(root / "content"):
        name = entry.name
        if name in {*places, *OTHER_PLACES} or name.startswith(".") or _JUNK.fullmatch(name):
            continue
        if unreadable := _unreadable_name(f"content/{name}", name):
            yield unreadable
        elif entry.is_dir() or suffix_of(name) in {*TEXT_TYPES, ".yaml"}:
            meant = stems.get(nearest(name.partition(".")[0], tuple(stems)) or "", "")
            hint = "hint" if not meant else "hint_nearest" if (root / "content" / meant).exists() else "hint_renamed"
            where = Where(f"content/{name}")
            yield problem(NO_PLACE, where, hint=hint, name=name, meant=meant, allowed=" ".join(places))


def exchanged(sources: Sources, instead: Mapping[str, Path]) -> Sources:
    """The same with other files in the place of some paths, or at new ones: what would be if they were so."""
    kept = [found for found in sources.problems if found.where.path not in instead]
    work = _Found(dict(sources.files), kept, dict(sources.refused))
    for path, place in instead.items():
        work.files.pop(path, None)
        work.add(read_file(str(place), path))
    studios = {*sources.studios, *(path.split("/")[1] for path in instead if path.startswith("studios/"))}
    return Sources(work.files, tuple(sorted(studios)), tuple(work.problems), work.refused, sources.pages)


def too_many(place: str) -> Problem:
    """The problem of more studios than are read, or of more files in a studio or a place of the school's."""
    if place == "studios":
        return problem(TOO_MANY_FILES, Where(place), hint="hint_studios", limit=STUDIOS)
    return problem(
        TOO_MANY_FILES, Where(place), limit=STUDIO_FILES * (1 if place.startswith("studios/") else SCHOOL_FACTOR)
    )


def refused_entry(path: str, what: Literal["link", "submodule", "name", "many"]) -> Problem:
    """The problem of what stands in a tree of git and can be no file in a folder."""
    if what == "many":
        return too_many(path)
    name = path.rpartition("/")[2]
    if unreadable := _unreadable_name(path, name):
        return unreadable
    if what == "link":
        return problem(LINK, Where(path), name=name)
    if what == "submodule":
        return problem(FILE_TYPE, Where(path), hint="hint_git", name=name)
    return problem(PATH_TOO_LONG, Where(path), limit=PATH_BYTES, depth=PATH_DEPTH)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError:
        return []


class _Place(NamedTuple):
    """A file that may be read: where it lies, its path from the root, and its size; 0 for one that is not read."""

    path: str
    relative: str
    size: int


def _walk(root: Path, folder: Path, factor: int, read: ReadFile) -> Iterator[Read]:
    """Everything below `folder` in the order of its names. Sizes are added up before anything is read; where they are
    too much together, records are read and what is attached to them is not, as far as there is room; where there is too
    much text, the largest files of it are left."""
    places: list[_Place] = []
    for found in _listed(root, folder, factor):
        if isinstance(found, _Place):
            places.append(found)
        else:
            yield found
    total, limit = sum(place.size for place in places), STUDIO_BYTES * factor
    if total > limit:
        where = Where(folder.relative_to(root).as_posix())
        yield problem(FILE_TOO_LARGE, where, hint="hint_folder", size=_size(total), limit=_size(limit))
        places = _within(places, limit)
    texts, beyond = _texts([place for place in places if _is_text(place)], factor, read)
    if beyond:
        where = Where(folder.relative_to(root).as_posix())
        written = sum(place.size for place in places if _is_text(place))
        hint = "hint" if written > STUDIO_TEXT * factor else "hint_lines"
        yield problem(
            TOO_MUCH_TEXT,
            where,
            hint=hint,
            related=beyond,
            count=len(beyond),
            size=_size(written),
            limit=_size(STUDIO_TEXT * factor),
            lines=STUDIO_LINES * factor,
        )
    for place in places:
        if not _is_text(place):
            yield read(place.path, place.relative)
        elif place.relative in texts:
            yield texts[place.relative]


def _is_text(place: _Place) -> bool:
    return suffix_of(place.relative) in TEXT_TYPES


def _texts(places: Sequence[_Place], factor: int, read: ReadFile) -> tuple[dict[str, Read], list[Where]]:
    """What is read of texts, the smallest first, and the places of those for which there is no room."""
    texts: dict[str, Read] = {}
    room, lines = STUDIO_TEXT * factor, STUDIO_LINES * factor
    for place in sorted(places, key=lambda place: place.size):
        room -= place.size
        if room < 0:
            break
        found = read(place.path, place.relative)
        lines -= _lines(found) if isinstance(found, SourceFile) else 0
        if lines < 0:
            break
        texts[place.relative] = found
    return texts, [Where(place.relative) for place in places if place.relative not in texts]


def _lines(file: SourceFile) -> int:
    text = file.text or ""
    cells = text.count(",") if file.path.endswith(".csv") else 0
    return max(text.count("\n"), cells // CELLS_OF_A_LINE)


def _within(places: Sequence[_Place], limit: int) -> list[_Place]:
    """The first of these that are no larger than the limit together, those of text before all others."""
    room, kept = limit, set()
    for place in sorted(places, key=lambda place: not _is_text(place)):
        if place.size <= room:
            room -= place.size
            kept.add(place.relative)
    return [place for place in places if place.relative in kept]


def _listed(root: Path, folder: Path, factor: int) -> Iterator[_Place | Problem]:
    """What lies below a folder; an explicit stack, since a stranger chooses the depth. Nothing is opened."""
    count = 0
    stack = [folder]
    while stack:
        here = stack.pop()
        below: list[Path] = []
        names: dict[str, str] = {}
        within = here.relative_to(root).as_posix()
        for entry in _entries(here):
            relative = f"{within}/{entry.name}"
            refused, enters = _refused(entry, relative, names), entry.is_dir(follow_symlinks=False)
            count += refused is not None or not enters
            if count > STUDIO_FILES * factor:
                yield too_many(folder.relative_to(root).as_posix())
                return
            if entry.name == ".gitkeep" or _is_bag(entry, relative):
                continue
            if refused:
                yield refused
            elif enters:
                below.append(Path(entry.path))
            else:
                yield _Place(entry.path, relative, _weight(entry, relative))
        stack.extend(reversed(below))


def _is_bag(entry: os.DirEntry[str], relative: str) -> bool:
    """Whether an archived year lies there, as a folder or a zip: its own manifests say what is in it, and it is judged
    when the site shows it."""
    if relative.rpartition("/")[0] != BAGS:
        return False
    return entry.is_dir(follow_symlinks=False) or (entry.is_file(follow_symlinks=False) and relative.endswith(".zip"))


def _refused(entry: os.DirEntry[str], relative: str, names: dict[str, str]) -> Problem | None:
    """Why a file or folder is not taken, by what can be known of it without opening it. `names` are those that its
    folder holds so far."""
    where, name = Where(relative), entry.name
    if unreadable := _unreadable_name(relative, name):
        return unreadable
    if name == "__MACOSX" or _JUNK.fullmatch(name):
        return problem(JUNK, where, name=name)
    if entry.is_symlink():
        return problem(LINK, where, name=name)
    if len(relative.encode()) > PATH_BYTES or relative.count("/") > PATH_DEPTH:
        return problem(PATH_TOO_LONG, where, limit=PATH_BYTES, depth=PATH_DEPTH)
    if kind := foreign(name):
        return problem(FILE_TYPE, where, hint=f"hint_{kind}", name=name)
    if strange := unportable(name):
        why, meant = strange
        return problem(NAME_UNPORTABLE, where, hint=f"hint_{why}", name=name, meant=meant, odd=odd_letter(name))
    first = names.setdefault(one_name(name), name)
    if first != name:
        return problem(ONE_NAME, where, related=[Where(_beside(relative, first))], name=name, first=first)
    return None


def _beside(path: str, name: str) -> str:
    """The path of another file in the same folder."""
    return f"{path.rpartition('/')[0]}/{name}"


def _weight(entry: os.DirEntry[str], relative: str) -> int:
    """The size of a file that will be read: none for one of a type that is not, or that is too large by itself."""
    try:
        size = entry.stat(follow_symlinks=False).st_size
    except OSError:
        return 0
    return size if suffix_of(relative) in SIZE_LIMITS and size <= size_limit(relative) else 0


def _unreadable_name(path: str, name: str) -> Problem | None:
    """A name that is no UTF-8 (from an archive that was packed elsewhere) or holds what nobody sees."""
    shown, name = (FORBIDDEN.sub("\ufffd", os.fsencode(text).decode("utf-8", "replace")) for text in (path, name))
    return None if shown == path else problem(NAME_UNREADABLE, Where(shown), name=name)


def read_bytes(path: str | Path, relative: str) -> bytes | Problem:
    """The bytes of the file at `path`, if the place `relative` may have a file of its type and size."""
    where = Where(relative)
    name, suffix = relative.rpartition("/")[2], suffix_of(relative)
    by_hand = relative.startswith(PAGES)
    attachments = "/files/" in relative or by_hand
    expected = suffix in TEXT_TYPES | PICTURE_TYPES or relative in {*LOGS, ADDRESSES}
    if kind := foreign(name):
        return problem(FILE_TYPE, where, hint=f"hint_{kind}", name=name)
    if not expected and not (attachments and suffix in ATTACHMENT_TYPES):
        if suffix.lower() in SIZE_LIMITS and suffix != suffix.lower():
            return problem(FILE_TYPE, where, hint="hint_case", name=name, suffix=suffix.lower())
        if not by_hand and (meant := meant_file(relative)):
            return problem(FILE_TYPE, where, hint=f"hint_{meant[0]}", name=name, meant=meant[1])
        if suffix in ATTACHMENT_TYPES:
            return problem(FILE_TYPE, where, hint="hint_files", name=name)
        if suffix.lower() in PHONE_TYPES:
            return problem(FILE_TYPE, where, hint="hint_heic", name=name)
        return problem(FILE_TYPE, where, name=name)
    return _bytes(path, relative, size_limit(relative))


def _bytes(path: str | Path, relative: str, limit: int) -> bytes | Problem:
    where = Where(relative)
    try:
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(handle, "rb") as stream:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                return problem(FILE_TYPE, where, name=relative.rpartition("/")[2])
            if status.st_size > limit:
                return problem(FILE_TOO_LARGE, where, size=_size(status.st_size), limit=_size(limit))
            return stream.read(limit + 1)
    except OSError as error:
        return problem(UNREADABLE, where, reason=error.strerror or "")


def size_limit(path: str) -> int:
    """The largest size of a file of a known type at a place, in bytes."""
    suffix = ".jsonl" if path == ADDRESSES else suffix_of(path)
    return SIZE_LIMITS[suffix] * (1 if path.startswith("studios/") else SCHOOL_FACTOR)


def _too_large(path: str, size: int) -> Problem | None:
    limit = size_limit(path)
    return problem(FILE_TOO_LARGE, Where(path), size=_size(size), limit=_size(limit)) if size > limit else None


def as_read(path: str, data: bytes) -> SourceFile | Problem:
    """What is read of these bytes at a place that may have them."""
    found = _as_read(path, data)
    return found.problem if isinstance(found, _Refused) else found


def _as_read(path: str, data: bytes) -> Read:
    if too_large := _too_large(path, len(data)):
        return too_large
    if data.startswith(_POINTER):
        return problem(POINTER, Where(path), name=path.rpartition("/")[2])
    digest = hashlib.sha256(data).hexdigest()
    kept = data if path.startswith(KEPT) else None
    if suffix_of(path) not in TEXT_TYPES:
        return SourceFile(path, len(data), digest, None, kept)
    if foreign := _foreign(data):
        what, named = foreign
        return problem(NO_TEXT, Where(path), hint=f"hint_{what}", name=path.rpartition("/")[2], suffix=named)
    text = _decode(data)
    if text is None:
        return _undecodable(path, data)
    if found := list(islice(FORBIDDEN.finditer(text), SHOWN_PLACES)):
        first, *others = (_place(path, text, each.start()) for each in found)
        return _Refused(unseen(first, found[0][0], others), text)
    return SourceFile(path, len(data), digest, text, kept)


def unseen(where: Where, character: str, others: Sequence[Where] = ()) -> Problem:
    """The problem of a character that nobody sees, by whatever way it came into a text."""
    return problem(FORBIDDEN_CHARACTER, where, related=others, character=f"U+{ord(character):04X}")


def _place(path: str, text: str, at: int) -> Where:
    return Where(path, text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1)


def _foreign(data: bytes) -> tuple[str, str] | None:
    """What a file is that only has the name of one of text: the kind of thing, and how it is mostly called."""
    found = next(((what, named) for start, what, named in _BEGINNINGS if data.startswith(start)), None)
    if found == ("archive", ".zip"):
        return next(((what, named) for part, what, named in _WITHIN if part in data), found)
    return found


def _decode(data: bytes) -> str | None:
    """UTF-8 text with line feeds; a byte order mark and Windows line ends are accepted and dropped."""
    try:
        return _plain_line_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return None


def _plain_line_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecodable(path: str, data: bytes) -> _Refused:
    """Text in another encoding: which, if it can be told, and the first character that cannot be read as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = _plain_line_ends(data.decode("utf-16", "replace"))
        return _Refused(problem(ENCODING, Where(path), hint="hint_unicode"), text)
    encoding = "gb18030" if _is_gbk(data) else "utf-8"
    bare = data.removeprefix(b"\xef\xbb\xbf")
    try:
        at = next((number for number, byte in enumerate(bare) if byte >= 0x80), 0)
        if encoding == "utf-8":
            bare.decode()
    except UnicodeDecodeError as error:
        at = error.start
    before = _plain_line_ends(bare[:at].decode(encoding, "replace"))
    text = _plain_line_ends(bare.decode(encoding, "replace"))
    hint = "hint_gbk" if encoding == "gb18030" else "hint"
    return _Refused(problem(ENCODING, _place(path, before, len(before)), hint=hint), text)


def _is_gbk(data: bytes) -> bool:
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / KIB / KIB:.1f} MB" if count >= KIB * KIB else f"{count / KIB:.0f} KB"
