"""The tiny school of `school/`, and a notation for small changes laid over it.

    expect: S303 studios/hong               a problem of a whole file or folder: its code, its path[:line:column]
    === studios/hong/profile.md             the file that follows replaces that of the school
    Whatever stands here.
                    ^^^^ F999 remark        not of the file: a problem with this code begins at the first caret above
    === studios/hong/studio.yml (change)    a file of the school, changed as in a unified diff without line numbers:
     names:                                 " " a line that stays, "-" one that goes, "+" one that comes,
    -short: 钳工                            "@@" begins another place further down,
    +short: 车工                            "+" alone adds at the end
    === -studios/hong/members.yml           the school is without this file

    === content/log (logged 2026-01-20)     here the school as laid so far runs `log append` on that day
    === . (committed)                       here the school as laid so far is committed to git; behind it `<commit>`
                                            in a file is the name of that commit
    === content/log/notices.jsonl (lines 2 1)               these lines of the file as it is, in this order
    === content/log/notices.jsonl (instead "n":1 "n":9)     the first place that fits an expression reads otherwise

Other words in the brackets: `(gbk)` in that encoding; `(escapes)` or `(change with escapes)` with `\\t`, `\\xff` (a
byte) or `\\u202e` for what cannot be seen, and `\\300{x}` for what is long; `(link to PLACE)` a symbolic link,
`(folder)`, `(fifo)`, `(socket)` something else than a file; `(501 files)` that many empty files, with their numbers in
place of the `#` in the path; `(made NAME)` a picture or document of `tests/decoding/making.py`, `(20 NAME)` as many of
them, no two alike. A path may have escapes too.
"""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
from contextlib import chdir
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from generator.appending import append_lines
from generator.core.compute.log import appended
from generator.core.pipeline import prepare
from generator.core.records import log as records
from tests.decoding.making import MADE

SCHOOL = Path(__file__).parent / "school"

IDENTITY = ("-c", "user.name=test", "-c", "user.email=test@localhost", "-c", "core.autocrlf=false")
WHEN = {"GIT_AUTHOR_DATE": "2026-01-20T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-20T00:00:00Z"}
"""A commit has one name on every machine."""
COMMIT = "<commit>"
_HEADER = re.compile(r"=== (?P<gone>-)?(?P<path>\S+)(?: \((?P<word>.+)\))?")
_MARKER = re.compile(r"\s*(\^+) ([A-Z]\d{3})(?: .*)?")
_EXPECT = re.compile(r"expect: (?P<code>[A-Z]\d{3}) (?P<path>[^\s:]+)(?::(?P<line>\d+):(?P<column>\d+))?")
_ESCAPE = re.compile(rb"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(\d+)\{([^}]*)\}|([nt]))")


@dataclass(frozen=True, slots=True, order=True)
class Expected:
    """A problem that an overlay says there is."""

    path: str
    line: int
    column: int
    code: str


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an overlaid file with the markers under it: column (from 0) and code."""

    text: str
    markers: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Patch:
    """What is to be done to one path."""

    path: str
    gone: bool
    word: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Overlay:
    """A set of changes and the problems of whole files that they lead to; those at a marker are known once laid."""

    patches: tuple[Patch, ...]
    expected: tuple[Expected, ...]


def lay_school(root: Path, text: str = "") -> tuple[Expected, ...]:
    """Put the tiny school with an overlay at `root`, which must not exist; return the problems it should have."""
    overlay = read_overlay(text)
    shutil.copytree(SCHOOL, root)
    expected = list(overlay.expected)
    for patch in overlay.patches:
        expected += _lay(root, patch)
    return tuple(sorted(expected))


def read_overlay(text: str) -> Overlay:
    """Read the notation. Raises ValueError for what is none, so that a slip in a test is not taken for a file."""
    patches: list[Patch] = []
    expected: list[Expected] = []
    lines: list[Line] = []
    header: re.Match[str] | None = None

    def finish() -> None:
        if header:
            path = os.fsdecode(_ESCAPE.sub(_unescaped, header["path"].encode()))
            patches.append(Patch(path, bool(header["gone"]), header["word"] or "", tuple(lines)))
        lines.clear()

    for raw in text.removeprefix("\n").split("\n"):
        if raw.startswith("=== "):
            finish()
            header = _HEADER.fullmatch(raw)
            if header is None:
                raise ValueError(f"not a header: {raw}")
        elif header is None:
            if found := _EXPECT.fullmatch(raw):
                place = int(found["line"] or 1), int(found["column"] or 1)
                expected.append(Expected(found["path"], *place, found["code"]))
            elif raw.strip() and not raw.startswith("#"):
                raise ValueError(f"neither `expect:` nor a header: {raw}")
        elif found := _MARKER.fullmatch(raw):
            if not lines:
                raise ValueError(f"a marker under no line: {raw}")
            lines[-1] = Line(lines[-1].text, (*lines[-1].markers, (found.start(1), found[2])))
        else:
            lines.append(Line(raw, ()))
    if lines and not lines[-1].text:
        lines.pop()  # what follows the last line feed
    finish()
    return Overlay(tuple(patches), tuple(expected))


def _lay(root: Path, patch: Patch) -> tuple[Expected, ...]:
    target = root / patch.path
    if patch.gone:
        if target.is_dir():
            shutil.rmtree(target)
        else:
            target.unlink()
        return ()
    target.parent.mkdir(parents=True, exist_ok=True)
    lines = patch.lines
    verb, _, rest = patch.word.partition(" ")
    if verb == "change":
        lines = _changed(target.read_text(encoding="utf-8").split("\n"), patch)
    elif verb == "link":
        target.unlink(missing_ok=True)
        target.symlink_to(rest.removeprefix("to "))
        return ()
    elif verb == "made":
        target.write_bytes(MADE[rest]())
        return ()
    elif verb == "folder":
        target.unlink(missing_ok=True)
        target.mkdir()
        return ()
    elif verb == "fifo":
        target.unlink(missing_ok=True)
        os.mkfifo(target)
        return ()
    elif verb == "logged":
        append_lines(root, *_due(root, date.fromisoformat(rest)))
        return ()
    elif verb == "committed":
        for command in (("init", "-q", "-b", "main"), ("add", "."), ("commit", "-q", "-m", "laid")):
            subprocess.run(["git", *IDENTITY, *command], cwd=root, check=True, env=os.environ | WHEN)
        return ()
    elif verb == "lines":
        old = target.read_bytes().splitlines(keepends=True)
        target.write_bytes(b"".join(old[int(number) - 1] for number in rest.split()))
        return ()
    elif verb == "instead":
        expression, new = rest.split(" ")
        text, count = re.subn(expression.encode(), new.encode(), target.read_bytes(), count=1)
        if not count:
            raise ValueError(f"nothing in {patch.path} fits {expression}")
        target.write_bytes(text)
        return ()
    elif verb == "socket":
        target.unlink(missing_ok=True)
        with chdir(target.parent), socket.socket(socket.AF_UNIX) as listener:  # the path may be too long for one
            listener.bind(target.name)
        return ()
    elif verb.isdigit():
        for number in range(1, int(verb) + 1):
            data = b"" if rest == "files" else MADE[rest]() + b"%d" % number
            target.with_name(target.name.replace("#", str(number))).write_bytes(data)
        return ()
    laid = "".join(f"{line.text}\n" for line in lines)
    if COMMIT in laid:
        laid = laid.replace(COMMIT, subprocess.check_output(["git", "rev-parse", "HEAD"], cwd=root, text=True).strip())
    if patch.word.endswith("escapes"):
        target.write_bytes(_ESCAPE.sub(_unescaped, laid.encode()))
    else:
        target.write_text(laid, encoding="gbk" if verb == "gbk" else "utf-8")
    return tuple(
        Expected(patch.path, number, column + 1, code)
        for number, line in enumerate(lines, 1)
        for column, code in line.markers
    )


def _due(root: Path, day: date) -> tuple[dict[str, bytes], dict[str, tuple[records.Line, ...]]]:
    """The logs as they are, and the lines to add."""
    dataset = prepare(root, day).dataset
    return dict(dataset.kept), dict(appended(dataset, day))


def _unescaped(found: re.Match[bytes]) -> bytes:
    byte, character, count, repeated, blank = found.groups()
    if byte:
        return bytes([int(byte, 16)])
    if character:
        return chr(int(character, 16)).encode()
    if count:
        return int(count) * _ESCAPE.sub(_unescaped, repeated)
    return b"\n" if blank == b"n" else b"\t"


def _changed(old: list[str], patch: Patch) -> tuple[Line, ...]:
    """The lines of a file after a change; each hunk must be found exactly once below the one before."""
    if old[-1] == "":
        old.pop()
    result: list[Line] = []
    done = 0
    for hunk in _hunks(patch.lines):
        before = [line.text[1:] for line in hunk if line.text[:1] in {" ", "-"}]
        after = [
            Line(line.text[1:], tuple((column - 1, code) for column, code in line.markers))
            for line in hunk
            if line.text[:1] in {" ", "+"}
        ]
        starts = [start for start in range(done, len(old)) if old[start : start + len(before)] == before]
        if not before:
            starts = [len(old)]
        if len(starts) != 1:
            raise ValueError(f"{patch.path} has {len(starts)} places like {before}")
        result += [Line(text, ()) for text in old[done : starts[0]]] + after
        done = starts[0] + len(before)
    return tuple(result + [Line(text, ()) for text in old[done:]])


def _hunks(lines: tuple[Line, ...]) -> list[list[Line]]:
    hunks: list[list[Line]] = [[]]
    for line in lines:
        if line.text == "@@":
            hunks.append([])
        elif line.text[:1] in {" ", "-", "+"}:
            hunks[-1].append(line)
        else:
            raise ValueError(f"a line of a change begins with a blank, - or +: {line.text}")
    return hunks
