"""What a snapshot of ours says of itself, and the one digest that stands for all of it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, Field, ValidationError

from generator.bags.bag import PAYLOAD
from generator.bags.files import Files, Unreadable, read_whole
from generator.core.records.log import digest

SUMMARY = f"{PAYLOAD}snapshot.json"
SITE = f"{PAYLOAD}site/"
EDITION = f"{PAYLOAD}edition.json"
LARGEST_EDITION = 256 << 20
"""How many bytes an Edition may have to be compared with another: a hundred times what the sample's has."""
SEAL = "tagmanifest-sha256.txt"
"""The one file whose digest is the digest of everything: it lists the manifests, and they list the rest."""
LARGEST = 8 << 20
"""How many bytes a summary may have: an erratum lists what it changes."""

Name = Annotated[str, Field(pattern=r"^[0-9a-f]{40,64}$")]
Number = Annotated[int, Field(ge=0, strict=True)]


class LogHead(BaseModel):
    """How far the log went."""

    lines: Number
    head: Name


class Changed(BaseModel):
    """A record that is not as it was."""

    kind: str
    id: str
    what: Literal["added", "changed", "gone"]
    fields: list[str]


class Erratum(BaseModel):
    """Why there is a later version, and what is not as it was."""

    reason: str
    changed: list[Changed]


class Summary(BaseModel):
    """`data/snapshot.json`."""

    year: Annotated[int, Field(ge=1900, le=2100, strict=True)]
    version: Annotated[int, Field(ge=1, strict=True)]
    scope: Literal["public", "internal"]
    as_of: Annotated[str, Field(pattern=r"^\d{4}-\d{2}-\d{2}$")]
    commit: Name
    generator: str
    counts: dict[Literal["studios", "people", "achievements", "notices", "grades"], Number]
    log: LogHead | None
    erratum: Erratum | None = None


def summary_of(files: Files) -> Summary | None:
    """The summary; None for a bag that is no snapshot of ours."""
    if files.sizes.get(SUMMARY, LARGEST) >= LARGEST:
        return None
    try:
        return Summary.model_validate_json(read_whole(files, SUMMARY))
    except (ValidationError, Unreadable):
        return None


def seal_of(files: Files) -> str:
    """The digest of everything; "" where there is none."""
    if SEAL not in files.sizes:
        return ""
    try:
        return digest(read_whole(files, SEAL))
    except Unreadable:
        return ""
