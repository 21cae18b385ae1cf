"""Take the README's pictures again: `python bootstrap.py --dev run python tests/browser/screenshots.py`."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = {
    "studio": ("studios/ceramics-shen/index.html", 1280, 1040, ""),
    "grade": ("grades/2025/welding-he.html", 1280, 1040, ""),
    "explorer": ("explore/achievements.html?level=国家级&level=省级", 1280, 1040, ""),
    "studio-phone": ("studios/ceramics-shen/index.html", 390, 844, "#pictures"),
    "notice-phone": ("notices/recognition-2026-proposed.html", 390, 844, ""),
    "grade-phone": ("grades/2025/welding-he.html", 390, 844, ""),
}
"""Name: page, width, height, and what is at the top where it is not the page's beginning."""
COLOURS = 200


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Build the sample and photograph it."""
    with TemporaryDirectory() as folder, sync_playwright() as play:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "generator", "build", "-d", str(site)], cwd=ROOT, check=True)
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (address, width, height, top) in PICTURES.items():
            path, _, query = address.partition("?")
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((site / path).as_uri() + (f"?{query}" if query else "") + top)
            page.wait_for_load_state("networkidle")
            taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
            few = taken.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
            few.save(ROOT / "docs" / "images" / f"{name}.png", optimize=True)
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
