"""What follows from another fault: where something was given the name of another, or a wrong one, its own name means
nothing any more wherever it is used. That is told at the wrong name, once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from generator.core.checks import achievement, address, governing, indicators, person, plan, site
from generator.core.checks import round as rounds
from generator.core.compute.address import holder, since_when
from generator.core.dataset import Dataset, Entry
from generator.core.gathering.shelving import ID_TWICE
from generator.core.problem import Code, Problem, RecordKey, Where, problem
from generator.core.records import base
from generator.core.records.partial import is_read
from generator.core.records.person import Member
from generator.core.source import FOLDER_NAME
from generator.core.stumble import YAML_SYNTAX
from generator.core.values.word import slip

RENUMBERED = Code("P315")

USES = 2
"""How many uses of a number tell more than the one place where it is given."""

_GIVEN_TWICE: Mapping[Code, str] = {
    person.DEFINED_TWICE: "person",
    indicators.POINT_TWICE: "point",
    indicators.GRADE_TWICE: "grade",
    rounds.CRITERION_TWICE: "criterion",
    site.TWICE: "office",
}
"""Where a name is given for the second time, and the first word of the cause of those who use one that is none."""
_OF_KIND = {"member": "person", "partner": "partner", "facility": "facility"}
_OF_VALUES = frozenset({"hint_start", "hint_quote", "hint_dash", "hint_after_quote", "hint_backslash"})
"""The slips that are put right with other quotes around a whole value."""
_INSTEAD = frozenset(
    {
        *(base.BAD_DATE, base.BAD_FLAG, base.BAD_FORM, base.BAD_ID, base.BAD_NUMBER, base.NOT_ALLOWED),
        *(base.WRONG_SHAPE, achievement.EVIDENCE_MISSING, governing.FILE_MISSING),
    }
)
"""What tells what to write in the place of a whole value."""
_STUDIO_NAMED = {achievement.SHARING_UNKNOWN: "studio", achievement.NOT_SHARED: "owner", person.NOT_THERE: "studio"}
"""The blanks in which other problems name a studio."""
_PARTS = {"phases": "phase", "targets": "target"}


def with_echoes(dataset: Dataset, found: Sequence[Problem]) -> Iterator[Problem]:
    """The same problems, of which those say it that are there because of another; and the numbers of people that were
    changed where they are given."""
    unknown = _unknown(found)
    for each in found:
        if (key := _behind(each)) and key.kind == "person":
            unknown.setdefault(("person", key.id), [])  # the page of somebody whom nobody else names
    told = dict[tuple[str, str], Problem]()
    for twice in (*dataset.twice, *found):
        if (word := _word(twice)) and (name := _lost(twice, word, unknown)):
            told.setdefault((word, name), twice)
    for word, name in unknown.keys() - told.keys():
        if word == "person" and (changed := _renumbered(dataset, name, unknown[word, name])):
            told[word, name] = changed
            yield changed
    gone = {each.record.id: each for each in found if _is_studio_gone(each) and each.record}
    for each in found:
        cause = told.get(_use(each)) or _behind_address(each, told, unknown) or gone.get(_studio_named(each))
        yield replace(each, because=cause.where) if cause else each


def folder_renamed(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, of which the name of the only folder that may be none tells which it was, where only one
    studio is gone: then this and what follows from it are of one cause."""
    told = list(problems)
    wrong = [each for each in told if each.code is FOLDER_NAME and each.hint != "hint_copy"]
    gone = [each for each in told if _is_studio_gone(each) and each.hint == "hint_studio"]
    if len(wrong) != 1 or len(gone) != 1 or gone[0].record is None:
        return told
    args = {**dict(wrong[0].args), "meant": gone[0].record.id}
    renamed = replace(wrong[0], hint="hint_renamed", args=tuple(args.items()))
    follows = {id(each) for each in told if each is gone[0] or each.because == gone[0].where}
    return [
        renamed if each is wrong[0] else replace(each, because=renamed.where) if id(each) in follows else each
        for each in told
    ]


def values_told_once(problems: Iterable[Problem]) -> list[Problem]:
    """The same problems, without the slips of YAML in a value of which it is told what to write instead: what that is
    needs no quotes."""
    told = list(problems)
    slips = [each for each in told if each.code is YAML_SYNTAX and each.hint in _OF_VALUES]
    instead: dict[tuple[str, int], list[Where]] = {}
    for each in told if slips else ():
        if each.is_error and each.code in _INSTEAD:
            instead.setdefault((each.where.path, each.where.line), []).append(each.where)
    said = {
        id(slip)
        for slip in slips
        for where in instead.get((slip.where.path, slip.where.line), ())
        if where.column <= slip.where.column <= where.column + where.length + 1  # it may have had quotes
    }
    return [each for each in told if id(each) not in said]


def _is_studio_gone(found: Problem) -> bool:
    return found.code is address.LOST and found.hint in {"hint_studio", "hint_studio_renamed"}


def _studio_named(found: Problem) -> str:
    """The studio that a problem says is none, or may; "" where it is about something else."""
    name = _STUDIO_NAMED.get(found.code, "studio" if found.code.cause[:1] == ("studio",) else "")
    return str(dict(found.args).get(name, ""))


def _behind_address(
    found: Problem, told: Mapping[tuple[str, str], Problem], unknown: Mapping[tuple[str, str], Sequence[Problem]]
) -> Problem | None:
    """Of the lost address of somebody's page what is told of those who name that person."""
    key = _behind(found)
    if key is None or key.kind != "person":
        return None
    return told.get((key.kind, key.id)) or next(iter(unknown.get((key.kind, key.id), ())), None)


def _behind(found: Problem) -> RecordKey | None:
    """What had the page whose address is lost."""
    return holder(str(dict(found.args).get("address"))) if found.code is address.LOST else None


def _use(found: Problem) -> tuple[str, str]:
    """What name is used in vain, and of what."""
    word, name, *_ = (*found.code.cause, "", "")
    return word, str(dict(found.args).get(name, ""))


def _unknown(found: Iterable[Problem]) -> dict[tuple[str, str], list[Problem]]:
    uses: dict[tuple[str, str], list[Problem]] = {}
    for each in found:
        if len(each.code.cause) > 1:
            uses.setdefault(_use(each), []).append(each)
    return uses


def _word(found: Problem) -> str:
    if found.code is ID_TWICE and found.record:
        return _OF_KIND.get(found.record.kind, "")
    if found.code is base.BAD_ID:
        return "person"
    if found.code is plan.TWICE:
        return _PARTS[str(dict(found.args)["listed"])]
    return _GIVEN_TWICE.get(found.code, "")


def _lost(twice: Problem, word: str, unknown: Mapping[tuple[str, str], Sequence[Problem]]) -> str | None:
    """The name that is used in vain since its bearer was given that of another: the next one that
    is free, or one a slip away that is used most."""
    args = dict(twice.args)
    given = str(args.get("id") or args.get(word))
    uses = Counter[str]()
    for (about, name), places in unknown.items():
        if (about, name) == (word, args.get("meant")):
            return name
        if about == word and slip(name, [given]):
            uses[name] = sum(_within_reach(twice, each) for each in places)
    if word == "office" and not uses:
        # A school has few offices: the only one that is missed is the one whose id this was.
        missed = [name for about, name in unknown if about == word and name]
        uses.update(missed if len(missed) == 1 else [])
    ranked = [name for name, count in uses.most_common() if count == max(uses.values()) > 0]
    return ranked[0] if len(ranked) == 1 else None


def _within_reach(twice: Problem, use: Problem) -> bool:
    """Whether a name given there can be used here: parts of a file within it, things of a studio within that."""
    word = use.code.cause[0]
    if word in {"partner", "facility"}:
        return use.where.path.split("/")[:2] == twice.where.path.split("/")[:2]
    return word not in {"phase", "target", "grade"} or use.where.path == twice.where.path


def _renumbered(dataset: Dataset, number: str, uses: Sequence[Problem]) -> Problem | None:
    """The entry whose number was changed, if several places use the one it had: the only one a slip away that no place
    uses, of a studio in which that is used; of several the one where the old number would be in its turn and the new
    one is not."""
    if len(uses) < USES:
        return None
    published = since_when(dataset)
    near = [
        member
        for member in dataset.members
        # A number that has had a page is no new one.
        if slip(number, [member.name]) and _is_defined(member) and f"people/{member.name}.html" not in published
    ]
    used = _mentioned(dataset, {member.name for member in near})
    studios = {each.where.path.split("/")[1] for each in uses if each.where.path.startswith("studios/")}
    changed = [member for member in near if used[member.name] == 1 and member.studio in studios]
    if len(changed) > 1:
        changed = [member for member in changed if _in_turn(dataset, member, number)]
    if len(changed) != 1:
        return None
    given = changed[0]
    return problem(RENUMBERED, given.where("id"), record=given.key, person=number, written=given.name, count=len(uses))


def _is_defined(member: Entry[Member]) -> bool:
    """Whether an entry gives its person's name, or may: one that does not refers to somebody else's entry."""
    return not is_read(member.record, "name") or member.record.name is not None


def _in_turn(dataset: Dataset, given: Entry[Member], number: str) -> bool:
    """Whether a number stands between those of the entries before and behind, and not that which is given."""
    listed = [member.name for member in dataset.of_studio("member", given.studio)]
    at = listed.index(given.name)
    before, behind = listed[:at][-1:], listed[at + 1 : at + 2]

    def fits(name: str) -> bool:
        return [*before, name, *behind] == sorted([*before, name, *behind])

    return fits(number) and not fits(given.name)


def _mentioned(dataset: Dataset, names: set[str]) -> Counter[str]:
    """How often each of these stands in any file as a value."""
    found = Counter[str]()
    waiting: list[Any] = [document.value for document in dataset.documents.values()]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif value in names:
            found[value] += 1
    return found
