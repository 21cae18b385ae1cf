"""What `fix` tells: the changes as a diff, what was left alone and why, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import unified_diff

from generator.core.problem import Where
from generator.core.records.base import NOT_ALLOWED
from generator.diagnostics.say import message, printable
from generator.fixing import Mended, Repair
from generator.wording import Wording

_COLORS = {"+": "\x1b[32m", "-": "\x1b[31m", "@": "\x1b[36m"}
_PLAIN = "\x1b[0m"


def as_text(found: Repair, words: Wording, *, color: bool = False) -> str:
    """Every change with its reason, then what is left."""
    lines = [line for file in found.changed for line in _file(file, words, color)]
    return "".join(f"{line}\n" for line in [*lines, *_left(found, words)])


def left_as_text(found: Repair, words: Wording) -> str:
    """What was left alone, and why."""
    return "".join(f"{line}\n" for line in _left(found, words))


def counts(files: Sequence[Mended], words: Wording) -> str:
    """How much was done of each kind."""
    total: Counter[str] = Counter()
    for file in files:
        total.update(file.done)
    return _done(total, words)


def _done(done: Counter[str], words: Wording) -> str:
    parts = [words("fix.count", kind=words(f"fix.kind.{kind}"), count=done[kind]) for kind in sorted(done)]
    return words("fix.comma").join(parts)


def _file(file: Mended, words: Wording, color: bool) -> Iterator[str]:
    yield words("fix.file", path=printable(file.path), done=_done(Counter(file.done), words))
    diff = unified_diff(
        file.was.split("\n"), file.now.split("\n"), f"a/{file.path}", f"b/{file.path}", lineterm="", n=2
    )
    for line in diff:
        mark = _COLORS.get(line[:1]) if color else None
        yield f"{mark}{line}{_PLAIN}" if mark else line


def _left(found: Repair, words: Wording) -> Iterator[str]:
    """Each reason once, above what it is the reason for."""
    groups: dict[str, list[tuple[Where, str]]] = {}
    for file in found.files:
        for each in file.left:
            reason, said = f"fix.left.{each.code.id}", message(each, words)
            if each.code is NOT_ALLOWED and each.hint == "hint_nearest":  # the word that `check` names too
                reason = "fix.left.nearest"
                said = words("fix.left_meant", said=said, meant=printable(str(dict(each.args)["meant"])))
            if reason in words:
                groups.setdefault(words(reason), []).append((each.where, said))
        if file.doubts:
            groups.setdefault(words("fix.left.commas"), []).extend(
                (where, printable(said)) for where, said in file.doubts
            )
    if groups:
        yield words("fix.left_title")
    for reason, members in groups.items():
        yield words("fix.left_reason", reason=reason)
        for where, said in members:
            yield f"    {printable(where.path)}:{where.line}:{where.column}: {said}"
    if found.vouched:
        yield words("fix.vouched")
        yield from (f"    {path}" for path in found.vouched)
