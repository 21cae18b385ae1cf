"""The files of studios and school that pages take with them: where their bytes lie, proven by digest."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from generator.bags.fault import ArchiveError
from generator.bags.mounting import Exchanged, packed_file, site_files
from generator.core.pages import address as addresses
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared
from generator.website.fault import WebsiteError


def attached(pages: Iterable[Page], prepared: Prepared) -> Mapping[str, Path]:
    """Every file that some page names, by address. Raises WebsiteError where the bytes are not those that were checked:
    a file was exchanged meanwhile."""
    places = {file.digest: prepared.root / path for path, file in prepared.sources.files.items()}
    for content in prepared.dataset.contents.values():
        places |= {made.digest: made.place for made in content.renditions}
    found: dict[str, Path] = {}
    for file in {file for page in pages for file in page.files}:
        place = found[file.address] = places[file.digest]
        if _digest(place) != file.digest:
            raise WebsiteError("exchanged", path=place)
    return found


def mounted(prepared: Prepared) -> Mapping[str, bytes | Path]:
    """Every file of the archived years that the site shows, and their zips, by address. Raises WebsiteError where one
    was exchanged."""
    found: dict[str, bytes | Path] = {}
    for path, frozen in prepared.dataset.mounts.items():
        place = prepared.root / path
        try:
            for address, content in site_files(place, frozen):
                found[addresses.archived(str(frozen.year), address)] = content
            if frozen.zip:
                found[addresses.snapshot(frozen.name)] = packed_file(place, frozen)
        except (Exchanged, ArchiveError) as error:
            raise WebsiteError("exchanged", path=place) from error
    return found


def _digest(place: Path) -> str:
    try:
        with place.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""
