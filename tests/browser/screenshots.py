"""Take the README's pictures again: `python bootstrap.py --dev run python tests/browser/screenshots.py`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PICTURES = {
    "studio": ("studios/welding-he/index.html", 1280, 900),
    "grade": ("grades/2025/welding-he.html", 1280, 900),
    "home": ("index.html", 1280, 900),
    "notice-phone": ("notices/recognition-2026-proposed.html", 390, 844),
}


def main(chromium: str = "/usr/bin/chromium") -> None:
    """Build the sample and photograph it."""
    with TemporaryDirectory() as folder, sync_playwright() as play:
        site = Path(folder) / "site"
        subprocess.run([sys.executable, "-m", "generator", "build", "-d", str(site)], cwd=ROOT, check=True)
        browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for name, (address, width, height) in PICTURES.items():
            page = browser.new_page(viewport={"width": width, "height": height})
            page.goto((site / address).as_uri())
            page.screenshot(path=ROOT / "docs" / "images" / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
