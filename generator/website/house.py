"""Where the parts of a site lie: a repository's own mkdocs.yml and theme, else the ones that come with the package."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import generator
from generator.keeping import kept_in
from generator.website.fault import WebsiteError

_PACKAGE = Path(generator.__file__).parent
_OURS = (_PACKAGE / "house", _PACKAGE.parent)
"""Where the package keeps its own: beside its modules when installed from a wheel, one floor up in a checkout."""


@dataclass(frozen=True, slots=True)
class House:
    """The files a site is built with. `pages` may not exist: a school without hand-written pages is fine."""

    root: Path
    config: Path
    theme: Path
    pages: Path

    @property
    def cache(self) -> Path:
        """What may be thrown away at any time."""
        return kept_in(self.root)


def find_house(root: Path) -> House:
    """Find the house of a repository; whoever has a theme of its own has it whole."""
    return House(
        root=root,
        config=_first("mkdocs.yml", root),
        theme=_first("theme", root),
        pages=root / "content" / "pages",
    )


def _first(name: str, root: Path) -> Path:
    for place in (root, *_OURS):
        if (place / name).exists():
            return place / name
    raise WebsiteError("no_house", name=name, root=root)
