"""Verify the log of notices, of a built site or of the school's repository, and say what does not fit.

    python tests/verify_log.py SITE-OR-REPOSITORY [HEAD]

Needs nothing but this file and Python. A site has `log/notices.jsonl` and records (`notices/<id>.json`: the salt, then
on a line of its own what the notice says), a repository `content/log/` and the notices' files. HEAD is the digest of
a line that was kept from before. Exits with 1 if anything does not fit.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

FIELDS = ["n", "event", "id", "date", "record", "source", "prev"]


def differences(root: Path, head: str = "") -> Iterator[str]:
    """Everything that does not fit."""
    site = (root / "status.json").is_file()
    logs = [root / "log/notices.jsonl"] if site else sorted((root / "content/log").glob("*.jsonl"))
    heads: list[str] = []
    for log in logs:
        heads += yield from _log(root, log, site=site)
    if head and head not in heads:
        yield f"{head} is the digest of no line"
    if site and logs[0].is_file():
        status = json.loads((root / "status.json").read_bytes())["log"]
        if (status["lines"], status["head"]) != (len(heads), heads[-1] if heads else "0" * 64):
            yield "status.json has another head"


def _log(root: Path, log: Path, *, site: bool) -> Generator[str, None, list[str]]:
    """What does not fit in one log; returns the digests of its lines."""
    raw = log.read_bytes().split(b"\n")
    lines = [json.loads(line) for line in raw[:-1]]
    taken = {line["id"]: line["n"] for line in lines if line["event"] == "take_down"}
    digests: list[str] = []
    if raw[-1]:
        yield f"{log.name}: the last line has no end"
    for number, (line, text) in enumerate(zip(lines, raw, strict=False), 1):
        where = f"{log.name} line {number} {line['id']}"
        if list(line) != FIELDS or json.dumps(line, separators=(",", ":")).encode() != text or line["n"] != number:
            yield f"{where}: not a line of the log"
        if line["prev"] != (digests[-1] if digests else "0" * 64):
            yield f"{where}: does not follow from the line before"
        if number > 1 and line["date"] < lines[number - 2]["date"]:
            yield f"{where}: before the line before"
        if taken.get(line["id"], 0) <= number and (own := _own(root, line["id"], site=site)):
            name = "record" if site else "source"
            if line[name] != own:
                yield f"{where}: the {name} is another"
        digests.append(hashlib.sha256(text + b"\n").hexdigest())
    return digests


def _own(root: Path, name: str, *, site: bool) -> str:
    """The digest of a notice as it is now, with the files that it names; "" for a record that is not on the
    site any more."""
    if site:
        path = root / f"notices/{name}.json"
        salt, said, _ = path.read_bytes().split(b"\n", 2) if path.is_file() else (b"", b"", b"")
        return hashlib.sha256(salt.split(b'"')[3] + said).hexdigest() if said else ""
    path = next(root.glob(f"content/notices/*/{name}.md"), Path())
    data = path.read_bytes() if path.is_file() else b"gone"
    head = data.split(b"\n---\n")[0]
    found = re.search(rb"^salt: *[\"']?([0-9a-f]+)", head, re.MULTILINE)
    named = sorted(set(re.findall(rb"^[-{ ]*(?:.*[{,] *)?file: *[\"']?([^\"'\s,}]+)", head, re.MULTILINE)))
    files = [path.parent / other.decode() for other in named]
    beside = b"".join(file.read_bytes() for file in files if file.is_file())
    return hashlib.sha256((found[1] if found else b"") + data + beside).hexdigest()


if __name__ == "__main__":
    said = list(differences(Path(sys.argv[1]), *sys.argv[2:3]))
    sys.stdout.writelines(f"{line}\n" for line in [*said, f"{len(said)} differences"])
    sys.exit(bool(said))
