"""What is to be typed where only the whole says it: the numbers of people and the ids of partners, facilities, studios
and offices whose names were written instead, the next id that is free, the file that is there and was meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from typing import Any

from generator.core.gathering.shelving import ID_TWICE, Gathering
from generator.core.problem import Problem, RecordKey
from generator.core.records.base import BAD_FORM, BAD_ID, WRONG_SHAPE
from generator.core.records.notice import FILE_FORMS
from generator.core.records.partial import is_read
from generator.core.values.filename import loosely
from generator.core.values.form import candidates
from generator.core.values.synonym import NO_ENTRIES

_NUMBERED = re.compile(r"(.*?)([0-9]+)")
_BETWEEN_NAMES = re.compile(r"[，、；,;]")
_NAME = re.compile(r"[\u3400-\u9fff·]{2,8}")
_NOT_LISTED = frozenset({"id", "reviewers"})
"""Where numbers of people stand that need not be in a list of members: in that list itself, and those of reviewers."""
_FEW = 12
"""How many ids are named at most where one of them may be meant."""
_CALLED = {"partner": "partner", "facility": "facility", "studio": "studio", "studios": "studio"}
"""What kind of record a field of that name holds the ids of."""
_Called = tuple[str, str, str]
"""A kind, the studio within which its ids hold ("" for the whole school), and what a record of it is called."""


def with_hints(problems: Iterable[Problem], work: Gathering, files: Iterable[str]) -> Iterator[Problem]:
    """The same problems; where it is known what was meant, the hint says it. `files` are the paths of all files."""
    numbers, ids = _numbers(work), _ids(work)
    for found in problems:
        if found.code is BAD_FORM:
            yield _file_meant(found, files)
        elif found.code is ID_TWICE:
            yield _next_free(found, work.known)
        elif found.code is BAD_ID or found.code is WRONG_SHAPE:
            yield _record_meant(_people_meant(found, numbers), ids)
        else:
            yield found


def _file_meant(found: Problem, files: Iterable[str]) -> Problem:
    """The name of a notice's file that has not the form of one: with the file that is there and was meant."""
    args = dict(found.args)
    folder, _, _ = found.where.path.rpartition("/")
    if args["key"] != "file" or not folder.startswith("content/notices/"):
        return found
    given = loosely(str(args["value"]).rpartition("/")[2])
    there = (path.removeprefix(f"{folder}/") for path in files if path.startswith(f"{folder}/"))
    name = next((each for each in there if loosely(each.rpartition("/")[2]) == given), None)
    if name is None:
        return found
    form = "attachment_file" if "/" in name else "list_file"
    meant = next((each for each in (name, *candidates(name, form)) if re.fullmatch(FILE_FORMS[form], each)), "")
    hint = "hint_meant" if meant == name else "hint_renamed" if meant else found.hint
    return _with(found, hint, meant=meant, name=name)


def _next_free(found: Problem, known: Set[RecordKey]) -> Problem:
    """An id that is taken: with the next one that is not, where it ends in a number."""
    given = _NUMBERED.fullmatch(found.record.id) if found.record and found.hint == "hint" else None
    if found.record is None or given is None:
        return found
    kind, before, number = found.record.kind, given[1], given[2]
    if kind == "member":  # the whole school shares the numbers of people
        kind, before = "person", before.rpartition("/")[2]
    after = range(int(number) + 1, int(number) + len(known) + 2)
    names = (f"{before}{following:0{len(number)}}" for following in after)
    free = next(name for name in names if RecordKey(kind, name) not in known)
    return _with(found, "hint_free", meant=free.rpartition("/")[2])


def _people_meant(found: Problem, numbers: Mapping[object, Set[str]]) -> Problem:
    """Names where numbers of people belong: with the numbers of those who have these names, if only one has each."""
    args: dict[str, Any] = dict(found.args)
    names: Sequence[str] = ()
    if found.code is BAD_ID and found.hint == "hint_person_id":
        names = [name.replace(" ", "") for name in _BETWEEN_NAMES.split(str(args["value"]))]
    elif found.code is WRONG_SHAPE and found.hint == "hint_listed_person_id":
        names = args["names"]
    known = (numbers.get(name, {name} if name.isascii() else set()) for name in names)
    meant = [min(given) for given in known if len(given) == 1]
    if len(meant) == len(names) and not "".join(names).isascii():
        said = ", ".join(meant)
        said = f"{args['key']}: [{said}]" if found.code is WRONG_SHAPE else said
        return _with(found, "hint_named", meant=said, name="、".join(names))
    if found.code is BAD_ID and args["key"] not in _NOT_LISTED and (strange := _strangers(names, numbers)):
        return _with(found, "hint_unlisted", name="、".join(strange))
    single = [name for name in names if len(numbers.get(name, ())) == 1]
    if single and found.code is WRONG_SHAPE:
        said = "、".join(f"{name} {min(numbers[name])}" for name in single)
        others = (name for name in names if name not in single and not name.isascii())
        return _with(found, "hint_known", meant=said, name="、".join(others))
    return found


def _strangers(names: Sequence[str], numbers: Mapping[object, Set[str]]) -> list[str]:
    """Those of the names that nobody has, or more than one."""
    return [
        each for each in names if _NAME.fullmatch(each) and each not in NO_ENTRIES and len(numbers.get(each, ())) != 1
    ]


def _record_meant(found: Problem, ids: Mapping[_Called, Set[str]]) -> Problem:
    """Names where ids of partners, facilities, studios or offices belong: with the ids of those that are called so, if
    only one is."""
    args: dict[str, Any] = dict(found.args)
    one = found.code is BAD_ID and found.hint == "hint_id"
    if not one and not (found.code is WRONG_SHAPE and found.hint == "hint_listed_id"):
        return found
    kind = _CALLED.get(args["key"], args["key"])
    within = found.where.path.split("/")[1] if kind in {"partner", "facility"} else ""
    names = [args["value"]] if one else args["names"]
    meant = [min(given) for name in names if len(given := ids.get((kind, within, name), ())) == 1]
    if not len(meant) == len(names) > 0:
        there = sorted({each for key, given in ids.items() if key[:2] == (kind, within) for each in given})
        if not there or not one or args["value"].isascii() or args["value"] in NO_ENTRIES:
            return found
        return _with(found, "hint_uncalled", allowed=f"{' '.join(there[:_FEW])}{' …' if there[_FEW:] else ''}")
    said = ", ".join(meant) if one else f"{args['key']}: [{', '.join(meant)}]"
    return _with(found, "hint_called", meant=said, name="、".join(names))


def _with(found: Problem, hint: str, **args: str) -> Problem:
    return replace(found, hint=hint, args=tuple((dict(found.args) | args).items()))


def _numbers(work: Gathering) -> Mapping[object, Set[str]]:
    """The numbers of all who have a name."""
    numbers: dict[object, set[str]] = {}
    for entry in work.entries("member"):
        numbers.setdefault(vars(entry.record).get("name"), set()).add(entry.name)
    return numbers


def _ids(work: Gathering) -> Mapping[_Called, Set[str]]:
    """The ids of all that are called so."""
    ids: dict[_Called, set[str]] = {}
    for kind in set(_CALLED.values()):
        for entry in work.entries(kind):
            within = "" if kind == "studio" else entry.studio
            for name in _names(kind, entry.record):
                ids.setdefault((kind, within, name), set()).add(entry.studio if kind == "studio" else entry.name)
    for entry in work.shelves.get("site", {}).values():
        for office in entry.record.offices:
            ids.setdefault(("office", "", office.name), set()).add(office.id)
    return ids


def _names(kind: str, record: Any) -> Iterator[str]:
    """What a record is called, as far as can be read."""
    said = vars(record)
    if kind == "studio":
        yield from (each.name for each in said.get("names", ()) if is_read(each, "name"))
    if name := said.get("short" if kind == "studio" else "name"):
        yield name
