"""What the verbs of `archive` answer, as text and as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict

from generator.answers.columns import aligned
from generator.archive.create import Made
from generator.archive.verify import Proof
from generator.bags.bag import Fault
from generator.core.edition.changes import Change
from generator.core.records.archive import Archive
from generator.diagnostics.say import printable
from generator.wording import Wording

SHOWN = 200
"""How many faults or changes are named on a terminal; JSON has them all."""
SHORT = 12
"""How much of a digest a list shows."""


def made(done: Made, digest: str, words: Wording) -> str:
    """What was frozen, and what comes next."""
    order = done.order
    lines = [
        words(
            "archive.answer.made",
            name=order.name,
            files=done.files,
            size=size(done.size),
            commit=order.commit[:SHORT],
            day=done.prepared.as_of.isoformat(),
        ),
        words("archive.answer.made_at", folder=done.folder, packed=done.packed),
        words("archive.answer.seal", digest=digest),
    ]
    if order.changed:
        lines.append(words("archive.answer.changed", count=len(order.changed)))
    if done.prepared.errors:
        lines.append(words("archive.answer.with_errors", count=done.prepared.errors))
    internal = order.scope == "internal"
    lines.append(
        words("archive.answer.internal") if internal else words("archive.answer.next_record", path=done.packed)
    )
    return _text(lines)


def proof(found: Proof, path: str, words: Wording) -> str:
    """Whether a bag holds, with every file that does not."""
    errors = [fault for fault in found.faults if fault.is_error]
    count = len(errors) + bool(found.log)
    lines = [_fault(fault, words) for fault in found.faults[:SHOWN]]
    if len(found.faults) > SHOWN:
        lines.append(words("archive.answer.more", count=len(found.faults) - SHOWN))
    if found.log:
        kind, _, number = found.log.partition(" ")
        lines.append(words(f"archive.log.{kind}", number=number))
    key = "archive.answer.holds" if not count else "archive.answer.fails"
    lines.append(words(key, name=printable(found.name), files=found.files, count=count))
    lines.append(words(f"archive.standing.{found.standing}", path=path))
    return _text(lines)


def proof_as_json(found: Proof) -> str:
    """The same for programs."""
    answer = {
        "name": found.name,
        "holds": found.holds,
        "standing": found.standing,
        "digest": found.digest,
        "files": found.files,
        "faults": [{**asdict(fault), "severity": "error" if fault.is_error else "warning"} for fault in found.faults],
        "log": found.log or None,
        "snapshot": found.summary.model_dump(exclude_unset=True) if found.summary else None,
    }
    return json.dumps(answer, ensure_ascii=False, indent=1) + "\n"


def listed(archives: Mapping[str, Archive], words: Wording, next_year: int) -> str:
    """Every snapshot on record, the latest year first."""
    if not archives:
        return words("archive.answer.none", year=next_year) + "\n"
    head = [words(f"archive.list.{name}") for name in ("year", "version", "as_of", "files", "size", "digest", "reason")]
    rows = [
        (
            *(year, str(each.version), each.as_of.isoformat(), str(each.files), size(each.bytes)),
            *(each.digest[:SHORT], each.reason or ""),
        )
        for year in sorted(archives, reverse=True)
        for each in archives[year].versions
    ]
    return aligned([head, *rows], (1, 3, 4)) + words("archive.answer.next_verify") + "\n"


def listed_as_json(archives: Mapping[str, Archive]) -> str:
    """The same for programs."""
    years = {year: archives[year].model_dump(mode="json")["versions"] for year in sorted(archives)}
    return json.dumps({"years": years}, ensure_ascii=False, indent=1) + "\n"


def compared(changes: Sequence[Change], words: Wording) -> str:
    """What is not the same, a line a record."""
    if not changes:
        return words("archive.answer.same") + "\n"
    rows = [
        (
            words(f"archive.what.{change.what}"),
            words(f"archive.kind.{change.kind}"),
            change.id,
            " ".join(change.fields),
        )
        for change in changes[:SHOWN]
    ]
    text = aligned(rows)
    if len(changes) > SHOWN:
        text += words("archive.answer.more", count=len(changes) - SHOWN) + "\n"
    counts = Counter(change.what for change in changes)
    return (
        text
        + words("archive.answer.diff_total", added=counts["added"], changed=counts["changed"], gone=counts["gone"])
        + "\n"
    )


def compared_as_json(changes: Sequence[Change]) -> str:
    """The same for programs."""
    return json.dumps({"changes": [change.as_data() for change in changes]}, ensure_ascii=False, indent=1) + "\n"


def size(count: int) -> str:
    """Bytes as people read them."""
    return f"{count / (1 << 20):.1f} MB" if count >= 1 << 20 else f"{count / (1 << 10):.1f} KB"


def _fault(fault: Fault, words: Wording) -> str:
    return words(f"archive.fault.{fault.kind}", path=printable(fault.path), detail=printable(fault.detail)).rstrip()


def _text(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)
