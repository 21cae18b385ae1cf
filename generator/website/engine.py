"""The engine stage: what MkDocs renders, kept until one of its inputs changes.

An entry of the cache is a folder named by the hash of everything that MkDocs read. It is written aside and renamed, so
an entry is complete or not there. The day is not among its inputs: nothing that MkDocs renders here may depend on it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path

from generator import __version__
from generator.core.pages.chrome import Chrome
from generator.keeping import make_folder
from generator.website.frame import PREFIX, Frame, FrameKey, cut
from generator.website.house import House
from generator.website.plan import Plan
from generator.wording import wording

KEPT = 4
"""How many entries stay: going back to another branch and forth again shall not render anything anew."""

SUM = "sum.txt"
"""Keeps a digest of an entry: whatever becomes of what is kept, a site is never made of half of it."""
_LIBRARIES = ("mkdocs", "mkdocs-material", "markdown", "pymdown-extensions", "jinja2", "pygments")
_OF_MKDOCS = frozenset({"sitemap.xml", "sitemap.xml.gz"})
"""What MkDocs writes and the site has from us instead."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What MkDocs rendered: the frames, and the other files by address."""

    frames: Mapping[FrameKey, Frame]
    files: Mapping[str, Path]
    warnings: tuple[str, ...]
    cached: bool = False


def render_surroundings(house: House, plan: Plan, *, no_cache: bool = False) -> Rendered:
    """Have everything around the data pages rendered, or take it from the cache."""
    folder = _folder(house)
    entry = folder / f"{_hash(_inputs(house, plan.chrome))}-{_hash([plan.as_text().encode()])}"
    cached = not no_cache and _is_whole(entry)
    if not cached:
        _fill(house, plan, entry)
        _prune(folder, entry)
    with suppress(OSError):
        os.utime(entry)  # the last used stay longest
    warnings = json.loads((entry / "warnings.json").read_text(encoding="utf-8"))
    return read_rendered(entry / "site", plan, tuple(warnings), cached=cached)


def rendered_by_hand(house: House, chrome: Chrome) -> Mapping[str, Path] | None:
    """The files that MkDocs has rendered of the same hand-written pages before, whatever was drawn beside them: they
    say the same, though their chrome may lead elsewhere. None where it has not."""
    entries = sorted(_folder(house).glob(f"{_hash(_inputs(house, chrome))}-*"))
    return next((_files(entry / "site") for entry in entries if _is_whole(entry)), None)


def _folder(house: House) -> Path:
    return house.cache / "engine"


def _is_whole(entry: Path) -> bool:
    """Whether an entry is there as it was written."""
    try:
        return (entry / SUM).read_text(encoding="ascii") == _sum(entry)
    except (OSError, ValueError):
        return False


def _sum(entry: Path) -> str:
    """A digest of everything in an entry, but for what keeps it."""
    digest = hashlib.sha256()
    for path in sorted(entry.rglob("*")):
        if path.is_file() and path.name != SUM:
            digest.update(f"{path.relative_to(entry).as_posix()}\0{path.stat().st_size}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()


def read_rendered(site: Path, plan: Plan, warnings: tuple[str, ...] = (), *, cached: bool = False) -> Rendered:
    """Read a folder that MkDocs has written; hidden files at its top are somebody else's."""
    frames = {
        key: cut((site / key.address).read_text(encoding="utf-8"), key, canonical=bool(plan.chrome.site_url))
        for key in plan.keys
    }
    return Rendered(frames, _files(site), warnings, cached)


def _files(site: Path) -> Mapping[str, Path]:
    """What MkDocs has written by address, but for the frames."""
    return {
        address: path
        for path in sorted(site.rglob("*"))
        if path.is_file()
        and not (address := path.relative_to(site).as_posix()).startswith((".", PREFIX))
        and address not in _OF_MKDOCS
    }


def _fill(house: House, plan: Plan, entry: Path) -> None:
    from generator.website.run_mkdocs import run_mkdocs

    make_folder(entry.parent)
    aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=entry.parent))
    try:
        warnings = run_mkdocs(house, plan, aside / "site")
        (aside / "warnings.json").write_text(json.dumps(warnings), encoding="utf-8")
        (aside / SUM).write_text(_sum(aside), encoding="ascii")
        shutil.rmtree(entry, ignore_errors=True)
        with suppress(FileExistsError):  # another build was quicker, with the same bytes
            aside.rename(entry)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _prune(folder: Path, current: Path) -> None:
    entries = [path for path in folder.iterdir() if path != current and not path.name.startswith(".")]
    for old in sorted(entries, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
        shutil.rmtree(old, ignore_errors=True)


def _hash(parts: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]


def _inputs(house: House, chrome: Chrome) -> Iterator[bytes]:
    """All that MkDocs reads, but for what depends on the data pages."""
    yield json.dumps(asdict(chrome), sort_keys=True).encode()
    yield json.dumps([__version__, *(version(name) for name in _LIBRARIES)]).encode()
    yield json.dumps(dict(wording().texts), sort_keys=True).encode()
    yield house.config.read_bytes()
    # Our own modules too: a checkout changes without changing its version.
    for place in (house.pages, house.theme, Path(__file__).parent):
        for path in sorted(place.rglob("*")):
            # The templates of data pages and compiled modules are nothing to MkDocs.
            if path.is_file() and house.theme / "pages" not in path.parents and "__pycache__" not in path.parts:
                yield path.relative_to(place).as_posix().encode()
                yield path.read_bytes()
