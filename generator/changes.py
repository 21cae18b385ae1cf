"""Which files a change touches and what they were before, as git tells."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path


class NoHistory(Exception):
    """There is no git repository, or no such commit in it."""


def changed_since(root: Path, ref: str) -> list[str]:
    """Paths below `root` that differ from the commit where this branch left `ref`, files not yet added included."""
    base = _git(root, "merge-base", "--end-of-options", ref, "HEAD").strip()
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
