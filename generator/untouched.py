"""A site that is untouched since it was built, with all that it was built from: to build it again is said, not done.

What a build said is kept with a stamp of all that it rests on and of all that it wrote. A stamp goes by the sizes of
files and when they were changed, as git's index does, so to take one of twenty thousand files is a matter of a tenth of
a second. Whatever is not as it was, another day or another variable of the environment too, has the build done as
usual, and that goes by what is in the files.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from array import array
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b
from operator import attrgetter
from pathlib import Path
from typing import Any

from generator.day import today
from generator.keeping import keep, kept_in, make_folder

VERB = "build"
PLACES = ("studios", "content", "theme", "mkdocs.yml")
"""What a build reads of a repository; of the program, the folder that it lies in is looked at whole."""
_PROGRAM = Path(__file__).parent
_ANEW = frozenset({"--no-cache", "--timings", "-h", "--help"})
"""Who asks for one of these wants it done."""
_BESIDE = ("theme", "mkdocs.yml")
"""What lies beside the program in a checkout, for repositories without their own."""
_NOTHING = frozenset({"_", "SHLVL", "OLDPWD", "LANGUAGE", "SOURCE_DATE_EPOCH"})
"""Variables of the environment that a shell changes by itself, or that we set before they are read."""
_LIBRARIES = frozenset({"site-packages", "dist-packages"})
_FINE, _COARSE = 50_000_000, 2_000_000_000
"""Nanoseconds within which two changes of a file may bear the same time, where times are told in parts of a second and
where not."""
_NAME = attrgetter("name")
_POSITIVE = (1 << 63) - 1
SECONDS = "\0"
"""Stands for how long it took, in what is kept."""

Said = Sequence[tuple[bool, str]]
"""What was printed, in order: whether to standard error, and the text."""


def said_again(arguments: Sequence[str]) -> int | None:
    """Say what this very command said when it built the site that stands, and return its exit code; None if there is
    none, or if anything has been touched since."""
    began = time.monotonic()
    if VERB not in arguments or _ANEW & set(arguments):
        return None
    root = directory(arguments)
    try:
        kept = json.loads(_place(root).read_bytes())
        if kept["question"] != _question(arguments) or not (now := stamp(root)):
            return None
        if kept["stamp"] != _with_site(now, kept["target"]):
            return None
        said = [(bool(to_error), str(text)) for to_error, text in kept["said"]]
        code = int(kept["code"])
    except (OSError, ValueError, TypeError, KeyError):
        return None
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8")
    for to_error, text in said:
        print(text.replace(SECONDS, f"{time.monotonic() - began:.1f}"), end="", file=_stream(to_error))
    return code


def directory(arguments: Sequence[str]) -> Path:
    """The repository that a command line names. Where it reads otherwise than the command line itself, nothing that is
    kept fits it."""
    given = "."
    for index, argument in enumerate(arguments):
        if argument == "-C" and index + 1 < len(arguments):
            given = arguments[index + 1]
        elif argument.startswith("-C"):
            given = argument.removeprefix("-C")
    return Path(given).resolve()


def stamp(root: Path) -> str | None:
    """A digest of all that a build rests on; None if any of it was changed so shortly before that another change
    might bear the same time."""
    began, newest = time.time_ns(), 0
    digest = blake2b(digest_size=16)
    for place in (*(root / name for name in PLACES), _PROGRAM, *(_PROGRAM.parent / name for name in _BESIDE)):
        newest = max(newest, _look(str(place), digest))
    for path in sys.path:  # where libraries are put and taken away
        if Path(path).name in _LIBRARIES and Path(path).is_dir():
            digest.update(f"{path} {Path(path).stat().st_mtime_ns}\n".encode("utf-8", "surrogatepass"))
    digest.update(_history(root))
    return digest.hexdigest() if at_rest(newest, began) else None


def at_rest(changed: int, began: int) -> bool:
    """Whether no later change of a file can bear the time of that one, if it was looked at when that time `began`."""
    return changed + (_FINE if changed % 1_000_000_000 else _COARSE) <= began


def keep_said(arguments: Sequence[str], root: Path, target: Path, before: str | None, said: Said, code: int) -> None:
    """Keep what a build has said, if all that it rests on still bears the stamp that it had `before` any of it was
    read. In `said` the time that it took is `SECONDS`."""
    place = _place(root)
    with suppress(OSError):
        place.unlink(missing_ok=True)
        if before is None or stamp(root) != before:
            return
        kept = {
            "question": _question(arguments),
            "target": str(target.resolve()),
            "stamp": _with_site(before, str(target.resolve())),
            "said": said,
            "code": code,
        }
        make_folder(place.parent)
        keep(place, json.dumps(kept).encode())


def _place(root: Path) -> Path:
    return kept_in(root) / "untouched.json"


def _question(arguments: Sequence[str]) -> list[Any]:
    """What the answer depends on besides files."""
    around = sorted((name, value) for name, value in os.environ.items() if name not in _NOTHING)
    shown = [sys.stdout.isatty(), sys.stderr.isatty()]
    # Through JSON, as what is kept of it went.
    found: list[Any] = json.loads(
        json.dumps([list(arguments), str(Path.cwd()), around, str(today()), shown, sys.version])
    )
    return found


def _with_site(before: str, target: str) -> str:
    """The stamp together with that of the site, and of what an unfinished build left beside it."""
    digest = blake2b(before.encode(), digest_size=16)
    _look(target, digest)
    site = Path(target)
    beside = sorted(path.name for path in site.parent.iterdir() if path.name.startswith(f".{site.name}.jiangpu-"))
    digest.update(repr(beside).encode())
    return digest.hexdigest()


def _look(place: str, digest: blake2b) -> int:
    """Put a file, or all below a folder, into a digest, and say when any of it was last changed; nothing is opened. Of
    the folders the names only: times of folders change by what a build leaves beside."""
    newest, waiting = 0, [place]
    while waiting:
        here = waiting.pop()
        names, about = [here], array("q")
        try:
            entries = sorted(os.scandir(here), key=_NAME)
        except NotADirectoryError:
            newest = max(newest, _put(about, os.lstat(here)))
            entries = []
        except FileNotFoundError:
            continue
        for entry in entries:
            if not entry.is_dir(follow_symlinks=False):
                names.append(entry.name)
                changed = _put(about, entry.stat(follow_symlinks=False))
                if changed > newest:
                    newest = changed
            elif entry.name != "__pycache__":
                names.append(f"{entry.name}/")
                waiting.append(entry.path)
        digest.update("\0".join((*names, "\0")).encode("utf-8", "surrogatepass"))  # no name has one
        digest.update(about.tobytes())
    return newest


def _put(about: array[int], found: os.stat_result) -> int:
    """Add what tells a file from what it was, and say when it was last changed."""
    written, changed = found.st_mtime_ns, found.st_ctime_ns
    about.extend((found.st_size, written, changed, found.st_ino & _POSITIVE, found.st_mode))
    return max(written, changed)


def _history(root: Path) -> bytes:
    """Where the history of the repository stands; empty without one."""
    try:
        # git from the PATH is the operator's own.
        asked = ["git", "-C", str(root), "rev-parse", "HEAD", "--is-shallow-repository"]
        return subprocess.run(asked, capture_output=True, check=False).stdout  # noqa: S603
    except OSError:
        return b""


def _stream(to_error: bool) -> Any:
    return sys.stderr if to_error else sys.stdout
