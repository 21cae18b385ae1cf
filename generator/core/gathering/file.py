"""What a file gives: the records in it, or what is known of one that cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.core.document import DUPLICATE_KEY, KEY, Document, Parsed, Route
from generator.core.gathering.astray import may_be, misplaced, rightly_named
from generator.core.gathering.rows import read_many
from generator.core.gathering.shelving import Alone, Gathering, Share, Shelved
from generator.core.problem import Problem, RecordKey, Where, problem
from generator.core.records.base import MISSING, NOT_ALLOWED, REALIGNED, UNKNOWN_KEY, WRONG_SHAPE, unknown_key
from generator.core.records.kinds import NAME, Place
from generator.core.records.sheet import no_head
from generator.core.source import Sources
from generator.core.stumble import YAML_SYNTAX
from generator.core.table import NO_NAMES
from generator.core.values.word import nearest, slip


def read_file(work: Gathering, place: Place, path: str, parsed: Parsed, sources: Sources) -> None:
    """A file where records are read, whatever its name."""
    if place.name and (not NAME.fullmatch(place.name) or place.kind.is_taken(place.name)):
        place = rightly_named(work, place, path, sources)
    _read_parsed(work, place, path, parsed)


def read_astray(work: Gathering, path: str, parsed: Parsed) -> None:
    """A file where nothing is read: that, and if it is known what it surely is, what else is wrong within it."""
    place = misplaced(work, path, parsed)
    if place and (parsed.document is None or may_be(place.kind, parsed.document)):
        apart = Gathering(pictures=work.pictures)
        _read_parsed(apart, place, path, parsed)
        work.problems += apart.problems


def _read_parsed(work: Gathering, place: Place, path: str, parsed: Parsed) -> None:
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
    share: Share | None = parsed.all_kept().get("share")
    if parsed.document is None or parsed.problems or share is None or share.problems:
        return False
    entries = [step.entry for step in share.steps if isinstance(step, Shelved) and not step.entry.broken]
    found = [each for held in (parsed.document, *entries) for each in held.all_kept().values() if each]
    return len(entries) == len(share.steps) and not found


def _share(place: Place, path: str, parsed: Parsed, pictures: frozenset[str] | None, *, misnamed: bool) -> Share:
    """Read a file as if it were the only one of its studio."""
    alone = Alone(misnamed={path} if misnamed else set())
    if pictures is not None:
        alone.pictures = {place.studio: pictures}
    _read_straight(alone, place, path, parsed)
    return Share(
        tuple(alone.problems),
        frozenset(alone.known),
        tuple(alone.steps),
        frozenset(alone.unnamed),
        alone.faulty_rows[place.studio],
        alone.marks[place.studio],
    )


def _read_straight(work: Gathering, place: Place, path: str, parsed: Parsed) -> None:
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


def _read_document(work: Gathering, place: Place, path: str, parsed: Parsed) -> None:
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
        read_many(work, place, document)
    elif place.kind.choices:
        _read_choice(work, place, document)
    else:
        entry = work.shape(place.kind.model, document.value, place.key, place, document)
        work.shelve(entry)


def _read_choice(work: Gathering, place: Place, document: Document) -> None:
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
