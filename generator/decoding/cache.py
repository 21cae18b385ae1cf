"""What is known of files, by content: a description and, of a picture, its renditions, below `.cache/`.

An entry is believed only if it is of this version of the decoder, has the right shape and its renditions have the
digests that it gives; whatever else lies there is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from generator.core.content import Content
from generator.core.values import personal
from generator.keeping import keep, make_folder

_CONTENT = TypeAdapter(Content)
_DESCRIPTION = 1 << 20


@dataclass(frozen=True, slots=True)
class Cache:
    """The entries of one version of the decoder, in a folder of their own."""

    folder: Path

    @classmethod
    def of_this_version(cls, folder: Path) -> Cache:
        """The cache that holds what this decoder would say, and no other."""
        return cls(folder / _mark())

    def find(self, digest: str) -> Content | None:
        """What is known of the file with this digest."""
        try:
            with (self.folder / f"{digest}.json").open("rb") as file:
                content = _CONTENT.validate_json(file.read(_DESCRIPTION), extra="forbid")
            content = self._placed(content)
            for each in content.renditions:
                with each.place.open("rb") as file:
                    blob = file.read(each.size + 1)
                if sha256(blob).hexdigest() != each.digest:
                    return None
        except (OSError, ValidationError):
            return None
        return content

    def keep(self, digest: str, content: Content, blobs: Sequence[bytes]) -> Content:
        """Remember what a file holds; the description last, so that it never speaks of what is not there. Where nothing
        can be written, nothing is remembered."""
        content = self._placed(content)
        with suppress(OSError):
            make_folder(self.folder)
            for each, blob in zip(content.renditions, blobs, strict=True):
                keep(each.place, blob)
            keep(self.folder / f"{digest}.json", _CONTENT.dump_json(content))
        return content

    def _placed(self, content: Content) -> Content:
        """The same with the places of its renditions: what a description says of them is not asked for,
        and a name that it could choose would lead anywhere."""
        names = (sha256(f"{each.form} {each.digest}".encode()).hexdigest() for each in content.renditions)
        placed = (replace(each, place=self.folder / name) for each, name in zip(content.renditions, names, strict=True))
        return replace(content, renditions=tuple(placed))


@cache
def _mark() -> str:
    """A digest of all that decides what is said of a file: our own code and the versions of the libraries."""
    mark = sha256()
    for path in (*sorted(Path(__file__).parent.glob("*.py")), Path(personal.__file__)):
        mark.update(path.read_bytes())
    for library in ("pillow", "pypdf", "python-stdnum"):
        mark.update(version(library).encode())
    return mark.hexdigest()[:16]
