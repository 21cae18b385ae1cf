"""How long a build takes beside those of others, and how much memory: `make bench`.

Schools are laid of as many studios as asked for, built once, and every page of their sites is handed to Hugo, to MkDocs
with Material and its search, and to Zensical as Markdown of the same text. Then all are built in turn: from nothing,
again, and with one achievement changed. What each of them says on every page must be the same. The median of the rounds
counts.
Of the largest school the search is measured by itself too, beside Pagefind, and how soon the preview shows what was
changed; schools of other sizes show how the cost grows.

What came of it is written to `benchmarks/builds.md`. Nothing is asserted of times, and no test runs this. Hugo,
Zensical and Pagefind come from `requirements/bench.txt`.
"""

from __future__ import annotations

import argparse
import gzip
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from pathlib import Path
from statistics import linear_regression

import finding
import peers
import previewing
from corpus import ROOT, lay
from installed import installed
from measure import Measure, measured

from generator.core.pages.address import DATA_EDITION

CHANGED = "studios/welding-he/achievements/2025/national-contest.md"
CHANGED_PAGE = "achievements/welding-he/national-contest.html"

RESULT = Path(__file__).parent / "builds.md"
Taken = dict[str, list[Measure]]
Point = tuple[int, Measure]
"""How many pages, and what they take."""


def main() -> None:
    """Measure, print and write down."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--studios", type=int, nargs="+", default=[232, 1], help="how many (232: more than 12,000 pages; 1: 400)"
    )
    options.add_argument("--rounds", type=int, default=1, help="how often everything is built, in turn")
    options.add_argument("--growth", type=int, nargs="*", default=[8, 58], help="other sizes, built from nothing once")
    options.add_argument(
        "--without", nargs="*", default=[], choices=["hugo", "mkdocs", "zensical", "pagefind"], help="leave out"
    )
    given = options.parse_args()
    lines: list[str] = []

    def say(line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()
        lines.append(line)

    say(
        f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores; "
        f"rounds: {given.rounds}, their medians."
    )
    points: list[Point] = []
    largest = max(given.studios)
    for studios in given.studios:
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder)
            points.append(builds(root, studios, given.rounds, given.without, say))
            if studios == largest:
                searches(root, given.rounds, given.without, say)
                preview(root, say)
    with tempfile.TemporaryDirectory() as folder:
        growth(Path(folder), given.growth, points, say)
    RESULT.write_text("\n".join(["# Builds, as `make bench` measured them last", "", *lines, ""]), encoding="utf-8")


def builds(root: Path, studios: int, rounds: int, without: Sequence[str], say: Callable[[str], None]) -> Point:
    """Everybody's builds of a school of so many studios; how many pages it has, and what ours takes from nothing."""
    run(ours(root, studios), root)  # cards and QR codes are kept from here on, as they are between builds
    count = peers.for_hugo(site_of(root, "jiangpu"), root / "hugo")
    for who in ("mkdocs", "zensical"):
        peers.for_mkdocs(site_of(root, "jiangpu"), root / who, root / f"{who}.yml", site_of(root, who))
    commands = {"jiangpu": ours(root), "hugo": hugo(root), "mkdocs": mkdocs(root), "zensical": zensical(root)}
    commands = {who: command for who, command in commands.items() if who not in without}
    say(f"\n## {count} pages\n")
    taken: Taken = {}
    for _ in range(rounds):
        for name, step in STEPS.items():
            for who, command in commands.items():
                if step.of(who):
                    step.before(root, who)
                    taken.setdefault(f"{who}, {name}", []).append(run(command, root))
    table(taken, ("hugo, from nothing", "mkdocs, from nothing"), say)
    same(root, commands, say)
    return count, median(taken["jiangpu, from nothing"])


def ours(root: Path, studios: int = 0) -> tuple[str, ...]:
    """Our command; for so many studios, laid anew."""
    school = lay(root / "school", studios) if studios else root / "school"
    return (sys.executable, "-m", "generator", "-C", str(school), "build", "-d", str(site_of(root, "jiangpu")))


def hugo(root: Path) -> tuple[str, ...]:
    """Hugo's."""
    program = str(installed() / "bin" / "hugo")
    return (program, "build", "--quiet", "-s", str(root / "hugo"), "-d", str(site_of(root, "hugo")))


def mkdocs(root: Path) -> tuple[str, ...]:
    """That of MkDocs."""
    return (sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(root / "mkdocs.yml"))


def zensical(root: Path) -> tuple[str, ...]:
    """That of Zensical."""
    return (sys.executable, "-m", "zensical", "build", "-f", str(root / "zensical.yml"))


def searches(root: Path, rounds: int, without: Sequence[str], say: Callable[[str], None]) -> None:
    """The search by itself: ours from the Edition that it reads first, Pagefind from the finished pages; and what comes
    before the first result."""
    site = site_of(root, "jiangpu")
    commands = {
        "jiangpu, search": (sys.executable, str(Path(__file__).parent / "finding.py"), str(site / DATA_EDITION)),
        "pagefind, search": (sys.executable, "-m", "pagefind", "--site", str(site), "--output-path", str(root / "pf")),
    }
    taken: Taken = {}
    for _ in range(rounds):
        for name, command in commands.items():
            if name.partition(",")[0] not in without:
                taken.setdefault(name, []).append(run(command, root))
    say("\nThe search by itself:\n")
    table(taken, ("pagefind, search",), say)
    read = sorted(finding.before_first(site))
    say(f"\nBefore the first result, compressed: {read[len(read) // 2] / 1000:.0f} KB, at most {read[-1] / 1000:.0f}.")
    whole = site_of(root, "mkdocs") / "search" / "search_index.json"
    if whole.is_file():
        size = len(gzip.compress(whole.read_bytes()))
        say(f"Material's index: {size / 1000:.0f} KB; ours of that: {read[len(read) // 2] / size:.4f}.")


def preview(root: Path, say: Callable[[str], None]) -> None:
    """How soon the preview of a school shows a page of an achievement that was changed, and the whole site."""
    shown, whole, most = previewing.measured(root / "school", CHANGED, CHANGED_PAGE)
    say(
        f"\nThe preview shows a page that was changed after {sorted(shown)[len(shown) // 2]:.2f} s, at most "
        f"{max(shown):.2f}; the whole site after {sorted(whole)[len(whole) // 2]:.1f} s; {most:.0f} MB."
    )


def growth(root: Path, sizes: Sequence[int], known: Sequence[Point], say: Callable[[str], None]) -> None:
    """How the time of the processor grows with the number of pages: the slope in logarithms."""
    points = list(known)
    for studios in sizes:
        command = ours(root, studios)
        clear_site(root, "jiangpu")
        run(command, root)
        clear(root, "jiangpu")
        measure = run(command, root)
        points.append((sum(1 for _ in peers.pages(site_of(root, "jiangpu"))), measure))
    if len(points) > 1:
        slope, _ = linear_regression([log(count) for count, _ in points], [log(each.busy) for _, each in points])
        told = ", ".join(f"{count} pages {each.busy:.1f} s {each.memory:.0f} MB" for count, each in sorted(points))
        say(f"\nFrom nothing by size (of the processor): {told}; exponent {slope:.2f}.")


@dataclass(frozen=True, slots=True)
class Step:
    """What happens before a build is measured, and who takes part."""

    before: Callable[[Path, str], None]
    of: Callable[[str], bool]


def clear(root: Path, who: str) -> None:
    """Take away what earlier builds of somebody's have made, but for cards."""
    clear_site(root, who)
    for place in (root / "school" / ".cache").glob("jiangpu/*/*") if who == "jiangpu" else ():
        if place.name not in {"cards", "decoded"}:
            shutil.rmtree(place) if place.is_dir() else place.unlink()
    if who == "zensical":
        shutil.rmtree(root / ".cache", ignore_errors=True)


def clear_site(root: Path, who: str) -> None:
    """A new checkout, with what was kept."""
    shutil.rmtree(site_of(root, who), ignore_errors=True)


def change(root: Path, who: str) -> None:
    """One achievement says something else; for a peer, its page alone."""
    if who == "jiangpu":
        path, old, new = root / "school" / CHANGED, r"^summary: .*$", f"summary: {time.time()}。"
    else:
        path, old, new = root / who / "docs" / Path(CHANGED_PAGE).with_suffix(".md"), r"\Z", f"\n{time.time()}。\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(old, new, text, flags=re.MULTILINE), encoding="utf-8")


def site_of(root: Path, who: str) -> Path:
    """Where somebody's site is written."""
    return root / f"of-{who}"


STEPS: Mapping[str, Step] = {
    "from nothing": Step(clear, lambda _: True),
    "new checkout, cache kept": Step(clear_site, lambda who: who == "jiangpu"),
    "nothing changed": Step(lambda *_: None, lambda who: who != "mkdocs"),
    "one achievement changed": Step(change, lambda who: who in {"jiangpu", "zensical"}),
}


def run(command: Sequence[str], root: Path) -> Measure:
    """Run a command and look at all its processes meanwhile; to ask more often would disturb what is measured."""
    variables = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(installed())))}
    return measured(command, lambda process: sum(map(memory, family(process))), 0.3, root, variables)


def family(process: int) -> list[int]:
    """A process and those that it has started."""
    found = [process]
    for each in found:
        try:
            found += map(int, Path(f"/proc/{each}/task/{each}/children").read_text(encoding="ascii").split())
        except OSError:
            continue
    return found


def memory(process: int) -> float:
    """The megabytes of a process; what several share counts in parts for each."""
    try:
        text = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0.0
    found = re.search(r"^Pss: +(\d+)", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def same(root: Path, commands: Mapping[str, Sequence[str]], say: Callable[[str], None]) -> None:
    """Say on how many pages each peer says something else than ours."""
    here = {address: peers.said(page) for address, page in peers.pages(site_of(root, "jiangpu"))}
    for who in commands.keys() - {"jiangpu"}:
        theirs = {address: peers.said(page) for address, page in peers.pages(site_of(root, who))}
        # Pages that only lead elsewhere say nothing, and MkDocs puts their title there.
        differ = sum(theirs.get(address) != text for address, text in here.items() if text)
        say(f"\n{who}: {len(theirs)} pages of {len(here)}, {differ} say something else.")


def median(taken: Sequence[Measure]) -> Measure:
    """The one in the middle by the clock."""
    return sorted(taken, key=lambda one: one.seconds)[len(taken) // 2]


def table(taken: Mapping[str, Sequence[Measure]], to: Sequence[str], say: Callable[[str], None]) -> None:
    """The median of each, with its ratio to some of them: time of the clock, and memory."""
    heads = [f"to {name.partition(',')[0]}" for name in to if name in taken]
    say(f"| | seconds | busy | MB | {' | '.join(heads)} |")
    say("| --- |" + " --- |" * (3 + len(heads)))
    best = {name: median(each) for name, each in taken.items()}
    for name, one in best.items():
        others = [best[each] for each in to if each in best]
        ratios = " | ".join(f"{one.seconds / each.seconds:.3g} (MB {one.memory / each.memory:.2f})" for each in others)
        say(f"| {name} | {one.seconds:.1f} | {one.busy:.1f} | {one.memory:.0f} | {ratios} |")


if __name__ == "__main__":
    main()
