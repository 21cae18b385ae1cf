"""What of the theme is published, and under which names.

Styles and scripts of ours carry the hash of their content in their name, so that a visitor who has the old page and
the new style never sees them together. Of Material's files only its main sheet is taken; should a template come to need
another, the link check of the finished tree says so.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

_HASHED = frozenset({".css", ".js"})
_IN_EVERY_HEAD = frozenset({"assets/javascripts/scheme.js"})
_FROM_MATERIAL = re.compile(r"assets/stylesheets/main\.[0-9a-f]+\.min\.css")


def of_material(address: str) -> bool:
    """Whether a file of Material's own is published."""
    return _FROM_MATERIAL.fullmatch(address) is not None


def on_demand(name: str) -> bool:
    """Whether a script is named by the pages that need it, and not published if none does; the others are in every
    head."""
    return name.endswith(".js") and name not in _IN_EVERY_HEAD


def published(theme: Path) -> Mapping[str, str]:
    """The files below the theme's `assets/`: path in the theme to address on the site, sorted."""
    return dict(_published(theme))


def _published(theme: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((theme / "assets").rglob("*")):
        if path.is_file() and not path.name.startswith("."):
            name = path.relative_to(theme).as_posix()
            yield name, _hashed(name, path.read_bytes()) if path.suffix in _HASHED else name


def _hashed(name: str, data: bytes) -> str:
    stem, dot, suffix = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(data).hexdigest()[:8]}{dot}{suffix}"
