"""What several nouns share."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """A computed figure with its unit; `incomplete` when a record that would have counted is under correction."""

    value: str
    unit: str
    incomplete: bool = False


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person as named beside a record: `id` only where there is a page of the person; learners are masked."""

    name: str
    id: str | None = None


@dataclass(frozen=True, slots=True)
class File:
    """A file that is published: where on the site, its size in bytes, the SHA-256 of its bytes in hex."""

    address: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, made anew from its pixels: the size of the largest in pixels, one that every browser knows, and by
    their widths those in a modern format. In clean HTML their addresses begin at the site's root. `text` says what it
    shows to those who do not see it, `caption` what stands below it."""

    width: int
    height: int
    plain: File
    modern: tuple[tuple[int, File], ...]
    text: str = ""
    caption: str = ""

    @property
    def files(self) -> tuple[File, ...]:
        """All of them."""
        return (self.plain, *(file for _, file in self.modern))


@dataclass(frozen=True, slots=True)
class DocumentRef:
    title: str
    number: str | None
    url: str | None = None
