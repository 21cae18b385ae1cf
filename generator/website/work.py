"""How a build does its work: how many hands it has, what it may take from earlier builds, and whom it tells."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from typing import TypeVar

import generator
from generator.aside import aside
from generator.core.pages.page import Page
from generator.website.digest import SIZE, Digests
from generator.website.leaf import Leaf, Press
from generator.website.pressing import cores, pressed
from generator.website.stock import Clean, Stock
from generator.wording import wording

STEP = 100
"""Progress is told once in so many pages or files: telling takes longer than rendering one."""
_LIBRARIES = ("jinja2", "markupsafe", "python-stdnum", "segno")
_DIRECTORIES = ("search.html", "explore.html")
"""The templates that lead to the directories of the search and of the explorer, which are other ones with every change
of a record: no other page depends on them."""

_TOGETHER = 512
"""So many leaves are put into stock together: all of them would be most of what a build holds."""

T = TypeVar("T")
Progress = Callable[[str, int, int], None]
"""What is being done (`engine`, `pages`, `links`, `write`), how much of it is done, how much there is."""


def silent(stage: str, done: int, total: int) -> None:
    """Show no progress."""


@dataclass(frozen=True, slots=True)
class Work:
    """`jobs` processes (0: one for each core), or somebody's `executor`; `no_cache` makes everything anew."""

    no_cache: bool = False
    jobs: int = 0
    executor: Executor | None = None
    progress: Progress = silent

    def aside(self, work: Callable[[], T]) -> AbstractContextManager[Callable[[], T]]:
        """Begin with some work, where there is another hand for it."""
        return aside(work, alone=self.executor is not None or (self.jobs or cores()) == 1)

    def clean(self, cache: Path) -> Clean:
        """The files in which earlier builds found nothing personal."""
        return Clean(cache / "clean", _program(), anew=self.no_cache)

    def leaves(
        self, press: Press, leading: Callable[[], Press], pages: Sequence[Page], cache: Path
    ) -> Iterator[tuple[Page, Leaf, bool]]:
        """All pages with their leaves, in any order, and whether a leaf had to be rendered: it is from stock where
        nothing that it is made of has changed. The few that lead to a directory come last, by the press that is
        `leading` there: what lists all records may be made meanwhile."""
        self.progress("pages", 0, len(pages))
        common, digests, stock = _common(press), Digests(), Stock(cache / "leaves.sqlite")
        used: list[bytes] = []
        for last in (False, True):
            press = leading() if last else press
            some = (page for page in pages if (page.template in _DIRECTORIES) is last)
            due = {_key(common, press, digests.of(page)): page for page in some}
            used += due
            if not self.no_cache:
                yield from ((due.pop(key), leaf, False) for key, leaf in stock.found(tuple(due)))
            fresh: dict[bytes, Leaf] = {}
            made = pressed(press, tuple(due.values()), self.jobs, self.executor)
            for number, ((key, page), leaf) in enumerate(zip(due.items(), made, strict=True)):
                fresh[key] = leaf
                if len(fresh) == _TOGETHER:
                    stock.keep(fresh)
                    fresh = {}
                if number % STEP == 0:
                    self.progress("pages", number, len(due))
                yield page, leaf, True
            stock.keep(fresh)
        self.progress("pages", len(pages), len(pages))
        stock.used(used)


def _key(common: bytes, press: Press, digest: bytes) -> bytes:
    said = repr((press.search_index, sorted(press.explore_data.items())))
    return blake2b(b"".join((common, digest, said.encode())), digest_size=SIZE).digest()


def _common(press: Press) -> bytes:
    """What tells the leaves of this build from those of others, whatever is on their pages."""
    said = [sorted(press.published.items()), sorted(dict(wording().texts).items()), wording().lang]
    found = blake2b(json.dumps(said, ensure_ascii=True).encode(), digest_size=SIZE)
    found.update(_program())
    for folder in ("pages", "partials"):
        for path in sorted((press.theme / folder).rglob("*.html")):
            found.update(path.relative_to(press.theme).as_posix().encode() + b"\0" + path.read_bytes())
    return found.digest()


@cache
def _program() -> bytes:
    """Our own modules and the libraries that render and look: a checkout changes without changing its version."""
    found = blake2b(json.dumps([version(name) for name in _LIBRARIES]).encode(), digest_size=SIZE)
    for path in sorted(Path(generator.__file__).parent.rglob("*.py")):
        found.update(path.read_bytes())
    return found.digest()


USUAL = Work()
"""Nothing special: every core, whatever is in stock, and in silence."""
