"""Which files a change touches and what they were before, as git tells."""

from __future__ import annotations

import os
import re
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date, datetime
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import Literal

from generator.core.source import SCHOOL_FACTOR, SCHOOL_PLACES, SIZE_LIMITS, STUDIO_BYTES, STUDIO_FILES, STUDIOS
from generator.core.values.date import ZONE


class NoHistory(Exception):
    """There is no git repository, or no such commit in it."""


def commit_of(root: Path, ref: str) -> str:
    """The commit that a reference means: whatever it is called, its name is no option and no path."""
    return _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{ref}^{{commit}}").strip()


def left_at(root: Path, ref: str, head: str = "HEAD") -> str:
    """The commit where this branch, or that of `head`, left `ref`: what is new since then is the branch's own."""
    return _git(root, "merge-base", "--end-of-options", ref, head).strip()


def day_of(root: Path, commit: str) -> date:
    """The civil date of a commit, in Shanghai."""
    return datetime.fromtimestamp(int(_git(root, "show", "-s", "--format=%ct", commit)), ZONE).date()


def is_whole(root: Path) -> bool:
    """Whether git has the whole history here, and not the last commits alone."""
    return _git(root, "rev-parse", "--is-shallow-repository").strip() == "false"


def uncommitted(root: Path) -> list[str]:
    """Files below `root` that are not as the last commit has them, those not yet added included."""
    return changed_since(root, "HEAD")


def changed_since(root: Path, base: str, commit: str | None = None) -> list[str]:
    """Paths below `root` that differ from a commit, those that are gone and files not yet added included, but for our
    own cache; or those in which another `commit` differs from it. With a commit, those of the whole repository count:
    nothing is out of sight."""
    if commit is not None:
        changed = _git(root, "diff", "--name-only", "--no-renames", "-z", "--end-of-options", base, commit, "--")
        return sorted(path for path in changed.split("\0") if path)
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    added = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".", ":(exclude).cache")
    return sorted({path for path in (changed + added).split("\0") if path})


def ignored(root: Path, folders: Sequence[str]) -> list[str]:
    """Files below these `folders` that git is told to leave alone: they are there all the same."""
    listed = _git(root, "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *folders)
    return sorted(path for path in listed.split("\0") if path)


def versions(root: Path, path: str, head: str = "HEAD") -> Iterator[tuple[str, bytes]]:
    """Every committed version of a file, the latest first, under whatever name it had: its commit and its bytes."""
    listed = _git(root, "log", "--format=%x00%H", "--name-only", "--follow", "--end-of-options", head, "--", path)
    with _objects(root) as read:
        for commit, name in _pairs(listed):
            data = read(f"{commit}:{name}".encode()) if "\n" not in name else None
            if data is not None:  # else deleted in that commit
                yield commit, data


@contextmanager
def _objects(root: Path) -> Iterator[Callable[[bytes], bytes | None]]:
    """What git holds under a name, the name of an object or a commit with a path; one git for any number of questions.
    None for what is not there."""
    # From the PATH, as in `_git_bytes`.
    with subprocess.Popen(
        ["git", "--no-replace-objects", "cat-file", "--batch"],  # noqa: S607
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        asked, answers = reader.stdin, reader.stdout
        assert asked
        assert answers

        def read(name: bytes) -> bytes | None:
            asked.write(name + b"\n")
            asked.flush()
            head = answers.readline().rsplit(b" ", 2)
            if len(head) != 3 or not head[2].strip().isdigit():
                return None
            return answers.read(int(head[2]) + 1)[:-1]

        yield read


def first_changes(root: Path, base: str, commit: str | None = None) -> dict[str, int]:
    """The records that a commit has and that are not as it has them, now or in another `commit`: the number of the
    first line that differs, 0 for a file that is gone."""
    other = [commit] if commit else []
    form = ("--unified=0", "--no-renames", "--no-color", "--no-ext-diff", "--diff-filter=MD", "--src-prefix=a/")
    said = _git(root, "diff", *form, "--dst-prefix=b/", "--end-of-options", base, *other, "--", "studios", "content")
    found: dict[str, int] = {}
    lines = iter(said.split("\n"))
    path = gone = ""
    for line in lines:
        if line.startswith("--- a/"):
            gone = line.removeprefix("--- a/")
        elif line == "+++ /dev/null":
            found[gone] = 0
            path = ""
        elif line.startswith("+++ b/"):
            path = line.removeprefix("+++ b/")
        elif hunk := _HUNK.match(line):
            if path:
                found.setdefault(path, max(1, int(hunk[2])))
            # What is in a hunk is somebody's text, whatever it looks like.
            for _ in range(int(hunk[1] or 1) + int(hunk[3] or 1)):
                next(lines, "")
    return found


_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+(\d+)(?:,(\d+))? @@")


def last_seen(root: Path, name: str, below: str) -> tuple[str, str] | None:
    """Where git still has a file of that name: a revision that holds it, and its path; None if there is none."""
    for path in _git(root, "ls-tree", "-r", "-z", "--name-only", "HEAD", f"{below}/").split("\0"):
        if path.endswith(f"/{name}"):
            return "HEAD", path
    listed = _git(
        root,
        *("log", "-1", "--diff-filter=D", "--format=%x00%H", "--name-only", "--relative", "--no-renames"),
        *("--end-of-options", "HEAD", "--", f":(glob){below}/**/{name}"),
    )
    found = next(iter(_pairs(listed)), None)
    return (f"{found[0][:12]}^", found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Odd:
    """What stands in a tree and is no file that could be laid out: its path and what it is."""

    path: str
    what: Literal["link", "submodule", "name", "many"]


def lay_out(root: Path, commit: str, folders: Sequence[str], target: Path) -> tuple[Odd, ...]:
    """Write the `folders` below `root`, as a commit has them, below `target`: the very bytes, through no filter of git.

    Links and submodules are told and not written: nothing may ever be written or read through them. A file that is
    larger than any that is read, or stands behind as much as a studio may hold, is laid out with its size and without
    its bytes: a small pull request can unpack to more than a disk holds. Of a place
    that has more files than are read, or of more studios than are, the rest is not looked at; nor is what lies beside
    the studios, once there is more of it than is told. Raises NoHistory for a tree that is damaged.
    """
    odd: list[Odd] = []
    room: Counter[str] = Counter()
    files: Counter[str] = Counter()
    studios: set[str] = set()
    loose = 0
    with _objects(root) as read:
        for entry in _listed(root, commit, folders):
            place = "/".join(entry.path.split("/")[:2])
            if _is_loose(entry):
                loose += 1
                if loose > STUDIOS:
                    continue
            elif place.startswith("studios/") and place not in studios:
                if len(studios) == STUDIOS:
                    odd += [] if Odd("studios", "many") in odd else [Odd("studios", "many")]
                    continue
                studios.add(place)
            files[place] += 1
            most = STUDIO_FILES * (1 if place.startswith("studios/") else SCHOOL_FACTOR)
            if files[place] > most:
                odd += [Odd(place, "many")] if files[place] == most + 1 else []
                continue
            if entry.what or not _inside(entry.path):
                odd.append(Odd(entry.path, entry.what or "name"))
                continue
            room[place] += entry.size
            data = None
            if entry.size <= _LARGEST and room[place] <= STUDIO_BYTES * SCHOOL_FACTOR:
                data = read(entry.name)
                if data is None:  # a commit without its files: a shallow or partial clone
                    raise NoHistory
            if not _write_new(target / entry.path, data, entry.size):
                odd.append(Odd(entry.path, "name"))
    return tuple(odd)


ENTRIES = 200_000
"""How many files of a whole tree are listed in one go: more than a school with four hundred full studios has."""
_PIECE = 1 << 16


def _listed(root: Path, commit: str, folders: Sequence[str]) -> Iterator[_Entry]:
    """The files of a commit below some folders. A tree may hold itself many times over, so that a few hundred bytes
    list more paths than anyone can count: where there are too many, each place is listed as far as it is read."""
    entries = list(islice(_streamed(root, commit, folders, "-r"), ENTRIES + 1))
    if len(entries) <= ENTRIES:
        yield from entries
        return
    del entries
    places = loose = 0
    for place in _streamed(root, commit, [f"{folder}/" for folder in folders]):
        if _is_loose(place):
            loose += 1
            if loose <= STUDIOS:
                yield place
            continue
        places += 1
        if places > STUDIOS + len(SCHOOL_PLACES):
            yield place  # of which it is told that there are too many
            return
        yield from islice(_streamed(root, commit, [place.path], "-r"), STUDIO_FILES * SCHOOL_FACTOR + 1)


def _is_loose(entry: _Entry) -> bool:
    """Whether it lies beside the studios and is none of them."""
    return not entry.folder and entry.path.startswith("studios/") and entry.path.count("/") == 1


def _streamed(root: Path, commit: str, paths: Sequence[str], *options: str) -> Iterator[_Entry]:
    """The lines of `git ls-tree`, as they come; git is ended when nobody asks for more. Raises NoHistory."""
    command = ["git", "--no-replace-objects", "ls-tree", *options, "-l", "-z", "--end-of-options", commit, "--", *paths]
    # As in `_git_bytes`.
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as listing:  # noqa: S603
        assert isinstance(listing.stdout, BufferedReader)
        rest = b""
        try:
            while piece := listing.stdout.read1(_PIECE):
                *lines, rest = (rest + piece).split(b"\0")
                yield from map(_entry, lines)
            listing.wait()
        finally:
            listing.kill()
    if listing.returncode:
        raise NoHistory


def lay_over(root: Path, paths: Sequence[str], target: Path) -> tuple[Odd, ...]:
    """Put these files, as they stand below `root`, in the place of what was laid out below `target`; those that are
    gone are gone there too, with the folders that they leave empty."""
    for path in paths:
        place = target / path
        with suppress(OSError):
            place.unlink(missing_ok=True)
            for folder in place.parents[: path.count("/")]:
                folder.rmdir()
    odd: list[Odd] = []
    for path in paths:
        file = root / path
        try:
            size = file.lstat().st_size
            if file.is_symlink():
                odd.append(Odd(path, "link"))
            elif not _write_new(target / path, file.read_bytes() if size <= _LARGEST else None, size):
                odd.append(Odd(path, "name"))
        except OSError:
            continue  # gone, or a repository within this one
    return tuple(odd)


_LARGEST = max(SIZE_LIMITS.values()) * SCHOOL_FACTOR
_ODD: dict[bytes, Literal["link", "submodule"]] = {b"120000": "link", b"160000": "submodule"}


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of `git ls-tree -l`: its object, path and size; what it is, if it is no file, and whether a folder."""

    name: bytes
    path: str
    size: int
    what: Literal["link", "submodule"] | None
    folder: bool


def _entry(line: bytes) -> _Entry:
    about, _, path = line.partition(b"\t")
    mode, kind, name, size = about.split()
    return _Entry(name, os.fsdecode(path), int(size) if size.isdigit() else 0, _ODD.get(mode), kind == b"tree")


def _inside(path: str) -> bool:
    """Whether a path of a tree, which anyone may have made, stays below the folder it is written to."""
    return not Path(path).anchor and not {"", ".", ".."} & set(path.replace("\\", "/").split("/"))


def _write_new(path: Path, data: bytes | None, size: int) -> bool:
    """Write a file that is not there yet, without `data` one of as many empty bytes, and say whether it could be: two
    names may be one on this machine, and a name may be none that it can have."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            if data is None:
                file.truncate(size)
            else:
                file.write(data)
    except OSError:
        return False
    return True


def _pairs(listed: str) -> Iterator[tuple[str, str]]:
    for block in listed.split("\0")[1:]:
        commit, *names = [line for line in block.split("\n") if line]
        if names:
            yield commit, names[0]


def _git(root: Path, *arguments: str) -> str:
    return _git_bytes(root, *arguments).decode("utf-8", "replace")


def _git_bytes(root: Path, *arguments: str) -> bytes:
    try:
        # git from the PATH is the operator's own; a reference is never read as an option (--end-of-options).
        # Names are told as they are (core.quotePath).
        git = ["git", "--no-replace-objects", "-c", "core.quotePath=off"]
        done = subprocess.run([*git, *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise NoHistory from None
    if done.returncode:
        raise NoHistory
    return done.stdout
