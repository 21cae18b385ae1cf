"""Which files a change touches, as git tells."""

from __future__ import annotations

import subprocess
from pathlib import Path


class NoHistory(Exception):
    """There is no git repository, or no such commit in it."""


def changed_since(root: Path, ref: str) -> list[str]:
    """Paths below `root` that differ from the commit where this branch left `ref`, files not yet added included."""
    base = _git(root, "merge-base", "--end-of-options", ref, "HEAD").strip()
    changed = _git(root, "diff", "--name-only", "--no-renames", "--relative", "-z", base, "--", ".")
    added = _git(root, "ls-files", "--others", "--exclude-standard", "-z", "--", ".")
    return sorted({path for path in (changed + added).split("\0") if path})


def _git(root: Path, *arguments: str) -> str:
    try:
        # git from the PATH is the operator's own; a reference is never read as an option (--end-of-options).
        done = subprocess.run(["git", *arguments], cwd=root, capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        raise NoHistory from None
    if done.returncode:
        raise NoHistory
    return done.stdout.decode("utf-8", "replace")
