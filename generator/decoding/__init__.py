"""Pictures and documents are opened in a process of their own, which may die without taking the run along.

A worker gets the bytes of one file after another on its standard input and answers with what it holds (`Content`) and,
of a picture, with its renditions. It has little memory, no files to write, and ten seconds of the processor for each;
then it dies, and by the clock it is killed at last. However it ends, that is a fault of the file it was at, and the
next file gets a new worker. Nothing of these files is parsed in this process. What is known is kept by content below
`.cache/`, and asked for first.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from generator.core.content import PICTURES, Content, kind_by_name
from generator.core.source import ADDRESSES, LOGS, SourceFile, Sources, read_bytes
from generator.decoding.budget import over_budget
from generator.decoding.cache import Cache
from generator.decoding.guard import Guard
from generator.keeping import kept_in

WORKERS = 4
"""How many files are decoded at the same time, at most: each may take half a gigabyte."""
PATIENCE = 30.0
"""How many seconds of the processor all documents of a studio may take together: the last guard, since five hundred
that each take their ten shall not hold up the others for an hour. The sample's take one. Pictures have a budget that is
reckoned, and do not draw on this."""


@dataclass(frozen=True, slots=True)
class Decoder:
    """A `Decode` that keeps what it knows below a folder."""

    folder: Path
    patience: float = PATIENCE

    def __call__(self, root: Path, sources: Sources) -> Mapping[str, Content]:
        """The contents of all files that are no text, by digest. What changes while it is read is left out."""
        given = {**sources.pages, **sources.files}
        wanted = {
            file.digest: file for path, file in given.items() if file.text is None and path not in {*LOGS, ADDRESSES}
        }
        if not wanted:
            return {}
        cache = Cache.of_this_version(self.folder)
        known = {digest: content for digest in wanted if (content := cache.find(digest))}
        owned: dict[str, list[SourceFile]] = {}
        for path, file in given.items():
            if file.digest in wanted:
                owned.setdefault(_studio(path), []).append(file)
        missing = {digest: file for digest, file in wanted.items() if digest not in known}
        sizes = known | _measured(root, missing) if missing else known
        refused = over_budget(owned, sizes)
        if missing := {digest: file for digest, file in missing.items() if digest not in refused}:
            owners = {digest: _owners(owned, digest) for digest in missing}
            known |= _decoded(root, list(missing.values()), owners, sizes, cache, self.patience)
        return known | {digest: _too_much(sizes[digest]) for digest in refused}


def decoder(root: Path) -> Decoder:
    """The decoder of a repository, with its cache."""
    return Decoder(kept_in(root) / "decoded")


def _measured(root: Path, files: Mapping[str, SourceFile]) -> dict[str, Content]:
    """What the headers of pictures say, by digest."""
    pictures = [file for file in files.values() if kind_by_name(file.path) in PICTURES]
    with Guard() as guard:
        return {file.digest: guard.measure(data) for file in pictures if (data := _unchanged(root, file)) is not None}


def _unchanged(root: Path, file: SourceFile) -> bytes | None:
    """The bytes of a file, unless it has changed since it was listed."""
    data = read_bytes(root / file.path, file.path)
    return data if isinstance(data, bytes) and sha256(data).hexdigest() == file.digest else None


def _decoded(
    root: Path,
    files: list[SourceFile],
    owners: Mapping[str, Sequence[str]],
    sizes: Mapping[str, Content],
    cache: Cache,
    patience: float,
) -> dict[str, Content]:
    """Decode in a few workers at once, each with the next file that nobody has taken. Documents of which every owner
    has used up its time are not looked at, and nothing is remembered of them."""
    known: dict[str, Content] = {}
    spent: dict[str, float] = {studio: 0.0 for each in owners.values() for studio in each}

    def work() -> None:
        with Guard() as guard:
            guard.decode(b"")  # so that it has started before anybody's time runs
            while files:
                try:
                    file = files.pop()
                except IndexError:  # another has taken the last one
                    return
                if (data := _unchanged(root, file)) is None:
                    continue
                mine, began = owners[file.digest], guard.used
                if all(studio and spent[studio] > patience for studio in mine):
                    known[file.digest] = Content("other", "demanding")
                    continue
                content, blobs = guard.decode(data)
                if content.fault and file.digest in sizes:  # its size counts the next time too
                    content = replace(sizes[file.digest], fault=content.fault)
                known[file.digest] = cache.keep(file.digest, content, blobs)
                if file.digest not in sizes:
                    for studio in mine:
                        spent[studio] += guard.used - began

    count = min(WORKERS, os.cpu_count() or 1, len(files))
    with ThreadPoolExecutor(count) as pool:
        try:
            for done in [pool.submit(work) for _ in range(count)]:
                done.result()
        finally:
            files.clear()  # whoever interrupts does not wait for what is left
    return known


def _owners(owned: Mapping[str, Sequence[SourceFile]], digest: str) -> tuple[str, ...]:
    """The studios that have a file, "" for the school."""
    return tuple(studio for studio, files in owned.items() if any(file.digest == digest for file in files))


def _too_much(measured: Content) -> Content:
    """A picture for which there is no room in its studio's budget."""
    return Content(measured.kind, "much", measured.width, measured.height)


def _studio(path: str) -> str:
    """Whose file it is; "" for the school's."""
    return path.split("/")[1] if path.startswith("studios/") else ""
