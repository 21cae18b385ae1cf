"""What `log append` and `log verify` answer, and how a published notice differs from the file as it is now."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher, unified_diff
from itertools import islice

from generator.core.checks.address import OF_LIST, nothing_taken_out
from generator.core.checks.archive import unchanged_since_frozen
from generator.core.checks.log import CHANGED, GOES_BACK, GONE, OF_CHAIN, goes_on, stub_kept
from generator.core.codes import OF_READING
from generator.core.compute.log import Row, files_of, logs
from generator.core.dataset import Dataset, Entry
from generator.core.document import Document, parse
from generator.core.problem import Problem, Where, in_order
from generator.core.records.address import Promise
from generator.core.records.log import FIRST, INTERNAL, PUBLIC, Line, digest
from generator.core.records.notice import Notice
from generator.core.source import ADDRESSES, SourceFile
from generator.wording import Wording

History = Callable[[str], Iterable[tuple[str, bytes]]]
"""The earlier versions of a file, the latest first: each with the name of its commit."""
VERSIONS = 50
"""How many earlier versions of a log or of the list of addresses are looked at: one is written on most days."""
SHORTEST = 8
"""How much of a digest must be given, so that it is meant and not met."""
_SALT = re.compile(rb"^salt:[ \t]*[\"']?([0-9a-f]{32,64})", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Change:
    """A file of a published notice as it was logged, and as it is."""

    path: str
    commit: str
    before: tuple[str, ...]
    now: tuple[str, ...]


def is_of_log(found: Problem) -> bool:
    """Whether a problem is one of the log, or of the list of addresses as such."""
    return found.code.id.startswith("B9") or found.code in OF_LIST


def is_judged(found: Problem) -> bool:
    """Whether `log verify` fails for it: for all of the log, even what only waits to be logged, and for what keeps a
    notice from being read, and so from being compared. Whatever else is wrong with it was so when it was logged, or
    lies elsewhere: the logs and the files are enough."""
    keeps_from_reading = found.is_error and found.code in OF_READING
    return is_of_log(found) or (keeps_from_reading and found.where.path.startswith("content/notices/"))


def traced(
    problems: Sequence[Problem],
    dataset: Dataset,
    as_of: date,
    history: History,
    changed: Callable[[str], Mapping[str, int]],
) -> tuple[tuple[Problem, ...], tuple[Change, ...]]:
    """The same problems, those of changed notices at the lines that differ from what was logged; and what differs. With
    them what only the history can tell: a log that was cut or begun anew, a stub that says something else, what is not
    as it was when its year was frozen (`changed` since a commit)."""
    shown: list[Problem] = [*_of_history(dataset, history), *unchanged_since_frozen(dataset, as_of, changed)]
    changes: list[Change] = []
    # Where git says from which line on a log is another, the chain says no more.
    begins = {found.where.path: found.where.line for found in shown if found.code is GOES_BACK}
    for found in problems:
        if found.code in OF_CHAIN and begins.get(found.where.path, found.where.line + 1) <= found.where.line:
            continue
        change = _change(found, dataset, history) if found.code is CHANGED else None
        if change is None:
            shown.append(found)
            continue
        changes.append(change)
        first, *others = [Where(change.path, number) for number in _lines(change)]
        shown.append(replace(found, where=first, related=(*others, *found.related)))
    return in_order(shown), tuple(changes)


def _of_history(dataset: Dataset, history: History) -> Iterator[Problem]:
    yield from goes_on(dataset, {log: islice(history(log), VERSIONS) for log in (PUBLIC, INTERNAL)})
    yield from nothing_taken_out(dataset, islice(history(ADDRESSES), VERSIONS))
    for name, entry in dataset.notices.items():
        if entry.record.taken_down is None:
            continue
        rows = [row for book in logs(dataset).values() for row in book if row.line and row.line.id == name]
        for row in rows:
            if row.line and row.line.event != "take_down" and (found := _logged(entry, row, dataset, history)):
                yield from stub_kept(entry, found)
                break


def _logged(entry: Entry[Notice], row: Row, dataset: Dataset, history: History) -> Document | None:
    """The document that a line was written for, as git still has it."""
    assert row.line is not None
    beside = b"".join(dataset.kept.get(path, b"") for path in files_of(entry, dataset.kept)[1:])
    for _, data in history(entry.document.path):
        salt = _SALT.search(data)
        if salt and row.line.source in {digest(salt[1] + data), digest(salt[1] + data + beside)}:
            file = SourceFile(entry.document.path, len(data), "", data.decode("utf-8", "replace"))
            return parse(file, strict=True).document
    return None


def _change(found: Problem, dataset: Dataset, history: History) -> Change | None:
    assert found.record is not None
    entry = dataset.notices.get(found.record.id)
    row = _row(found, dataset)
    if entry is None or row is None or row.line is None:
        return None
    files = files_of(entry, dataset.kept)
    for path in files:
        for commit, data in history(path):
            written = b"".join(data if each == path else dataset.kept.get(each, b"") for each in files)
            salt = _SALT.search(data if path == files[0] else dataset.kept.get(files[0], b""))
            if salt and digest(salt[1] + written) == row.line.source:
                now = dataset.kept.get(path, b"")
                return Change(path, commit, _text(data), _text(now)) if _text(data) != _text(now) else None
    return None


def _row(found: Problem, dataset: Dataset) -> Row | None:
    """The line of the log that the notice differs from."""
    place = next((each for each in found.related if each.path in {PUBLIC, INTERNAL}), None)
    book = logs(dataset).get(place.path, ()) if place else ()
    return next((row for row in book if place and row.number == place.line), None)


def _text(data: bytes) -> tuple[str, ...]:
    try:
        return tuple(data.decode("utf-8").splitlines())
    except UnicodeDecodeError:
        return (f"sha256 {digest(data)}",)  # a file that is no text


def _lines(change: Change) -> list[int]:
    """The numbers of the lines that differ, as the file is now; where something was deleted, of the line after it."""
    last = max(len(change.now), 1)
    numbers: list[int] = []
    for tag, _, _, start, end in SequenceMatcher(None, change.before, change.now, autojunk=False).get_opcodes():
        if tag != "equal":
            numbers += range(start + 1, max(end, start + 1) + 1)
    return list(dict.fromkeys(min(number, last) for number in numbers))


def changes_as_text(changes: Sequence[Change], words: Wording) -> str:
    """Every change as a diff: what was logged, and what stands there now."""
    said: list[str] = []
    for change in changes:
        said.append(words("answer.log.differs", path=_safe(change.path), commit=change.commit[:12]))
        diff = unified_diff(change.before, change.now, n=0, lineterm="")
        said += [f"    {_safe(line)}" for line in diff if not line.startswith(("---", "+++", "@@"))]
    return "".join(f"{line}\n" for line in said)


def _safe(line: str) -> str:
    return "".join(character if character.isprintable() else "·" for character in line)


def lost(problems: Sequence[Problem]) -> tuple[str, ...]:
    """The ids of the notices whose files are gone."""
    return tuple(found.record.id for found in problems if found.code is GONE and found.record is not None)


def appended_as_text(
    before: Mapping[str, Sequence[Row]],
    lines: Mapping[str, Sequence[Line]],
    addresses: Sequence[Promise],
    as_of: date,
    words: Wording,
) -> str:
    """What was written, what of it late, the heads that there are now, and how many addresses are new."""
    said: list[str] = []
    for log in (PUBLIC, INTERNAL):
        for line in lines.get(log, ()):
            event = words(f"answer.log.{line.event}")
            said.append(words("answer.log.line", number=line.number, day=line.day.isoformat(), event=event, id=line.id))
            if line.day < as_of:
                said.append(words("answer.log.late", days=(as_of - line.day).days))
        if log in lines or log in before:
            new = lines.get(log, ())
            old = before.get(log, ())
            head = digest(new[-1].written()) if new else old[-1].digest if old else FIRST
            said.append(words("answer.log.head", log=log, lines=len(old) + len(new), head=head))
    if not any(lines.values()):
        said.insert(0, words("answer.log.nothing"))
    if addresses:
        said.append(words("answer.log.addresses", count=len(addresses)))
    return "".join(f"{line}\n" for line in said)


def verified_as_text(dataset: Dataset, words: Wording) -> str:
    """That the logs hold, and their heads."""
    said = [words("answer.log.holds")]
    for log, book in logs(dataset).items():
        head = book[-1].digest if book else FIRST
        said.append(words("answer.log.head", log=log, lines=len(book), head=head))
    taken = sum(entry.record.taken_down is not None for entry in dataset.notices.values())
    if taken:
        said.append(words("answer.log.withdrawn", count=taken))
    return "".join(f"{line}\n" for line in said)


def holding(dataset: Dataset, head: str) -> Row | None:
    """The line whose digest is a kept head, or begins with it."""
    if len(head) < SHORTEST:
        return None
    return next((row for book in logs(dataset).values() for row in book if row.digest.startswith(head.lower())), None)
