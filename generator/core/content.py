"""What the files are that are no text: pictures and documents, as the guarded decoder has seen them.

Nothing is decoded here. Whoever prepares a repository hands in a `Decode`; without one nothing is known of these files,
and what nothing is known of is not published.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from generator.core.source import Sources
from generator.core.values import personal

Kind = Literal["jpg", "png", "webp", "pdf", "docx", "xlsx", "heic", "office", "other"]
"""What a file is by its bytes: the last three can never be published. `office` is one of Office's old formats, or a
new one behind a password."""
Fault = Literal[
    "", "pixels", "much", "damaged", "demanding", "protected", "macro", "script", "embedded", "form", "linked"
]
"""Why a file of a good kind may not be published: too many pixels; too many with the studio's others; cannot be read;
takes more time or memory than it is given, or kills its reader; has a password; holds macros, active content, other
files, a form with a program (XFA), parts that are fetched from elsewhere."""

PICTURES = frozenset({"jpg", "png", "webp"})
DOCUMENTS = frozenset({"pdf", "docx", "xlsx"})
NAME_CHARACTERS = 40
"""How much of a file's own name stands in its address."""
_UNSAFE = re.compile(r"[^\w.-]+|^[.-]+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something personal in a document: where, as far as can be told, as a page from 1 or a cell (`C5`)."""

    kind: personal.Kind
    certain: bool
    page: int = 0
    cell: str = ""


@dataclass(frozen=True, slots=True)
class Rendition:
    """A picture made anew, in one size: its pixels, its bytes and their SHA-256, and where they lie meanwhile."""

    form: Literal["webp", "jpg"]
    width: int
    height: int
    size: int
    digest: str
    place: Path = Path()


@dataclass(frozen=True, slots=True)
class Content:
    """What a file holds. Of a picture its size in pixels, upright; `textless` is a document without any text in it,
    `text` the Chinese words of one (each once, a line each, without blanks): names are looked for in them."""

    kind: Kind
    fault: Fault = ""
    width: int = 0
    height: int = 0
    renditions: tuple[Rendition, ...] = ()
    finds: tuple[Found, ...] = ()
    textless: bool = False
    text: str = ""


Decode = Callable[[Path, Sources], Mapping[str, Content]]
"""From a root and what was read below it to the content of each file that is no text, by its SHA-256."""


def nothing_decoded(_root: Path, _sources: Sources) -> Mapping[str, Content]:
    """Know nothing of any file."""
    return {}


def kind_by_name(path: str) -> str:
    """The kind that a file's name says."""
    return PurePosixPath(path).suffix.removeprefix(".").replace("jpeg", "jpg")


def file_address(name: str, digest: str, suffix: str) -> str:
    """Where a file is published: its address changes with its bytes, its name stays recognisable."""
    stem = _UNSAFE.sub("-", PurePosixPath(name).stem)[:NAME_CHARACTERS].strip("-.")
    return f"files/{digest[:16]}/{stem or 'file'}.{suffix}"
