"""Builds the site, by our own verb or at the end of MkDocs': one mapping of addresses to contents, written two ways."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.core.edition import Edition
from generator.core.pages import draw
from generator.core.pages.chrome import chrome
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared
from generator.core.problem import Problem
from generator.website.attached import attached, mounted
from generator.website.engine import Rendered, read_rendered, render_surroundings
from generator.website.fault import WebsiteError
from generator.website.gate import PersonalLeft
from generator.website.house import House, find_house
from generator.website.plan import Plan, plan_for
from generator.website.site import STEP, Progress, Site, assemble
from generator.website.tree import Written, staged


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to. `problems` are those of the pages written by hand that only the finished tree shows."""

    pages: int
    files: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    engine_cached: bool
    written: Written | None
    """How the target changed; None if nothing was written."""


def _quiet(stage: str, done: int, total: int) -> None:
    """Show no progress."""


def build(
    prepared: Prepared, target: Path, *, no_cache: bool = False, strict: bool = False, progress: Progress = _quiet
) -> Built:
    """Build the site into `target`, whole or not at all.

    A studio's fault does not stop it, unless `strict`; then nothing is written, as when the school's own files are
    faulty. Raises WebsiteError and TreeError for what the operator must change.
    """
    if prepared.edition is None:
        raise WebsiteError("blocked")
    site, rendered = made(prepared, prepared.edition, draw(prepared.edition), no_cache=no_cache, progress=progress)
    written = None
    left = _untold(site, prepared)
    if not strict or not (prepared.problems or left or rendered.warnings):
        written = _stage(site, target, progress)
    return Built(site.pages, len(site.files), left, rendered.warnings, rendered.cached, written)


def _untold(site: Site, prepared: Prepared) -> tuple[Problem, ...]:
    """The problems of the finished site that were not told of the sources already."""
    told = {(found.where.path, dict(found.args).get("link")) for found in prepared.problems}
    return tuple(found for found in site.problems if (found.where.path, dict(found.args).get("link")) not in told)


def made(
    prepared: Prepared, edition: Edition, pages: Sequence[Page], *, no_cache: bool = False, progress: Progress = _quiet
) -> tuple[Site, Rendered]:
    """The site of an edition with these pages, not written anywhere, and what MkDocs has rendered around them. Raises
    WebsiteError."""
    house = find_house(prepared.root)
    plan = plan_for(house, chrome(edition), pages)
    progress("engine", 0, 1)
    rendered = render_surroundings(house, plan, no_cache=no_cache)
    progress("engine", 1, 1)
    files = attached(pages, prepared)
    site_url = plan.chrome.site_url
    return assemble(house, rendered, pages, site_url, edition, files, mounted(prepared), progress), rendered


def _stage(site: Site, target: Path, progress: Progress) -> Written:
    with staged(target) as stage:
        for number, (address, content) in enumerate(site.files.items()):
            if isinstance(content, bytes):
                stage.write(address, content)
            else:
                stage.take(address, content)
            if number % STEP == 0:
                progress("write", number, len(site.files))
        progress("write", len(site.files), len(site.files))
    return stage.written


def finish_in_place(
    folder: Path, house: House, prepared: Prepared, pages: Sequence[Page], plan: Plan, site_url: str
) -> Built:
    """Make the finished site of a folder that MkDocs has just written for `site_url`: the same bytes as `build`."""
    assert prepared.edition is not None
    rendered = read_rendered(folder, plan)
    try:
        site = assemble(
            house, rendered, pages, site_url, prepared.edition, attached(pages, prepared), mounted(prepared), _quiet
        )
    except PersonalLeft as error:
        for left in error.left:  # MkDocs has written its pages already
            (folder / left.address).unlink(missing_ok=True)
        raise
    for address, content in site.files.items():
        place = folder / address
        if isinstance(content, bytes) or content != place:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(content if isinstance(content, bytes) else content.read_bytes())
    for path in sorted(folder.rglob("*"), reverse=True):
        address = path.relative_to(folder).as_posix()
        if address.startswith("."):
            continue  # what somebody keeps in the folder beside the site, as MkDocs leaves it too
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif address not in site.files:
            path.unlink()
    return Built(site.pages, len(site.files), _untold(site, prepared), (), engine_cached=False, written=None)
