"""Builds the site, by our own verb or at the end of MkDocs': the same files at the same addresses, written two ways."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import TypeVar

from generator.core.edition import Edition
from generator.core.pages import draw
from generator.core.pages.chrome import chrome
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared
from generator.core.problem import Problem
from generator.website.ahead import Stand
from generator.website.attached import attached, mounted
from generator.website.blame import blamed
from generator.website.engine import Rendered, read_rendered, render_surroundings, rendered_by_hand
from generator.website.fault import WebsiteError
from generator.website.gate import PersonalLeft
from generator.website.house import House, find_house
from generator.website.plan import Plan, plan_for
from generator.website.site import Lists, Put, Site, assemble
from generator.website.tree import Written, staged
from generator.website.work import USUAL, Work

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Built:
    """What a build came to. `problems` are those that only the finished tree shows: of the pages written by hand, and
    of records that were left out because of it."""

    pages: int
    files: int
    problems: tuple[Problem, ...]
    warnings: tuple[str, ...]
    engine_cached: bool
    rendered: int
    """How many pages had to be rendered: the others are as an earlier build had them."""
    written: Written | None
    """How the target changed; None if nothing was written."""
    stand: Stand | None = None
    """What there is to go on from."""


def build(prepared: Prepared, target: Path, work: Work = USUAL, *, strict: bool = False) -> Built:
    """Build the site into `target`, whole or not at all.

    A studio's fault does not stop it, unless `strict`; then nothing is written, as when the school's own files are
    faulty. Raises WebsiteError and TreeError for what the operator must change.
    """
    if prepared.edition is None:
        raise WebsiteError("blocked")

    def write(prepared: Prepared, edition: Edition) -> tuple[Site, Rendered, Written | None]:
        with staged(target) as stage:
            site, rendered = made(prepared, edition, stage.put, work)
            if strict and (prepared.problems or site.problems or rendered.warnings):
                stage.drop()
        return site, rendered, None if stage.dropped else stage.written

    prepared, (site, rendered, written), kept_out = _without_blamed(prepared, write)
    left = (*kept_out, *_untold(site, prepared))
    assert prepared.edition is not None
    stand = Stand(prepared, prepared.edition, rendered.frames, site.press)
    return Built(site.pages, site.files, left, rendered.warnings, rendered.cached, site.rendered, written, stand)


def _without_blamed(
    prepared: Prepared, make: Callable[[Prepared, Edition], T]
) -> tuple[Prepared, T, tuple[Problem, ...]]:
    """The site without the records of studios that show personal data only in it, and what is told of these. Raises
    PersonalLeft for what is nobody's alone, or still there without them."""
    told: tuple[Problem, ...] = ()
    for rounds in count():  # every round leaves out more records, so there is a last one
        assert prepared.edition is not None
        try:
            return prepared, make(prepared, prepared.edition), told
        except PersonalLeft as error:
            found = blamed(prepared.dataset, error.left, rounds)
            if not found:
                raise
        prepared, told = prepared.without(found), (*told, *found)
    raise AssertionError


def _untold(site: Site, prepared: Prepared) -> tuple[Problem, ...]:
    """The problems of the finished site that were not told of the sources already."""
    told = {(found.where.path, dict(found.args).get("link")) for found in prepared.problems}
    return tuple(found for found in site.problems if (found.where.path, dict(found.args).get("link")) not in told)


def made(
    prepared: Prepared,
    edition: Edition,
    put: Put,
    work: Work = USUAL,
    pages_of: Callable[[Edition], Sequence[Page]] = draw,
) -> tuple[Site, Rendered]:
    """Make the site of an edition and `put` its files; what it is, and what MkDocs has rendered around its pages. When
    it raises WebsiteError, some may have been put already."""
    house, outside = find_house(prepared.root), chrome(edition)
    with ExitStack() as stack:

        def listing(by_hand: Mapping[str, Path]) -> Callable[[], Lists]:
            return stack.enter_context(work.aside(partial(Lists.of, edition, by_hand)))

        # What visitors find records by takes as long as to draw the pages, and needs none of them: it is begun where it
        # is known what the pages by hand say, from an earlier build or when MkDocs has rendered them.
        known = None if work.no_cache else rendered_by_hand(house, outside)
        lists = None if known is None else listing(known)
        work.progress("drawing", 0, 1)
        pages = pages_of(edition)
        plan = plan_for(house, outside, pages)
        work.progress("drawing", 1, 1)
        work.progress("engine", 0, 1)
        rendered = render_surroundings(house, plan, no_cache=work.no_cache)
        work.progress("engine", 1, 1)
        lists = lists or listing(rendered.files)
        files = attached(pages, prepared)
        site = assemble(house, rendered, pages, outside.site_url, edition, files, mounted(prepared), lists, work, put)
    return site, rendered


def finish_in_place(folder: Path, house: House, prepared: Prepared, plan: Plan, site_url: str) -> Built:
    """Make the finished site of a folder that MkDocs has just written for `site_url`: the same bytes as `build`."""

    def hung(prepared: Prepared, edition: Edition) -> tuple[Site, dict[str, bytes | Path]]:
        pages = draw(edition)
        asked = plan_for(house, chrome(edition), pages)
        # Without a record other frames may be needed than those that MkDocs was asked for.
        rendered = read_rendered(folder, plan) if asked == plan else render_surroundings(house, asked)
        files, archived = attached(pages, prepared), mounted(prepared)
        lists = partial(Lists.of, edition, rendered.files)
        whole: dict[str, bytes | Path] = {}
        put = whole.__setitem__
        return assemble(house, rendered, pages, site_url, edition, files, archived, lists, USUAL, put), whole

    try:
        prepared, (site, whole), kept_out = _without_blamed(prepared, hung)
    except PersonalLeft as error:
        for left in error.left:  # MkDocs has written its pages already
            (folder / left.address).unlink(missing_ok=True)
        raise
    for address, content in whole.items():
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
        elif address not in whole:
            path.unlink()
    problems = (*kept_out, *_untold(site, prepared))
    return Built(site.pages, site.files, problems, (), engine_cached=False, rendered=site.rendered, written=None)
