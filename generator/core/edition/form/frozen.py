"""Frozen years."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FrozenChange:
    """A record that was added, changed or taken out (`what`) by an erratum, or after a year was frozen."""

    what: str
    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class FrozenVersion:
    """A snapshot on record; `bytes` are those of its files, `zip` is the digest of the zip."""

    version: int
    as_of: str
    commit: str
    digest: str
    zip: str | None
    files: int
    bytes: int
    counts: tuple[tuple[str, int], ...]
    log_lines: int
    log_head: str | None
    reason: str | None
    changed: tuple[FrozenChange, ...]


@dataclass(frozen=True, slots=True)
class Mounted:
    """The version that stands on the site: the addresses of its pages in the archived site; name, size in bytes and
    digest of the zip, for a snapshot that is one."""

    version: int
    pages: tuple[str, ...]
    name: str
    size: int
    zip: str


@dataclass(frozen=True, slots=True)
class FrozenYear:
    """A year with its versions, the latest first; of one that stands on the site, what is not as it was, in the next
    year that stands there (`until`) or else now."""

    year: str
    versions: tuple[FrozenVersion, ...]
    mounted: Mounted | None
    until: str = ""
    changes: tuple[FrozenChange, ...] = ()
