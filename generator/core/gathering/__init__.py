"""Gathering: from all that was parsed to the dataset, and to what is wrong with it so far."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from generator.core.content import PICTURES, Content, kind_by_name
from generator.core.dataset import Dataset, LeftOut, public
from generator.core.document import Parsed
from generator.core.gathering.file import read_astray, read_file
from generator.core.gathering.hint import with_hints
from generator.core.gathering.listing import fill_in_lists
from generator.core.gathering.rows import NO_MEMBERS
from generator.core.gathering.shelving import ID_TWICE, Gathering
from generator.core.problem import Code, Problem, RecordKey, Severity, Where, problem
from generator.core.records.base import BAD_ID
from generator.core.records.kinds import place_of
from generator.core.records.notice import LISTS
from generator.core.source import ADDRESSES, FILE_TOO_LARGE, FOLDER_NAME, LOGS, TEXT_TYPES, TOO_MANY_FILES, Sources

NO_STUDIO_FILE = Code("R121")
EMPTY_STUDIO = Code("R123", Severity.WARNING)

_LOGGED = re.compile(r'"id": ?"([a-z0-9-]{1,100})"')
_PUBLISHED = re.compile(r'"event": ?"publish", ?"id": ?"([a-z0-9-]{1,100})", ?"date": ?"([0-9]{4})')
"""The notice and the year: it stands in the folder of that year."""


def gather(
    sources: Sources, parsed: Mapping[str, Parsed], decoded: Mapping[str, Content] | None = None
) -> tuple[Dataset, tuple[Problem, ...]]:
    """Make typed records of all documents; `decoded` is what is known of the other files, by their digest."""
    files = _by_studio(sources.files)
    work = Gathering(pictures={studio: _pictures(studio, files.get(studio, ())) for studio in sources.studios})
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
            read_file(work, place, path, parsed[path], sources)
        elif path.endswith(tuple(TEXT_TYPES)) and "/files/" not in path and not LISTS.fullmatch(path):
            read_astray(work, path, parsed[path])  # a list is read with the notice that names it
    fill_in_lists(work, parsed)
    refusals = _by_studio(found.where.path for found in sources.refusals)
    for studio in sources.studios:
        _expect_studio_file(work, studio, files.get(studio, ()), refusals.get(studio, ()))
    work.problems = list(with_hints(work.problems, work, sources.files))
    dataset = Dataset(
        shelves=work.shelves,
        broken=work.broken,
        known=frozenset(work.known),
        logged=frozenset(work.logged),
        left_out=public(work.left_out),
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


def _know_logged(work: Gathering, sources: Sources) -> frozenset[str]:
    """A notice that was logged is no unknown one: where its file is gone or has another name, that is told of it.
    Returns where the files of those that are logged stand."""
    published: set[str] = set()
    for path in LOGS:
        if path in sources.files:
            lines = (sources.files[path].data or b"").decode("utf-8", "replace")
            work.logged.update(_LOGGED.findall(lines))
            published.update(f"content/notices/{year}/{name}.md" for name, year in _PUBLISHED.findall(lines))
    return frozenset(published)


def _expect_studio_file(work: Gathering, studio: str, files: Sequence[str], refused: Sequence[str]) -> None:
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
