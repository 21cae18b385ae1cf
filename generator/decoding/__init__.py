"""Pictures and documents are opened in a process of their own, which may die without taking the run along.

A worker gets the bytes of one file after another on its standard input and answers with what it holds (`Content`) and,
of a picture, with its renditions. It has little memory, no files to write, and ten seconds for each; then it is killed.
However it ends, that is a fault of the file it was at, and the next file gets a new worker. Nothing of these files is
parsed in this process. What is known is kept by content below `.cache/`, and asked for first.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from time import monotonic

from generator.core.content import Content
from generator.core.source import ADDRESSES, LOGS, SourceFile, Sources, read_bytes
from generator.decoding.cache import Cache
from generator.decoding.guard import Guard
from generator.keeping import kept_in

WORKERS = 4
"""How many files are decoded at the same time, at most: each may take half a gigabyte."""
PATIENCE = 2.0
"""How many seconds all files of a studio may take together, however small they are. Five hundred that each take their
ten seconds shall not hold up the others for an hour. The twenty pictures and documents of the sample take one."""
FOR_SIZE = 5.0
"""How many times as much more there is for every ten megabytes of them: of photos these take a second or two."""

MOST = 6.0
"""How many times its patience a studio may take at most, whatever the size of its files: what stands behind the end of
a picture adds to its size and not to its pixels. Fifty megabytes of photos take six seconds of a processor; what is not
reached in one build is in the next, since the rest is kept."""


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
        missing = [file for digest, file in wanted.items() if digest not in known]
        if missing:
            known |= _decoded(root, missing, cache, self.patience)
        return known


def decoder(root: Path) -> Decoder:
    """The decoder of a repository, with its cache."""
    return Decoder(kept_in(root) / "decoded")


_LARGE = 10 << 20


def _decoded(root: Path, files: list[SourceFile], cache: Cache, patience: float) -> dict[str, Content]:
    """Decode in a few workers at once, each with the next file that nobody has taken. Files of a studio that has used
    up its time are not looked at, and nothing is remembered of them."""
    known: dict[str, Content] = {}
    left = shares(files, patience)

    def work() -> None:
        with Guard() as guard:
            guard.decode(b"")  # so that it has started before anybody's time runs
            while files:
                try:
                    file = files.pop()
                except IndexError:  # another has taken the last one
                    return
                data = read_bytes(root / file.path, file.path)
                if not isinstance(data, bytes) or sha256(data).hexdigest() != file.digest:
                    continue
                studio, began = _studio(file), monotonic()
                if studio and left[studio] < 0:
                    known[file.digest] = Content("other", "demanding")
                    continue
                known[file.digest] = cache.keep(file.digest, *guard.decode(data))
                left[studio] -= monotonic() - began

    count = min(WORKERS, os.cpu_count() or 1, len(files))
    with ThreadPoolExecutor(count) as pool:
        try:
            for done in [pool.submit(work) for _ in range(count)]:
                done.result()
        finally:
            files.clear()  # whoever interrupts does not wait for what is left
    return known


def shares(files: Iterable[SourceFile], patience: float) -> dict[str, float]:
    """How many seconds each studio has for its files."""
    sizes: dict[str, int] = {}
    for each in files:
        sizes[_studio(each)] = sizes.get(_studio(each), 0) + each.size
    return {studio: patience * min(1 + FOR_SIZE * size / _LARGE, MOST) for studio, size in sizes.items()}


def _studio(file: SourceFile) -> str:
    """Whose file it is; "" for the school's."""
    return file.path.split("/")[1] if file.path.startswith("studios/") else ""
