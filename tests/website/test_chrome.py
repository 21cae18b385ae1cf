"""The chrome in a browser, under a policy that allows nothing but the site's own files."""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, Route

from generator.website.build import build
from tests.stocked import stocked
from tests.website.small import read_school, tree, write_school

ORIGIN = "http://jiangpu.example"
BASE = "/school/"
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; base-uri 'none'"
SCHEME = "header button[data-jp-scheme]"
GROUND = "getComputedStyle(document.body).backgroundColor"
PAPER, DARK = "rgb(246, 241, 230)", "rgb(24, 21, 17)"

Open = Callable[..., Any]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    root = stocked(write_school(tmp_path_factory.mktemp("chrome") / "school"))
    build(read_school(root), root / "site")
    return tree(root / "site")


@pytest.fixture
def visit(browser: Browser, site: dict[str, bytes]) -> Iterator[Open]:
    """Opens pages of the site as a web server would send them; fails on any error and on any foreign request."""
    faults: list[str] = []

    def answer(route: Route) -> None:
        address = route.request.url.removeprefix(f"{ORIGIN}{BASE}")
        if address == route.request.url:
            faults.append(f"asked for {address}")
            route.abort()
            return
        found = address in site
        kind = mimetypes.guess_type(address)[0] or "text/html"
        route.fulfill(
            status=200 if found else 404,
            body=site[address if found else "404.html"],
            headers={"Content-Type": kind, "Content-Security-Policy": POLICY},
        )

    @contextmanager
    def opened(address: str, width: int = 1280, **options: Any) -> Iterator[Page]:
        context = browser.new_context(viewport={"width": width, "height": 800}, **options)
        context.route("**/*", answer)
        page = context.new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        page.goto(f"{ORIGIN}{BASE}{address}")
        yield page
        context.close()

    yield opened
    assert [fault for fault in faults if "404" not in fault] == []


@pytest.mark.parametrize(
    "address", ["index.html", "about.html", "achievements/welding-he/cup.html", "no/such/page.html"]
)
def test_nothing_sticks_out(visit: Open, address: str) -> None:
    with visit(address) as page:
        for width in (320, 360, 390, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            page.goto(f"{ORIGIN}{BASE}{address}")
            assert page.evaluate("document.documentElement.scrollWidth") == width
            for tab in page.locator(".jp-tabs__link").all():
                box = tab.bounding_box()
                assert box is not None, width
                assert box["x"] >= 0, width
                assert box["x"] + box["width"] <= width
                assert box["height"] >= 44, width


def test_the_page_of_a_lost_visitor_is_dressed_at_any_depth(visit: Open) -> None:
    with visit("no/such/page.html") as page:
        assert page.evaluate(GROUND) == PAPER
        page.get_by_role("link", name="回到首页").click()
        assert page.url == f"{ORIGIN}{BASE}index.html"


def test_the_first_stop_of_the_keyboard_skips_to_the_text(visit: Open) -> None:
    with visit("about.html") as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.textContent") == "跳到正文"
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "jp-main"


def test_the_switch_goes_round_and_is_remembered(visit: Open) -> None:
    with visit("index.html", color_scheme="dark") as page:
        grounds = [page.evaluate(GROUND)]
        labels = [page.get_attribute(SCHEME, "aria-label")]
        for _ in range(2):
            page.click(SCHEME)
            grounds.append(page.evaluate(GROUND))
            labels.append(page.get_attribute(SCHEME, "aria-label"))
        assert grounds == [DARK, PAPER, DARK]
        assert labels == ["深浅色：跟随系统", "深浅色：浅色", "深浅色：深色"]
        page.emulate_media(color_scheme="light")
        page.goto(f"{ORIGIN}{BASE}about.html")
        assert page.evaluate(GROUND) == DARK
        page.click(SCHEME)
        assert page.evaluate(GROUND) == PAPER


@pytest.mark.parametrize(("scheme", "ground"), [("light", PAPER), ("dark", DARK)])
def test_without_scripts_the_system_decides(visit: Open, scheme: str, ground: str) -> None:
    with visit("index.html", java_script_enabled=False, color_scheme=scheme) as page:
        assert page.evaluate(GROUND) == ground
        assert not page.is_visible(SCHEME)


def test_a_school_page_has_its_headings_beside_it(visit: Open) -> None:
    with visit("about.html") as page:
        page.get_by_role("navigation", name="本页目录").get_by_role("link", name="谁来写").click()
        assert unquote(page.url).endswith("#谁来写")
    with visit("about.html", 390) as page:
        assert not page.is_visible(".jp-toc")
