"""Addresses that are kept: whatever was published once opens for good.

A record that moved leads to where it is now; where a record is gone, or is no longer public, a page says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.core.compute.address import lasting
from generator.core.edition import Edition
from generator.core.edition.form import Address
from generator.core.pages.above import above
from generator.core.pages.page import Page
from generator.core.pages.short import leading
from generator.wording import wording


def with_kept(edition: Edition, drawn: Sequence[Page]) -> Iterator[Page]:
    """The drawn pages, those to which others lead with these, and a page for every address that would have none."""
    taken = {page.address for page in drawn} | {file.address for page in drawn for file in page.downloads}
    moved: dict[str, list[Address]] = {}
    for each in edition.addresses:
        if each.to:
            moved.setdefault(each.to, []).append(each)
    for page in drawn:
        leads = [each for each in moved.pop(page.address, ()) if each.address not in taken]
        made = tuple(leading(edition.site, each.address, page.address, page.title) for each in leads)
        taken |= {each.address for each in leads}
        yield replace(page, downloads=(*page.downloads, *made)) if made else page
    kept = [each for each in edition.addresses if each.address not in taken and (each.outcome or lasting(each.address))]
    there = taken | {each.address for each in kept}
    for each in kept:
        yield _gone(each if each.to in there else replace(each, to=""))


def _gone(gone: Address) -> Page:
    """A page that says what became of an address, and nothing of what stood there."""
    t = wording()
    section, title, upper = above(gone.address)
    return Page(
        gone.address,
        section,
        "gone.html",
        t("gone.title_moved" if gone.to else "gone.title"),
        t("gone.description"),
        {"gone": gone},
        ((t(title), upper),),
    )
