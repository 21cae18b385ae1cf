"""What is kept between runs, and may be thrown away at any time: it lies below `.cache/jiangpu/` of a repository."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(".cache", "jiangpu")


def make_folder(folder: Path) -> None:
    """Make a folder for what is kept, unless it is there. git does not see it, whatever the repository's own
    `.gitignore` says: what a check has written for itself is no change of whoever checks. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")
