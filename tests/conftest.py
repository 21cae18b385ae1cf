"""What all tests share: accepting golden files, and the browser."""

import gc
import os
import shutil
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, sync_playwright

from generator.core.edition import Edition
from generator.core.pages import Page, draw
from generator.core.pipeline import Prepared, prepare
from tests.command import ROOT, start

CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
BROWSER_ARGUMENTS = [
    "--headless",
    "--no-sandbox",  # containers run as root
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
]
DEAR = [
    f"tests/{name}.py"
    for name in (
        *("commands/test_check", "property/test_prepare", "browser/test_access", "browser/test_reach"),
        *("website/test_difference", "commands/test_build"),
        *("browser/test_search", "browser/test_site", "golden/test_problems", "browser/test_hostile"),
        *("property/test_incremental", "browser/test_clock", "website/test_takedown", "browser/test_archived"),
        *("browser/test_explore", "diagnostics/test_fingerprint", "website/test_pressing", "property/test_log"),
        *("golden/test_examples", "website/test_build", "website/test_blame", "answers/test_report"),
        *("decoding/test_guard", "decoding/test_cache", "property/test_faults", "website/test_hostile"),
        *("website/test_archived", "archive/test_snapshot", "property/test_working", "property/test_grades"),
    )
]
"""The files that take longest go first, so that no worker is left alone with one at the end. The first builds the
`sample`; the second does without it, so that nobody waits for it."""
SKIPPED = pytest.StashKey[set[str]]()

# Whatever a test starts finds its modules compiled, as it does on the machine of whoever uses it.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)

# A busy machine must not fail a property test for being slow.
hypothesis.settings.register_profile("unhurried", deadline=None)
hypothesis.settings.load_profile("unhurried")


# Garbage is looked for seldom: `jiangpu` never does, and with all that stays here it would take a third of the time.
gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def prepared_sample() -> Prepared:
    """The sample, on the day that it states: read once for all that only look at it."""
    return prepare(ROOT, date(2026, 3, 18))


@pytest.fixture(scope="session")
def edition(prepared_sample: Prepared) -> Edition:
    """That of the sample."""
    found = prepared_sample.edition
    assert found is not None
    return found


@pytest.fixture(scope="session")
def every_page(edition: Edition) -> tuple[Page, ...]:
    """All pages of the sample, drawn once."""
    return draw(edition)


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample, with what a build of it keeps in its `.cache`, made once for all workers. Nothing may
    change it; who copies it has only what differs rendered."""
    run_id = os.environ.get("PYTEST_XDIST_TESTRUNUID")
    shared = tmp_path_factory.getbasetemp().parent if run_id else tmp_path_factory.getbasetemp()
    root = shared / f"sample-{run_id}" / "school"
    said = root.with_name("said")
    try:
        root.parent.mkdir()
    except FileExistsError:  # another worker is at it
        while not said.exists():
            time.sleep(0.2)
    else:
        told = ""
        try:
            for name in ("content", "studios"):
                shutil.copytree(ROOT / name, root / name)
            told = start("-C", root, "build", "-d", root.with_name("site")).stderr
        finally:
            said.write_text(told, encoding="utf-8")
    assert root.with_name("site").is_dir(), said.read_text(encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def site(sample: Path) -> Path:
    """The sample, built as its users do. Nothing may change it."""
    return sample.with_name("site")


def find_chromium() -> Path | None:
    """Return the system's Chromium: $JIANGPU_CHROMIUM if set, else the first known name on PATH."""
    chosen = os.environ.get("JIANGPU_CHROMIUM")
    for name in [chosen] if chosen else CHROMIUM_NAMES:
        if found := shutil.which(name):
            return Path(found)
    return None


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="rewrite the golden files from what is got now")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SKIPPED] = set()


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
    rank = {name: place for place, name in enumerate(DEAR)}
    items.sort(key=lambda item: rank.get(item.nodeid.partition("::")[0], len(rank)))


def pytest_collection_finish() -> None:
    gc.freeze()


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser") is None or find_chromium():
        return
    if os.environ.get("JIANGPU_REQUIRE_CHROMIUM") == "1":
        pytest.fail("no Chromium found, and JIANGPU_REQUIRE_CHROMIUM=1 asks for one", pytrace=False)
    item.config.stash[SKIPPED].add(item.nodeid)
    pytest.skip("no Chromium found")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    if skipped := config.stash[SKIPPED]:
        terminalreporter.write_line(
            f"NOT TESTED IN A BROWSER: {len(skipped)} tests skipped, no Chromium found "
            "(install one, or name it in JIANGPU_CHROMIUM)",
            red=True,
            bold=True,
        )


@pytest.fixture(scope="session")
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten instead of compared."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture(scope="session")
def chromium() -> Path:
    """Return the system's Chromium; a test that asks for it is marked `browser`."""
    found = find_chromium()
    assert found is not None, "pytest_runtest_setup has seen to this"
    return found


@pytest.fixture(scope="session")
def browser(chromium: Path) -> Iterator[Browser]:
    """Return a running Chromium; each test opens, and closes, a context of its own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=BROWSER_ARGUMENTS)
        yield running
        running.close()
