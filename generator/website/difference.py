"""What a change does to the site, told by what its templates print.

No page is written, and MkDocs renders none: what it would draw around every page follows from a few facts, and what
the school writes by hand is compared as it is written. `status.json`, `robots.txt` and `sitemap.xml` are no content.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from generator.core.difference import Difference, Put, Side, difference
from generator.core.edition import Edition
from generator.core.pages import Page, chrome, draw
from generator.core.pages.sharing import fault, sharing
from generator.core.pipeline import Prepared
from generator.website import assets
from generator.website.facade import DOORS
from generator.website.house import House, find_house
from generator.website.render import Renderer
from generator.wording import wording


def site_difference(root: Path, before: Prepared, after: Prepared) -> Difference:
    """Compare two states of the repository at `root` that may both be published, each lying where it was prepared."""
    assert before.edition is not None
    assert after.edition is not None
    house = find_house(root)
    old, new = (replace(house, pages=side.root / "content" / "pages") for side in (before, after))
    puts: tuple[tuple[Put, ...], tuple[Put, ...]] = ((), ())
    if _bytes(old) != _bytes(new):
        from generator.website.by_hand import by_hand

        puts = by_hand(old), by_hand(new)
    renderer = Renderer(house.theme, assets.published(house.theme), wording())

    def shown(page: Page) -> object:
        around = page.section, page.title, page.description, page.newest, fault(page), sharing(page)
        return around, renderer.fragment(page)

    return difference(_side(before.edition, puts[0]), _side(after.edition, puts[1]), shown)


def _side(edition: Edition, puts: Sequence[Put]) -> Side:
    pages = draw(edition)
    standing = {page.address for page in pages} | {put.address for put in puts}
    standing |= {file.address for page in pages for file in page.downloads}
    return Side(edition, pages, puts, (chrome(edition), standing & DOORS))


def _bytes(house: House) -> dict[str, bytes]:
    files = (path for path in house.pages.rglob("*") if path.is_file())
    return {path.relative_to(house.pages).as_posix(): path.read_bytes() for path in files}
