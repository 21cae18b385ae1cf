"""A studio's own pages ahead of all others: what is previewed of a change before the site is built anew."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.core.document import parse
from generator.core.edition import Edition
from generator.core.pages import draw_studio
from generator.core.pages.page import Page
from generator.core.pipeline import Prepared, prepare_ahead
from generator.core.reading import Parse
from generator.keeping import keep
from generator.website.attached import attached
from generator.website.frame import Frame, FrameKey, key_of
from generator.website.leaf import Press
from generator.website.pressing import pressed


@dataclass(frozen=True, slots=True)
class Stand:
    """What a site that was built leaves to go on from: of what it was built, and with what its pages were made."""

    prepared: Prepared
    edition: Edition
    frames: Mapping[FrameKey, Frame]
    press: Press


def studio_of(paths: Collection[str]) -> str | None:
    """The studio that all of some paths belong to, if they do."""
    owners = {path.split("/")[1] if path.startswith("studios/") and path.count("/") > 1 else "" for path in paths}
    return (owners.pop() or None) if len(owners) == 1 else None


def built_ahead(stand: Stand, studio: str, site: Path, read: Parse = parse) -> tuple[Stand, Prepared, tuple[str, ...]]:
    """Write those of a studio's own pages into a built site that its newer files make different, and what they show.
    What is wrong with these files, and the addresses of the pages. Pages in a place of a kind that the site did not
    have wait until it is built, as what counts or lists the records of several studios does. Raises WebsiteError."""
    prepared, edition = prepare_ahead(stand.prepared, stand.edition, studio, read)
    before = {page.address: page for page in draw_studio(stand.edition, studio)}
    due = [page for page in draw_studio(edition, studio) if before.get(page.address) != page]
    due = [_with_card(page, site) for page in due if key_of(page) in stand.frames]
    for address, content in _files(stand, prepared, due):
        place = site / address
        place.parent.mkdir(parents=True, exist_ok=True)
        keep(place, content)  # in one step: somebody may be reading it
    return replace(stand, edition=edition), prepared, tuple(page.address for page in due)


def warm(stand: Stand, read: Parse = parse) -> None:
    """Have done, for nothing, what takes longer the first time: whoever changes a file shall not wait for it."""
    for studio in stand.edition.studios[:1]:
        _, edition = prepare_ahead(stand.prepared, stand.edition, studio.id, read)
        for _ in pressed(stand.press, draw_studio(edition, studio.id), 1):
            pass


def _with_card(page: Page, site: Path) -> Page:
    """A page with its card, if the site has it: it is drawn with the whole site."""
    return page if page.card and (site / page.card.address).is_file() else replace(page, card=None)


def _files(stand: Stand, prepared: Prepared, pages: list[Page]) -> Iterator[tuple[str, bytes]]:
    """What pages show first, then the pages: whoever opens one finds all of it."""
    for address, place in attached(pages, prepared).items():
        yield address, place.read_bytes()
    for page in pages:
        yield from ((file.address, file.content) for file in page.downloads)
    for page, leaf in zip(pages, pressed(stand.press, pages, 1), strict=True):
        yield page.address, stand.frames[key_of(page)].hang(page, leaf.filling)
