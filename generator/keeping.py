"""What is kept between runs, and may be thrown away at any time: it lies below `.cache/jiangpu/` of a repository.

What is found there is used without being made again, the frames of all pages among it, and a repository may come with
whatever somebody has put into its `.cache/`. So it lies in a folder whose name comes of a secret that this user's
computer keeps elsewhere: what others have laid there, files or links, is never looked at.
"""

from __future__ import annotations

import os
import secrets
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile

FOLDER = Path(".cache", "jiangpu")
_LENGTH = 32


def kept_in(root: Path) -> Path:
    """The folder of what is kept of a repository."""
    return root / FOLDER / sha256(b"jiangpu " + _secret()).hexdigest()[:16]


def make_folder(folder: Path) -> None:
    """Make a folder for what is kept, unless it is there. git does not see it, whatever the repository's own
    `.gitignore` says: what a check has written for itself is no change of whoever checks. Raises OSError."""
    if not folder.is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ".gitignore").write_text("*\n", encoding="utf-8")


def keep(place: Path, data: bytes) -> None:
    """Write a file in one step into a folder that is there: another run may be reading it. Raises OSError."""
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(data)
    try:
        Path(file.name).replace(place)
    except OSError:
        Path(file.name).unlink()
        raise


@cache
def _secret() -> bytes:
    """This user's secret, made when it is first asked for; where none can be kept, one of this run, that finds nothing
    of others."""
    made = secrets.token_bytes(_LENGTH)
    try:
        place = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jiangpu" / "secret"
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            with os.fdopen(os.open(place, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(made)
        except FileExistsError:
            pass
        kept = place.read_bytes()
    except (OSError, RuntimeError):  # no home, or none that can be written
        return made
    return kept if len(kept) == _LENGTH else made
