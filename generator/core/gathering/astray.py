"""Files in places where nothing is read, and files under names that keep them out: what they surely are."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from generator.core.document import Document, Parsed
from generator.core.gathering.shelving import Gathering
from generator.core.problem import Code, Where, problem
from generator.core.records.kinds import KINDS, NAME, Kind, Place
from generator.core.source import Sources
from generator.core.values.filename import copied_from
from generator.core.values.fold import simplified
from generator.core.values.form import candidates
from generator.core.values.word import nearest

MISPLACED = Code("R120", cause=("place", "@kind"))
FILE_NAME = Code("R124")

_DIGITS_AROUND = re.compile(r"^[0-9\s_-]+年?度?|[0-9\s_()（）-]+$")
"""What people write around a title in the name of a file: a year, a number of a copy."""


def misplaced(work: Gathering, path: str, parsed: Parsed) -> Place | None:
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


def may_be(kind: Kind, document: Document) -> bool:
    """Whether a document has any part of a record of a kind: of another kind everything would be wrong."""
    fields = kind.model.model_fields
    names = {kind.listed, *fields, *(info.title for info in fields.values())}
    return bool(kind.choices) or not names.isdisjoint(document.columns or document.value)


def rightly_named(work: Gathering, place: Place, path: str, sources: Sources) -> Place:
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
