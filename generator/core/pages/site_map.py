"""The map of the site: every list there is, section by section. A record stands in the lists, not here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.core.edition import Edition
from generator.core.pages import address
from generator.core.pages.page import SECTIONS, Page
from generator.wording import wording

_RECORDS = frozenset(
    f"{name}.html"
    for name in (
        *("achievement", "code", "grade", "guide-kind", "meetings", "notice", "person", "report"),
        *("cooperation", "documents", "services", "teaching", "trainings"),
    )
)
"""The templates of the pages of single records, and of what stands behind a studio's page."""

Branch = tuple[str, str, tuple[tuple[str, str], ...]]
"""Title and address of a list, and of the lists below it."""


def with_map(edition: Edition, drawn: Sequence[Page]) -> Iterator[Page]:
    """The drawn pages and the map of them."""
    yield from drawn
    t = wording()
    lists = [page for page in drawn if _is_list(page)]
    sections = (
        (t(f"section.{name}"), tuple(_branches(page for page in lists if page.section == name)))
        for name in SECTIONS
        if name != "home"
    )
    yield Page(
        address.SITE_MAP,
        SECTIONS[-1],
        "site-map.html",
        t("site_map.title"),
        t("site_map.description", school=edition.site.school),
        {"sections": tuple((title, branches) for title, branches in sections if branches)},
    )


def _is_list(page: Page) -> bool:
    """A list, and the first page of it."""
    pager = page.view.get("pager")
    return not page.stub and page.template not in _RECORDS and (pager is None or pager.number == 1)


def _branches(lists: Iterable[Page]) -> Iterator[Branch]:
    """Lists that have others below them, and lists that are below none; the others beside the one above them."""
    lists = tuple(lists)
    below: dict[str, list[tuple[str, str]]] = {page.address: [] for page in lists}
    for page in lists:
        for upper in (place for _, place in page.crumbs[-1:] if place in below):
            below[upper].append((page.title, page.address))
    leaves = {where for found in below.values() for _, where in found if not below[where]}
    for page in lists:
        if page.address not in leaves:
            under = tuple((title, where) for title, where in below[page.address] if where in leaves)
            yield page.title, page.address, tuple(_short(under))


def _short(lists: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """Lists side by side without what several of them begin with: it would be read over and over."""
    colon = wording()("words.colon")
    begins = Counter(title.partition(colon)[0] for title, _ in lists if colon in title)
    for title, where in lists:
        head, _, rest = title.partition(colon)
        yield (rest if begins[head] > 1 else title), where
