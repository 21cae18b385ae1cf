"""How twelve kinds of pages look on a phone, on a tablet and on a desk: what was looked at once, and accepted.

`tests/browser/baselines/` holds the pictures, a third of the size; `pytest tests/browser/test_look.py --accept` takes
them again. Compared is how dark each field of a page is, so that another machine's smoothing of letters passes and a
block that is missing, or stands elsewhere, does not. The pictures are of Debian's Noto fonts.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

BASELINES = Path(__file__).parent / "baselines"
KINDS = {
    "home": "index.html",
    "studio": "studios/ceramics-shen/index.html",
    "notice": "notices/recognition-2026-proposed.html",
    "notices": "notices/index.html",
    "achievement": "achievements/welding-he/purge-device-patent.html",
    "achievements": "achievements/year-2025.html",
    "explorer": "explore/achievements.html",
    "grade": "grades/2025/welding-he.html",
    "statistics": "statistics/index.html",
    "comparison": "compare.html?studio=welding-he&studio=cnc-lin",
    "search": "search.html?q=焊接",
    "system": "rules/indicators-2025.html",
}
WIDTHS = (390, 768, 1280)
"""Of these, `make test` takes the first."""
SMALLER = 3
"""By how much a picture is smaller than the page."""
FIELD = 15
"""The side of a field, in pixels of the page."""
DARKER = 26
"""By how much of 255 the mean of a field has to differ."""
MOST = 3
"""How many fields of a page may differ so."""
FONTS = ("Noto Serif CJK SC", "Noto Sans CJK SC")

pytestmark = pytest.mark.browser


@dataclass(frozen=True, slots=True)
class Look:
    """A page as a picture, a third of its size."""

    picture: Image.Image

    @property
    def fields(self) -> Image.Image:
        side = FIELD // SMALLER
        grey = self.picture.convert("L")
        return grey.resize((-(-grey.width // side), -(-grey.height // side)), Image.Resampling.BOX)


def look_at(page: Page) -> Look:
    page.evaluate(
        "Promise.all([...document.images].map(one => { one.loading = 'eager'; return one.decode().catch(() => 0) }))"
    )
    taken = Image.open(BytesIO(page.screenshot(full_page=True, scale="css"))).convert("RGB")
    size = (taken.width // SMALLER, taken.height // SMALLER)
    return Look(taken.resize(size, Image.Resampling.BOX))


def differing(one: Look, other: Look) -> int:
    """How many fields differ; those that only one of both has do."""
    a, b = one.fields, other.fields
    size = (min(a.width, b.width), min(a.height, b.height))
    difference = ImageChops.difference(a.crop((0, 0, *size)), b.crop((0, 0, *size)))
    beyond = a.width * a.height + b.width * b.height - 2 * size[0] * size[1]
    return sum(difference.point(lambda value: value > DARKER and 1).histogram()[1:]) + beyond


@pytest.fixture(scope="module", autouse=True)
def fonts() -> None:
    matched = shutil.which("fc-match")
    known = matched and all(
        name in subprocess.run([matched, "-f", "%{family}", name], check=True, capture_output=True, text=True).stdout
        for name in FONTS
    )
    if not known:
        assert os.environ.get("JIANGPU_REQUIRE_CHROMIUM") != "1", f"none of {FONTS}"
        pytest.skip(f"the pictures are of {' and '.join(FONTS)}, which are not here")


@pytest.fixture(
    scope="module", params=[WIDTHS[0], *(pytest.param(width, marks=pytest.mark.long) for width in WIDTHS[1:])]
)
def page(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": request.param, "height": 900}, color_scheme="light")
    yield context.new_page()
    context.close()


def at(page: Page, site: Path, kind: str) -> None:
    path, _, query = KINDS[kind].partition("?")
    page.goto((site / path).as_uri() + (f"?{query}" if query else ""))
    page.wait_for_load_state("networkidle")


@pytest.mark.parametrize("kind", KINDS)
def test_a_page_looks_as_it_was_accepted(site: Path, page: Page, kind: str, accept: bool, tmp_path: Path) -> None:
    at(page, site, kind)
    got = look_at(page)
    assert page.viewport_size is not None
    kept = BASELINES / f"{kind}-{page.viewport_size['width']}.webp"
    if accept:
        got.picture.save(kept, quality=42, method=6)
        return
    found = differing(Look(Image.open(kept)), got)
    if found > MOST:
        got.picture.save(tmp_path / kept.with_suffix(".png").name)
    assert found <= MOST, f"{found} fields differ: compare {kept} with {tmp_path / kept.with_suffix('.png').name}"


MUTATIONS = {
    "a section that is gone": ".jp-sec:nth-of-type(2){display:none}",
    "a heading that is gone": ".jp-sec__head h2{visibility:hidden}",
    "a title that has moved": "h1{position:relative;left:24px}",
    "a plaque that is gone": ".jp-plaque{visibility:hidden}",
    "pictures that are gone": ".jp-gallery img{visibility:hidden}",
}


SHEET = """rule => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rule);
  document.adoptedStyleSheets.push(sheet);
}"""


@pytest.mark.parametrize("mutation", MUTATIONS)
def test_it_would_be_seen(site: Path, page: Page, mutation: str) -> None:
    """What proves the test above, on the page with most on it."""
    at(page, site, "studio")
    page.evaluate(SHEET, MUTATIONS[mutation])
    assert page.viewport_size is not None
    kept = Look(Image.open(BASELINES / f"studio-{page.viewport_size['width']}.webp"))
    assert differing(kept, look_at(page)) > MOST


def test_the_pictures_are_small() -> None:
    sizes = {kept.name: kept.stat().st_size for kept in BASELINES.glob("*.webp")}
    assert len(sizes) == len(KINDS) * len(WIDTHS)
    assert max(sizes.values()) <= 60_000
    assert sum(sizes.values()) <= 1_500_000
