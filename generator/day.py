"""Which day the site shows: the only place that reads the clock."""

from __future__ import annotations

import os
from datetime import date, datetime
from pathlib import Path

from generator.core.values.date import ZONE, read_day
from generator.core.values.unreadable import Unreadable

VARIABLE = "JIANGPU_AS_OF"


def resolve_day(root: Path, option: date | None = None) -> date:
    """`--as-of`, else the environment variable JIANGPU_AS_OF, else `as_of` in content/site.yml (only a sample site has
    one), else today in Shanghai. Raises Unreadable for a malformed environment variable."""
    if option is not None:
        return option
    if given := os.environ.get(VARIABLE):
        return read_day(given)
    return _of_site(root) or today()


def today() -> date:
    """Today in Shanghai, by the clock."""
    return datetime.now(ZONE).date()


def _of_site(root: Path) -> date | None:
    """The fixed day of a sample site. A malformed one is reported by the check of site.yml, not here."""
    from generator.core.document import parse  # which day it is, is asked without reading anything too
    from generator.core.source import read_sources

    file = read_sources(root, only=("site.yml",)).files.get("content/site.yml")
    if file is None or file.text is None:
        return None
    document = parse(file).document
    written = document.value.get("as_of") if document else None
    if not isinstance(written, str):
        return None
    try:
        return read_day(written)
    except Unreadable:
        return None
