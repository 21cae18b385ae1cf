"""How long a build takes beside those of others, and how much memory: `make bench-build`.

A school is laid of as many studios as asked for, built once, and every page of its site is handed to Hugo and to
MkDocs with Material and its search as Markdown of the same text. Then all are built in turn: from nothing, again, and
with one achievement changed. What each of them says on every page must be the same. The quickest of the rounds counts.

Nothing is asserted of times, and no test runs this. Hugo comes from `requirements/bench.txt`.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import peers
from corpus import ROOT, lay
from installed import installed
from measure import Measure, measured

CHANGED = "studios/welding-he/achievements/2025/national-contest.md"


def main() -> None:
    """Measure and print a table."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--studios", type=int, default=232, help="how many (232: more than 11,000 pages)")
    options.add_argument("--rounds", type=int, default=1, help="how often everything is built, in turn")
    options.add_argument("--without", nargs="*", default=[], choices=["hugo", "mkdocs"], help="peers to leave out")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        school = lay(root / "school", given.studios)
        ours = (sys.executable, "-m", "generator", "-C", str(school), "build", "-d", str(site_of(root, "jiangpu")))
        run(ours, root)  # cards and QR codes are kept from here on, as they are between builds
        count = peers.for_hugo(site_of(root, "jiangpu"), root / "hugo")
        peers.for_mkdocs(site_of(root, "jiangpu"), root / "mkdocs")
        commands: dict[str, tuple[str, ...]] = {"jiangpu": ours}
        if "hugo" not in given.without:
            commands["hugo"] = (
                str(installed() / "bin" / "hugo"),
                "build",
                "--quiet",
                "-s",
                str(root / "hugo"),
                "-d",
                str(site_of(root, "hugo")),
            )
        if "mkdocs" not in given.without:
            config = str(root / "mkdocs" / "mkdocs.yml")
            commands["mkdocs"] = (
                sys.executable,
                "-m",
                "mkdocs",
                "build",
                "-q",
                "-f",
                config,
                "-d",
                str(root / "of-mkdocs"),
            )
        say(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} cores; {count} pages")
        taken: dict[str, list[Measure]] = {}
        for _ in range(given.rounds):
            for name, step in STEPS.items():
                for who, command in commands.items():
                    if step.of(who):
                        step.before(root, who)
                        taken.setdefault(f"{who}, {name}", []).append(run(command, root))
        same(root, commands)
        report(taken)


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


def clear_site(root: Path, who: str) -> None:
    """A new checkout, with what was kept."""
    shutil.rmtree(site_of(root, who), ignore_errors=True)


def change(root: Path, _: str) -> None:
    """One achievement says something else."""
    path = root / "school" / CHANGED
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"^summary: .*$", f"summary: {time.time()}。", text, flags=re.MULTILINE), encoding="utf-8")


def site_of(root: Path, who: str) -> Path:
    """Where somebody's site is written."""
    return root / f"of-{who}"


STEPS: Mapping[str, Step] = {
    "from nothing": Step(clear, lambda _: True),
    "new checkout, cache kept": Step(clear_site, lambda who: who == "jiangpu"),
    "nothing changed": Step(lambda *_: None, lambda who: who != "mkdocs"),
    "one achievement changed": Step(change, lambda who: who == "jiangpu"),
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


def same(root: Path, commands: Mapping[str, Sequence[str]]) -> None:
    """Say on how many pages each peer says something else than ours."""
    ours = {address: peers.said(page) for address, page in peers.pages(site_of(root, "jiangpu"))}
    for who in commands.keys() - {"jiangpu"}:
        theirs = {address: peers.said(page) for address, page in peers.pages(site_of(root, who))}
        # Pages that only lead elsewhere say nothing, and MkDocs puts their title there.
        differ = sum(theirs.get(address) != text for address, text in ours.items() if text)
        say(f"{who}: {len(theirs)} pages of {len(ours)}, {differ} say something else")


def report(taken: Mapping[str, Sequence[Measure]]) -> None:
    """Print the quickest of each, with ratios to the builds of the peers from nothing."""
    say(f"{'':36}{'seconds':>9}{'busy':>9}{'MB':>8}{'to Hugo':>9}{'to MkDocs':>10}")
    best = {name: min(each, key=lambda one: one.seconds) for name, each in taken.items()}
    for name, measure in best.items():
        ratios = ""
        for peer, width in (("hugo", 9), ("mkdocs", 10)):
            other = best.get(f"{peer}, from nothing")
            ratios += f"{measure.seconds / other.seconds:{width}.2f}" if other else " " * width
        say(f"{name:36}{measure.seconds:9.1f}{measure.busy:9.1f}{measure.memory:8.0f}{ratios}")


def say(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
