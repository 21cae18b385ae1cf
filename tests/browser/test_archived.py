"""A snapshot is opened from the disk, without a network and without a server, as somebody will in thirty years."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser

from generator.website.links import broken_links, pages_of
from tests.command import run
from tests.commands.test_log import git
from tests.core.compute.test_log import SALTED
from tests.golden.overlay import lay_school
from tests.website.small import tree

ABORTED = "net::ERR_ABORTED"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site in a snapshot of the tiny school."""
    place = tmp_path_factory.mktemp("snapshot")
    lay_school(place / "school", SALTED)
    git(place / "school", "init", "-q", "-b", "main")
    git(place / "school", "add", ".")
    git(place / "school", "commit", "-qm", "2025")
    done = run("-C", place / "school", "archive", "create", "2025", "-o", place / "年度存档", "--as-of", "2026-01-20")
    assert done.returncode == 0, done.stderr
    return place / "年度存档" / "jiangpu-2025-v1" / "data" / "site"


def test_every_page_that_can_be_reached_opens_from_the_disk(site: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    failed: list[str] = []
    # Whoever leaves a page before its icon is read aborts that: nothing failed.
    page.on("requestfailed", lambda request: failed.append(request.url) if request.failure != ABORTED else None)
    page.on("pageerror", lambda error: failed.append(str(error)))
    page.on("console", lambda said: failed.append(said.text) if said.type == "error" else None)
    page.on("request", lambda request: failed.append(request.url) if not request.url.startswith("file:") else None)
    waiting, seen = ["index.html"], {"index.html"}
    while waiting:
        address = waiting.pop()
        page.goto((site / address).as_uri())
        assert page.locator(".jp-frozen").is_visible(), address
        for link in page.eval_on_selector_all("a[href]", "links => links.map(each => each.href)"):
            parts = urlsplit(link)
            if parts.scheme != "file":
                continue
            target = Path(unquote(parts.path))
            assert target.is_file(), (address, link)
            place = target.relative_to(site).as_posix()
            if place.endswith(".html") and place not in seen:
                seen.add(place)
                waiting.append(place)
    context.close()
    assert failed == []
    assert seen == {place for place in tree(site) if place.endswith(".html")} - {"n/" + name for name in unlinked(site)}


def test_the_search_of_a_snapshot_finds_what_is_in_it(site: Path, browser: Browser) -> None:
    page = browser.new_page(offline=True)
    page.goto((site / "search.html").as_uri())
    page.locator("#jp-query").fill("工作室")
    link = page.locator(".jp-found a").first
    link.wait_for()
    assert page.locator(".jp-frozen").is_visible()
    assert page.locator("meta[name=robots][content=noindex]").count() == 1
    link.click()
    assert page.locator(".jp-frozen").is_visible()
    page.close()


def unlinked(site: Path) -> set[str]:
    """Short addresses are printed, not linked."""
    return {path.name for path in (site / "n").glob("*.html")}


def test_no_link_is_broken(site: Path) -> None:
    files = tree(site)
    assert broken_links(pages_of(files.items()), files) == ()
