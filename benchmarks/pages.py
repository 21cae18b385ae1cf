"""What a first visit to a page costs, and what Lighthouse says of it: `make bench-pages`.

The sample is built and served on this machine, compressed as any web server would. Weights are those of all that
Chromium receives for one page with an empty cache. Lighthouse is not installed by this project (it would bring another
language's packages): where it is found, on PATH or under --lighthouse, it is asked as well, as on a phone.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
PAGES = {
    "home": "index.html",
    "studio": "studios/ceramics-shen/index.html",
    "notice": "notices/recognition-2026-proposed.html",
    "explorer": "explore/achievements.html",
    "grade": "grades/2025/welding-he.html",
    "search": "search.html",
    "achievement": "achievements/welding-he/purge-device-patent.html",
    "achievements": "achievements/year-2025.html",
    "statistics": "statistics/index.html",
    "comparison": "compare.html",
    "trainings": "studios/welding-he/trainings.html",
    "site map": "map.html",
}
JUDGED = ("home", "studio", "notice", "explorer", "grade", "search")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-background-networking --disable-sync --no-first-run "
    "--disable-component-update"
)
SQUEEZED = {".html", ".css", ".js", ".svg", ".json", ".xml", ".txt"}


class _Handler(SimpleHTTPRequestHandler):
    def do_GET(self) -> None:  # the name that the server calls
        path = Path(self.translate_path(self.path))
        if path.suffix not in SQUEEZED or not path.is_file():
            super().do_GET()
            return
        body = gzip.compress(path.read_bytes(), 6)
        self.send_response(200)
        self.send_header("Content-Type", f"{self.guess_type(path)}; charset=utf-8")
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address of a folder on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), lambda *given: _Handler(*given, directory=str(site)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def weights(chromium: str, base: str) -> dict[str, tuple[int, int]]:
    """For each page, how many requests its first visit makes and how many bytes come back."""
    found: dict[str, tuple[int, int]] = {}
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS.split())
        for name, address in PAGES.items():
            context = browser.new_context(viewport={"width": 390, "height": 844})
            page = context.new_page()
            session = context.new_cdp_session(page)
            sizes: list[float] = []
            session.on("Network.loadingFinished", lambda event, sizes=sizes: sizes.append(event["encodedDataLength"]))
            session.send("Network.enable")
            page.goto(base + address, wait_until="networkidle")
            found[name] = len(sizes), round(sum(sizes))
            context.close()
        browser.close()
    return found


def judged(lighthouse: str, chromium: str, url: str, runs: int) -> dict[str, Any]:
    """The report of the run in the middle."""
    reports = []
    for _ in range(runs):
        command = [lighthouse, url, "--quiet", "--output=json", "--output-path=stdout", f"--chrome-flags={FLAGS}"]
        env = os.environ | {"CHROME_PATH": chromium}
        done = subprocess.run(  # noqa: S603 - a command of our own
            command, check=True, capture_output=True, text=True, env=env
        )
        reports.append(json.loads(done.stdout))
    return sorted(reports, key=lambda report: report["categories"]["performance"]["score"])[runs // 2]


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--chromium", default="/usr/bin/chromium")
    options.add_argument("--lighthouse", default=shutil.which("lighthouse"), help="where it is (on PATH)")
    options.add_argument("--site", type=Path, help="a site that is built already")
    options.add_argument("-n", dest="runs", type=int, default=1, help="how often each page is judged (1)")
    given = options.parse_args()
    with TemporaryDirectory() as folder:
        site = given.site or Path(folder) / "site"
        if given.site is None:
            command = [sys.executable, "-m", "generator", "build", "-d", str(site)]
            subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603 - a command of our own
        with served(site) as base:
            weighed = weights(given.chromium, base)
            _say(["page", "requests", "KB", *CATEGORIES])
            _say(["---"] * (3 + len(CATEGORIES)))
            for name, (requests, size) in weighed.items():
                scores = ["", "", "", ""]
                if given.lighthouse and name in JUDGED:
                    report = judged(given.lighthouse, given.chromium, base + PAGES[name], given.runs)
                    scores = [str(round(100 * report["categories"][each]["score"])) for each in CATEGORIES]
                    for audit in _lost(report):
                        sys.stderr.write(f"{name}: {audit}\n")
                _say([name, str(requests), f"{size / 1000:.0f}", *scores])


def _say(cells: list[str]) -> None:
    sys.stdout.write(f"| {' | '.join(cells)} |\n")
    sys.stdout.flush()


def _lost(report: dict[str, Any]) -> Iterator[str]:
    """What cost a page something."""
    for each in CATEGORIES:
        for part in report["categories"][each]["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.95:
                yield f"{each}: {part['id']} {audit['score']} {audit.get('displayValue', '')}"


if __name__ == "__main__":
    main()
