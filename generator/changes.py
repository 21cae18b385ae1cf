"""Which files a change touches and what they were before, as git tells."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path


class NoHistory(Exception):
    """There is no git repository, or no such commit in it."""


def left_at(root: Path, ref: str) -> str:
    """The commit where this branch left `ref`: what is new since then is the branch's own."""
    return _git(root, "merge-base", "--end-of-options", ref, "HEAD").strip()


def changed_since(root: Path, base: str) -> list[str]:
    """Paths below `root` that differ from a commit, those that are gone and files not yet added included."""
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    added = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return sorted({path for path in (changed + added).split("\0") if path})


def versions(root: Path, path: str) -> Iterator[tuple[str, bytes]]:
    """Every committed version of a file, the latest first, under whatever name it had: its commit and its bytes."""
    listed = _git(root, "log", "--format=%x00%H", "--name-only", "--follow", "--end-of-options", "HEAD", "--", path)
    for commit, name in _pairs(listed):
        try:
            yield commit, _git_bytes(root, "show", "--end-of-options", f"{commit}:{name}")
        except NoHistory:
            continue  # deleted in that commit


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


def lay_out(root: Path, commit: str, folders: Sequence[str], target: Path) -> None:
    """Write the `folders` below `root`, as a commit has them, below `target`: the very bytes, through no filter of git.

    A link is written as an empty file: nothing may ever be written or read through it, and it is refused either way.
    """
    listed = _git_bytes(root, "ls-tree", "-r", "-z", "--end-of-options", commit, "--", *folders)
    # From the PATH, as in `_git_bytes`; object names are git's own.
    with subprocess.Popen(
        ["git", "cat-file", "--batch"],  # noqa: S607
        cwd=root,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as reader:
        assert reader.stdin
        assert reader.stdout
        for entry in listed.split(b"\0")[:-1]:
            mode, kind, name, path = _entry(entry)
            if kind != b"blob" or not _inside(path):
                continue
            data = b""
            if mode != _LINK:
                reader.stdin.write(name + b"\n")
                reader.stdin.flush()
                head = reader.stdout.readline().split()
                if len(head) != 3:  # a commit without its files: a shallow or partial clone
                    raise NoHistory
                data = reader.stdout.read(int(head[2]) + 1)[:-1]
            _write_new(target / path, data)


_LINK = b"120000"


def _entry(line: bytes) -> tuple[bytes, bytes, bytes, str]:
    """Mode, kind, object and path of a line of `git ls-tree`."""
    about, _, path = line.partition(b"\t")
    mode, kind, name = about.split(b" ")
    return mode, kind, name, os.fsdecode(path)


def _inside(path: str) -> bool:
    """Whether a path of a tree, which anyone may have made, stays below the folder it is written to."""
    return not Path(path).anchor and not {"", ".", ".."} & set(path.replace("\\", "/").split("/"))


def _write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet: two names may be one on this machine, and the first stays."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except OSError:
        return  # a name that this machine cannot write could not have been checked out here either


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
        git = ["git", "-c", "core.quotePath=off"]
        done = subprocess.run([*git, *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603
    except OSError:
        raise NoHistory from None
    if done.returncode:
        raise NoHistory
    return done.stdout
